"""Page types, one family a file."""

from .aid import AidIndexPage, AidPage, AidStep
from .announcing import PlaceConfirmation, RuleException
from .answers import AnswerAbout, AnswerIndexPage, AnswerPage, PublishedAnswer
from .competition_parts import AmountPart, CompetitionAttachment, Criterion, Premise, Publication, Result
from .competitions import CompetitionIndexPage, CompetitionPage
from .events import EventIndexPage, EventPage
from .grants import SmallGrantCallPage, SmallGrantIndexPage
from .home import HomePage
from .news import NewsIndexPage, NewsPage
from .questions import CompetitionQuestion
from .search import SearchRow
from .standard import AccessibilityPage, StandardPage
from .told_deadlines import ToldDeadline
from .topics import PageTopic
from .units import UnitIndexPage, UnitPage

__all__ = [
    "AccessibilityPage",
    "AidIndexPage",
    "AidPage",
    "AidStep",
    "AmountPart",
    "AnswerAbout",
    "AnswerIndexPage",
    "AnswerPage",
    "CompetitionAttachment",
    "CompetitionIndexPage",
    "CompetitionPage",
    "CompetitionQuestion",
    "Criterion",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PageTopic",
    "PlaceConfirmation",
    "Premise",
    "Publication",
    "PublishedAnswer",
    "Result",
    "RuleException",
    "SearchRow",
    "SmallGrantCallPage",
    "SmallGrantIndexPage",
    "StandardPage",
    "ToldDeadline",
    "UnitIndexPage",
    "UnitPage",
]
