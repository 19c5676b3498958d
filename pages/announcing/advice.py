"""What does not stop an announcement but is worth a look before it goes public. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.calendar import FRIDAY
from coordination.wording import full_day

from ..vocabularies import Place
from . import articles
from .facts import Announcement, Similar
from .rule import Rule, Weight

Days = Callable[[Announcement], dt.date | None]


def _day_off(key: str, field: str, day_of: Days, what: object) -> Rule:
    """`what` names the day; the sentence adds the day and the feast, or that it is a weekend."""

    def text(of: Announcement) -> str:
        day = day_of(of)
        assert day is not None  # noqa: S101 - else it was no day off
        name = of.around.calendar.day_off_name(day) or (_("Saturday") if day.weekday() == FRIDAY + 1 else _("Sunday"))
        return _("%(what)s is a day off: %(day)s (%(name)s)") % {"what": what, "day": full_day(day), "name": name}

    def broken(of: Announcement) -> bool:
        day = day_of(of)
        return day is not None and not of.around.calendar.is_working_day(day)

    return Rule(key, field, None, Weight.ADVICE, text, broken)


def _links(others: Iterable[Similar]) -> SafeString:
    return format_html_join(", ", '<a href="{}">{}</a>', ((other.url, other.title) for other in others))


def _number_text(of: Announcement) -> SafeString:
    words = _("Another competition of the unit has the same number: {others}. Give this one its own")
    return format_html(words, others=_links(of.around.same_number))


def _similar_text(of: Announcement) -> str:
    others = _links(of.around.similar)
    own = format_html('<a href="{}">{}</a>', of.around.own_url, of.title) if of.around.own_url else of.title
    words = _("Another call of the unit in the same sphere takes offers at the same time: {others}. This one: {own}")
    return format_html(words, others=others, own=own)


def _outdated_text(of: Announcement) -> str:
    told = (
        _("«%(quote)s» is out of date: %(instead)s") % {"quote": found.quote, "instead": found.row.instead}
        for found in of.around.outdated
    )
    return "; ".join(told)


def _site_text(of: Announcement) -> str:
    assert of.around.shown_on  # noqa: S101 - else it is not late
    words = {"shown": full_day(of.around.shown_on), "stated": full_day(of.places[Place.SITE])}
    return _("The portal shows it on %(shown)s, the announcement says %(stated)s: correct the day") % words


def _files_text(of: Announcement) -> str:
    words = _("No text can be read in these files, so nobody hears them: %(files)s. Attach PDFs with text, not scans")
    return words % {"files": ", ".join(of.around.without_text)}


def outlasts_a_contract(of: Announcement) -> bool:
    last = of.contract_until
    return not of.outside_act and last is not None and of.realised_until is not None and of.realised_until > last


def _contract_text(of: Announcement) -> str:
    assert of.contract_until  # noqa: S101 - else it outlasts nothing
    assert of.around.contract  # noqa: S101 - nor then
    limit = of.around.contract
    words = {"limit": limit, "last": full_day(of.contract_until), "source": limit.source_words}
    told = _("A contract lasts %(limit)s at most, here until %(last)s; the realisation ends later. Source: %(source)s")
    return told % words


def says_no_past_cost(of: Announcement) -> bool:
    return 0 in (of.same_kind_this_year, of.same_kind_previous_year, of.same_kind_together)


def asks_for_more_than_there_is(of: Announcement) -> bool:
    return of.max_grant is not None and of.whole_amount is not None and of.max_grant > of.whole_amount


SIMILAR = Rule("similar", "spheres", None, Weight.ADVICE, _similar_text, lambda of: of.around.similar)
OVERLAP = Rule(
    "similar.meant",
    "overlap_is_meant",
    None,
    Weight.ALWAYS,
    gettext_lazy("Another call of the unit in the same sphere takes offers at the same time: tick that this is meant"),
    lambda of: of.around.similar and of.around.overlap_is_asked and not of.overlap_is_meant,
)
ADVICE: tuple[Rule, ...] = (
    Rule(
        "hour",
        "deadline",
        articles.DEADLINE,
        Weight.ADVICE,
        gettext_lazy("The deadline has no hour: at 0:00 offers end with the day before"),
        lambda of: of.lacks_hour,
    ),
    Rule(
        "filing",
        "tool_url",
        articles.DEADLINE,
        Weight.ADVICE,
        gettext_lazy(
            "Say where and how offers are filed: the address in the competition tool, or a sentence in the text"
        ),
        lambda of: not of.says_how_to_file,
    ),
    _day_off("off.deadline", "deadline", lambda of: of.last_day, gettext_lazy("The last day for offers")),
    _day_off("off.offers", "offers_from", lambda of: of.offers_from, gettext_lazy("The first day for offers")),
    _day_off(
        "off.questions", "questions_until", lambda of: of.questions_until, gettext_lazy("The last day for questions")
    ),
    _day_off("off.choice", "choice_on", lambda of: of.choice_on, gettext_lazy("The day of choice")),
    _day_off(
        "off.committee",
        "committee_until",
        lambda of: of.committee_until if of.committee_call else None,
        gettext_lazy("The last day for candidates to the committee"),
    ),
    _day_off(
        "off.board",
        "publications",
        lambda of: of.places.get(Place.BOARD),
        gettext_lazy("The day of the announcement on the notice board"),
    ),
    Rule("site", "publications", articles.PLACES, Weight.ADVICE, _site_text, lambda of: of.shown_late),
    Rule(
        "realised_from",
        "realised_from",
        articles.REALISATION,
        Weight.ADVICE,
        gettext_lazy("The day from which the task is realised is missing; where the contract decides, say so"),
        lambda of: of.realised_from is None,
    ),
    Rule(
        "realised.early",
        "realised_from",
        articles.REALISATION,
        Weight.ADVICE,
        gettext_lazy("The realisation begins before offers are to be chosen"),
        lambda of: of.realised_from and of.choice_on and of.realised_from < of.choice_on,
    ),
    Rule(
        "realised.long",
        "realised_until",
        articles.CONTRACT,
        Weight.ADVICE,
        _contract_text,
        outlasts_a_contract,
    ),
    Rule(
        "place",
        "place",
        articles.REALISATION,
        Weight.ADVICE,
        gettext_lazy("Say where the task is realised"),
        lambda of: not of.place,
    ),
    Rule(
        "same_kind.zero",
        "same_kind_this_year",
        articles.SAME_KIND,
        Weight.ADVICE,
        gettext_lazy("The cost of tasks of the same kind is given as 0: make sure that there was none"),
        says_no_past_cost,
    ),
    Rule(
        "max_grant",
        "max_grant",
        articles.AWARDING,
        Weight.ADVICE,
        gettext_lazy("The largest grant is above the whole amount"),
        asks_for_more_than_there_is,
    ),
    Rule(
        "committee",
        "committee_until",
        None,
        Weight.ADVICE,
        gettext_lazy("The call for members of the committee has no last day"),
        lambda of: of.committee_call and of.committee_until is None,
    ),
    Rule(
        "contact",
        "contact",
        None,
        Weight.ADVICE,
        gettext_lazy("The contact is not a coordinator or deputy in office; choose another one"),
        lambda of: not of.around.contact_is_active,
    ),
    Rule(
        "amount.words",
        "total_amount",
        articles.AMOUNT,
        Weight.ADVICE,
        gettext_lazy("An amount stands in words in the text, too: make sure that it says the same as the figures"),
        lambda of: of.amount_in_words,
    ),
    Rule("attachments.text", "attachments", None, Weight.ADVICE, _files_text, lambda of: of.around.without_text),
    SIMILAR,
    Rule("number.same", "number", None, Weight.ADVICE, _number_text, lambda of: of.around.same_number),
    Rule("outdated", "legal_basis", None, Weight.ADVICE, _outdated_text, lambda of: of.around.outdated),
)
