"""The editor's two instants: when a page goes public by its unit's own right, and when its publication ends.

The end is part of the version, so it goes public with it on either way: by the unit's own right, or by the handoff that
approved it. The hour of a handoff is agreed (§ 4 ust. 2), so that of one's own is offered only to who may publish.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class PublicHoursForm(WagtailAdminPageForm):
    """Fields of the two instants, in Warsaw time; an instant that has passed is refused at its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.may_end:
            self.fields.pop("expire_at", None)
        if "go_live_at" in self.fields and not self._may_schedule():
            del self.fields["go_live_at"]

    @property
    def show_schedule_publishing_toggle(self) -> bool:
        """Wagtail's dialog is opened from the status panel only where the fields do not stand in a tab."""
        return bool(super().show_schedule_publishing_toggle) and not self.instance.hours_in_tab

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        hour = cleaned.get("go_live_at")
        if hour and hour <= timezone.now():
            self.add_error("go_live_at", _("This hour has passed. Choose a later one, or leave the field empty."))
        return cleaned

    def _may_schedule(self) -> bool:
        """The judgement of «publish»: now or at an hour, it is the same right (§ 4 ust. 1 pkt 1)."""
        from ..facts import desk_of

        if self.for_user is None:
            return False
        desk, page = desk_of(self.for_user), self.instance
        if page.pk:
            return bool(desk.policy(page).may_publish())
        units: list[int | None] = [*desk.standing.acting_unit_ids] or [None]
        return any(desk.draft_policy(type(page), unit, self.parent_page).may_publish() for unit in units)
