"""Who sees what units plan. Pure."""

from django.utils.translation import gettext_lazy as _

from coordination import order, steps
from coordination.standing import Standing
from coordination.verdict import YES, Verdict

FOR_SZ = Verdict(
    _("The list of planned competitions of all units is for SZ and the portal administrators."),
    order.ANNOUNCED_COMPETITIONS,
    steps.WRITE_TO_PORTAL_TEAM,
)


def may_read(standing: Standing) -> Verdict:
    """The monitor of SZ, the Director and administrators."""
    return YES if standing.watches_city else FOR_SZ
