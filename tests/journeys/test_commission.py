"""A coordinator commissions with a file, an editor carries it out, the unit agrees from the letter, it goes public."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Person
from tests.journeys.running import Portal
from tests.journeys.test_merge import accessible
from tests.journeys.test_the_main_job import WARSAW, editor_settled, hour_in_form, press_in_menu, working_day

TITLE = "Nabór do zespołu teatralnego"
LEAD = "Zespół przyjmuje zgłoszenia do końca miesiąca."


@pytest.mark.par(4, ust=2)
@pytest.mark.par(4, ust=1, pkt=2)
@pytest.mark.parametrize("phone", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["desktop", "390px"])
def test_a_commission_becomes_a_public_page(
    portal: Portal, person: Person, axe: Callable[..., list[str]], tmp_path: Path, phone: bool
) -> None:
    attachment = tmp_path / "regulamin-naboru.txt"
    attachment.write_text("Regulamin naboru", encoding="utf-8")
    day = working_day(5)

    coordinator = person("koordynator.kd", phone=phone)
    coordinator.goto("/admin/przekazania/")
    coordinator.locator("main").get_by_role("link", name="Zleć publikację").click()
    if not phone:
        accessible(coordinator, axe)
    coordinator.get_by_label("Tytuł roboczy").fill(TITLE)
    coordinator.get_by_label("Rodzaj treści").select_option("news")
    coordinator.get_by_label("Co ma być opublikowane?").fill("Ogłaszamy nabór. Regulamin w załączniku.")
    coordinator.get_by_label("Pliki").set_input_files(attachment)
    hour_in_form(coordinator, day, "10:00")
    coordinator.get_by_role("button", name="Zleć publikację").click()
    expect(coordinator.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(coordinator.locator("main")).to_contain_text("regulamin-naboru.txt")
    if not phone:
        accessible(coordinator, axe)

    editor = person("redaktor", phone=phone)
    editor.goto("/admin/przekazania/kolejka/")
    card = editor.locator(".handoff-card").filter(has_text=TITLE)
    expect(card).to_contain_text("Zlecenie")
    card.get_by_role("link", name=TITLE).click()
    expect(editor.locator("main")).to_contain_text("Regulamin w załączniku.")
    if not phone:
        accessible(editor, axe)
    editor.get_by_role("button", name="Wykonaj zlecenie").click()
    editor.wait_for_url("**/edit/")
    editor_settled(editor)
    expect(editor.locator(".messages")).to_contain_text("Wykonujesz zlecenie")
    editor.locator("[name=lead]").fill(LEAD)
    press_in_menu(editor, "Zapisz i obejrzyj wynik")
    editor.wait_for_url("**/poprawka/")
    expect(editor.locator("main")).to_contain_text(LEAD)
    if not phone:
        accessible(editor, axe)
    editor.get_by_role("button", name="Wyślij komórce do zgody").click()
    expect(editor.locator(".messages")).to_contain_text("Wysłano")

    portal.manage("publish_scheduled")
    letters = [mail for mail in portal.mails_to("ewelina.brodacka@umk.example") if TITLE in str(mail["Subject"])]
    body = letters[-1].get_body(("plain",))
    assert body is not None
    link = re.search(r"/admin/przekazania/\d+/poprawka/", body.get_content())
    assert link, body.get_content()
    coordinator.goto(link[0])
    expect(coordinator.locator("main")).to_contain_text("Ogłaszamy nabór.")
    expect(coordinator.locator("main")).to_contain_text(LEAD)
    if not phone:
        accessible(coordinator, axe)
    coordinator.get_by_role("button", name="Zgadzam się na wynik").click()
    expect(coordinator.locator(".messages")).to_contain_text("Jest zgoda")

    editor.goto("/admin/przekazania/kolejka/")
    editor.get_by_role("link", name=TITLE).click()
    editor.get_by_role("button", name=re.compile("^Zatwierdź na termin")).click()
    expect(editor.locator(".messages")).to_contain_text(TITLE)

    hour = dt.datetime.combine(day, dt.time(10), WARSAW)
    portal.manage("publish_scheduled", "--now", (hour + dt.timedelta(seconds=30)).isoformat())
    reader = person(phone=phone)
    reader.goto("/aktualnosci/")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.locator("main")).to_contain_text(LEAD)
    expect(reader.locator(".metryczka")).to_contain_text("na zlecenie wykonała redakcja")
