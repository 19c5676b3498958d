"""The small things every screen is made of."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from portal.templatetags import components

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=WARSAW)
LOAD = "{% load components formats %}"


def shown(source: str, **context: object) -> str:
    return " ".join(Template(LOAD + source).render(Context(context)).split())


@pytest.mark.parametrize(
    ("number", "last", "window"),
    [
        (1, 1, [1]),
        (1, 5, [1, 2, None, 5]),
        (3, 5, [1, 2, 3, 4, 5]),
        (7, 20, [1, None, 6, 7, 8, None, 20]),
        (4, 20, [1, 2, 3, 4, 5, None, 20]),
        (20, 20, [1, None, 19, 20]),
    ],
)
def test_a_gap_never_hides_a_single_page(number: int, last: int, window: list[int | None]) -> None:
    assert components.page_window(number, last) == window


def test_pages_keep_the_filters_of_the_address() -> None:
    request = RequestFactory().get("/konkursy/?stan=open&strona=2")
    html = shown("{% pagination page %}", page=Paginator(range(40), 10).get_page(2), request=request)
    assert 'href="?stan=open&amp;strona=3" rel="next"' in html
    assert html.count('aria-current="page"') == 1
    assert shown("{% pagination page %}", page=Paginator(range(4), 10).get_page(1), request=request) == ""


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (dt.datetime(2026, 12, 11, 15, 0, tzinfo=WARSAW), "dni na złożenie oferty"),
        (dt.datetime(2026, 11, 24, 0, 30, tzinfo=WARSAW), "jutro"),
        (dt.datetime(2026, 11, 23, 9, 1, tzinfo=WARSAW), "dziś"),
        (dt.datetime(2026, 11, 23, 9, 0, tzinfo=WARSAW), "Nabór zakończony"),
        (dt.datetime(2026, 11, 22, 15, 0, tzinfo=WARSAW), "Nabór zakończony"),
    ],
)
def test_a_deadline_is_counted_in_warsaw_days_and_ends_to_the_minute(until: dt.datetime, words: str) -> None:
    assert words in shown("{% deadline until now %}", until=until, now=NOW)


def test_three_days_are_soon_and_four_are_not() -> None:
    soon = components.deadline(NOW + dt.timedelta(days=3), NOW)
    later = components.deadline(NOW + dt.timedelta(days=4), NOW)
    assert (soon["soon"], later["soon"]) == (True, False)


def test_a_state_is_words_and_icon_and_an_unknown_one_is_neutral() -> None:
    html = shown('{% state_tag "open" "Nabór trwa" %}')
    assert "<svg" in html
    assert "Nabór trwa" in html
    assert 'data-color="neutral"' in shown('{% state_tag "kosmos" "Nieznany" %}')


class Sample(forms.Form):
    template_name = "components/form.html"
    email = forms.EmailField(label="E-mail", help_text="Tu wyślemy odpowiedź.")
    way = forms.ChoiceField(label="Jak?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Zgoda")


def test_a_refused_form_leads_from_the_summary_to_the_fields() -> None:
    html = str(Sample({"email": "nie adres"}))
    for there in ("id_email", "id_way_0", "id_agreed"):
        assert f'href="#{there}"' in html
        assert f'id="{there}"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert html.count("<fieldset") == 1
    assert 'value="nie adres"' in html


def test_a_fresh_form_complains_of_nothing() -> None:
    html = str(Sample())
    assert "data-error-summary" not in html
    assert "<script" not in html


@pytest.mark.parametrize("shape", [dict, lambda **facts: SimpleNamespace(**facts)], ids=["mapping", "object"])
def test_the_metryczka_takes_what_publishing_tells_as_object_or_mapping(shape: Callable[..., object]) -> None:
    changes = [SimpleNamespace(at=NOW, note="", first=True, minor=False, publisher_name="Redakcja", right="")]
    m = shape(unit="KD", author="Ewelina", publisher="Redakcja", right="", confirmed_by="", changes=changes)
    assert "Opublikowano" not in shown('{% include "components/metryczka.html" %}', m=m)
    m = shape(unit="KD", published_at=NOW, updated_at=NOW, confirmed_at=NOW, changes=changes)
    html = shown('{% include "components/metryczka.html" %}', m=m, unit_url="/komorki/kd/")
    for words in ("Opublikowano", "Zaktualizowano", "Potwierdzono aktualność", "Pierwsza publikacja", "/komorki/kd/"):
        assert words in html
