"""Forms of the staff doors."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.base import BlockField
from wagtail.fields import RichTextField
from wagtail.models import Page

from coordination import closing
from coordination.admin.forged import armed
from coordination.calendar import WarsawTimeError, warsaw, warsaw_date, warsaw_time
from coordination.models import Unit
from coordination.standing import standing_of
from coordination.text import fold

ADDRESS_LENGTH = 80


def subject_of_page(page_id: Any) -> str:
    """What an open editor is about, for `closing`."""
    return f"page:{page_id}"


def subject_of_new(parent_id: Any, model: str) -> str:
    return f"below:{parent_id}:{model}"


def subject_of_handing(page_id: Any) -> str:
    return f"hand-over:{page_id}"


def address_of(title: str) -> str:
    """The part of the address that a title gives: folded first, so that «ł» becomes «l» instead of vanishing."""
    return slugify(fold(title))[:ADDRESS_LENGTH].strip("-")


class GovernedPageForm(WagtailAdminPageForm):
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
        from .facts import desk_of

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
        from .references import UNREADABLE

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
        from .references import typed_in

        self._refuse(typed_in(self))

    def _refers_to_its_own(self) -> bool:
        """The same of the page that the form makes, by Wagtail's own walk: two readers miss less than one."""
        from .contents import references_in

        self._refuse(references_in(self.save(commit=False)))  # in memory, as below
        return not self.errors

    def _refuse(self, references: Any) -> None:
        from .references import FOREIGN, fields_with_foreign

        for name in fields_with_foreign(references, self.instance, self.for_user):
            self.add_error(name if name in self.fields else None, FOREIGN)

    def _is_complete(self) -> bool:
        """Publishing directly asks the same as handing over: nothing hard is missing (§ 3 pkt 2)."""
        if not self.data.get("action-publish"):
            return True
        page = self.save(commit=False)  # in memory, with what inline forms hold; saving again changes nothing
        for issue in page.requirements():
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
        from .facts import desk_of

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


class WarsawDateTimeField(forms.SplitDateTimeField):
    """A day and an hour in Warsaw; says in plain words when the clocks skip or repeat the hour."""

    widget = forms.SplitDateTimeWidget(
        date_attrs={"type": "date", "aria-label": _("Day")},
        time_attrs={"type": "time", "step": "300", "aria-label": _("Hour")},
        date_format="%Y-%m-%d",
        time_format="%H:%M",
    )
    default_error_messages = {
        "invalid_date": _("Enter a day that exists, for example 24.11.2026."),
        "invalid_time": _("Enter an hour and minutes, for example 9:00."),
        "past": _("This moment has already passed. Choose a later one."),
        "far": _("This is more than a year ahead. Choose an earlier day."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_date_formats=["%Y-%m-%d", "%d.%m.%Y"], input_time_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs
        )

    def compress(self, data_list: list[Any]) -> dt.datetime | None:
        if not data_list or None in data_list or "" in data_list:
            return None
        day, hour = data_list
        try:
            return warsaw(day, hour)
        except WarsawTimeError as error:
            raise forms.ValidationError(str(error), code="clock_change") from error

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dt.datetime) and timezone.is_aware(value):
            return [warsaw_date(value), warsaw_time(value)]
        return value


class HandOverForm(forms.Form):
    """Handing finished material over: one question, «when?», and an optional note."""

    publish_at = WarsawDateTimeField(label=_("When should it go public?"))
    note = forms.CharField(
        label=_("Note for the portal team"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_publish_at(self) -> dt.datetime:
        return future(self.cleaned_data["publish_at"], self.now, self.fields["publish_at"])


class ReservationForm(HandOverForm):
    """Reserving a date before there is a text: title, kind, both dates (§ 4 ust. 2)."""

    title = forms.CharField(label=_("Working title"), max_length=255)
    kind = forms.ChoiceField(label=_("Kind of content"))
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Unit"), empty_label=None)
    deliver_by = forms.DateField(
        label=_("Complete material delivered by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    field_order = ["title", "kind", "unit", "deliver_by", "publish_at", "note"]

    def __init__(self, *args: Any, units: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["unit"].queryset = units
        if len(units) == 1:
            self.fields["unit"].initial = units[0].pk
            self.fields["unit"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        clean_deliver_by(self, cleaned)
        return cleaned


class ProposalForm(forms.Form):
    """A counter-proposal: other dates, and why."""

    deliver_by = forms.DateField(
        label=_("Complete material delivered by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        required=False,
    )
    publish_at = WarsawDateTimeField(label=_("When should it go public?"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, now: dt.datetime, delivered: bool, reason_required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["reason"].required = reason_required
        if delivered:
            del self.fields["deliver_by"]

    def clean_publish_at(self) -> dt.datetime:
        return future(self.cleaned_data["publish_at"], self.now, self.fields["publish_at"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        clean_deliver_by(self, cleaned)
        return cleaned


class ReturnForm(forms.Form):
    """A return needs words the author can act on."""

    comment = forms.CharField(
        label=_("What should be corrected?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReasonForm(forms.Form):
    """Why a handoff is withdrawn or a schedule cancelled; the other side reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


HORIZON = dt.timedelta(days=366)


def future(instant: dt.datetime, now: dt.datetime, field: forms.Field) -> dt.datetime:
    """The instant when it lies ahead, within a year; else an error at the field."""
    if instant <= now:
        raise forms.ValidationError(field.error_messages["past"], code="past")
    if instant > now + HORIZON:
        raise forms.ValidationError(field.error_messages["far"], code="far")
    return instant


def clean_deliver_by(form: Any, cleaned: dict[str, Any]) -> None:
    """Delivery lies between today and the day of publication, both inclusive."""
    deliver_by, publish_at = cleaned.get("deliver_by"), cleaned.get("publish_at")
    if deliver_by and deliver_by < warsaw_date(form.now):
        form.add_error("deliver_by", _("This day has already passed. Choose a later one."))
    elif deliver_by and publish_at and deliver_by > warsaw_date(publish_at):
        form.add_error("deliver_by", _("Material has to be delivered before it goes public."))
