"""The seven items of art. 13 ust. 2 in words for BIP; everything that the page shows of them. Unknown is left out."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from coordination.wording import full_day

from ..competition_filing import says_how
from ..competition_life import Told
from ..competition_view import same_kind
from ..competition_words import about_words, draft_budget_words, instant_words, realisation_words
from ..money import money, number
from .parts import Bullets, Paragraph, Part, Table
from .written import written


def task(page: Any) -> Iterator[Part]:
    if page.summary:
        yield Paragraph(page.summary)
    spheres = [
        _("%(name)s (art. 4 ust. 1 pkt %(code)s)") % {"name": s.name, "code": s.code} for s in page.spheres.all()
    ]
    if spheres:
        yield Bullets(tuple(spheres))
    if page.spheres_wording:
        yield Paragraph(_("Scope as the announcement gives it: «%(words)s».") % {"words": page.spheres_wording})
    if page.form:
        yield Paragraph(_("Form: %(form)s.") % {"form": page.get_form_display()})
    if page.number:
        yield Paragraph(_("Number: %(number)s.") % {"number": page.number})


def amount(page: Any) -> Iterator[Part]:
    if page.total_amount is not None:
        yield Paragraph(_("In all: %(amount)s.") % {"amount": about_words(page.total_amount, page.amount_is_about)})
    rows = [(str(row.year or "–"), row.purpose or "–", _part(row)) for row in page.amounts.all()]
    if rows:
        yield Table(_("Amounts by year and purpose"), (_("Year"), _("Purpose"), _("Amount")), tuple(rows))
    if page.amount_note:
        yield Paragraph(page.amount_note)
    if caveat := draft_budget_words(page):
        yield Paragraph(caveat)


def _part(row: Any) -> str:
    amount = "–" if row.amount is None else about_words(row.amount, row.is_about)
    return f"{amount} ({row.note})" if row.note else amount


def awarding(page: Any) -> Iterator[Part]:
    yield from written(page, page.award_rules)
    if page.max_grant is not None:
        yield Paragraph(_("Largest grant for one offer: %(amount)s.") % {"amount": money(page.max_grant)})
    if page.own_contribution:
        yield Paragraph(_("Own contribution: %(text)s.") % {"text": page.own_contribution.rstrip(".")})
    if page.max_offers:
        yield Paragraph(_("Offers of one organisation: %(text)s.") % {"text": page.max_offers.rstrip(".")})
    if page.joint_offers is not None:
        yield Paragraph(_("Joint offers are allowed.") if page.joint_offers else _("Joint offers are not allowed."))
    if page.one_offer_chosen is not None:
        chosen = _("Exactly one offer is chosen.") if page.one_offer_chosen else _("One offer or more are chosen.")
        yield Paragraph(chosen)


def realisation(page: Any) -> Iterator[Part]:
    if days := realisation_words(page.realised_from, page.realised_until):
        yield Paragraph(_("Time: %(days)s.") % {"days": days})
    if page.place:
        yield Paragraph(_("Place: %(place)s.") % {"place": page.place.rstrip(".")})
    if districts := ", ".join(str(district) for district in page.districts.all()):
        yield Paragraph(_("Districts: %(names)s.") % {"names": districts})
    yield from written(page, page.conditions)
    if page.premises_area is not None:
        yield Paragraph(_("Premises: %(area)s m² in all.") % {"area": number(page.premises_area)})
    if rooms := [_room(row) for row in page.premises.all()]:
        yield Bullets(tuple(rooms))


def _room(row: Any) -> str:
    told = row.name if row.area is None else f"{row.name}, {number(row.area)} m²"
    return f"{told} ({row.note})" if row.note else told


def offers(page: Any) -> Iterator[Part]:
    if page.offers_from:
        yield Paragraph(_("Offers are taken from %(day)s.") % {"day": full_day(page.offers_from)})
    if page.deadline:
        yield Paragraph(_("Offers are taken until %(day)s, %(hour)s.") % instant_words(page.deadline))
    for former in _former(page):
        text = _("The deadline was extended; before it was %(day)s, %(hour)s.")
        yield Paragraph(text % instant_words(former.deadline))
        if former.note:
            yield Paragraph(former.note)
    if page.questions_until:
        yield Paragraph(_("Questions are taken until %(day)s.") % {"day": full_day(page.questions_until)})
    if page.external_id:
        yield Paragraph(_("Number in the competition tool: %(number)s.") % {"number": page.external_id})
    if page.tool_url:
        yield Paragraph(_("Competition tool: %(url)s") % {"url": page.tool_url})
    if not (says_how(page) or page.is_archival):
        yield Paragraph(_("Where and how to file an offer is told by the persons named under “Contact”."))


def _former(page: Any) -> list[Told]:
    """Every deadline that was published before; of an old announcement the one that its source tells of."""
    if not page.previous_deadline:
        return []
    return page.moved().former or [Told(page.previous_deadline, page.extension_note)]


def choice(page: Any) -> Iterator[Part]:
    yield from written(page, page.choice_mode)
    rows = [(row.name, "–" if row.points is None else str(row.points)) for row in page.criteria.all()]
    if rows:
        yield Table(_("Criteria and points"), (_("Criterion"), _("Points at most")), tuple(rows))
    if page.threshold is not None:
        yield Paragraph(_("Threshold in points: %(points)s.") % {"points": page.threshold})
    if page.formal_review_until:
        yield Paragraph(_("The formal review ends on %(day)s.") % {"day": full_day(page.formal_review_until)})
    if page.choice_on:
        yield Paragraph(_("Offers are chosen by %(day)s.") % {"day": full_day(page.choice_on)})


def tasks_of_the_same_kind(page: Any) -> Iterator[Part]:
    rows = same_kind(page)
    if rows:
        yield Bullets(tuple(f"{row['label']}: {money(row['amount'])}" for row in rows))
    if page.same_kind_note:
        yield Paragraph(page.same_kind_note)
