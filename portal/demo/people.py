"""Units with contact data, accounts, people and the offices they hold; absences, office hours, portal officers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from coordination import actions
from coordination.models import Absence, Designation, OfficeHours, Person, PortalAssignment, Unit
from coordination.models.designations import NOTICE_FIELDS
from coordination.states import Office
from portal.models import User

from .shift import as_of
from .stage import BASIS, OFFICERS, Stage

PASSWORD = "demo"  # noqa: S105
PII = "przedsiebiorczosc-i-innowacje"
OPENS, CLOSES = dt.time(7, 30), dt.time(15, 30)


@dataclass(frozen=True)
class Known:
    """Somebody of sample-content.md. Phone: the last two digits of 12 000 00 xx."""

    account: str
    first_name: str
    last_name: str
    function: str
    phone: str
    email: str


KNOWN = (
    Known("koordynator.sz", "Hanna", "Wilczyńska", "główna specjalistka", "11", "hanna.wilczynska@umk.example"),
    Known("zastepca.sz", "Mikołaj", "Sarnecki", "inspektor", "12", "mikolaj.sarnecki@umk.example"),
    Known("koordynator.kd", "Ewelina", "Brodacka", "kierowniczka referatu", "21", "ewelina.brodacka@umk.example"),
    Known("koordynator.sp", "Radosław", "Toporek", "podinspektor", "31", "radoslaw.toporek@umk.example"),
    Known("koordynator.ws", "Zofia", "Karpiel-Lis", "starsza inspektorka", "41", "zofia.karpiel@umk.example"),
    Known(
        "koordynator.mops",
        "Bartłomiej",
        "Ożga",
        "starszy specjalista pracy socjalnej",
        "51",
        "bartlomiej.ozga@mops.example",
    ),
    Known("zastepca.mops", "Katarzyna", "Pietras", "specjalistka", "52", "katarzyna.pietras@mops.example"),
    Known(f"koordynator.{PII}", "Dawid", "Nowosad", "główny specjalista", "61", "dawid.nowosad@umk.example"),
)
BASES = {"sz": 10, "kd": 20, "sp": 30, "ws": 40, "mops": 50, PII: 60}
YOUNG_SPORT = 32
FREE_PHONES = [n for n in range(100) if n not in {*BASES.values(), YOUNG_SPORT, *(int(known.phone) for known in KNOWN)}]

OFFICES = (
    ("kierownik", "Kierownik", Office.HEAD, "kierujący komórką"),
    ("koordynator", "Koordynator", Office.COORDINATOR, "inspektor"),
    ("zastepca", "Zastępca", Office.DEPUTY, "podinspektor"),
)
EMPTY_CHAIRS = {
    ("koordynator", "gd"),
    ("zastepca", "turystyka"),
    ("koordynator", "ztp"),
    ("zastepca", "ztp"),
    ("zastepca", "kegw"),
}
"""Offices that ended some days ago and wait for somebody new: the boards show them, the clock shuts the accounts."""
CHANGED = ("kd", "ek", "mcpu", "zzm", "gup")
"""Units whose coordinator is new this autumn (news A3)."""


def build(stage: Stage) -> None:
    """Accounts and people in bulk; the changes of this autumn by the deeds, so that the book tells them."""
    stage.units = {unit.key: unit for unit in Unit.objects.active(stage.today)}
    _contact_data(stage)
    _officers(stage)
    people = _people(stage)
    _designations(stage, people)
    _changes(stage, people)
    _sport_for_the_young(stage)
    _absences(stage)
    _office_hours(stage)


def label(unit: Unit) -> str:
    """«KD», or the name without «Wydział ds.» where the symbol is unsure."""
    return unit.symbol or unit.name.removeprefix("Wydział ds. ").removeprefix("Wydział ")


def phone(number: int | str) -> str:
    return f"12 000 00 {int(number):02d}"


def _contact_data(stage: Stage) -> None:
    free = iter(FREE_PHONES)
    for key, unit in stage.units.items():
        unit.phone = phone(BASES.get(key) or next(free))
        unit.email = f"{key}@umk.example"
    stage.unit("sz").address = "ul. Dekerta 24, Kraków"
    stage.unit("mops").email = "ngo@mops.example"
    Unit.objects.bulk_update(stage.units.values(), ["phone", "email", "address"])


def _account(name: str, first: str, last: str, email: str, password: str) -> User:
    return User(username=name, first_name=first, last_name=last, email=email, password=password)


def _officers(stage: Stage) -> None:
    """The portal team and SZ: five without limits, and some whom the administrator limited to a scope or a time."""
    password = make_password(PASSWORD)
    since = stage.shift.day(-420)
    for name, (first, last, office, scope) in OFFICERS.items():
        user = _account(name, first, last, f"{name}@portal.example", password)
        user.save()
        made = PortalAssignment.objects.create(
            account=user,
            office=office,
            from_on=since,
            until_on=stage.shift.day(scope.last_day) if scope.last_day else None,
            kinds=list(scope.kinds),
            basis=BASIS.format(year=since.year),
            assigned_by="Administrator Demo",
        )
        made.units.set([stage.unit(key) for key in scope.units])


def _seats(stage: Stage) -> list[tuple[str, str, Unit]]:
    """Every chair: (account prefix, key, unit). Units that another serves have only a head of their own."""
    return [
        (prefix, key, unit)
        for key, unit in stage.units.items()
        for prefix, *_rest in OFFICES
        if not unit.served_by_id or prefix == "kierownik"
    ]


def _people(stage: Stage) -> dict[str, Person]:
    password = make_password(PASSWORD)
    known = {person.account: person for person in KNOWN}
    titles = {prefix: (title, function) for prefix, title, _office, function in OFFICES}
    people = []
    for place, (prefix, key, unit) in enumerate(_seats(stage)):
        name = f"{prefix}.{key}"
        title, function = titles[prefix]
        someone = known.get(name)
        if someone:
            person = Person(
                first_name=someone.first_name,
                last_name=someone.last_name,
                function=someone.function,
                phone=phone(someone.phone),
                email=someone.email,
            )
        else:
            person = Person(
                first_name=title,
                last_name=f"Demo {label(unit)}",
                function=function,
                phone=unit.phone,
                extension=str(10 + [row[0] for row in OFFICES].index(prefix)),
                email=f"{name}@umk.example",
            )
        person.confirmed_on = stage.shift.day(-20 - place * 7 % 420)
        people.append((name, person))
    users = [_account(name, one.first_name, one.last_name, one.email, password) for name, one in people]
    User.objects.bulk_create(users)
    accounts = User.objects.in_bulk([user.username for user in users], field_name="username")
    for name, person in people:
        person.user = accounts[name]
    Person.objects.bulk_create([person for _name, person in people])
    found = Person.objects.filter(user__in=accounts.values()).select_related("user")
    return {person.user.username: person for person in found if person.user}


def _designation(stage: Stage, person: Person, unit: Unit, office: str, days: int) -> Designation:
    since = stage.shift.day(days)
    frozen = {name: getattr(person, name) for name in NOTICE_FIELDS}
    return Designation(
        person=person,
        unit=unit,
        office=office,
        from_on=since,
        noticed_on=since,
        duties_attested_on=since if office != Office.HEAD else None,
        designated_by="kierujący komórką",
        document=f"{label(unit)[:20]}.DEMO.{since.year}",
        **frozen,
    )


def _designations(stage: Stage, people: dict[str, Person]) -> None:
    offices = {prefix: office for prefix, _title, office, _function in OFFICES}
    rows = []
    for place, (prefix, key, unit) in enumerate(_seats(stage)):
        if prefix == "koordynator" and key in CHANGED:
            continue
        row = _designation(stage, people[f"{prefix}.{key}"], unit, offices[prefix], -300 - place * 13 % 500)
        if (prefix, key) in EMPTY_CHAIRS:
            row.until_on = stage.shift.day(-12)
        rows.append(row)
    Designation.objects.bulk_create(rows)
    for key in ("sz", "sp", "mops"):
        of_unit = Designation.objects.of(stage.unit(key))
        chief = of_unit.filter(office=Office.COORDINATOR).first()
        of_unit.filter(office=Office.DEPUTY).update(substitutes_for=chief)


def _changes(stage: Stage, people: dict[str, Person]) -> None:
    """In five units the coordinator changed: the former one is closed with a last day, the new one designated."""
    for place, key in enumerate(CHANGED):
        unit = stage.unit(key)
        former = Person.objects.create(
            first_name="Dawny Koordynator",
            last_name=f"Demo {label(unit)}",
            function="inspektor",
            phone=unit.phone,
            extension="19",
            email=f"dawny.{key}@umk.example",
        )
        row = _designation(stage, former, unit, Office.COORDINATOR, -700)
        row.save()
        moment = stage.shift.at(-40 - place * 3)
        head = stage.standing(f"kierownik.{key}", moment)
        last_day = stage.shift.day(-30 - place * 3)
        with as_of(moment):
            actions.end_designation(row, until_on=last_day, by=head, now=moment)
            actions.designate(
                person=people[f"koordynator.{key}"],
                unit=unit,
                office=Office.COORDINATOR,
                from_on=last_day + dt.timedelta(days=1),
                by=head,
                now=moment,
                designated_by=head.name,
                document=BASIS.format(year=moment.year),
                duties_attested_on=moment.date(),
            )


def _sport_for_the_young(stage: Stage) -> None:
    """Scopes: in SP one coordinator answers for sport, another for children and youth."""
    unit = stage.unit("sp")
    Designation.objects.of(unit).get(office=Office.COORDINATOR).topics.set(stage.topics("sport dotacje konkursy"))
    user = _account("koordynator2.sp", "Koordynator", "Demo SP Młodzież", "koordynator2.sp@umk.example", "")
    user.password = make_password(PASSWORD)
    user.save()
    person = Person.objects.create(
        user=user,
        first_name=user.first_name,
        last_name=user.last_name,
        function="inspektor",
        phone=phone(YOUNG_SPORT),
        email=user.email,
        confirmed_on=stage.shift.day(-15),
    )
    row = _designation(stage, person, unit, Office.COORDINATOR, -220)
    row.save()
    row.topics.set(stage.topics("dzieci mlodziez"))


def _absences(stage: Stage) -> None:
    """The coordinator of SP is away today, so the deputy is shown; others were or will be away."""
    for account, first, last in (
        ("koordynator.sp", -1, 2),
        ("zastepca.mops", 7, 11),
        ("koordynator.ek", -32, -25),
        ("koordynator.gup", 20, 30),
    ):
        person = Person.objects.get(user__username=account)
        Absence.objects.create(
            person=person,
            from_on=stage.shift.day(first, working=False),
            until_on=stage.shift.day(last, working=False),
        )
    Absence.objects.create(  # on the duty roster of the portal side
        account=stage.user("redaktor"), from_on=stage.shift.day(8), until_on=stage.shift.day(12)
    )


def _office_hours(stage: Stage) -> None:
    OfficeHours.objects.bulk_create(
        OfficeHours(unit=unit, weekday=weekday, opens=OPENS, closes=CLOSES)
        for unit in stage.units.values()
        if not unit.served_by_id
        for weekday in OfficeHours.Weekday.values
    )
