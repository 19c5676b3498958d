"""The five people at their main job, in a real browser, on the real demo (issue 1)."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from coordination.calendar import WorkingCalendar
from tests.journeys.conftest import Person
from tests.journeys.running import Portal

WARSAW = ZoneInfo("Europe/Warsaw")


def editor_settled(page: Page) -> None:
    """The editor has woken up: Draftail and the panels answer."""
    page.wait_for_load_state("networkidle")


def press_in_menu(page: Page, label: str) -> None:
    """Press a deed of the editor's footer, in the drop-up when it is not the first one."""
    button = page.locator("footer").get_by_role("button", name=label, exact=True)
    if not button.is_visible():
        page.locator("footer").get_by_role("button", name="Więcej akcji").click()
    button.click()


def working_day(after: int) -> dt.date:
    return WorkingCalendar().add_working_days(dt.datetime.now(WARSAW).date(), after)


def hour_in_form(page: Page, day: dt.date, hour: str) -> None:
    page.locator("input[name$=publish_at_0]:visible").fill(day.isoformat())
    page.locator("input[name$=publish_at_1]:visible").fill(hour)


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_coordinator_edits_the_unit_page_and_it_is_public_at_once(portal: Portal, person: Person) -> None:
    page = person("koordynator.kd")
    page.get_by_role("link", name="Strona naszej komórki").click()
    editor_settled(page)
    lead = page.locator("[name=lead]")
    lead.fill("Kultura: pytajcie o granty, sale i festiwale.")
    press_in_menu(page, "Opublikuj")
    expect(page.locator(".messages")).to_contain_text("opublikowan")

    reader = person()
    reader.goto("/komorki/kultura-i-dziedzictwo-narodowe/")
    expect(reader.locator("main")).to_contain_text("Kultura: pytajcie o granty, sale i festiwale.")
    expect(reader.locator(".metryczka")).to_contain_text("Ewelina Brodacka")
    expect(reader.locator(".metryczka")).to_contain_text("§ 4 ust. 1 pkt 1")


@pytest.mark.par(4, ust=2)
@pytest.mark.par(4, ust=1, pkt=2)
def test_a_date_is_agreed_by_both_sides_and_the_clock_keeps_it(portal: Portal, person: Person) -> None:
    title = "Nocne zwiedzanie teatrów"
    deliver_by, first, moved = working_day(6), working_day(8), working_day(9)
    coordinator = person("koordynator.kd")
    coordinator.get_by_role("link", name="Zarezerwuj termin").click()
    coordinator.get_by_label("Tytuł roboczy").fill(title)
    coordinator.get_by_label("Rodzaj treści").select_option("news")
    coordinator.locator("input[name$=deliver_by]:visible").fill(deliver_by.isoformat())
    hour_in_form(coordinator, first, "10:00")
    coordinator.get_by_role("button", name="Zarezerwuj", exact=True).click()
    expect(coordinator.get_by_role("heading", name=title)).to_be_visible()
    address = coordinator.url

    administrator = person("administrator")
    administrator.goto("/admin/przekazania/kolejka/")
    administrator.get_by_role("link", name=title).click()
    administrator.locator("summary", has_text="Zaproponuj inne terminy").click()
    hour_in_form(administrator, moved, "12:00")
    administrator.locator("textarea[name$=reason]:visible").fill("W tym dniu publikujemy wyniki konkursu.")
    administrator.get_by_role("button", name="Wyślij propozycję").click()

    coordinator.goto(address)
    expect(coordinator.locator("main")).to_contain_text("W tym dniu publikujemy wyniki konkursu.")
    coordinator.get_by_role("button", name="Przyjmij terminy").click()
    coordinator.get_by_role("button", name="Zacznij pisać tekst").click()
    editor_settled(coordinator)
    coordinator.locator("[name=lead]").fill("Teatry otwierają kulisy dla organizacji.")
    press_in_menu(coordinator, "Przekaż do publikacji")
    coordinator.wait_for_url("**/przekazania/**")
    expect(coordinator.locator(".messages")).to_contain_text("Dostarczono")

    administrator.goto("/admin/przekazania/kolejka/")
    clicks = 0
    administrator.get_by_role("link", name=title).click()
    clicks += 1
    expect(administrator.frame_locator("iframe.material").locator("body")).to_contain_text("Teatry otwierają kulisy")
    administrator.get_by_role("button", name=re.compile("^Zatwierdź na termin")).click()
    clicks += 1
    assert clicks <= 2, "approving from the queue takes two clicks (DESIGN.md section 10)"
    expect(administrator.locator(".messages")).to_contain_text(title)

    reader = person()
    reader.goto("/aktualnosci/")
    expect(reader.get_by_role("link", name=title)).to_have_count(0)
    noon = dt.datetime.combine(moved, dt.time(12, 0), WARSAW)
    portal.manage("publish_scheduled", "--now", (noon - dt.timedelta(minutes=1)).isoformat())
    reader.reload()
    expect(reader.get_by_role("link", name=title)).to_have_count(0)
    portal.manage("publish_scheduled", "--now", (noon + dt.timedelta(seconds=30)).isoformat())
    reader.reload()
    reader.get_by_role("link", name=title).first.click()
    metryczka = reader.locator(".metryczka")
    expect(metryczka).to_contain_text("Wydział Kultury i Dziedzictwa Narodowego")
    expect(metryczka).to_contain_text("Administrator Demo")
    expect(metryczka).to_contain_text("§ 4 ust. 1 pkt 2")

    unit_letters = [str(mail["Subject"]) for mail in portal.mails_to("ewelina.brodacka@umk.example")]
    deputy_letters = [str(mail["Subject"]) for mail in portal.mails_to("zastepca.kd@umk.example")]
    assert len([subject for subject in unit_letters if title in subject]) >= 3, unit_letters
    assert len([subject for subject in deputy_letters if title in subject]) >= 3, deputy_letters
    ids = [str(mail["Message-ID"]) for mail in portal.mails]
    assert len(ids) == len(set(ids))


@pytest.mark.par(4, ust=1, pkt=2)
def test_handing_over_finished_news_takes_two_fields_at_most(portal: Portal, person: Person) -> None:
    page = person("koordynator.mops")
    page.get_by_role("link", name="Napisz aktualność").click()
    editor_settled(page)
    page.locator("[name=title]").fill("Krótka wiadomość z MOPS")
    page.locator("[name=lead]").fill("Jedno zdanie dla organizacji.")
    press_in_menu(page, "Przekaż do publikacji")
    page.wait_for_url("**/przekazania/strona/**")
    asked = page.locator("main form[method=post]").first.locator("input:visible, textarea:visible, select:visible")
    labels = page.locator("main form[method=post]").first.locator("label:visible, legend:visible")
    assert asked.count() <= 3, "day and hour of one date, and a note"
    assert labels.count() <= 4
    page.locator("main").get_by_role("button", name="Przekaż do publikacji").click()
    expect(page.locator(".messages")).to_contain_text("Przekazano")


@pytest.mark.par(5, pkt=2)
def test_an_organisation_finds_a_coordinator_asks_and_gets_the_answer(portal: Portal, person: Person) -> None:
    asker = person(phone=True)
    asker.goto("/")
    asker.locator("main input[type=search], main input[name=q]").first.fill("seniorom")
    asker.locator("main").get_by_role("button", name="Szukaj").first.click()
    card = asker.locator("article, li, section").filter(has_text="Hanna Wilczyńska").last
    card.get_by_role("link", name=re.compile("Zapytaj")).first.click()
    asker.locator("[name=temat_pytania]").fill("Sala na klub seniora")
    asker.locator("[name=tresc]").fill("Czy możemy dostać salę dwa razy w tygodniu?")
    asker.locator("[name=email]").fill("kolo@nowahuta.example")
    asker.wait_for_timeout(1500)  # people need some seconds to write; the guard knows that
    asker.get_by_role("button", name="Wyślij pytanie").click()
    expect(asker.get_by_role("heading", level=1)).to_contain_text("Sala na klub seniora")
    number = re.search(r"NGO-\d{4}-\d+", asker.url)
    assert number, asker.url
    link = asker.url

    portal.manage("publish_scheduled")
    confirmation = portal.mails_to("kolo@nowahuta.example")
    assert len(confirmation) == 1
    body = confirmation[0].get_body(("plain",))
    assert body is not None
    assert number[0] in str(confirmation[0]["Subject"]) + body.get_content()

    coordinator = person("koordynator.sz")
    coordinator.goto("/admin/zapytania/")
    coordinator.get_by_role("link", name=re.compile("Sala na klub seniora")).first.click()
    coordinator.locator("textarea[name=tresc]").fill("Tak. Zadzwońcie, ustalimy godziny.")
    coordinator.get_by_role("button", name="Wyślij odpowiedź").click()

    portal.manage("publish_scheduled")
    answers = portal.mails_to("kolo@nowahuta.example")
    assert len(answers) == 2
    answer = answers[1].get_body(("plain",))
    assert answer is not None
    assert "Zadzwońcie, ustalimy godziny." in answer.get_content()
    asker.goto(link)
    expect(asker.locator("main")).to_contain_text("Tak. Zadzwońcie, ustalimy godziny.")

    stranger = person()
    answered = stranger.goto(link.split("?")[0] + "?klucz=zgaduje")
    assert answered is not None
    assert answered.status == 404
    expect(stranger.locator("body")).not_to_contain_text("Sala na klub seniora")


@pytest.mark.par(3, pkt=2)
def test_sz_finds_stale_content_exports_it_and_a_confirmed_page_leaves_the_list(portal: Portal, person: Person) -> None:
    watcher = person("sz")
    watcher.goto("/admin/raporty/aktualnosc/?stan=przeterminowane")
    rows = watcher.locator(".ngo-table tbody tr")
    before = rows.count()
    assert before >= 2
    title = rows.first.locator("th").inner_text().splitlines()[0].strip()
    unit = rows.first.locator("td[data-label=Komórka]").inner_text().strip()
    with watcher.expect_download() as waiting:
        watcher.get_by_role("link", name="Pobierz CSV").click()
    raw = waiting.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel knows Polish letters by the mark at the start"
    lines = raw.decode("utf-8-sig").splitlines()
    assert len(lines) == before + 1
    assert any(title in line for line in lines)

    symbol = re.search(r"\((\w+)\)$", unit)
    assert symbol, unit
    coordinator = person(f"koordynator.{symbol[1].lower()}")
    coordinator.goto("/admin/raporty/aktualnosc/?stan=przeterminowane")
    row = coordinator.locator(".ngo-table tbody tr").filter(has_text=title)
    row.get_by_role("button", name=re.compile("^Potwierdzam aktualność")).click()
    expect(coordinator.locator(".ngo-table tbody tr").filter(has_text=title)).to_have_count(0)

    watcher.goto("/admin/raporty/aktualnosc/?stan=przeterminowane")
    expect(watcher.locator(".ngo-table tbody tr").filter(has_text=title)).to_have_count(0)


@pytest.mark.par(4, ust=1, pkt=1)
def test_a_coordinator_of_another_unit_gets_nowhere(portal: Portal, person: Person) -> None:
    owner = person("koordynator.kd")
    owner.get_by_role("link", name="Strona naszej komórki").click()
    page_address = re.sub(r"^https?://[^/]+", "", owner.url)
    owner.goto("/admin/przekazania/")
    links = owner.locator("main a[href*='/admin/przekazania/']").evaluate_all("links => links.map(a => a.pathname)")
    handoff_address = next(link for link in links if re.search(r"/przekazania/\d+/$", link))

    stranger = person("koordynator.sp")
    refusals = set()
    deeds = ("edit", "delete", "unpublish", "history", "copy")
    for address in [*(page_address.replace("edit", deed) for deed in deeds), handoff_address]:
        answer = stranger.goto(address)
        assert answer is not None
        assert answer.status == 403, address
        shown = stranger.locator("main").inner_text()
        assert "Wydział Kultury" not in shown
        refusals.add(re.sub(r"\s+", " ", shown))
    assert len(refusals) <= 2, "one sentence for pages, one for handoffs"
    assert any("§ 4" in refusal for refusal in refusals)
