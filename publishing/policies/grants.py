"""Who reads what units say about their money for small grants."""

from coordination.standing import Standing
from coordination.verdict import YES, Verdict

from .verdicts import NOT_HERE


def may_read(standing: Standing) -> Verdict:
    """SZ and administrators the whole city, people of a unit their own units (§ 3 pkt 5, § 7)."""
    return YES if standing.watches_city or standing.units else NOT_HERE
