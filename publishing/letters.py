"""Letters about handoffs and pages that may wait for the daily one (coordination.letters)."""

from django.utils.translation import gettext_lazy as _

from coordination import letters

letters.register(
    "outcomes",
    _("What was published, taken off, moved or archived; emergency publications confirmed"),
    ("handoff.published", "handoff.taken_down", "handoff.moved", "handoff.checked"),
)
letters.register(
    "keeping",
    _("Offers of pages declined or taken back, pages put back, limits of drafts lifted, the successor of a unit"),
    ("page.declined", "page.withdrawn", "page.put_back", "draft.limit_lifted", "handoff.inherited"),
)
