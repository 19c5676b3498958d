"""Contact cards. Names, phones and addresses are never typed: they come from designations when the page is shown."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from coordination.lineage import heir_of
from coordination.models import Unit

from ..contacts import contacts_of


class LivingUnits(forms.ModelChoiceField):
    """Units that exist today; asked anew for every form, for a process outlives the day."""

    def _get_queryset(self) -> Any:
        return Unit.objects.active(timezone.localdate())

    queryset = property(_get_queryset, forms.ModelChoiceField._set_queryset)  # type: ignore[attr-defined]


class UnitBlock(blocks.ChooserBlock):
    """A unit, from a plain list. In place of one that was closed the editor shows its successor."""

    target_model = "coordination.Unit"
    widget = forms.Select()

    @cached_property
    def field(self) -> LivingUnits:
        return LivingUnits(queryset=Unit.objects.all(), widget=self.widget, required=self._required)

    def value_from_form(self, value: Any) -> Unit | None:
        unit: Unit | None = super().value_from_form(value or None)  # the list sends "" while nothing is chosen
        return unit

    def get_form_state(self, value: Any) -> list[str]:
        """The keys chosen, as the plain list in the editor takes them; a chooser's own state is another."""
        unit = self._living(value)
        return list(self.widget.format_value(getattr(unit, "pk", unit)))

    def clean(self, value: Any) -> Any:
        """A card written before the unit was closed is complete: it names the successor."""
        return super().clean(self._living(value))

    @staticmethod
    def _living(value: Any) -> Any:
        return (heir_of(value, timezone.localdate()) if isinstance(value, Unit) else None) or value

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
