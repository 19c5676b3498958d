"""Contact cards. Names, phones and addresses are never typed: they come from designations when the page is shown."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..contacts import contacts_of


class UnitBlock(blocks.ChooserBlock):
    """A unit, from a plain list."""

    target_model = "coordination.Unit"
    widget = forms.Select()

    def get_form_state(self, value: Any) -> Any:
        return getattr(value, "pk", value)

    class Meta:
        icon = "group"


class ContactBlock(blocks.StructBlock):
    """Karta kontaktu: who answers today, the deputy when the coordinator is away, the head when nobody is there."""

    unit = UnitBlock(label=_("unit"))
    office = blocks.ChoiceBlock(
        label=_("whom to show"),
        choices=[("contacts", _("coordinators and deputies")), ("head", _("head of the unit"))],
        default="contacts",
    )
    title = blocks.CharBlock(label=_("heading"), max_length=120, required=False)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        unit = value["unit"]
        if unit is None:
            return context | {"cards": []}
        found = contacts_of(unit, now=timezone.now())
        return context | {"cards": found.head_cards if value["office"] == "head" else found.cards}

    class Meta:
        icon = "user"
        label = _("contact card")
        template = "pages/blocks/contact.html"
