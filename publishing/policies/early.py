"""Who reads what was agreed against the usual way."""

from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from .verdicts import NOT_HERE


def may_read(standing: Standing) -> Verdict:
    """The report of dates with less than the lead time: SZ and administrators (scenario 18)."""
    return YES if standing.watches_city else NOT_HERE
