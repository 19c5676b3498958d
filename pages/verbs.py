"""The verbs of the room."""

from django.utils.translation import gettext_lazy as _

from coordination.verbs import Group, declare

declare(
    Group.PAGES,
    {
        "competition.confirm": _("confirmed a place of announcement"),
        "competition.except": _("let an exception from a rule pass"),
    },
)
declare(Group.PAGES, {"results.import": _("took results over from a file")})
declare(Group.INQUIRIES, {"inquiry.publish": _("began a public answer from an inquiry")})
