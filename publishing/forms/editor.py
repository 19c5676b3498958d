"""The form of the page editor."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.base import BlockField
from wagtail.fields import RichTextField
from wagtail.models import Page

from coordination import closing
from coordination.admin.forged import armed
from coordination.models import Unit
from coordination.standing import standing_of
from coordination.text import fold

from .public_hours import PublicHoursForm
from .subjects import subject_of_new, subject_of_page

ADDRESS_LENGTH = 80


def address_of(title: str) -> str:
    """The part of the address that a title gives: folded first, so that «ł» becomes «l» instead of vanishing."""
    return slugify(fold(title))[:ADDRESS_LENGTH].strip("-")


class GovernedPageForm(PublicHoursForm):
    """The editor's form: names the unit at creation, and refuses a publication the unit has no right to."""

    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label=_("Unit that answers for the page"),
        empty_label=None,
        required=False,
    )

    otwarto = closing.SealField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        armed(self)
        self._seal()
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if self.instance.pk:
            self.fields.pop("unit", None)
            self._blank_history()
        else:
            self._offer_units()

    def _seal(self) -> None:
        """Who opened the form, and when: should the office end meanwhile, the text is kept for the unit."""
        standing = standing_of(self.for_user)
        if not standing.acting_unit_ids:
            del self.fields[closing.FIELD]
            return
        page, parent = self.instance, self.parent_page
        new = subject_of_new(parent.pk if parent else "", page._meta.model_name)
        self.fields[closing.FIELD].initial = closing.seal(standing, subject_of_page(page.pk) if page.pk else new)

    def _blank_history(self) -> None:
        """Each public change tells its own story: do not offer the last one's note again."""
        if not self.instance.has_unpublished_changes:
            self.initial["change_note"] = ""
            self.initial["minor_edit"] = False

    def _offer_units(self) -> None:
        from ..facts import desk_of

        desk = desk_of(self.for_user)
        standing = desk.standing
        offered = Unit.objects.active(standing.on)
        tended = standing.tended_units(self.instance.kind, desk.site_of(self.parent_page))
        if tended is not None:
            offered = offered.filter(pk__in=tended | set(standing.acting_unit_ids))
        self.fields["unit"].queryset = offered
        found = list(offered.values_list("pk", flat=True)[:2]) if not standing.is_portal_officer else []
        if len(found) == 1:
            self.fields["unit"].initial = found[0]
            self.fields["unit"].widget = forms.HiddenInput()

    def full_clean(self) -> None:
        """Blocks that cannot even be read come from no editor: that is a bad request, not a fault of the portal."""
        from ..references import UNREADABLE

        for name, field in self.fields.items() if self.is_bound else ():
            if isinstance(field, BlockField):
                try:
                    field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
                except UNREADABLE as error:
                    raise BadRequest(name) from error
        super().full_clean()
        if self.is_bound and self.for_user is not None:
            self._refuse_what_is_foreign()

    def clean(self) -> dict[str, Any]:
        self._clean_address()
        self._clean_empty_texts()
        cleaned = super().clean()
        if not self.instance.pk:
            self._clean_unit(cleaned)
        return cleaned

    def is_valid(self) -> bool:
        return bool(super().is_valid()) and self._refers_to_its_own() and self._is_complete()

    def _refuse_what_is_foreign(self) -> None:
        """A number typed past the chooser opens nobody's draft or file, whatever else is wrong with the form."""
        from ..references import typed_in

        self._refuse(typed_in(self))

    def _refers_to_its_own(self) -> bool:
        """The same of the page that the form makes, by Wagtail's own walk: two readers miss less than one."""
        from ..contents import references_in

        self._refuse(references_in(self.save(commit=False)))  # in memory, as below
        return not self.errors

    def _refuse(self, references: Any) -> None:
        from ..references import FOREIGN, fields_with_foreign

        for name in fields_with_foreign(references, self.instance, self.for_user):
            self.add_error(name if name in self.fields else None, FOREIGN)

    def _is_complete(self) -> bool:
        """Publishing directly, also at an hour, asks the same as handing over: nothing hard is missing (§ 3 pkt 2)."""
        if not self.data.get("action-publish"):
            return True
        page = self.save(commit=False)  # in memory, with what inline forms hold; saving again changes nothing
        now = timezone.now()
        for issue in page.requirements_at(self.cleaned_data.get("go_live_at") or now, now=now):
            if issue.hard:
                self.add_error(issue.field if issue.field in self.fields else None, str(issue.message))
        return not self.errors

    def _clean_address(self) -> None:
        """An address left blank follows the title; one that is taken gets a number, silently."""
        wanted = self.cleaned_data.get("slug") or address_of(self.cleaned_data.get("title", ""))
        if "slug" not in self.fields or "slug" in self.errors or not wanted:
            return
        free, number = wanted, 1
        while not Page._slug_is_available(free, self.parent_page, self.instance):
            number += 1
            free = f"{wanted}-{number}"
        self.cleaned_data["slug"] = free

    def _clean_empty_texts(self) -> None:
        """An untouched rich text arrives as an empty paragraph; unknown stays empty, so that no bare heading shows."""
        for field in self._meta.model._meta.get_fields():
            value = self.cleaned_data.get(field.name)
            if isinstance(field, RichTextField) and value and not strip_tags(value).strip() and "<embed" not in value:
                self.cleaned_data[field.name] = ""

    def _clean_unit(self, cleaned: dict[str, Any]) -> None:
        from ..facts import desk_of

        if "unit" in self.errors and self.fields["unit"].widget.is_hidden:  # where nobody sees what is wrong
            self.add_error(None, list(self.errors["unit"]))
        unit = cleaned.get("unit") or self._only_unit()
        if unit is None:
            if "unit" not in self.errors:
                self.add_error("unit", _("Choose the unit that answers for this page."))
            return
        self.instance.entrust_to(unit.pk)
        if self.data.get("action-publish"):
            verdict = desk_of(self.for_user).draft_policy(type(self.instance), unit.pk, self.parent_page).may_publish()
            if not verdict:
                self.add_error(None, str(verdict))

    def _only_unit(self) -> Unit | None:
        offered = list(self.fields["unit"].queryset[:2])
        return offered[0] if len(offered) == 1 else None
