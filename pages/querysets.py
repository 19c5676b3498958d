"""The adjectives of pages. Time is always an argument."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.db.models import Case, CharField, Exists, F, Min, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from .competition_states import Moment, State, Timing
from .competition_timing import timing as timing_of_the_city
from .vocabularies import EventType


def restricted(path: str = "path") -> Exists:
    """Pages behind a view restriction of their own or of an ancestor, judged inside the same query."""
    start = Substr(OuterRef(path), 1, Length("page__path"))
    return Exists(PageViewRestriction.objects.alias(start=start).filter(page__path=F("start")))


def come(field: str, today: dt.date) -> Q:
    """Rows whose day in the field is there and no longer ahead."""
    return Q((f"{field}__isnull", False), (f"{field}__lte", today))


class PublicQuerySet(PageQuerySet):
    def visible(self) -> Self:
        """What everybody may see in lists."""
        return self.live().outside_the_archive().filter(~restricted())

    def outside_the_archive(self) -> Self:
        """Without pages that are only read at their own address any more (publishing.takedown)."""
        return self.filter(stewardship__archived_at__isnull=True)

    def of_unit(self, unit: object) -> Self:
        return self.filter(stewardship__unit=unit)

    def with_unit(self) -> Self:
        return self.select_related("stewardship__unit")

    def on_topic(self, topic: object) -> Self:
        return self.filter(page_topics__tag=topic)


class CompetitionQuerySet(PublicQuerySet):
    def with_state(self, now: dt.datetime, timing: Timing | None = None) -> Self:
        """Annotates `state_now`: the judgement of competition_states.state_on, in SQL (a test compares them).

        Asks for the city's numbers where nobody hands them in: one query.
        """
        return self.annotate(state_now=state_case(Moment.of(now, timing or timing_of_the_city())))

    def in_state(self, *states: str, now: dt.datetime, timing: Timing | None = None) -> Self:
        return self.with_state(now, timing).filter(state_now__in=states)

    def living_first(self, now: dt.datetime, timing: Timing | None = None) -> Self:
        """Open ones by the nearest deadline, then foretold, then those whose offers are in; for the public list."""
        order = (State.OPEN, State.FORETOLD, State.CLOSED, State.ASSESSMENT, State.SETTLED, State.ANNULLED)
        rank = Case(*(When(state_now=state, then=Value(place)) for place, state in enumerate(order)), default=Value(9))
        found = self if "state_now" in self.query.annotations else self.with_state(now, timing)
        return found.annotate(rank=rank).order_by("rank", F("deadline").asc(nulls_last=True), "title", "pk")

    def newest_first(self) -> Self:
        """By the day of the announcement, or the one it is planned for."""
        day = Coalesce("announced_on", "planned_announcement_on")
        return self.order_by(day.desc(nulls_last=True), "title", "pk")

    def largest_first(self) -> Self:
        return self.order_by(F("amount_known").desc(nulls_last=True), "title", "pk")

    def next_deadline(self, now: dt.datetime) -> dt.datetime | None:
        """The nearest one ahead among public pages; the index on deadlines answers it."""
        return self.live().filter(deadline__gt=now).aggregate(nearest=Min("deadline"))["nearest"]

    def owing_results(self, until: dt.date, *, today: dt.date) -> Self:
        """Public ones, announced by today, whose day of choice up to `until` has no results and no annulment.

        A competition only foretold owes none; a day of results to come is a promise like the day of choice. How old
        the declared day is makes no difference here: a board shows all, letters leave old ones alone
        (pages.results.reminders).
        """
        found = self.live().filter(~come("results_on", today), ~come("annulled_on", today), choice_on__lte=until)
        found = found.filter(announced_on__lte=today)
        return found.filter(is_archival=False, deadline__isnull=False, stewardship__archived_at__isnull=True)

    def closing_first(self) -> Self:
        """The nearest deadline first, those without one last."""
        return self.order_by(F("deadline").asc(nulls_last=True), "title", "pk")


def state_case(at: Moment) -> Case:
    ended_long_ago = Q(annulled_on__lt=at.archived_before) | Q(
        annulled_on__isnull=True, results_on__lt=at.archived_before
    )
    unannounced = Q(announced_on__gt=at.today) | Q(announced_on__isnull=True, planned_announcement_on__isnull=False)
    under_formal_review = Q(formal_review_until__gte=at.today) | Q(
        formal_review_until__isnull=True, deadline__gte=at.assessed_before
    )
    return Case(
        When(Q(is_archival=True) | ended_long_ago, then=Value(State.ARCHIVED.value)),
        When(annulled_on__lte=at.today, then=Value(State.ANNULLED.value)),
        When(results_on__lte=at.today, then=Value(State.SETTLED.value)),
        When(Q(deadline__isnull=True) | unannounced, then=Value(State.FORETOLD.value)),
        When(deadline__gt=at.now, then=Value(State.OPEN.value)),
        When(under_formal_review, then=Value(State.CLOSED.value)),
        default=Value(State.ASSESSMENT.value),
        output_field=CharField(),
    )


class EventQuerySet(PublicQuerySet):
    def public_ones(self) -> Self:
        """Without internal meetings of coordinators."""
        return self.visible().exclude(event_type=EventType.INTERNAL)

    def upcoming(self, now: dt.datetime) -> Self:
        return self.filter(ends_at__gte=now).order_by("starts_at", "title")

    def past(self, now: dt.datetime) -> Self:
        return self.filter(ends_at__lt=now).order_by("-starts_at", "title")


class AnswerQuerySet(PublicQuerySet):
    def about(self, subject: object) -> Self:
        """Answers that name the page as one they are about."""
        return self.filter(about__subject=subject)

    def with_words(self, words: Iterable[str]) -> Self:
        """Answers that hold all the stems (coordination.text)."""
        found = self
        for word in words:
            found = found.filter(search_row__stems__contains=f" {word}")
        return found

    def newest_first(self) -> Self:
        return self.order_by(F("answered_on").desc(nulls_last=True), "-pk")


class NewsQuerySet(PublicQuerySet):
    def current(self, on: dt.date) -> Self:
        """Those still valid on the day; others stay at their address."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))

    def with_picture(self) -> Self:
        return self.select_related("image").prefetch_related("image__renditions")

    def newest_first(self) -> Self:
        return self.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
