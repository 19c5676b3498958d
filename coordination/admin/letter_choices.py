"""«Listy» among the settings of the own account: at once, or once a day in one letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from .. import actions, letters
from ..digests import EIGHT, HOUR
from ..models import NoticeSettings
from ..standards import value
from ..standing import standing_of

AT_ONCE, DAILY = "at_once", "daily"
CHOICES = ((AT_ONCE, _("at once")), (DAILY, _("once a day, in one letter")))


class LetterChoices(forms.Form):
    """One choice for each family of letters; a choice that was not sent stays as it is."""

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        self.account = instance
        kept = NoticeSettings.objects.filter(account=instance).values_list("daily", flat=True).first() or []
        super().__init__(*args, **kwargs)
        for family in letters.families():
            self.fields[family.key] = forms.ChoiceField(
                label=family.label,
                choices=CHOICES,
                widget=forms.RadioSelect,
                required=False,
                initial=DAILY if family.key in kept else AT_ONCE,
            )

    def save(self) -> None:
        chosen = {key: self.cleaned_data[key] or field.initial for key, field in self.fields.items()}
        daily = [key for key, choice in chosen.items() if choice == DAILY]
        actions.choose_letters(self.account, daily=daily, by=standing_of(self.account), now=timezone.now())


class LettersPanel(BaseSettingsPanel):
    name = "letters"
    title = _("Letters")
    tab = notifications_tab
    order = 50
    template_name = "coordination/admin/letter_choices.html"
    form_class = LetterChoices

    def is_active(self) -> bool:
        return standing_of(self.user).is_staff and bool(letters.families())

    def get_context_data(self) -> dict[str, Any]:
        return {**super().get_context_data(), "hour": value(HOUR, EIGHT)}


@hooks.register("register_account_settings_panel")
def letters_panel(request: Any, user: Any, profile: Any) -> LettersPanel:
    return LettersPanel(request, user, profile)
