"""A portal without the demo gets its front door and shelves by one command, and later what an upgrade brings."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Site

from coordination.seeds.units import SZ_SLUG
from pages.models import HomePage, SmallGrantIndexPage, StandardPage
from portal.founding import SHELVES
from publishing.models import Stewardship

pytestmark = pytest.mark.django_db
DECLARATION = "/deklaracja-dostepnosci/"


def told() -> str:
    out = StringIO()
    call_command("found", stdout=out)
    return out.getvalue()


def test_every_link_of_menu_and_footer_leads_somewhere(client: Client) -> None:
    said = told()
    assert [title for _model, _slug, title, _lead in SHELVES if title not in said] == []
    assert "Deklarację dostępności trzeba jeszcze napisać" in said
    home = client.get("/")
    assert home.status_code == 200
    links = set(re.findall(r'href="(/[a-z-]+/)"', home.content.decode())) - {DECLARATION, "/admin/"}
    assert {f"/{slug}/" for _model, slug, _title, _lead in SHELVES} <= links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_a_unit_without_a_page_leads_to_its_people(client: Client) -> None:
    told()
    answer = client.get(f"/komorki/{SZ_SLUG}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/koordynatorzy/?komorka={SZ_SLUG}")
    assert client.get(answer["Location"]).status_code == 200
    assert client.get("/komorki/nie-ma-takiej/").status_code == 404


def test_the_department_answers_for_the_bones_and_the_site_begins_there(settings: pytest.FixtureRequest) -> None:
    settings.PORTAL_URL = "https://ngo.krakow.example"  # type: ignore[attr-defined]
    told()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.specific_class) == ("ngo.krakow.example", 443, HomePage)
    keepers = Stewardship.objects.values_list("unit__slug", flat=True)
    assert set(keepers) == {SZ_SLUG}
    assert len(keepers) == 1 + len(SHELVES)


def test_again_it_adds_only_what_is_missing() -> None:
    told()
    HomePage.objects.update(headline="Nasz nagłówek")
    assert "stoją już" in told()
    SmallGrantIndexPage.objects.get().delete()
    assert told().count("Dodano") == 1
    assert SmallGrantIndexPage.objects.get().live
    assert HomePage.objects.get().headline == "Nasz nagłówek"


def test_what_was_renamed_or_set_by_hand_stays() -> None:
    told()
    SmallGrantIndexPage.objects.update(slug="granty")
    Site.objects.update(hostname="inny.krakow.example", port=8443)
    assert "stoją już" in told()
    assert SmallGrantIndexPage.objects.get().slug == "granty"
    assert Site.objects.get().hostname == "inny.krakow.example"


def test_pages_of_somebody_else_are_left_alone() -> None:
    root = Page.get_first_root_node()
    root.add_child(instance=Page(title="Cudza strona", slug="cudza"))
    Page.objects.get(slug="cudza").add_child(instance=Page(title="Pod nią", slug="pod"))
    with pytest.raises(CommandError, match="Cudza strona"):
        told()
    assert Page.objects.filter(slug="pod").exists()
    assert not HomePage.objects.exists()
    assert not StandardPage.objects.exists()
