"""«Komórki i osoby»: the registers of this room under one item of the menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .availability import AbsenceViewSet, OfficeHoursViewSet
from .designations import DesignationViewSet
from .people import PersonViewSet
from .units import UnitViewSet


class PeopleGroup(SnippetViewSetGroup):
    menu_label = _("Units and people")
    menu_icon = "group"
    menu_name = "units-and-people"
    menu_order = 300
    items = (UnitViewSet, PersonViewSet, DesignationViewSet, AbsenceViewSet, OfficeHoursViewSet)
