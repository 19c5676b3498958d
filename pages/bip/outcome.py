"""Results (art. 15 ust. 2h-2j) and the annulment (art. 18a) for BIP."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from coordination.wording import full_day

from ..competition_law import reasons_of
from ..competition_words import annulled_words
from ..money import money, number
from .parts import BipText, Bullets, Paragraph, Part, Table


def results_text(page: Any) -> BipText:
    """Bidder, task and amount of every offer; offers without a grant say what became of them."""
    parts: list[Part] = [
        Paragraph(_("Results of %(day)s.") % {"day": full_day(page.results_on)}),
        Paragraph(_("Announced by: %(organ)s.") % {"organ": page.organ_name or str(page.stewardship.unit)}),
    ]
    parts += [*_numbers(page), *_table(page)]
    parts += [Paragraph(line) for line in map(str.strip, page.results_note.splitlines()) if line]
    if reasons := reasons_of(page):
        words = {"day": full_day(reasons.until), "source": reasons.limit.source_words}
        parts.append(Paragraph(_("Anyone may ask for the reasons of the choice until %(day)s (%(source)s).") % words))
    return BipText(_("Results of the open competition: %(title)s") % {"title": page.title}, tuple(parts))


def _numbers(page: Any) -> Iterator[Part]:
    if page.offers_received is not None:
        yield Paragraph(_("Offers received: %(number)s.") % {"number": number(page.offers_received)})
    if page.offers_after_formal_review is not None:
        words = {"number": number(page.offers_after_formal_review)}
        yield Paragraph(_("Offers after formal review: %(number)s.") % words)


def _table(page: Any) -> Iterator[Part]:
    """Points only where somebody gave them."""
    rows = list(page.results.all())
    columns = [_("Bidder"), _("Task"), _("Amount of public money")]
    cells = [[row.bidder, row.task, _granted(row)] for row in rows]
    if any(row.points is not None for row in rows):
        columns.append(_("Points"))
        cells = [
            [*line, "–" if row.points is None else number(row.points)] for line, row in zip(cells, rows, strict=True)
        ]
    if rows:
        yield Table(_("Results of the competition"), tuple(columns), tuple(map(tuple, cells)))


def _granted(row: Any) -> str:
    told = money(row.amount) if row.amount else row.outcome_words
    return f"{told} ({row.note})" if row.note else told


def annulment_text(page: Any) -> BipText:
    parts: list[Part] = [
        Paragraph(annulled_words(page)),
        Paragraph(_("Announced by: %(organ)s.") % {"organ": page.organ_name or str(page.stewardship.unit)}),
    ]
    if page.number:
        parts.append(Bullets((_("Number: %(number)s.") % {"number": page.number},)))
    parts += _numbers(page)
    parts += [Paragraph(line) for line in map(str.strip, page.annulment_text.splitlines()) if line]
    return BipText(_("Annulment of the open competition: %(title)s") % {"title": page.title}, tuple(parts))
