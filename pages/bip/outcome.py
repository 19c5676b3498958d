"""Results (art. 15 ust. 2h-2j) and the annulment (art. 18a) for BIP."""

from typing import Any

from django.utils.translation import gettext as _

from coordination.wording import full_day

from ..competition_reasons import reasons_of
from ..competition_words import annulled_words
from ..money import money
from .parts import BipText, Bullets, Paragraph, Part, Table


def results_text(page: Any) -> BipText:
    """Bidder, task and amount of every offer; offers without a grant say what became of them."""
    rows = [
        (row.bidder, row.task, money(row.amount) if row.amount is not None else row.outcome_words)
        for row in page.results.all()
    ]
    parts: list[Part] = [
        Paragraph(_("Results of %(day)s.") % {"day": full_day(page.results_on)}),
        Paragraph(_("Announced by: %(organ)s.") % {"organ": page.organ_name or str(page.stewardship.unit)}),
    ]
    if rows:
        columns = (_("Bidder"), _("Task"), _("Amount of public money"))
        parts.append(Table(_("Results of the competition"), columns, tuple(rows)))
    if page.results_note:
        parts.append(Paragraph(page.results_note))
    if reasons := reasons_of(page):
        words = {"day": full_day(reasons.until), "source": reasons.limit.source}
        parts.append(Paragraph(_("Anyone may ask for the reasons of the choice until %(day)s (%(source)s).") % words))
    return BipText(_("Results of the open competition: %(title)s") % {"title": page.title}, tuple(parts))


def annulment_text(page: Any) -> BipText:
    parts: list[Part] = [
        Paragraph(annulled_words(page)),
        Paragraph(_("Announced by: %(organ)s.") % {"organ": page.organ_name or str(page.stewardship.unit)}),
    ]
    if page.number:
        parts.append(Bullets((_("Number: %(number)s.") % {"number": page.number},)))
    parts += [Paragraph(line) for line in map(str.strip, page.annulment_text.splitlines()) if line]
    return BipText(_("Annulment of the open competition: %(title)s") % {"title": page.title}, tuple(parts))
