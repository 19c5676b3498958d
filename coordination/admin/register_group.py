"""«Słowniki»: the registers of this room under one item of the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from .limit_register import LimitRegister
from .registers import (
    DistrictRegister,
    HolidayRegister,
    OutdatedRegister,
    SphereRegister,
    StandardRegister,
    TopicRegister,
    UnitKindRegister,
)


class Registers(ModelAdminGroup):
    menu_label = _("Dictionaries")
    menu_icon = "folder-open-inverse"
    menu_order = 750
    items = (
        TopicRegister,
        SphereRegister,
        DistrictRegister,
        UnitKindRegister,
        HolidayRegister,
        StandardRegister,
        LimitRegister,
        OutdatedRegister,
    )
