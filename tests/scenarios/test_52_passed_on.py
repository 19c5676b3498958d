"""The inquiry belongs to another unit: passing it on keeps number and day, tells the asker, and all see the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from coordination import actions
from coordination.actions import Question
from coordination.models import DutyTask, OutboxMessage
from tests.publishing.city import NOW

SignIn = Callable[[Any], Client]
pytestmark = pytest.mark.par(5, pkt=2)


def test_52_the_way_is_seen_by_the_asker_both_units_and_sz(city: SimpleNamespace, as_: SignIn) -> None:
    received = actions.ask(Question("Boisko", "Kto wynajmuje?", "ngo@org.example"), now=NOW, unit=city.kd)
    inquiry, link = received.inquiry, f"/zapytania/{received.inquiry.number}/?klucz={received.key}"
    before = (inquiry.number, inquiry.received_at, inquiry.answer_by, inquiry.answer_derivation, inquiry.key_digest)
    desk = f"/admin/zapytania/{inquiry.number}/"
    assert "Droga" not in Client().get(link).content.decode()
    passed = {"czynnosc": "przekaz", "komorka": city.sp.pk, "powod": "Boiska prowadzi Wydział Sportu."}
    assert as_(city.coordinator).post(desk, passed).status_code == 302

    inquiry.refresh_from_db()
    after = (inquiry.number, inquiry.received_at, inquiry.answer_by, inquiry.answer_derivation, inquiry.key_digest)
    assert after == before
    assert (inquiry.unit, inquiry.person) == (city.sp, None)
    assert DutyTask.objects.open().get(subject=f"inquiry:{inquiry.number}").unit == city.sp
    shown = [
        Client().get(link),
        *(as_(who).get(desk) for who in (city.coordinator, city.other, city.monitor)),
    ]
    for page in shown:
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
        way = text[text.index("Droga") :]
        first, second = way.index(str(city.kd)), way.index(str(city.sp))
        assert first < second < way.index("Boiska prowadzi Wydział Sportu.")
        assert way.count("23 listopada 2026") >= 2
        assert f"Numer {inquiry.number} i obiecany dzień odpowiedzi nie zmieniły się" in way
    letter = OutboxMessage.objects.get(kind="inquiry.passed")
    assert letter.to == "ngo@org.example"
    for words in (str(city.kd), f"Od teraz odpowiada: {city.sp}", "Boiska prowadzi Wydział Sportu.", "2 grudnia 2026"):
        assert words in letter.text
    told = set(OutboxMessage.objects.filter(kind="inquiry.arrived").values_list("to", flat=True))
    assert "koordynator.sp@umk.example" in told

    answer = {"czynnosc": "odpowiedz", "tresc": "Za późno."}
    assert as_(city.coordinator).post(desk, answer).status_code == 403
    assert as_(city.other).post(desk, {**passed, "komorka": city.sp.pk}).status_code == 422
    assert as_(city.other).post(desk, {**answer, "tresc": "Zapraszamy."}).status_code == 302
    assert "Zapraszamy." in as_(city.coordinator).get(desk).content.decode()  # the former unit reads on


def test_52_back_again_is_a_third_stop(city: SimpleNamespace, as_: SignIn) -> None:
    received = actions.ask(Question("Boisko", "Kto?", "ngo@org.example"), now=NOW, unit=city.kd)
    desk = f"/admin/zapytania/{received.inquiry.number}/"
    for who, to in ((city.coordinator, city.sp), (city.other, city.kd)):
        assert as_(who).post(desk, {"czynnosc": "przekaz", "komorka": to.pk, "powod": ""}).status_code == 302
    text = as_(city.coordinator).get(desk).content.decode()
    stops = re.findall(r"<b>([^<]+)</b>", text[text.index("Droga") :])
    assert stops[:3] == [str(city.kd), str(city.sp), str(city.kd)]
