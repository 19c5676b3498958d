"""Sorts of findings: what may be quietly wrong on a public page, and what to do about it (§ 3 pkt 2). Words only."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.seeds.law import TO_CONFIRM


class Severity(models.TextChoices):
    """How much it harms the reader, the worst first. The values stand in addresses, so they are Polish."""

    MISLEADS = "myli", gettext_lazy("misleads the reader")
    BROKEN = "nie-dziala", gettext_lazy("does not work")
    UNTENDED = "bez-opieki", gettext_lazy("nobody has looked after it")
    HINDERS = "utrudnia", gettext_lazy("makes reading harder")


class Sort(models.TextChoices):
    """Rodzaj ustalenia. The values stand in addresses, so they are Polish."""

    DATE = "data", gettext_lazy("a day that has passed")
    LAW = "prawo", gettext_lazy("outdated law")
    CONTACT = "kontakt", gettext_lazy("contact out of office")
    INTERNAL = "link-w-portalu", gettext_lazy("broken link within the portal")
    EXTERNAL = "link-na-zewnatrz", gettext_lazy("broken link to another site")
    FILE = "zalacznik", gettext_lazy("missing or empty file")
    REVIEW = "przeglad", gettext_lazy("review day passed")
    NOBODY = "bez-opiekuna", gettext_lazy("page nobody looks after")
    ALT = "opis-obrazu", gettext_lazy("picture without a description")
    HEADINGS = "srodtytuly", gettext_lazy("order of headings")


@dataclass(frozen=True)
class SortWords:
    """What a screen says of a sort: a name of an icon of the staff screens, what to do in one sentence."""

    sort: Sort
    severity: Severity
    icon: str
    to_do: Any

    @property
    def code(self) -> str:
        return self.sort.value

    @property
    def label(self) -> Any:
        return self.sort.label


SORTS: dict[str, SortWords] = {
    words.sort.value: words
    for words in (
        SortWords(
            Sort.DATE,
            Severity.MISLEADS,
            "calendar-alt",
            gettext_lazy("Say what is true now: give a new day, write that it is over, or take the sentence out."),
        ),
        SortWords(
            Sort.LAW,
            Severity.MISLEADS,
            "openquote",
            gettext_lazy("Write what holds today, with its source, and publish the page."),
        ),
        SortWords(
            Sort.CONTACT,
            Severity.MISLEADS,
            "user",
            gettext_lazy("Choose a person who holds an office today, or leave the choice to the list of coordinators."),
        ),
        SortWords(
            Sort.INTERNAL,
            Severity.BROKEN,
            "link",
            gettext_lazy("Lead the link to a public page, or take it out."),
        ),
        SortWords(
            Sort.EXTERNAL,
            Severity.BROKEN,
            "link-external",
            gettext_lazy("Open the link, find the new address and put it in, or take the link out."),
        ),
        SortWords(
            Sort.FILE,
            Severity.BROKEN,
            "doc-empty",
            gettext_lazy("Attach the file again, or take its link out."),
        ),
        SortWords(
            Sort.REVIEW,
            Severity.UNTENDED,
            "history",
            gettext_lazy("Read the page; correct it, or confirm that it is current."),
        ),
        SortWords(
            Sort.NOBODY,
            Severity.UNTENDED,
            "group",
            gettext_lazy("Designate a coordinator of the unit, or give the page to a unit that has one."),
        ),
        SortWords(
            Sort.ALT,
            Severity.HINDERS,
            "image",
            gettext_lazy("Say in words what the picture shows, or mark it as decorative (WCAG 1.1.1)."),
        ),
        SortWords(
            Sort.HEADINGS,
            Severity.HINDERS,
            "title",
            gettext_lazy("Begin with a section, put subsections below sections, leave no heading empty (WCAG 1.3.1)."),
        ),
    )
}
"""By code, the worst first; screens and reports keep this order."""


def of_severity(severity: str) -> list[str]:
    return [code for code, words in SORTS.items() if words.severity == severity]


# -- what was found, in a sentence -----------------------------------------------------------------------------------

GONE, NOT_PUBLIC, NO_PLACE, NO_TARGET, EMPTY_FILE, NO_FILE = (
    "gone",
    "not-public",
    "no-place",
    "none",
    "empty",
    "missing",
)
CLOSED_UNIT, NO_OFFICES, NO_STEWARD = "closed", "no-offices", "no-steward"

_WHY: dict[str, Any] = {
    GONE: gettext_lazy("there is no such page"),
    NOT_PUBLIC: gettext_lazy("the page is not public"),
    NO_PLACE: gettext_lazy("this page has no such place"),
    NO_TARGET: gettext_lazy("it leads nowhere"),
    EMPTY_FILE: gettext_lazy("the file is empty"),
    NO_FILE: gettext_lazy("the file is gone"),
    CLOSED_UNIT: gettext_lazy("The unit of this page was closed, and no unit came after it."),
    NO_OFFICES: gettext_lazy("Nobody holds an office in the unit of this page today."),
    NO_STEWARD: gettext_lazy("No unit answers for this page."),
}


def sentence(sort: str, detail: Mapping[str, Any]) -> str:
    """What is wrong, from the facts kept with the finding; facts that are missing leave a shorter sentence."""
    return _SENTENCES[sort](detail) if sort in _SENTENCES else ""


def long_day(iso: Any) -> str:
    """«24 listopada 2026» for an ISO day; what is no day stays as it is."""
    try:
        return date_format(dt.date.fromisoformat(str(iso)), "j E Y")
    except ValueError:
        return str(iso)


def _date(detail: Mapping[str, Any]) -> str:
    day = long_day(detail.get("day", ""))
    if quote := detail.get("quote"):
        return _("“%(quote)s”: %(day)s has passed.") % {"quote": quote, "day": day}
    return _("%(day)s has passed.") % {"day": day}


def _law(detail: Mapping[str, Any]) -> str:
    words = {"quote": detail.get("quote", ""), "instead": detail.get("instead", "")}
    said = _("“%(quote)s” does not hold any more. Today: %(instead)s.") % words
    if since := detail.get("since"):
        said += " " + _("Changed on %(day)s.") % {"day": long_day(since)}
    if source := detail.get("source"):
        said += " " + _("Source: %(source)s.") % {"source": str(source).rstrip(".")}
    if detail.get("verified") or TO_CONFIRM in str(detail.get("source", "")):
        return said
    return said + " " + _("To be confirmed by SZ.")


def _contact(detail: Mapping[str, Any]) -> str:
    words = {"name": detail.get("name", ""), "office": detail.get("office", "")}
    if until := detail.get("until"):
        said = _("%(name)s (%(office)s) held this office until %(day)s.")
        return said % {**words, "day": long_day(until)}
    if "unit" in detail:
        return _("The contact card of %(unit)s has nobody to show.") % {"unit": detail["unit"]}
    return _("%(name)s (%(office)s) does not hold this office today.") % words


def _internal(detail: Mapping[str, Any]) -> str:
    words = {
        "text": detail.get("text") or detail.get("target") or "…",
        "target": detail.get("target", ""),
        "why": _WHY.get(detail.get("why", ""), ""),
    }
    if words["target"] and words["target"] != words["text"]:
        return _("The link “%(text)s” (%(target)s): %(why)s.") % words
    return _("The link “%(text)s”: %(why)s.") % words


def _external(detail: Mapping[str, Any]) -> str:
    words = {"url": detail.get("url", ""), "day": long_day(detail.get("since", "")), "answer": detail.get("answer", "")}
    return _("%(url)s has not worked since %(day)s (%(answer)s).") % words


def _file(detail: Mapping[str, Any]) -> str:
    words = {"title": detail.get("title") or _("a file"), "why": _WHY.get(detail.get("why", ""), "")}
    return _("“%(title)s”: %(why)s.") % words


def _headings(detail: Mapping[str, Any]) -> str:
    if detail.get("empty"):
        return _("A heading is empty.")
    words = {"text": detail.get("text", ""), "level": detail.get("level", ""), "before": detail.get("before", "")}
    return _("The heading “%(text)s” is of level %(level)s right below level %(before)s.") % words


def _alt(detail: Mapping[str, Any]) -> str:
    return _("The picture “%(title)s” has no description.") % {"title": detail.get("title", "")}


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    Sort.DATE: _date,
    Sort.LAW: _law,
    Sort.CONTACT: _contact,
    Sort.INTERNAL: _internal,
    Sort.EXTERNAL: _external,
    Sort.FILE: _file,
    Sort.REVIEW: lambda detail: _("The page was to be looked through by %(day)s.") % {"day": long_day(detail["day"])},
    Sort.NOBODY: lambda detail: str(_WHY.get(detail.get("why", ""), "")),
    Sort.ALT: _alt,
    Sort.HEADINGS: _headings,
}
