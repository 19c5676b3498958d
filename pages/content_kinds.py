"""Kinds of content this portal declares (§ 4 ust. 1); review months and lead days are defaults, not law."""

from django.utils.translation import gettext_lazy as _

from publishing.kinds import Kind

NEWS, COMPETITION, EVENT, AID, UNIT, STANDARD = "news", "competition", "event", "aid", "unit", "standard"
ANSWER, SMALL_GRANT = "answer", "small_grant"

KINDS = (
    Kind(NEWS, _("news"), review_months=12, lead_days=2, begun_as=_("Write news")),
    Kind(
        COMPETITION,
        _("open competition of offers"),
        review_months=6,
        lead_days=5,
        begun_as=_("Announce a competition"),
    ),
    Kind(EVENT, _("event"), review_months=6, lead_days=3),
    Kind(AID, _("aid"), review_months=6, lead_days=3),
    Kind(UNIT, _("page of a unit"), review_months=12, lead_days=2),
    Kind(STANDARD, _("standard page"), review_months=12, lead_days=3),
    Kind(
        SMALL_GRANT,
        _("call for small grants"),
        review_months=6,
        lead_days=3,
        begun_as=_("Open a call for small grants"),
    ),
    Kind(ANSWER, _("question and answer"), review_months=6, lead_days=2),
)
