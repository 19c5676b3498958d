"""The announcement for BIP, item by item as art. 13 ust. 2 counts them. What is unknown is left out, never invented."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.rich_text import expand_db_html

from coordination.calendar import warsaw_date, warsaw_time
from coordination.wording import clock_time, full_day

from ..announcing.places import rows_of
from ..competition_life import Told
from ..competition_view import same_kind
from ..competition_words import draft_budget_words
from ..contacts import contacts_of
from ..money import money
from .parts import BipText, Bullets, Heading, Paragraph, Part, Table, read_html, unabbreviated


def announcement_text(page: Any, *, now: dt.datetime) -> BipText:
    parts: list[Part] = [Paragraph(_opening(page))]
    for heading, of in ITEMS:
        if found := list(of(page)):
            parts += [Heading(str(heading)), *found]
    if contact := list(_contact(page, now)):
        parts += [Heading(_("Contact")), *contact]
    title = _("Foretold open competition of offers") if page.is_foretold else _("Announcement of an open competition")
    return BipText(f"{title}: {page.title}", tuple(parts))


def _opening(page: Any) -> str:
    if page.is_foretold:
        day = full_day(page.planned_announcement_on)
        return _("This is not an announcement. The competition is to be announced on %(day)s.") % {"day": day}
    words = {"organ": page.organ_name or str(page.stewardship.unit), "title": page.title}
    if page.legal_basis:
        basis = unabbreviated(page.legal_basis)
        return _("%(organ)s, by %(basis)s, announces an open competition for the public task “%(title)s”.") % {
            **words,
            "basis": basis,
        }
    return _("%(organ)s announces an open competition for the public task “%(title)s”.") % words


def _task(page: Any) -> Iterator[Part]:
    if page.summary:
        yield Paragraph(page.summary)
    spheres = [
        _("%(name)s (art. 4 ust. 1 pkt %(code)s)") % {"name": s.name, "code": s.code} for s in page.spheres.all()
    ]
    if spheres:
        yield Bullets(tuple(spheres))
    if page.form:
        yield Paragraph(_("Form: %(form)s.") % {"form": page.get_form_display()})
    if page.number:
        yield Paragraph(_("Number: %(number)s.") % {"number": page.number})


def _amount(page: Any) -> Iterator[Part]:
    if page.total_amount is not None:
        yield Paragraph(_("In all: %(amount)s.") % {"amount": _about(page.total_amount, page.amount_is_about)})
    rows = [
        (str(row.year or "–"), row.purpose or "–", _about(row.amount, row.is_about) if row.amount is not None else "–")
        for row in page.amounts.all()
    ]
    if rows:
        yield Table(_("Amounts by year and purpose"), (_("Year"), _("Purpose"), _("Amount")), tuple(rows))
    if page.amount_note:
        yield Paragraph(page.amount_note)
    if caveat := draft_budget_words(page):
        yield Paragraph(caveat)


def _about(amount: Any, is_about: bool) -> str:
    return _("about %(amount)s") % {"amount": money(amount)} if is_about else money(amount)


def _awarding(page: Any) -> Iterator[Part]:
    yield from _written(page, page.award_rules)
    if page.max_grant is not None:
        yield Paragraph(_("Largest grant for one offer: %(amount)s.") % {"amount": money(page.max_grant)})
    if page.own_contribution:
        yield Paragraph(_("Own contribution: %(text)s.") % {"text": page.own_contribution.rstrip(".")})
    if page.max_offers:
        yield Paragraph(_("Offers of one organisation: %(text)s.") % {"text": page.max_offers.rstrip(".")})
    if page.joint_offers is not None:
        yield Paragraph(_("Joint offers are allowed.") if page.joint_offers else _("Joint offers are not allowed."))


def _realisation(page: Any) -> Iterator[Part]:
    days = {"from": page.realised_from and full_day(page.realised_from)}
    days["until"] = page.realised_until and full_day(page.realised_until)
    if days["from"] and days["until"]:
        yield Paragraph(_("From %(from)s until %(until)s.") % days)
    elif days["until"]:
        yield Paragraph(_("Until %(until)s.") % days)
    if page.place:
        yield Paragraph(_("Place: %(place)s.") % {"place": page.place.rstrip(".")})
    yield from _written(page, page.conditions)


def _offers(page: Any) -> Iterator[Part]:
    if page.deadline:
        words = {"day": full_day(warsaw_date(page.deadline)), "hour": clock_time(warsaw_time(page.deadline))}
        yield Paragraph(_("Offers are taken until %(day)s, %(hour)s.") % words)
    for former in _former(page):
        before = full_day(warsaw_date(former.deadline))
        yield Paragraph(_("The deadline was extended; before it was %(day)s.") % {"day": before})
        if former.note:
            yield Paragraph(former.note)
    if page.tool_url:
        yield Paragraph(_("Competition tool: %(url)s") % {"url": page.tool_url})


def _former(page: Any) -> list[Told]:
    """Every deadline that was published before; of an old announcement the one that its source tells of."""
    if not page.previous_deadline:
        return []
    return page.moved().former or [Told(page.previous_deadline, page.extension_note)]


def _choice(page: Any) -> Iterator[Part]:
    yield from _written(page, page.choice_mode)
    rows = [(row.name, "–" if row.points is None else str(row.points)) for row in page.criteria.all()]
    if rows:
        yield Table(_("Criteria and points"), (_("Criterion"), _("Points at most")), tuple(rows))
    if page.threshold is not None:
        yield Paragraph(_("Threshold in points: %(points)s.") % {"points": page.threshold})
    if page.choice_on:
        yield Paragraph(_("Offers are chosen by %(day)s.") % {"day": full_day(page.choice_on)})


def _written(page: Any, markup: str) -> Iterator[Part]:
    """Links to pages and files of the portal become addresses that lead here from elsewhere."""
    site = page.get_site()
    return read_html(expand_db_html(markup), home=site.root_url if site else "")


def _same_kind(page: Any) -> Iterator[Part]:
    rows = same_kind(page)
    if rows:
        yield Bullets(tuple(f"{row['label']}: {money(row['amount'])}" for row in rows))
    if page.same_kind_note:
        yield Paragraph(page.same_kind_note)


def _committee(page: Any) -> Iterator[Part]:
    if not page.committee_call:
        return
    if page.committee_until:
        yield Paragraph(_("Candidates may be named until %(day)s.") % {"day": full_day(page.committee_until)})
    for line in filter(None, map(str.strip, page.committee_text.splitlines())):
        yield Paragraph(line)


def _places(page: Any) -> Iterator[Part]:
    rows = [row for row in rows_of(page) if row.on]
    if rows:
        yield Bullets(tuple(f"{row.get_place_display()}: {full_day(row.on)}" for row in rows))


def _files(page: Any) -> Iterator[Part]:
    names = [str(row) for row in page.attachments.all()]
    if names:
        yield Bullets(tuple(f"{number}. {name}" for number, name in enumerate(names, 1)), numbered=True)


def _contact(page: Any, now: dt.datetime) -> Iterator[Part]:
    card = contacts_of(page.stewardship.unit, now=now).card_for(page.contact_id)
    yield Paragraph(str(page.stewardship.unit))
    if card:
        known = (card.get("name"), card.get("function"), card.get("phone"), card.get("email"))
        yield Paragraph(", ".join(str(one) for one in known if one))


ITEMS = (
    (gettext_lazy("1. Kind of task"), _task),
    (gettext_lazy("2. Amount of public money"), _amount),
    (gettext_lazy("3. Rules of awarding grants"), _awarding),
    (gettext_lazy("4. Dates and conditions of realisation"), _realisation),
    (gettext_lazy("5. Deadline of offers"), _offers),
    (gettext_lazy("6. Mode and criteria of choice, day of choice"), _choice),
    (gettext_lazy("7. Tasks of the same kind and their cost"), _same_kind),
    (gettext_lazy("Call for members of the competition committee"), _committee),
    (gettext_lazy("Places of announcement"), _places),
    (gettext_lazy("Attachments"), _files),
)
"""The first seven as art. 13 ust. 2 counts them."""
