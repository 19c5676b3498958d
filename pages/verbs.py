"""The verbs of the room."""

from django.utils.translation import gettext_lazy as _

from coordination.verbs import Group, declare

declare(
    Group.DUTIES,
    {
        "remind.results.week": _("reminded a unit of results a week ahead"),
        "remind.results.eve": _("reminded a unit of results a day ahead"),
        "remind.results.after": _("reminded a unit of results that did not come"),
        "competition.tell": _("told SZ of an announced competition"),
    },
)
declare(
    Group.PAGES,
    {
        "competition.confirm": _("confirmed a place of announcement"),
        "competition.except": _("let an exception from a rule pass"),
        "results.import": _("took results over from a file"),
    },
)
declare(
    Group.INQUIRIES,
    {
        "inquiry.publish": _("began a public answer from an inquiry"),
        "inquiry.tell_published": _("told the asker that the answer is public"),
    },
)
