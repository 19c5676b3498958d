"""Choosing a person among hundreds: by any part of the name or the e-mail address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

LONGEST = 100


class PersonFilterForm(BaseFilterForm):
    """Wagtail's own search field wants an index of people; three columns serve as well."""

    q = forms.CharField(label=_("Name or e-mail"), max_length=LONGEST, required=False)

    def filter(self, objects: QuerySet) -> QuerySet:
        found = super().filter(objects)
        words = self.cleaned_data.get("q", "").split()
        for word in words:
            found = found.filter(
                Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
            )
        if words:
            self.is_searching, self.search_query = True, self.cleaned_data["q"]
        return found


class ByName:
    def get_filter_form_class(self) -> Any:
        return PersonFilterForm


class ChoosePerson(ByName, ChooseView):
    pass


class ChoosePersonResults(ByName, ChooseResultsView):
    pass


class PersonChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChoosePerson
    choose_results_view_class = ChoosePersonResults
