# ruff: noqa: E501  (the table of doors is wide)
"""Every form of the portal with empty, overlong, wrong and hostile values: Polish words at the field, nothing lost.

One row is one door. A row fails with the list of everything that went wrong there, so one run shows it all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data

from coordination import actions as desk
from coordination import guard
from coordination.actions import Question
from coordination.models import AnswerTemplate, IncomingMail, Inquiry, OutboxMessage, Person
from coordination.standing import standing_of
from coordination.states import MailReason, MailState, Matter, Office
from pages.models import CompetitionPage
from pages.vocabularies import Place
from portal.settings import base
from publishing import actions, confinement
from publishing.models import Handoff, HandoffSet, SavedView
from publishing.signals_seen import Finding, Sort
from tests.competitions.calls import call
from tests.publishing import city as building
from tests.publishing.test_direct import typed as page_typed

FORM_TYPE = "application/x-www-form-urlencoded"
LOVED = "Zażółć gęślą jaźń"
FREE_TEXT: dict[str, Any] = {
    "markup": "<script>alert(1)</script><b onclick='x'>",
    "formula": "=cmd|' /C calc'!A0",
    "template": "{{ 7|add:7 }}{% load x %} %s %(a)s ${7} '; DROP TABLE x; --",
    "emoji": "🦄👩🏽‍🚀 ąęś ‮odwrócone",
    "header": "Temat\r\nBcc: wszyscy@krakow.example",
    "null byte": "a\x00b",
    "lone surrogate": b"a\xed\xa0\x80b",
    "broken bytes": b"\xff\xfe\xfa",
}
ANYWHERE: dict[str, Any] = {
    "empty": "",
    "blank": "  \t ",
    "overlong": "ą" * 30_000,
    "words": "nie wiem",
    "30 February": "2026-02-30",
    "hour that is none": "25:61",
    "minus one": "-1",
    "too great a number": "9" * 40,
    "not a number": "NaN",
    "infinity": "1e999999",
    "null byte": "\x00",
    "lone surrogate": b"\xed\xa0\x80",
    "markup": "<script>alert(1)</script>",
    "year 0": "0000-00-00",
    "year 10000": "10000-01-01",
}
# A page's editor takes its time: what its fields cannot tell apart is tried once.
SAME_TO_AN_EDITOR = (
    "formula",
    "template",
    "header",
    "broken bytes",
    "blank",
    "hour that is none",
    "infinity",
    "year 0",
)
IN_ADDRESS = (
    "overlong",
    "words",
    "30 February",
    "minus one",
    "too great a number",
    "null byte",
    "lone surrogate",
    "markup",
)
BIG = "a" * (10 * 1024 * 1024)

City = SimpleNamespace
Values = dict[str, Any]


@dataclass(frozen=True)
class Door:
    """A form: whose it is, where it stands, what a good entry says, which of its values are free text."""

    who: str
    address: Callable[[City], str]
    good: Callable[[City], Values]
    text: tuple[str, ...] = ()
    form: str = "form"
    keeps: frozenset[str] = frozenset()  # values that are never shown again: passwords
    draft: bool = False  # a draft may be saved with gaps
    optional: bool = False  # what may be typed may be left out
    preview: bool = False  # a good entry is told in sentences and not done yet


def stamped(**values: Any) -> Values:
    return {"pieczec": guard.stamp(), "strona_www": "", **values}


def inquiry_of(city: City) -> Inquiry:
    question = Question("Lokal", "Czy jest lokal?", "ngo@organizacja.example")
    return desk.ask(question, now=building.NOW, unit=city.kd).inquiry


def secret_address(city: City) -> str:
    received = desk.ask(Question("Lokal", "Czy?", "ngo@organizacja.example"), now=building.NOW, unit=city.kd)
    return f"/zapytania/{received.inquiry.number}/?klucz={received.key}"


def answered_address(city: City) -> str:
    received = desk.ask(Question("Lokal", "Czy?", "ngo@organizacja.example"), now=building.NOW, unit=city.kd)
    by = standing_of(building.fresh(city.coordinator))
    desk.answer(received.inquiry, text="Tak.", by=by, now=building.NOW)
    return f"/zapytania/{received.inquiry.number}/?klucz={received.key}"


def template_of(city: City) -> AnswerTemplate:
    by = standing_of(building.fresh(city.coordinator))
    return desk.add_template(unit=city.kd, title="Sale", text="Dzień dobry.", by=by, now=building.NOW)


def desk_address(city: City) -> str:
    return f"/admin/zapytania/{inquiry_of(city).number}/"


def public_information_address(city: City) -> str:
    inquiry, by = inquiry_of(city), standing_of(building.fresh(city.coordinator))
    desk.classify(inquiry, matter=Matter.INFORMATION, by=by, now=building.NOW)
    return f"/admin/zapytania/{inquiry.number}/"


def held_mail(city: City) -> IncomingMail:
    """A letter that matches no inquiry."""
    values = {
        "received_at": building.NOW,
        "sender": "ngo@organizacja.example",
        "text": "Sala?",
        "state": MailState.HELD,
    }
    return IncomingMail.objects.get_or_create(message_id="<obcy@organizacja.example>", defaults=values)[0]


def mail_address(city: City) -> str:
    return reverse("coordination_mail:detail", args=[held_mail(city).pk])


def returned_address(city: City) -> str:
    """A letter to an asker of KD that was not delivered."""
    row, inquiry = held_mail(city), inquiry_of(city)
    row.inquiry, row.why = inquiry, MailReason.BOUNCED
    row.letter = OutboxMessage.objects.filter(kind="inquiry.confirmed").last()
    row.save()
    return mail_address(city)


def waiting(city: City) -> Any:
    """What waits in the queue: the same for the address and for the number in the form."""
    return Handoff.objects.last() or building.handed_over(city)


def promised(city: City) -> Any:
    """What is approved: the same for the address and for the hour in the form."""
    return Handoff.objects.filter(stage="scheduled").last() or building.approved(city)


def promised_set(city: City) -> HandoffSet:
    return HandoffSet.objects.last() or approved_set(city)


def two(city: City) -> list[str]:
    """Numbers of two handoffs that belong to no set: the same each time."""
    rows = list(Handoff.objects.filter(together=None)) or [building.handed_over(city), building.handed_over(city)]
    return [str(row.pk) for row in rows]


def together(city: City) -> HandoffSet:
    """A set of two, and a handoff besides."""
    found = HandoffSet.objects.last()
    if found is None:
        rows = [building.handed_over(city), building.handed_over(city)]
        by = building.fresh(city.coordinator)
        found = actions.make_set(rows, title="Nabór", dates=actions.Dates(building.FRIDAY), by=by, now=building.NOW)
        building.handed_over(city)
    return found


def loose(city: City) -> Handoff:
    together(city)
    return Handoff.objects.get(together=None)


def approved_set(city: City) -> HandoffSet:
    found = together(city)
    read = building.as_read_of(found)
    return actions.approve_set(found, by=building.fresh(city.editor), read=read, now=building.NOW)


def announcement_door(name: str, *more: str) -> Callable[[City], str]:
    """A deed on a public announcement: its places are planned for today, the rules of awarding are missing."""

    def address(city: City) -> str:
        found = CompetitionPage.objects.first()
        page = found or call(city, places=dict.fromkeys(Place.values, building.TODAY), award_rules="", live=True)
        return reverse(f"competitions:{name}", args=[page.pk, *more])

    return address


def asking_more(address: Callable[[City], str]) -> Callable[[City], str]:
    """The address, in a portal whose team asks for more days than the good entry leaves."""

    def asked(city: City) -> str:
        building.lead_time(5)
        return address(city)

    return asked


def handed_over_in_time(city: City) -> Any:
    """And since then the portal team asks for more days."""
    building.lead_time(0)
    row = building.handed_over(city)
    building.lead_time(5)
    return row


def sooner(city: City) -> Any:
    """Handed over for a day that leaves less than the lead time, and not answered: the same for address and form."""
    building.lead_time(5)
    waits = Handoff.objects.filter(proposals__earliest_on__isnull=False, proposals__answer="waiting").last()
    return waits or actions.hand_over(
        building.news(city),
        by=building.fresh(city.coordinator),
        publish_at=building.FRIDAY,
        now=building.NOW,
        sooner="x",
    )


def wrong(city: City) -> Finding:
    page = building.news(city, live=True)
    return Finding.objects.create(
        page=page, sort=Sort.LAW, place="lead", digest="x", since=building.NOW, seen_at=building.NOW
    )


def emergency(city: City) -> Any:
    """Published without a second check by the administrator."""
    row = building.handed_over(city)
    by = building.fresh(city.administrator)
    actions.publish_unchecked(row, by=by, read=building.as_read(row), reason="Alarm.", now=building.NOW)
    return row


def corrected(city: City) -> Any:
    """What the editor corrects, with a corrected text saved."""
    row = waiting(city)
    if not row.corrections.exists():
        actions.begin_correction(row, by=building.fresh(city.editor), now=building.NOW)
        page = row.page.specific
        page.lead = "Poprawione."
        page.save_revision(user=city.editor)
    return Handoff.objects.get(pk=row.pk)


def correction_sent(city: City) -> Any:
    row = corrected(city)
    if row.corrections.writing().exists():
        actions.send_correction(row, by=building.fresh(city.editor), now=building.NOW)
    return row


def commissioned(city: City) -> Any:
    """A brief that nobody carries out yet."""
    brief, by = actions.Brief("Nabór", "Treść."), building.fresh(city.coordinator)
    return Handoff.objects.filter(commission__isnull=False).last() or actions.commission(
        brief, unit=city.kd, kind="news", publish_at=building.TUESDAY, by=by, now=building.NOW
    )


def on_handoff(name: str, prepare: Callable[[City], Any]) -> Callable[[City], str]:
    return lambda city: reverse(f"publishing:{name}", args=[prepare(city).pk])


def adding(name: str) -> Callable[[City], str]:
    return lambda city: reverse(f"{name}:add")


def new_page(model: str, shelf: str) -> Callable[[City], str]:
    return lambda city: reverse("wagtailadmin_pages:add", args=["pages", model, getattr(city, shelf).pk])


def page_values(**more: Any) -> Callable[[City], Values]:
    return lambda city: {**page_typed(**more), "unit": str(city.kd.pk)}


def counts(*names: str) -> Values:
    """Management data of inline forms."""
    zero = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return dict(nested_form_data(dict.fromkeys(names, zero)))


def invitation_address(city: City) -> str:
    """The one-time link of a person designated just now."""
    who = Person.objects.create(first_name="Łucja", last_name="Nowa", function="-", phone="12 000 00 77", email="l@umk.example")  # fmt: skip
    by = standing_of(building.fresh(city.head))
    row = desk.designate(person=who, unit=city.kd, office=Office.DEPUTY, from_on=building.TODAY, by=by, now=building.NOW)  # fmt: skip
    return reverse("coordination:invitation", args=[desk.invite(row, by=by, now=building.NOW).key])


def rights_values(city: City) -> Values:
    return {"cells": f"{city.kd.pk}:news", "deed": "daj", "from_on": "2026-11-23", "until_on": "2027-06-30", "basis": "pismo", "person": ""}  # fmt: skip


def rights_read(city: City) -> Values:
    """With the fingerprint of what the preview told."""
    shown = browser_of(city, "director").post(reverse("publishing:rights_preview"), rights_values(city))
    return {**rights_values(city), "read": shown.context["read"]}


def closing_address(city: City) -> str:
    return reverse("coordination_unit_changes:close", args=[city.kd.pk])


def transfer_address(city: City) -> str:
    return reverse("publishing:entrust_one", args=[building.news(city).pk])


def kept_view(city: City) -> SavedView:
    """A view of the monitor: the same for address and form."""
    values = {"query": "braki=1", "made_at": building.NOW}
    return SavedView.objects.get_or_create(account=city.monitor, name="Stary", defaults=values)[0]


def renaming_address(city: City) -> str:
    return reverse("publishing:rename_view", args=[kept_view(city).pk])


def renaming_prefix(city: City) -> str:
    return f"nazwa-{kept_view(city).pk}"


def limited(name: str) -> Callable[[City], str]:
    def address(city: City) -> str:
        page = building.news(city)
        confinement.confine(page, people=[], reason="x", by=building.fresh(city.coordinator), now=building.NOW)
        return reverse(f"publishing:{name}", args=[page.pk])

    return address


DAY_AND_HOUR = {"publish_at_0": "2026-11-27", "publish_at_1": "09:00"}
INLINES = ("amounts", "criteria", "publications", "premises", "attachments", "results", "steps")
MACHINE = frozenset(
    {
        "adres",
        "zaznaczone",
        "pieczec",
        "strona_www",
        "czynnosc",
        "pomoglo",
        "widziano",
        "count",
        "potwierdz",
        "confirmed",
        "read",
        "revision",
        "delivered",
        "hour",
        "proposal",
    }
)
NEW_PASSWORD = {"new_password1": "cztery-proste-slowa-tu", "new_password2": "cztery-proste-slowa-tu"}
CLOSING = {"od_dnia": "2026-12-01", "podstawa": "zarządzenie 1/2026", "potwierdz": "1"}
PERSON = {"first_name": "Ewa", "last_name": "Nowa", "function": "inspektorka", "phone": "501234567", "email": "e@u.example"}  # fmt: skip
UNIT = {"name": "Wydział Prób", "symbol": "WP", "slug": "wydzial-prob", "address": "ul. Próbna 1"}

DOORS: dict[str, Door] = {
    "place of announcement": Door("coordinator", announcement_door("confirm_place", "bip"), lambda city: {"bip-on": "2026-11-23"}),
    "exception from a rule": Door("administrator", announcement_door("except_rule"), lambda city: {"rule": "award_rules", "value": "", "reason": "Pilne."}, ("reason",)),
    "inquiry": Door(
        "",
        lambda city: "/zapytania/",
        lambda city: stamped(
            temat_pytania="Lokal", tresc="Czy jest?", email="ngo@organizacja.example", imie="Ewa",
            organizacja="Fundacja", funkcja="prezeska", forma_prawna="",
        ),
        ("temat_pytania", "tresc", "imie", "organizacja", "funkcja"),
    ),
    "message of the asker": Door("", secret_address, lambda city: stamped(tresc="Jeszcze jedno."), ("tresc",)),
    "did it help": Door("", answered_address, lambda city: {"pomoglo": "nie", "slowo": "Brak adresu."}, ("slowo",), "helped_form", optional=True),
    "closing an inquiry": Door("coordinator", desk_address, lambda city: {"czynnosc": "zamknij", "dlaczego": "withdrawn", "slowo": "Do widzenia."}, ("slowo",), "close_form"),
    "new template": Door(
        "coordinator",
        lambda city: reverse("coordination_inquiries:template-new"),
        lambda city: {"unit": str(city.kd.pk), "title": "Sale", "text": "Dzień dobry, {imie_nazwisko}."},
        ("title",),
    ),
    "changing a template": Door(
        "coordinator",
        lambda city: reverse("coordination_inquiries:template", args=[template_of(city).pk]),
        lambda city: {"title": "Sale", "text": "Dzień dobry.", "active": "on"},
        ("title",),
    ),
    "link": Door("", lambda city: "/zapytania/link/", lambda city: stamped(email="ngo@organizacja.example")),
    "reply": Door("coordinator", desk_address, lambda city: {"czynnosc": "odpowiedz", "tresc": "Tak.", "widziano": ""}, ("tresc",), "reply_form"),
    "clarify": Door("coordinator", desk_address, lambda city: {"czynnosc": "doprecyzuj", "tresc": "Który?", "widziano": ""}, ("tresc",), "reply_form"),
    "note": Door("coordinator", desk_address, lambda city: {"czynnosc": "notatka", "tresc": "Dla nas.", "widziano": ""}, ("tresc",), "reply_form"),
    "passing on": Door("coordinator", desk_address, lambda city: {"czynnosc": "przekaz", "komorka": str(city.sp.pk), "powod": "Bo sport."}, ("powod",), "pass_form"),
    "kind of matter": Door("coordinator", desk_address, lambda city: {"czynnosc": "rodzaj", "rodzaj": "petycja"}, form="kind_form"),
    "longer period": Door("coordinator", public_information_address, lambda city: {"czynnosc": "przedluz", "do_dnia": "2027-01-08", "przyczyna": "Archiwum."}, ("przyczyna",), "extension_form"),
    "case sign": Door("coordinator", public_information_address, lambda city: {"czynnosc": "znak", "znak": "KD.1431.1.2026"}, ("znak",), "sign_form"),
    "attaching a letter": Door("monitor", mail_address, lambda city: {"czynnosc": "dolacz", "numer": inquiry_of(city).number, "jako": "slowo"}, (), "attach_form"),
    "inquiry of a letter": Door("monitor", mail_address, lambda city: {"czynnosc": "sprawa", "temat": "Sala", "komorka": str(city.sp.pk)}, ("temat",), "inquiry_form"),
    "putting a letter aside": Door("monitor", mail_address, lambda city: {"czynnosc": "odloz", "powod": "Nie do nas."}, ("powod",), "aside_form"),
    "correcting an address": Door("coordinator", returned_address, lambda city: {"czynnosc": "adres", "email": "dobry@organizacja.example"}, (), "address_form"),
    "blocking a sender": Door("administrator", lambda city: reverse("coordination_mail:blocks"), lambda city: {"wzor": "zlo.example", "powod": "Reklamy.", "do_dnia": "2026-12-01"}, ("powod",)),
    "handing over": Door(
        "coordinator",
        lambda city: reverse("publishing:hand_over", args=[building.news(city).pk]),
        lambda city: {**DAY_AND_HOUR, "note": "Pilne."},
        ("note",),
    ),
    "reservation": Door(
        "coordinator",
        lambda city: reverse("publishing:reserve"),
        lambda city: {**DAY_AND_HOUR, "title": "Zapowiedź", "kind": "news", "unit": str(city.kd.pk), "deliver_by": "2026-11-25", "note": ""},
        ("title", "note"),
    ),
    "handing over sooner than usual": Door(
        "coordinator",
        asking_more(lambda city: reverse("publishing:hand_over", args=[building.news(city).pk])),
        lambda city: {**DAY_AND_HOUR, "note": "", "sooner": "Nabór trwa."},
        ("sooner",),
    ),
    "reserving sooner than usual": Door(
        "coordinator",
        asking_more(lambda city: reverse("publishing:reserve")),
        lambda city: {**DAY_AND_HOUR, "title": "Zapowiedź", "kind": "news", "unit": str(city.kd.pk), "deliver_by": "2026-11-25", "note": "", "sooner": "Nabór trwa."},
        ("title", "sooner"),
    ),
    "archiving sooner than usual": Door(
        "coordinator",
        asking_more(lambda city: reverse("publishing:take_off", args=[building.news(city, live=True).pk])),
        lambda city: {**DAY_AND_HOUR, "purpose": "archive", "ground": "outdated", "words": "Bo tak.", "target": "", "note": "", "sooner": "Nabór trwa."},
        ("sooner",),
    ),
    "proposing sooner than usual": Door(
        "editor",
        on_handoff("propose", handed_over_in_time),
        lambda city: {"propose-publish_at_0": "2026-11-27", "propose-publish_at_1": "09:00", "propose-reason": "Tłok.", "propose-sooner": "Nabór trwa."},
        ("propose-sooner",),
        "proposal_form",
    ),
    "approving sooner than usual": Door(
        "editor",
        on_handoff("approve", sooner),
        lambda city: {"approve-reason": "Nabór trwa.", **building.read_fields(sooner(city))},
        ("approve-reason",),
        "approve_form",
    ),
    "accepting dates sooner than usual": Door(
        "operator",
        on_handoff("accept", sooner),
        lambda city: {"accept-reason": "Nabór trwa.", "proposal": str(sooner(city).proposals.last().pk)},
        ("accept-reason",),
        "accept_form",
    ),
    "days away of one's own": Door("editor", lambda city: reverse("publishing:roster_absent"), lambda city: {"from_on": "2026-11-24", "until_on": "2026-11-25"}),
    "days away of another": Door(
        "administrator",
        lambda city: reverse("publishing:roster_absent"),
        lambda city: {"account": str(city.editor.pk), "from_on": "2026-11-24", "until_on": "2026-11-25"},
    ),
    "commission": Door(
        "coordinator",
        lambda city: reverse("publishing:commission"),
        lambda city: {**DAY_AND_HOUR, "title": "Nabór", "kind": "unit", "unit": str(city.kd.pk), "target": str(city.unit_page.pk), "text": "Treść."},
        ("title", "text"),
    ),
    "changing a commission": Door("coordinator", on_handoff("change_commission", commissioned), lambda city: {"title": "Nabór", "text": "Inaczej."}, ("title", "text")),
    "linking a result": Door("editor", on_handoff("link_result", commissioned), lambda city: {"result-page": str(building.news(city).pk)}, form="result_form"),
    "proposal": Door(
        "editor",
        on_handoff("propose", building.handed_over),
        lambda city: {"propose-publish_at_0": "2026-11-27", "propose-publish_at_1": "09:00", "propose-reason": "Święto."},
        ("propose-reason",),
        "proposal_form",
    ),
    "return": Door("editor", on_handoff("send_back", waiting), lambda city: {**building.read_fields(waiting(city)), "return-comment": "Popraw."}, ("return-comment",), "return_form"),
    "withdrawal": Door("coordinator", on_handoff("withdraw", waiting), lambda city: {**building.read_fields(waiting(city)), "withdraw-reason": "Zmiana."}, ("withdraw-reason",), "withdraw_form"),
    "emergency": Door(
        "administrator",
        on_handoff("publish_unchecked", waiting),
        lambda city: {"emergency-reason": "Alarm.", **building.read_fields(waiting(city))},
        ("emergency-reason",),
        "emergency_form",
    ),
    "confirming an emergency": Door("monitor", on_handoff("check_afterwards", emergency), lambda city: {"check-remark": "W porządku."}, ("check-remark",), "check_form", optional=True),
    "sending a correction": Door("editor", on_handoff("send_correction", corrected), lambda city: {"send-words": "Literówka."}, ("send-words",), "send_form", draft=True),
    "refusing a correction": Door(
        "coordinator",
        on_handoff("refuse_correction", correction_sent),
        lambda city: {"refuse-comment": "Nie.", "revision": str(correction_sent(city).page.latest_revision_id)},
        ("refuse-comment",),
        "refuse_form",
    ),
    "cancelled schedule": Door("editor", on_handoff("unschedule", promised), lambda city: {**building.read_fields(promised(city)), "unschedule-reason": "Zmiana."}, ("unschedule-reason",), "unschedule_form"),
    "making a set": Door(
        "coordinator",
        lambda city: reverse("publishing:new_set"),
        lambda city: {**DAY_AND_HOUR, "title": "Nabór 2027", "handoffs": two(city)},
        ("title",),
    ),
    "adding to a set": Door("coordinator", on_handoff("add_to_set", together), lambda city: {"add-handoffs": str(loose(city).pk)}, (), "add_form"),
    "cancelled schedule of a set": Door("editor", on_handoff("unschedule_set", promised_set), lambda city: {**building.hour_field(promised_set(city)), "unschedule-reason": "Zmiana."}, ("unschedule-reason",), "unschedule_form"),
    "saying that a finding is no error": Door(
        "coordinator",
        lambda city: reverse("publishing:finding", args=[wrong(city).pk]),
        lambda city: {"reason": "Cytat.", "until": "2026-12-01", "next": ""},
        ("reason",),
    ),
    "taking a page off": Door(
        "coordinator",
        lambda city: reverse("publishing:take_off", args=[city.unit_page.pk]),
        lambda city: {"purpose": "take_off", "ground": "other", "words": "Bo tak.", "target": "/komorki/sp/"},
        ("words",),
    ),
    "handing over to the archive": Door(
        "coordinator",
        lambda city: reverse("publishing:take_off", args=[building.news(city, live=True).pk]),
        lambda city: {**DAY_AND_HOUR, "purpose": "archive", "ground": "outdated", "words": "Bo tak.", "target": "", "note": "Pilne."},
        ("words", "note"),
    ),
    "handing a move over": Door(
        "coordinator",
        lambda city: reverse("publishing:move", args=[building.standard(city, "Zespol", building.standard(city, "O nas")).pk]),
        lambda city: {**DAY_AND_HOUR, "target": str(city.home.pk), "note": "Pilne."},
        ("note",),
    ),
    "unit": Door(
        "administrator",
        adding("coordination_units"),
        lambda city: {**UNIT, "kind": str(city.kd.kind_id), "phone": "", "email": "", "parent": "", "served_by": "", "successor": "", "active_from": "", "active_until": ""},
        ("name", "address"),
    ),
    "person": Door("administrator", adding("coordination_people"), lambda city: {**PERSON, "extension": "", "confirmed_on": ""}, ("first_name", "last_name", "function")),
    "designation": Door(
        "administrator",
        adding("coordination_designations"),
        lambda city: {"person": str(city.other.person.pk), "unit": str(city.kd.pk), "office": "deputy", "from_on": "2026-11-23", "until_on": "",
                      "substitutes_for": "", "designated_by": "Dyrektor", "document": "SZ-1", "noticed_on": "", "duties_attested_on": ""},
        ("designated_by", "document"),
    ),
    "absence": Door("coordinator", adding("coordination_absences"), lambda city: {"person": str(city.coordinator.person.pk), "from_on": "2026-11-24", "until_on": "2026-11-25"}),
    "phone hours": Door("coordinator", adding("coordination_hours"), lambda city: {"unit": str(city.kd.pk), "person": "", "weekday": "0", "opens": "7:30", "closes": "15:30"}),
    "sign-in": Door("", lambda city: "/konto/logowanie/", lambda city: {"login": "nikt-taki", "password": "zle-haslo"}, ("login",), keeps=frozenset({"password"})),
    "first password": Door("", invitation_address, lambda city: stamped(**NEW_PASSWORD), tuple(NEW_PASSWORD), keeps=frozenset(NEW_PASSWORD)),
    "new invitation": Door("", lambda city: reverse("coordination:invitation-again"), lambda city: stamped(email="e@umk.example")),
    "seeing what rights change": Door("director", lambda city: reverse("publishing:rights_preview"), rights_values, ("basis",), preview=True),
    "changing rights": Door("director", lambda city: reverse("publishing:rights_change"), rights_read, ("basis",)),
    "office of the portal": Door(
        "administrator",
        adding("publishing_offices"),
        lambda city: {"account": str(city.nobody.pk), "office": "operator", "from_on": "2026-11-23", "until_on": "", "basis": "polecenie",
                      "kinds": "news", "portals": str(Site.objects.get().pk), "units": str(city.kd.pk)},
        ("basis",),
    ),
    "review interval": Door("director", lambda city: "/admin/raporty/okresy/news/", lambda city: {"miesiace": "6", "read": "12"}),
    "declaring that no aid is granted": Door(
        "coordinator", lambda city: reverse("publishing:declare_no_aid", args=[city.kd.pk]), lambda city: {"reason": "Bo rejestry."}, ("reason",)
    ),
    "figures of small grants": Door(
        "coordinator",
        lambda city: reverse("publishing:grant_figures", args=[city.kd.pk]),
        lambda city: {"as_of": "2026-11-20", "pool": "60 000,50", "committed": "0", "paid": "", "note": "Stan po sesji."},
        ("note",),
    ),
    "attesting a meeting": Door(
        "head",
        lambda city: reverse("publishing:attest_meeting", args=[city.kd.pk]),
        lambda city: {"on": "2026-11-20", "place": "ul. Bracka 10"},
        ("place",),
    ),
    "keeping a view": Door(
        "monitor", lambda city: reverse("publishing:saved_views"), lambda city: {"nazwa": "Moje", "adres": "braki=1"}, ("nazwa",)
    ),
    "renaming a view": Door("monitor", renaming_address, lambda city: {f"{renaming_prefix(city)}-nazwa": "Inaczej"}),
    "reminding units": Door(
        "monitor",
        lambda city: reverse("publishing:remind_units"),
        lambda city: {"zaznaczone": str(city.kd.pk), "potwierdz": "1", "slowa": "Prosimy."},
        ("slowa",),
        optional=True,
    ),
    "name of a unit": Door(
        "administrator",
        lambda city: reverse("coordination_unit_changes:rename", args=[city.kd.pk]),
        lambda city: {"nazwa": "Wydział Kultury", "symbol": "WK", "od_dnia": "2026-12-01", "podstawa": "zarządzenie", "potwierdz": "1"},
        ("nazwa", "podstawa"),
    ),
    "seeing what a new name does": Door(
        "administrator",
        lambda city: reverse("coordination_unit_changes:rename", args=[city.kd.pk]),
        lambda city: {"nazwa": "Wydział Kultury", "symbol": "WK", "od_dnia": "2026-12-01", "podstawa": "zarządzenie"},
        ("nazwa", "podstawa"),
        preview=True,
    ),
    "joining a unit": Door("administrator", closing_address, lambda city: {**CLOSING, "dokad": "istniejaca", "nastepca": str(city.sp.pk)}, ("podstawa",)),
    "joining into a new unit": Door(
        "administrator",
        closing_address,
        lambda city: {**CLOSING, "dokad": "nowa", "nowa_nazwa": "Wydział Nowy", "nowy_symbol": "WN", "nowy_rodzaj": str(city.kd.kind_id)},
        ("podstawa", "nowa_nazwa"),
    ),
    "giving a page": Door("administrator", transfer_address, lambda city: {"unit": str(city.sp.pk), "reason": "Bo sport."}, ("reason",)),
    "offering a page": Door("coordinator", transfer_address, lambda city: {"unit": str(city.sp.pk), "reason": "Bo sport."}, ("reason",)),
    "limiting a draft": Door(
        "coordinator",
        lambda city: reverse("publishing:confinement", args=[building.news(city).pk]),
        lambda city: {"people": str(city.deputy.pk), "reason": "Bo projekt.", "confirmed": "1"},
        ("reason",),
    ),
    "changing who is named": Door("coordinator", limited("name_people"), lambda city: {"people": str(city.deputy.pk)}),
    "lifting a limit": Door("administrator", limited("lift"), lambda city: {"lift-remark": "Bo trzeba."}, ("lift-remark",)),
    "preview link": Door(
        "coordinator",
        lambda city: reverse("publishing:preview_links", args=[building.news(city).pk]),
        lambda city: {"for_whom": "ekspert rady", "until_on": "2026-11-30"},
        ("for_whom",),
    ),
    "news": Door("coordinator", new_page("newspage", "news"), page_values(valid_until="", image="", image_alt=""), ("title", "lead", "image_alt", "change_note"), draft=True),
    "event": Door(
        "coordinator",
        new_page("eventpage", "events"),
        page_values(event_type="szkolenie", starts_at="2026-12-01 10:00", ends_at="2026-12-01 12:00", place="", online_url="", places="", sign_up_until="", contact=""),
        ("title", "lead", "place", "change_note"),
        draft=True,
    ),
    "call for small grants": Door("coordinator", new_page("smallgrantcallpage", "grants"), page_values(summary="Zajęcia.", year="2026", pool="1000", opens_on="2026-03-02", contact=""), ("title", "summary"), draft=True),
    "aid": Door("coordinator", new_page("aidpage", "aid"), page_values(aid_kind="pozafinansowa", for_whom="dla wszystkich", limits="", term="", contact="", **counts("steps")), ("title", "lead", "for_whom", "limits", "term"), draft=True),
    "public answer": Door("coordinator", new_page("answerpage", "answers"), page_values(question="Czy można?", short_answer="Można.", answered_on="", **counts("about")), ("title", "question", "short_answer", "change_note"), draft=True),
    "competition": Door(
        "coordinator",
        new_page("competitionpage", "competitions"),
        page_values(
            summary="", organ="", organ_other="", number="", form="", spheres_wording="", place="", contact="", total_amount="", max_grant="",
            same_kind_year="", same_kind_this_year="", announced_year="", offers_from="", deadline="", realised_from="", realised_until="",
            premises_area="", threshold="", choice_on="", tool_url="", offers_received="", results_on="", annulled_on="", annulment_reason="",
            **counts(*INLINES[:-1]),
        ),
        ("title", "summary", "organ_other", "number", "spheres_wording", "place"),
        draft=True,
    ),
    "unit page": Door(
        "coordinator",
        lambda city: reverse("wagtailadmin_pages:edit", args=[city.unit_page.pk]),
        lambda city: page_typed(city.unit_page),
        ("title", "lead", "change_note"),
        draft=True,
    ),
    **{
        f"register {name}": Door("administrator", lambda city, name=name: f"/admin/coordination/{name}/create/", lambda city, good=good: dict(good))
        for name, good in {
            "sphere": {"code": "99", "order": "99", "name": "Nowa sfera"},
            "district": {"number": "99", "roman": "XCIX", "name": "Nowa"},
            "unitkind": {"name": "Biuro", "code": "biuro-x", "order": "9"},
            "holiday": {"on": "2026-12-24", "name": "Dzień wolny", "source": "zarządzenie"},
            "topic": {"name": "Nowy temat", "slug": "nowy-temat", "synonyms": "inaczej"},
            "lawlimit": {"key": "reply.petition", "value": "3", "unit": "days", "valid_from": "2020-01-01", "valid_until": "2020-12-31", "source": "art. 1", "confidence": "H"},
        }.items()
    },
}  # fmt: skip


@pytest.fixture
def city(built: Any, db: None, time_machine: Any, settings: Any) -> Iterator[City]:
    settings.COORDINATION_FASTEST_FORM_SECONDS = 0
    settings.AUTH_PASSWORD_VALIDATORS = base.AUTH_PASSWORD_VALIDATORS
    time_machine.move_to(building.NOW, tick=False)
    made = building.own(built)
    from coordination.models import Unit
    from pages.models import AidIndexPage, AnswerIndexPage, SmallGrantIndexPage
    from publishing.governed import entrusting

    with entrusting(Unit.objects.get(symbol="SZ")):
        made.aid = made.home.add_child(instance=AidIndexPage(title="Pomoc", slug="pomoc"))
        made.answers = made.home.add_child(instance=AnswerIndexPage(title="Pytania i odpowiedzi", slug="pytania"))
        made.grants = made.home.add_child(instance=SmallGrantIndexPage(title="Małe granty", slug="male-granty"))
    yield made
    cache.clear()


# -- sending ------------------------------------------------------------------------------------------------------


def encoded(values: Values) -> bytes:
    """As a browser sends it, or as nobody's browser would: bytes go through as they are."""
    pairs = [(name, one) for name, value in values.items() for one in (value if isinstance(value, list) else [value])]
    raw = [(name, value if isinstance(value, bytes) else str(value).encode()) for name, value in pairs]
    return "&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for name, value in raw).encode()


def browser_of(city: City, who: str) -> Client:
    client = Client()
    if who:
        client.force_login(building.fresh(getattr(city, who)), "django.contrib.auth.backends.ModelBackend")
    return client


def machine(name: str) -> bool:
    last = name.rpartition("-")[2]
    return last in MACHINE or last.endswith("_FORMS") or name in ("action-publish", "action-hand-over")


@dataclass(frozen=True)
class Stand:
    """A door made ready, once for all its entries: what it is about stands in the portal."""

    door: Door
    good: Values
    address: str


def ready(city: City, name: str) -> Stand:
    door = DOORS[name]
    return Stand(door, door.good(city), door.address(city))


def send(city: City, stand: Stand, changes: Values) -> tuple[Any, Values]:
    """The answer to a good entry with these changes; the portal is afterwards as before."""
    cache.clear()
    values = {**stand.good, **changes}
    with transaction.atomic():
        response = browser_of(city, stand.door.who).post(stand.address, encoded(values), content_type=FORM_TYPE)
        response.render() if hasattr(response, "render") and not response.is_rendered else None
        transaction.set_rollback(True)
    return response, values


# -- judging ------------------------------------------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(the|this|that|is|are|field|value|valid|enter|required|please|must|ensure|characters?|number|select|choice|"
    r"date|time|with|not|cannot|error|has|have|and|from|of)\b",
    re.IGNORECASE,
)


MAIN = re.compile(
    r"\A.*?(?=<main)|<svg.*?</svg>|<script.*?</script>", re.DOTALL
)  # the rest is long and not asked about


def wrong_words(message: str) -> bool:
    return bool(ENGLISH.search(message))


def faults_of(response: Any, door: Door, values: Values, *, refused: bool) -> list[str]:
    """What an entry met that it should not: a fault, a foreign word, an error far from its field, a lost value."""
    if response.status_code in (301, 302, 303):
        return ["accepted"] if refused else []
    if door.preview and is_preview(response, door):
        return ["accepted"] if refused else []
    if response.status_code not in (200, 422):
        return [f"status {response.status_code}"]
    form = response.context[door.form]
    if not form.errors and not inline_errors(response):
        return [f"status {response.status_code} and no error"]
    soup = BeautifulSoup(MAIN.sub("", response.content.decode()), "html.parser")
    found = []
    for name, messages in form.errors.items():
        for message in messages:
            if wrong_words(message):
                found.append(f"{name}: not Polish: {message[:120]}")
            found += misplaced(soup, form, name, str(message))
    return found + lost(soup, form, door, values)


def is_preview(response: Any, door: Door) -> bool:
    """Shown as what will come, without an error."""
    form = (response.context or {}).get(door.form)
    return bool(response.status_code == 200 and not (form and form.errors))


def inline_errors(response: Any) -> bool:
    form = response.context.get("form")
    return any(not formset.is_valid() for formset in getattr(form, "formsets", {}).values())


def said(text: str) -> str:
    return " ".join(strip_tags(text).split())


def misplaced(soup: Any, form: Any, name: str, message: str) -> list[str]:
    """The message stands where `aria-describedby` of the control points to."""
    wanted = said(message)[:100]
    if name == "__all__":
        return [] if wanted in said(soup.get_text(" ")) else [f"not said on the page: {message[:120]}"]
    html_name: str = form.add_prefix(name)
    controls = [
        one for one in (soup.find(attrs={"name": html_name}), soup.find(attrs={"name": f"{html_name}_0"})) if one
    ]
    if not controls or controls[0].get("type") == "hidden":
        return [] if wanted in said(soup.get_text(" ")) else [f"{name}: hidden, and not said: {message[:120]}"]
    control = controls[0]
    fieldset = control.find_parent("fieldset")
    ids = " ".join(
        str(one.get("aria-describedby") or "") for one in (control, fieldset) if isinstance(one, Tag)
    ).split()
    texts = [said(found.get_text(" ")) for found in (soup.find(id=key) for key in ids) if found]
    return [] if any(wanted in text for text in texts) else [f"{name}: not at the field: {message[:120]} {ids} {texts}"]


def lost(soup: Any, form: Any, door: Door, values: Values) -> list[str]:
    """Typed words that the answer does not show again."""
    found = []
    for name, value in values.items():
        if (
            machine(name)
            or name in door.keeps
            or not isinstance(value, str)
            or not value.strip()
            or len(value) > 50_000
        ):
            continue
        control = soup.find(attrs={"name": name})
        if (
            not isinstance(control, Tag)
            or control.name == "select"
            or control.get("type") in ("hidden", "checkbox", "radio")
        ):
            continue
        shown = control.get_text() if control.name == "textarea" else str(control.get("value", ""))
        if plain(shown) != plain(value):
            found.append(f"{name}: typed {value[:40]!r}, shown {shown[:40]!r}")
    return found


def plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").replace("�", "").split())


# -- the table ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOORS)
def test_a_good_entry_is_accepted(city: City, name: str) -> None:
    """Without this the rows below would prove nothing."""
    stand = ready(city, name)
    response, _values = send(city, stand, {})
    if name == "sign-in":
        assert response.status_code == 200
    elif stand.door.preview:
        assert is_preview(response, stand.door)
    else:
        form = (response.context or {}).get(stand.door.form)
        assert response.status_code == 302, form.errors if form else response.content.decode()[:500]
    bare = browser_of(city, stand.door.who)
    assert bare.post(stand.address, b"", content_type=FORM_TYPE).status_code < 500, "an entry without any field"


IN_EVERY_RUN = {"text: markup", "text: header", "text: null byte", "text: lone surrogate", "empty", "overlong", "words"}
IN_EVERY_RUN |= {"30 February", "too great a number", "null byte", "lone surrogate", "10 MB"}
"""One of each sort; all of them in `make soak`."""


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["some", "every"])
@pytest.mark.parametrize("name", DOORS)
def test_bad_input_is_said_at_the_field_and_nothing_typed_is_lost(city: City, name: str, every: bool) -> None:
    stand, found = ready(city, name), []
    door = stand.door
    for entry in (one for one in entries(stand) if every or one.kind in IN_EVERY_RUN):
        try:
            response, values = send(city, stand, entry.changes)
            found += [f"{entry.kind}: {fault}" for fault in faults_of(response, door, values, refused=entry.refused)]
        except Exception as error:
            found.append(f"{entry.kind}: {type(error).__name__}: {error}")
    assert found == []


@dataclass(frozen=True)
class Entry:
    kind: str
    changes: Values
    refused: bool = False


def entries(stand: Stand) -> Iterator[Entry]:
    """Strange words where words are asked for; nonsense in all fields at once; ten megabytes; nothing at all."""
    door = stand.door
    fields = [key for key in stand.good if not machine(key) and not key.startswith(("comments-", *INLINES))]
    skipped = SAME_TO_AN_EDITOR if door.draft else ()
    for kind, value in FREE_TEXT.items() if door.text else ():
        if kind in skipped:
            continue
        yield Entry(f"text: {kind}", dict.fromkeys(door.text, value))
    for kind, value in ANYWHERE.items():
        if kind in skipped:
            continue
        nothing = kind in ("empty", "blank")
        refused = not door.draft and (kind in ("overlong", "null byte") or (nothing and not door.optional))
        yield Entry(kind, dict.fromkeys(fields, value), refused)
    if door.text:
        yield Entry("10 MB", {door.text[-1]: BIG}, refused=True)


# -- filters ------------------------------------------------------------------------------------------------------

BOOK = ("od", "do", "osoba", "komorka", "rodzaj", "czyn", "wynik", "rzecz", "q", "starsze", "nowsze")
ANSWERS = ("od", "do", "komorka", "temat", "sprawa", "strona")
CITY = ("q", "komorka", "rodzaj", "pozycja", "grupa", "braki", "porzadek", "strona")
COMPETITIONS = (
    *("q", "stan", "sfera", "komorka", "dzielnica", "forma", "kolejnosc", "strona"),
    *("termin", "termin_od", "termin_do", "kwota_od", "kwota_do"),
)
LISTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "directory": ("", "/koordynatorzy/", ("q", "temat", "komorka", "dzielnica", "sfera", "strona")),
    "search": ("", "/szukaj/", ("q", "rodzaj", "strona")),
    "units": ("", "/komorki/", ("q", "sfera", "strona")),
    "competitions": ("", "/konkursy/", COMPETITIONS),
    "feed of competitions": ("", "/konkursy/atom/", COMPETITIONS),
    "spreadsheet of competitions": ("", "/konkursy/eksport.xlsx", COMPETITIONS),
    "text of competitions": ("", "/konkursy/eksport.csv", COMPETITIONS),
    "data of competitions": ("", "/konkursy/eksport.json", COMPETITIONS),
    "results of competitions": ("", "/konkursy/wyniki.csv", COMPETITIONS),
    "planned competitions": ("monitor", "/admin/konkursy/planowane/", ("komorka", "etap", "strona")),
    "exceptions": ("monitor", "/admin/konkursy/wyjatki/", ("komorka", "rok", "strona")),
    "news": ("", "/aktualnosci/", ("komorka", "temat", "strona")),
    "events": ("", "/wydarzenia/", ("rodzaj", "komorka", "kiedy", "strona")),
    "aid": ("", "/pomoc/", ("rodzaj", "komorka", "strona")),
    "small grants": ("", "/male-granty/", ("stan", "sfera", "komorka", "dzielnica", "strona", "zlozona", "kwota", "dni", "juz", "zamieszczona", "rok")),
    "money for small grants as a file": ("", "/male-granty/srodki.csv", ("rok",)),
    "calendar of small grants": ("", "/male-granty/kalendarz.ics", ("stan", "sfera", "komorka", "dzielnica")),
    "money for small grants": ("monitor", "/admin/male-granty/", ("rok",)),
    "file of the money for small grants": ("monitor", "/admin/male-granty/eksport.csv", ("rok",)),
    "answers": ("", "/pytania/", ("q", "temat", "komorka", "strona")),
    "inquiry form": ("", "/zapytania/", ("do", "komorka", "temat", "strona", "nawiazanie", "q")),
    "calendar": ("", "/konkursy/kalendarz.ics", COMPETITIONS),
    "queue": ("administrator", "/admin/przekazania/kolejka/", ("etap", "rodzaj", "komorka", "trzyma", "strona")),
    "duty roster": ("administrator", "/admin/redakcja/dyzury/", ("widok", "dzien")),
    "what else": ("coordinator", "/admin/kompletnosc/", ("co", "strona")),
    "report of the city": ("monitor", "/admin/raporty/miasto/", CITY),
    "file of the report of the city": ("monitor", "/admin/raporty/miasto/eksport.csv", CITY),
    "review interval": ("director", "/admin/raporty/okresy/news/", ("miesiace", "co", "strona")),
    "dates sooner than usual": ("monitor", "/admin/raporty/krotsze-terminy/", ("miesiac", "komorka", "strona")),
    "file of dates sooner than usual": ("monitor", "/admin/raporty/krotsze-terminy/eksport.csv", ("miesiac", "komorka")),
    "commission": ("coordinator", "/admin/przekazania/zlecenie/", ("rodzaj", "strona")),
    "calendar of what is coming": ("administrator", "/admin/przekazania/kalendarz/", ("widok", "dzien", "komorka", "rodzaj", "co")),
    "report": ("monitor", "/admin/raporty/aktualnosc/", ("q", "komorka", "rodzaj", "stan", "porzadek", "strona")),
    "file of the report": ("monitor", "/admin/raporty/aktualnosc/eksport.csv", ("q", "komorka", "rodzaj", "stan", "porzadek")),
    "inquiries": ("monitor", "/admin/zapytania/", ("stan", "komorka", "strona")),
    "templates of answers": ("coordinator", "/admin/zapytania/szablony/", ("strona",)),
    "mail of inquiries": ("monitor", "/admin/zapytania/poczta/", ("stan", "q", "strona")),
    "blocked senders": ("administrator", "/admin/zapytania/poczta/blokady/", ("wzor", "strona")),
    "units at the desk": ("administrator", "/admin/komorki/", ("q", "kind", "districts", "spheres", "incomplete", "p", "ordering")),
    "people at the desk": ("administrator", "/admin/osoby/", ("q", "p", "ordering")),
    "designations": ("administrator", "/admin/wyznaczenia/", ("q", "unit", "office", "on", "p", "ordering")),
    "absences": ("administrator", "/admin/nieobecnosci/", ("q", "p", "ordering")),
    "phone hours": ("administrator", "/admin/dyzury/", ("q", "unit", "weekday", "p", "ordering")),
    "matrix": ("director", "/admin/uprawnienia/macierz/", ("q", "rodzaj", "strona")),
    "history of rights": ("director", "/admin/uprawnienia/macierz/historia/", ("strona",)),
    "register of rights": ("director", "/admin/uprawnienia/macierz/rejestr/", ("wszystkie",)),
    "people of the portal": ("administrator", "/admin/redakcja/", ("q", "office", "on", "p", "ordering")),
    "accounts": ("administrator", "/admin/konta/", ("q", "stan", "komorka", "strona")),
    "changes of units": ("administrator", "/admin/zmiany-komorek/", ("strona",)),
    "book": ("director", "/admin/dziennik/", BOOK),
    "file of the book": ("director", "/admin/dziennik/eksport.csv", BOOK[:-2]),
    "history of the unit": ("coordinator", "/admin/historia-komorki/", BOOK),
    "pages to give": ("administrator", "/admin/opieka/", ("strona",)),
    "register of topics": ("administrator", "/admin/coordination/topic/", ("q", "p", "o")),
    "answer times": ("director", "/admin/raporty/odpowiedzi/", ANSWERS),
    "file of answer times": ("coordinator", "/admin/raporty/odpowiedzi/eksport.csv", ANSWERS),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_nonsense_in_the_address_is_ignored(city: City, name: str) -> None:
    who, address, filters = LISTS[name]
    client, found = browser_of(city, who), []
    for kind in IN_ADDRESS:
        value = ANYWHERE[kind]
        sent = value if isinstance(value, bytes) else value.encode()[:4000]
        query = "&".join(f"{key}={quote_from_bytes(sent)}" for key in filters)
        try:
            response = client.get(f"{address}?{query}")
            content = b"".join(response.streaming_content) if response.streaming else response.content
            if response.status_code != 200 and name != "search":  # which refuses a question with words and 400
                found.append(f"{kind}: {response.status_code}")
            if b"<script>alert(1)" in content:
                found.append(f"{kind}: markup came through")
        except Exception as error:
            found.append(f"{kind}: {type(error).__name__}: {error}")
    assert found == []


@pytest.mark.parametrize("kind", IN_ADDRESS)
def test_a_wrong_key_of_an_invitation_gives_one_answer_in_words(city: City, kind: str) -> None:
    for key in ("zly-klucz", "9" * 200):
        values = encoded(dict.fromkeys(NEW_PASSWORD, ANYWHERE[kind]))
        answer = Client().post(reverse("coordination:invitation", args=[key]), values, content_type=FORM_TYPE)
        assert answer.status_code == 404
        assert "To zaproszenie nie działa" in answer.content.decode()


# -- numbers and texts that no form shows ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["approve", "accept", "deliver", "start_material"])
@pytest.mark.parametrize("value", ["", "abc", "-1", "9" * 40, "\x00", "٣"])
def test_forged_hidden_values_never_break_a_deed(city: City, name: str, value: str) -> None:
    who = city.editor if name in ("approve", "accept") else city.coordinator
    row = building.handed_over(city)
    client = Client(raise_request_exception=True)
    client.force_login(building.fresh(who), "django.contrib.auth.backends.ModelBackend")
    values = dict.fromkeys(("revision", "delivered", "hour", "proposal", "late"), value)
    answer = client.post(reverse(f"publishing:{name}", args=[row.pk]), values)
    assert answer.status_code in (302, 403, 409, 422)


@pytest.mark.parametrize("seen", ["abc", "-1", "9" * 40, "\x00", "1.5"])
@pytest.mark.parametrize("deed", ["odpowiedz", "notatka", "zamknij", "szablon", "nie-ma-takiej", "\x00"])
def test_forged_hidden_values_at_the_desk(city: City, deed: str, seen: str) -> None:
    values = {"czynnosc": deed, "tresc": "Słowa", "widziano": seen}
    answer = browser_of(city, "coordinator").post(desk_address(city), values)
    assert answer.status_code in (200, 302, 409, 422)


@pytest.mark.parametrize("value", ["", "abc", "-1", "9" * 40, "\x00", "eyJ:1:x", "<script>alert(1)</script>"])
def test_forged_results_of_a_competition(city: City, value: str) -> None:
    page = building.child(city.competitions, CompetitionPage(title="Kluby", live=False), city.kd)
    page.save_revision(user=city.coordinator, clean=False)
    client = browser_of(city, "coordinator")
    answer = client.post(reverse("competitions:results_confirm", args=[page.pk]), {"pokazane": value})
    assert answer.status_code == 422
    assert b"<script>alert(1)" not in answer.content
    answer = client.post(reverse("competitions:results_table", args=[page.pk]), {"plik": value, "dzien": value})
    assert answer.status_code == 422
    assert page.revisions.count() == 1


@pytest.mark.parametrize("value", ["abc", "-1", "9" * 40, "\x00"])
def test_forged_pages_to_confirm(city: City, value: str) -> None:
    answer = browser_of(city, "coordinator").post(
        reverse("publishing:confirm_ticked"), {"strona": [value], "next": value}
    )
    assert answer.status_code == 302


RICH = {
    "lone surrogate": '{"blocks": [{"key": "a", "text": "a\\ud800b", "type": "unstyled", "depth": 0, '
    '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
    "null byte": '{"blocks": [{"key": "a", "text": "a\\u0000b", "type": "unstyled", "depth": 0, '
    '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
    "no JSON": "{",
    "another JSON": json.dumps([1, 2]),
    "unknown block": json.dumps({"blocks": [{"type": "video", "text": LOVED}], "entityMap": {}}),
    "unknown entity": json.dumps(
        {
            "blocks": [
                {"key": "a", "text": LOVED, "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
                 "entityRanges": [{"offset": 0, "length": 3, "key": 7}]}
            ],
            "entityMap": {},
        }
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", RICH)
def test_forged_rich_text_never_breaks_the_editor(city: City, kind: str) -> None:
    """No editor sends this; whoever forges it gets an answer, not a fault."""
    body = {"body-count": 1, "body-0-type": "paragraph", "body-0-value": RICH[kind], "body-0-deleted": "", "body-0-order": 0, "body-0-id": ""}  # fmt: skip
    door = DOORS["news"]
    client = browser_of(city, door.who)
    client.raise_request_exception = False
    answer = client.post(door.address(city), encoded({**door.good(city), **body}), content_type=FORM_TYPE)
    assert answer.status_code < 500
