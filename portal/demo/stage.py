"""What every scene of the demo needs: the shifted calendar, units by key, accounts, the deeds of publishing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail.rich_text import RichText

from coordination.calendar import warsaw, warsaw_date
from coordination.models import Designation, District, Sphere, Topic, Unit
from coordination.standing import Standing, standing_of
from portal.models import User
from publishing import actions, leads, scheduling
from publishing.governed import GovernedPage, entrusting
from publishing.models import Handoff
from publishing.policies import Read

from .shift import MORNING, Shift, as_of, together


class Scope(NamedTuple):
    """What an officer's assignment is limited to; `last_day` counts working days from today."""

    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    last_day: int = 0


class Reasons(NamedTuple):
    """Why something goes public sooner than usual, in the words of both sides."""

    unit: str = ""
    portal: str = ""


USUAL = Reasons()
OFFICERS = {
    "administrator": ("Administrator", "Demo", "administrator", Scope()),
    "redaktor": ("Redaktor", "Demo", "redaktor", Scope()),
    "redaktor.aktualnosci": ("Redaktorka", "Demo Aktualności", "redaktor", Scope(kinds=("news", "event"))),
    "redaktor.dawny": ("Dawny", "Redaktor Demo", "redaktor", Scope(last_day=-60)),
    "operator": ("Operator", "Demo", "operator", Scope()),
    "operator.konkursy": (
        "Operatorka",
        "Demo Konkursy",
        "operator",
        Scope(kinds=("competition",), units=("kd", "sp", "ws"), last_day=120),
    ),
    "sz": ("Monitor", "Demo SZ", "sz-monitor", Scope()),
    "dyrektor": ("Dyrektor", "Demo SZ", "sz-director", Scope()),
}
BASIS = "zarządzenie nr DEMO/{year} (dane demonstracyjne)"


@dataclass
class Stage:
    """The scene of the demo on one day. `now` is the instant of the build, aware."""

    shift: Shift
    now: dt.datetime
    units: dict[str, Unit] = field(default_factory=dict)
    shelves: dict[str, Page] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        return self.shift.today

    def fill(self, text: str) -> str:
        return self.shift.fill(text)

    def unit(self, key: str) -> Unit:
        return self.units[key]

    def user(self, name: str) -> User:
        """A fresh account object: what judgement keeps on it never outlives one deed."""
        return User.objects.get(username=name)

    def standing(self, name: str, at: dt.datetime) -> Standing:
        with as_of(at):
            return standing_of(self.user(name))

    def contact(self, account: str) -> Designation:
        """The designation in force of somebody with an account."""
        return Designation.objects.in_force(self.today).contacts().get(person__user__username=account)

    def spheres(self, codes: str) -> list[Sphere]:
        return list(Sphere.objects.filter(code__in=codes.split()))

    def topics(self, slugs: str) -> list[Topic]:
        return list(Topic.objects.filter(slug__in=slugs.split()))

    def districts(self, *numbers: int) -> list[District]:
        return list(District.objects.filter(number__in=numbers))

    # -- pages ------------------------------------------------------------------------------------------------------

    def draft(self, page: GovernedPage, *, unit: str, by: str, at: dt.datetime, shelf: str) -> Any:
        """A draft of the unit under a shelf, with its first version."""
        author = self.user(by)
        page.live = False
        page.owner = author
        with as_of(at), LogContext(user=author):
            with entrusting(self.unit(unit)):
                self.shelves[shelf].add_child(instance=page)
            page.save_revision(user=author, log_action=True, clean=False)
        return page

    def publish(self, page: Any, *, by: str, at: dt.datetime, note: str = "", minor: bool = False) -> Any:
        """Publish the present content within the rights of the unit, as the person's own deed."""
        author = self.user(by)
        page.change_note, page.minor_edit = self.fill(note), minor
        with as_of(at), LogContext(user=author):
            page.save_revision(user=author, log_action=True, clean=False)
        return self._go_public(page, author, at)

    def put_out(self, page: GovernedPage, *, unit: str, by: str, at: dt.datetime, shelf: str) -> Any:
        """Draft and publication within rights in one go."""
        page = self.draft(page, unit=unit, by=by, at=at, shelf=shelf)
        return self._go_public(page, self.user(by), at)

    def _go_public(self, page: Any, author: User, at: dt.datetime) -> Any:
        with as_of(at), LogContext(user=author):
            page.latest_revision.publish(user=author, log_action=True, skip_permission_checks=True)
        page.refresh_from_db()
        return page

    def hand_over(
        self, page: Any, *, by: str, at: dt.datetime, publish_at: dt.datetime, note: str = "", sooner: str = ""
    ) -> Handoff:
        with as_of(at):
            return actions.hand_over(page, by=self.user(by), publish_at=publish_at, now=at, note=note, sooner=sooner)

    def approve(self, handoff: Handoff, *, at: dt.datetime, by: str = "redaktor", sooner: str = "") -> Handoff:
        with as_of(at):
            return actions.approve(handoff, by=self.user(by), read=Read.of(handoff), now=at, sooner=sooner)

    def before(self, moment: dt.datetime, days: int) -> dt.datetime:
        """That many working days earlier, at ten."""
        return warsaw(self.shift.calendar.add_working_days(warsaw_date(moment), -days), MORNING)

    def rewrite(self, page: Any, *, by: str, at: dt.datetime, note: str = "") -> Any:
        """A new version of a page, not public yet."""
        author = self.user(by)
        page.change_note, page.minor_edit = self.fill(note), False
        with as_of(at), LogContext(user=author):
            page.save_revision(user=author, log_action=True, clean=False)
        return page

    def through_queue(
        self, page: Any, *, by: str, publish_at: dt.datetime, approver: str = "redaktor", reasons: Reasons = USUAL
    ) -> Any:
        """Handed over with the usual lead time, approved a day ahead, published by the clock at the agreed hour.

        With reasons of both sides it is handed over two working days ahead, whatever is usual.
        """
        ahead = 2 if reasons.unit else leads.lead_days(page.kind)
        at = self.before(publish_at, ahead)
        handoff = self.hand_over(page, by=by, at=at, publish_at=publish_at, sooner=reasons.unit)
        self.approve(handoff, at=self.before(publish_at, 1), by=approver, sooner=reasons.portal)
        self.strike(publish_at)
        page.refresh_from_db()
        return page

    def strike(self, at: dt.datetime) -> None:
        """One beat of the publishing clock, some seconds after the full hour."""
        moment = at + dt.timedelta(seconds=20)
        with as_of(moment):
            scheduling.run_once(moment)


def text(stage: Stage, *paragraphs: str) -> list[tuple[str, Any]]:
    """Blocks of a body: a paragraph each; «# …» is a heading, «- …» lines make a list."""
    return [_block(stage.fill(paragraph)) for paragraph in paragraphs]


def _block(paragraph: str) -> tuple[str, Any]:
    if paragraph.startswith("# "):
        return "heading", {"text": paragraph[2:], "level": "2"}
    return "paragraph", RichText(html(paragraph))


def html(paragraph: str) -> str:
    """Plain text as rich text: lines that begin with «- » are a list."""
    lines = together(paragraph).split("\n")
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>"
    return "".join(f"<p>{line}</p>" for line in lines)
