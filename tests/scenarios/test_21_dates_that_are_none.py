"""In the past, too far, 30 February, an empty minute: refused at the field, what was typed is kept (scenario 21)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from publishing.models import Handoff
from tests.publishing.city import handed_over, news
from tests.scenarios.travel import dates, press, row_of

BAD = [
    ("2026-11-20", "09:00", "Ten termin już minął."),
    ("2028-01-10", "09:00", "ponad rok"),
    ("2027-02-30", "09:00", "Prosimy wpisać istniejący dzień"),
    ("2026-11-25", "9:", "Prosimy wpisać godzinę i minuty"),
]


@pytest.mark.par(4, ust=2)
@pytest.mark.parametrize(("day", "hour", "said"), BAD)
def test_in_every_form_that_asks_when(city: SimpleNamespace, as_: Any, day: str, hour: str, said: str) -> None:
    waiting, page, unit = handed_over(city), news(city), as_(city.coordinator)
    reserve = {"title": "Spotkanie", "kind": "news", "unit": city.kd.pk, "deliver_by": "2026-11-25", "note": "Uwaga."}
    answers = {
        "hand_over": unit.post(reverse("publishing:hand_over", args=[page.pk]), {**dates(day, hour), "note": "Uwaga."}),
        "reserve": unit.post(reverse("publishing:reserve"), {**reserve, **dates(day, hour)}),
        "propose": press(
            as_(city.editor), "propose", waiting, **dates(day, hour, "propose-"), **{"propose-reason": "Uwaga."}
        ),
    }
    for name, answer in answers.items():
        text = answer.content.decode()
        assert answer.status_code == 422, name
        assert said in text, name
        assert f'value="{day}"' in text, name
        assert "Uwaga." in text, name
    assert Handoff.objects.count() == 1
    assert row_of(waiting).proposals.count() == 1
