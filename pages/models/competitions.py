"""Open competitions of offers (otwarte konkursy ofert): announcement art. 13, results art. 15, annulment art. 18a."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager

from coordination.calendar import warsaw_date
from coordination.models import Designation, District, Sphere
from publishing.governed import Issue

from .. import competition_life, competition_shelf
from ..announcing.exceptions import forgiven, in_words
from ..announcing.places import RESULTS, rows_of
from ..announcing.reading import announcement_of, is_over, public_outcome
from ..announcing.rules import judge
from ..blocks import BodyBlock
from ..blocks.text import FEATURES
from ..competition_amount import KnownAmount, known_amount
from ..competition_panels import EDIT
from ..competition_states import CompetitionDates, State, is_sensible, state_on
from ..competition_timing import timing_with
from ..competition_view import shown, structured
from ..content_kinds import COMPETITION
from ..forms import CompetitionForm
from ..panels import tabs
from ..querysets import CompetitionQuerySet
from ..results import rules as results
from ..sphere_topics import spoken
from ..vocabularies import AnnulmentReason, GrantForm, Organ
from .base import PublicPage, ShelfPage
from .competition_parts import MONEY, AmountPart
from .told_deadlines import ToldDeadline

LEGAL_BASIS = "art. 11 ust. 2 UoDPP"
OUTCOME_FIELDS = (
    "previous_deadline",
    "extension_note",
    "offers_received",
    "offers_after_formal_review",
    "results_on",
    "results_note",
    "results",
    "annulled_on",
    "annulment_reason",
    "annulment_text",
)
"""What became of one competition says nothing of its copy."""
ITS_OWN = ("number", "external_id", "tool_url", "overlap_is_meant")
"""What names one competition, or was said of it alone, would name two if a copy kept it."""


class CompetitionIndexPage(ShelfPage):
    """Konkursy."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.CompetitionPage"]
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    edit_handler = tabs(FieldPanel("title"), FieldPanel("lead"))

    class Meta:
        verbose_name = _("index of competitions")
        verbose_name_plural = _("indexes of competitions")

    def on_shelf(self) -> Any:
        return CompetitionPage.objects.with_unit()

    def summary_text(self) -> str:
        return self.lead

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return competition_shelf.shown(self.on_shelf().child_of(self).visible(), request, now)

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        return competition_shelf.structured(self, context)


class CompetitionPage(PublicPage):
    """Otwarty konkurs ofert. Empty means unknown and is shown so; zero is a statement. Amounts in złoty."""

    kind = COMPETITION
    may_end = False  # results and an annulment are looked for long after; an old one goes to the archive
    base_form_class = CompetitionForm
    parent_page_types = ["pages.CompetitionIndexPage"]
    subpage_types: list[str] = []

    # -- the task, art. 13 ust. 2 pkt 1
    summary = models.TextField(
        _("in short"), max_length=700, blank=True, help_text=_("Two or three plain sentences: who may apply, for what.")
    )
    organ = models.CharField(_("announcing organ"), max_length=12, choices=Organ, blank=True)
    organ_other = models.CharField(_("another organ: name"), max_length=200, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    form = models.CharField(_("form"), max_length=12, choices=GrantForm, blank=True)
    legal_basis = models.CharField(
        _("mode and legal basis"),
        max_length=200,
        blank=True,
        default=LEGAL_BASIS,
        help_text=_("Some competitions rest on other acts, for example on sport or public health."),
    )
    outside_act = models.BooleanField(
        _("run by another act than the one on public benefit"),
        default=False,
        help_text=_("Then name the act. The 21 days do not apply, and what art. 13 asks for is only advised."),
    )
    spheres = ParentalManyToManyField(Sphere, verbose_name=_("spheres"), blank=True, related_name="+")
    spheres_wording = models.CharField(
        _("scope as quoted from the announcement"), max_length=255, blank=True, help_text=_("For example «pkt 1-34».")
    )
    overlap_is_meant = models.BooleanField(
        _("the overlap with another call of the unit is meant"),
        default=False,
        help_text=_("Asked for only where another call in the same sphere takes offers at the same time."),
    )
    place = models.CharField(_("place"), max_length=255, blank=True)
    districts = ParentalManyToManyField(
        District, verbose_name=_("districts"), blank=True, related_name="+", help_text=_("None chosen: the whole city.")
    )
    contact = models.ForeignKey(
        Designation,
        models.SET_NULL,
        verbose_name=_("contact"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Name, phone and e-mail are read from the list of coordinators; the deputy is shown when needed."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("further text"), blank=True)

    # -- money, art. 13 ust. 2 pkt 2-3 and 7, ust. 5
    total_amount = models.DecimalField(_("total amount in zł"), **MONEY)
    amount_is_about = models.BooleanField(_("about (the announcement says «około»)"), default=False)
    amount_note = models.CharField(_("note on the amount"), max_length=255, blank=True)
    based_on_draft_budget = models.BooleanField(_("rests on the draft budget (art. 13 ust. 5)"), default=False)
    amount_known = models.DecimalField(
        _("amount that is known in zł"), max_digits=16, decimal_places=2, null=True, editable=False
    )
    amount_kind = models.CharField(_("where the amount comes from"), max_length=12, blank=True, editable=False)
    max_grant = models.DecimalField(_("largest grant for one offer in zł"), **MONEY)
    own_contribution = models.CharField(_("own contribution"), max_length=255, blank=True)
    max_offers = models.CharField(_("number of offers of one organisation"), max_length=255, blank=True)
    joint_offers = models.BooleanField(_("joint offers are allowed"), null=True, blank=True)
    one_offer_chosen = models.BooleanField(_("exactly one offer is chosen"), null=True, blank=True)
    award_rules = RichTextField(_("rules of awarding grants"), features=FEATURES, blank=True)
    same_kind_this_year = models.DecimalField(_("in the year of the announcement, zł"), **MONEY)
    same_kind_previous_year = models.DecimalField(_("in the year before, zł"), **MONEY)
    same_kind_together = models.DecimalField(
        _("both years together, zł"),
        **MONEY,
        help_text=_("Only where the announcement gives one figure for both years."),
    )
    same_kind_year = models.PositiveSmallIntegerField(
        _("year of the announcement"), null=True, blank=True, help_text=_("The first of the two years above.")
    )
    same_kind_note = models.CharField(_("note on tasks of the same kind"), max_length=255, blank=True)

    # -- dates, art. 13 ust. 1, ust. 2 pkt 4-6
    planned_announcement_on = models.DateField(
        _("announcement planned for"),
        null=True,
        blank=True,
        help_text=_(
            "Only for a competition announced for later. The places of announcement decide once they are given."
        ),
    )
    announced_year = models.PositiveSmallIntegerField(
        _("announced in the year"), null=True, blank=True, help_text=_("For old announcements whose day is unknown.")
    )
    announced_on = models.DateField(_("announced on"), null=True, editable=False, db_index=True)
    offers_from = models.DateField(_("offers from"), null=True, blank=True)
    deadline = models.DateTimeField(
        _("offers until"), null=True, blank=True, db_index=True, help_text=_("Day and hour, Warsaw time.")
    )
    previous_deadline = models.DateTimeField(
        _("deadline before the extension"),
        null=True,
        blank=True,
        help_text=_("Filled in by the portal as soon as you move a published deadline."),
    )
    extension_note = models.CharField(_("why the deadline was extended"), max_length=255, blank=True)
    formal_review_until = models.DateField(
        _("formal review until"),
        null=True,
        blank=True,
        help_text=_("The last day of the formal review. Empty: the assessment begins after the deadline by itself."),
    )
    realised_from = models.DateField(_("realisation from"), null=True, blank=True)
    realised_until = models.DateField(_("realisation until"), null=True, blank=True)
    conditions = RichTextField(_("conditions of realisation"), features=FEATURES, blank=True)
    premises_area = models.DecimalField(
        _("area of all premises in m²"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    choice_mode = RichTextField(_("mode of choice"), features=FEATURES, blank=True)
    threshold = models.PositiveSmallIntegerField(_("threshold in points"), null=True, blank=True)
    choice_on = models.DateField(_("offers chosen by"), null=True, blank=True)
    questions_until = models.DateField(
        _("questions until"),
        null=True,
        blank=True,
        help_text=_("The last day on which organisations may ask about the competition here. Empty: no end."),
    )
    committee_call = models.BooleanField(_("with a call for members of the competition committee"), default=False)
    committee_until = models.DateField(_("candidates until"), null=True, blank=True)
    committee_text = models.TextField(_("about the committee"), max_length=1500, blank=True)

    # -- tool and outcome, art. 15 and 18a
    tool_url = models.URLField(_("address in the competition tool"), max_length=400, blank=True)
    external_id = models.CharField(_("number in the competition tool"), max_length=60, blank=True)
    offers_received = models.PositiveIntegerField(_("offers received"), null=True, blank=True)
    offers_after_formal_review = models.PositiveIntegerField(_("offers after formal review"), null=True, blank=True)
    results_on = models.DateField(_("results published on"), null=True, blank=True)
    results_note = models.TextField(_("note on the results"), max_length=1500, blank=True)
    annulled_on = models.DateField(_("annulled on"), null=True, blank=True)
    annulment_reason = models.CharField(_("reason of annulment"), max_length=12, choices=AnnulmentReason, blank=True)
    annulment_text = models.TextField(_("note on the annulment"), max_length=1500, blank=True)
    is_archival = models.BooleanField(
        _("old announcement, entered for the archive"),
        default=False,
        help_text=_("What is unknown stays empty and is not asked for."),
    )

    objects = PageManager.from_queryset(CompetitionQuerySet)()
    exclude_fields_in_copy = [*PublicPage.exclude_fields_in_copy, *OUTCOME_FIELDS, *ITS_OWN]
    edit_handler = EDIT

    class Meta:
        verbose_name = _("competition")
        verbose_name_plural = _("competitions")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.derive()
        return super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill in what lists ask for and what follows from the rest: the day of the announcement, which is the last of
        the three places (art. 13 ust. 1), and the money, a sum of its parts where no total is given.

        A version kept beside the public one was never saved as a row, so whoever shows it says this first. At most
        three queries.
        """
        self.announced_on = self.last_day_of_announcing()
        known = self.known_amount()
        self.amount_known, self.amount_kind = known.amount, known.kind

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        self.derive()
        return super().serve_preview(request, mode_name)

    def last_day_of_announcing(self) -> dt.date | None:
        """The last of the three places counts (art. 13 ust. 1); without any, the day the portal first told a deadline.

        So it is where another act asks for no places, and where somebody takes the places out of an announcement.
        """
        days = [row.on for row in rows_of(self) if row.on]
        return max(days) if days else ToldDeadline.objects.of(self.pk).first_day()

    def known_amount(self, parts: Sequence[AmountPart] | None = None) -> KnownAmount:
        """Of this version, saved or not; lists and files read what was kept of it.

        No query where the rows are handed in, or a total is given.
        """
        if parts is None:
            parts = [] if self.total_amount is not None else list(self.amounts.all())
        return known_amount(self.total_amount, self.amount_is_about, parts)

    def last_day_of_results(self) -> dt.date | None:
        """The last of the places, as far as somebody confirmed it. At most one query."""
        if self.results_on is None or not self.pk:
            return self.results_on
        confirmed = self.confirmations.filter(place__in=RESULTS).values_list("on", flat=True)
        return max([self.results_on, *confirmed])

    def clean(self) -> None:
        """A moved deadline keeps the one before; what is annulled stays readable, without an end."""
        super().clean()
        self.previous_deadline = self.moved().previous or self.previous_deadline
        if self.annulled_on:
            self.expire_at = None

    # -- judgement -------------------------------------------------------------------------------------------------

    @property
    def dates(self) -> CompetitionDates:
        return CompetitionDates(
            deadline=self.deadline,
            announced_on=self.announced_on,
            planned_announcement_on=self.planned_announcement_on,
            formal_review_until=self.formal_review_until,
            results_on=self.results_on,
            annulled_on=self.annulled_on,
            is_archival=self.is_archival,
        )

    def state_on(self, now: dt.datetime) -> State:
        """The city's numbers came with the page from its shelf, else one query."""
        return state_on(self.dates, now, timing_with(self))

    def moved(self) -> competition_life.Moved:
        """This version against the deadlines that were published. One query."""
        told = [row.as_told() for row in ToldDeadline.objects.of(self.pk)]
        return competition_life.Moved(self.deadline, self.extension_note, told)

    @property
    def organ_name(self) -> str:
        """Another organ is known by its own name only; a name left beside a chosen organ says nothing."""
        if self.organ == Organ.OTHER:
            return self.organ_other.strip()
        return str(self.get_organ_display() if self.organ else "")

    @property
    def is_foretold(self) -> bool:
        """A zapowiedź: a day is planned, no place is named, nothing was announced yet: that is never taken back."""
        if self.planned_announcement_on is None or any(row.on for row in self.publications.all()):
            return False
        return not ToldDeadline.objects.of(self.pk).exists()

    def requirements(self) -> Iterator[Issue]:
        yield from super().requirements()
        yield from self.lacks(now=timezone.now())

    def requirements_at(self, publish_at: dt.datetime, *, now: dt.datetime) -> Iterator[Issue]:
        """The portal is one of the three places: the day on which it shows the announcement counts with the others."""
        yield from super().requirements()
        yield from self.lacks(now=now, publish_at=max(publish_at, now))

    def lacks(self, *, now: dt.datetime, publish_at: dt.datetime | None = None) -> Iterator[Issue]:
        """What life and announcing ask: of an old page nothing; of announcing only advice once offers are in.

        A deadline moved ahead opens the competition again, so the version is judged as an announcement again.
        Until somebody names an hour, the days of its end are judged by themselves: they may be those of the hour.
        """
        if self.is_archival:
            return
        yield from self._life_issues(publish_at or now)
        if self.results_on or self.annulled_on:
            yield from competition_life.end(self, publish_at, public_outcome(self))
        over = is_over(self, now) and not (self.deadline and self.deadline > now)
        found = judge(announcement_of(self, now=now, publish_at=publish_at))
        for lack in forgiven(found, self.rule_exceptions.all() if self.pk else ()):
            yield replace(lack, hard=False) if over else lack

    def told_to_reviewers(self) -> Iterator[str]:
        """Exceptions from the rules of announcing, whoever decides has to know of."""
        for made in self.rule_exceptions.all():
            yield f"{made.breach} {in_words(made)}"

    def useless_from(self) -> dt.datetime | None:
        """An extension has to be told before the deadline that it moves."""
        moved = self.moved()
        return moved.last.deadline if moved.is_extension and moved.last else None

    def _life_issues(self, shown_at: dt.datetime) -> Iterator[Issue]:
        yield from competition_life.extension(self.moved(), shown_at)
        yield from competition_life.formal_review(self.deadline, self.formal_review_until)
        yield from competition_life.annulment(self)
        lines = [results.line_of(row) for row in self.results.all()]
        yield from results.issues(lines, results.frame_of(self), self.results_on)

    def shown_as_past(self) -> frozenset[dt.date]:
        """The states of a competition show its days; a deadline that was moved stands crossed out."""
        instants = [warsaw_date(at) for at in (self.deadline, self.previous_deadline) if at]
        own = (
            self.announced_on,
            self.offers_from,
            self.results_on,
            self.annulled_on,
            self.committee_until,
            self.formal_review_until,
            self.questions_until,
        )
        return frozenset([*instants, *(day for day in own if day)])

    def over_from(self) -> dt.date | None:
        if self.is_archival:
            return dt.date.min
        days = [self.annulled_on] if self.annulled_on else []
        if self.deadline is not None and is_sensible(self.deadline.date()):
            days.append(warsaw_date(self.deadline) + dt.timedelta(days=1))
        return min(days, default=None)

    def promised_days(self) -> Iterator[tuple[str, dt.date]]:
        """An announcement foretold that did not come, and a choice of offers that is not told."""
        if self.is_archival or self.annulled_on:
            return
        if self.planned_announcement_on and self.is_foretold:
            yield "planned_announcement_on", self.planned_announcement_on
        if self.choice_on and not self.results_on:
            yield "choice_on", self.choice_on

    # -- for the reader --------------------------------------------------------------------------------------------

    def summary_text(self) -> str:
        return self.summary

    def search_text(self) -> str:
        """Fields that tell what it is about, names that are only ticked and how people call them, rows; winners once
        they are told."""
        parts = (self.number, self.place, self.organ_name, self.conditions, self.award_rules, self.committee_text)
        spheres = list(self.spheres.all())
        ticked = [*(sphere.name for sphere in spheres), *spoken(spheres), *map(str, self.districts.all())]
        rows = [*(row.name for row in self.criteria.all()), *(row.purpose for row in self.amounts.all())]
        words = [*parts, self.choice_mode, self.spheres_wording, *ticked, *rows, *self._winners(), str(self.body)]
        return " ".join(words)

    def _winners(self) -> Iterator[str]:
        """The index knows no clock, so a day of results that is still to come keeps them out."""
        if self.results_on and not self.annulled_on and self.results_on <= warsaw_date(timezone.now()):
            lines = (results.line_of(row) for row in self.results.all())
            yield from (f"{line.bidder} {line.task}" for line in lines if line.is_granted)

    def shown(self, request: HttpRequest, now: dt.datetime) -> dict[str, Any]:
        return shown(self, request, now)

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        return structured(self, context)
