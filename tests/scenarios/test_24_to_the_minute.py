"""A public page with an agreed update: the old version up to the minute, the new one from it (scenario 24)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.publishing.city import TUESDAY, handed_over, news, read_fields
from tests.scenarios.travel import MINUTE, beat, press


@pytest.mark.par(4, ust=2)
def test_old_before_new_after_and_no_copy_outlives_it(city: SimpleNamespace, as_: Any, clock: Any) -> None:
    page = news(city, title="Stare godziny", live=True)
    page.title = "Nowe godziny"
    page.save_revision(user=city.coordinator)
    row = handed_over(city, page)
    press(as_(city.editor), "approve", row, **read_fields(row))
    everywhere = (page.url, "/aktualnosci/", "/szukaj/?q=godziny")
    beat(clock, TUESDAY - MINUTE / 60)
    for address in everywhere:
        text = Client().get(address).content.decode()
        assert "Stare godziny" in text, address
        assert "Nowe godziny" not in text, address
    beat(clock, TUESDAY)
    for address in everywhere:
        answer = Client().get(address)
        assert "Nowe godziny" in answer.content.decode(), address
        assert "Stare godziny" not in answer.content.decode().replace("Nowe godziny", ""), address
        assert answer.headers["Cache-Control"] == "max-age=0, must-revalidate", "no copy may be shown without asking"
