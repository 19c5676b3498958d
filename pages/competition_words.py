"""Sentences that the page and the text for BIP say alike; an article only where the act on public benefit rules."""

from typing import Any

from django.utils.translation import gettext as _

from coordination.wording import full_day


def annulled_words(page: Any) -> str:
    """The day, and the reason where one was chosen."""
    words = {"day": full_day(page.annulled_on), "reason": page.get_annulment_reason_display()}
    if not page.annulment_reason:
        return _("Annulled on %(day)s.") % words
    if page.outside_act:
        return _("Annulled on %(day)s: %(reason)s.") % words
    return _("Annulled on %(day)s: %(reason)s (art. 18a of the act).") % words


def draft_budget_words(page: Any) -> str:
    """Empty where the amount rests on a budget that was passed."""
    if not page.based_on_draft_budget:
        return ""
    if page.outside_act:
        return _("The amount rests on the draft budget resolution and may change.")
    return _("The amount rests on the draft budget resolution and may change (art. 13 ust. 5 of the act).")
