"""Every component of the skin on one page, with invented data, for the staff who build and check screens."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

WARSAW = ZoneInfo("Europe/Warsaw")


class SampleForm(forms.Form):
    """One field of each sort."""

    template_name = "components/form.html"

    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), help_text=_("We send the answer here."))
    topic = forms.ChoiceField(label=_("Topic"), choices=[("", "–"), ("a", "Seniorzy"), ("b", "Kultura")])
    question = forms.CharField(label=_("Your question"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    channel = forms.ChoiceField(
        label=_("How shall we answer?"), choices=[("mail", "E-mail"), ("phone", "Telefon")], widget=forms.RadioSelect
    )
    spheres = forms.MultipleChoiceField(
        label=_("Spheres"),
        choices=[("10", "Działalność na rzecz osób w wieku emerytalnym"), ("13", "Przeciwdziałanie uzależnieniom")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    attachment = forms.FileField(label=_("Attachment"), required=False, help_text="PDF, DOCX, do 5 MB")
    agreed = forms.BooleanField(label=_("I have read how my data are used"))


class SampleFilters(forms.Form):
    """A short filter."""

    q = forms.CharField(label=_("Words"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    stan = forms.ChoiceField(label=_("State"), required=False, choices=[("", "Wszystkie"), ("open", "Nabór trwa")])
    komorka = forms.ChoiceField(
        label=_("Unit"), required=False, choices=[("", "Wszystkie"), ("sz", "Wydział Polityki Społecznej i Zdrowia")]
    )


def coordinators() -> list[dict[str, object]]:
    deputy = {"name": "Mikołaj Sarnecki", "function": "inspektor", "phone": "12 000 00 12"}
    return [
        {
            "name": "Hanna Wilczyńska",
            "role": "Koordynatorka",
            "function": "główna specjalistka",
            "unit": "Wydział Polityki Społecznej i Zdrowia",
            "unit_url": "#",
            "phone": "12 000 00 11",
            "email": "hanna.wilczynska@umk.example",
            "hours": "teraz nieczynne, jutro od 7:30",
            "deputy": deputy | {"email": "mikolaj.sarnecki@umk.example"},
            "topics": [{"label": "seniorzy", "url": "#"}, {"label": "wolontariat", "url": "#"}],
            "ask_url": "#",
            "vcard_url": "#",
        },
        {
            "name": "Zofia Karpiel-Lis",
            "role": "Koordynatorka",
            "function": "starsza inspektorka",
            "unit": "Wydział Kształtowania Środowiska",
            "phone": "12 000 00 41",
            "email": "zofia.karpiel-lis.bardzo-dlugi-adres@umk.example",
            "hours": "czynne teraz, do 15:30",
            "hours_open": True,
            "absent": True,
            "deputy": deputy,
            "ask_url": "#",
        },
    ]


def competitions(now: dt.datetime) -> list[dict[str, object]]:
    day = dt.timedelta(days=1)
    long_word = "Przeciwdziałanie najpoważniejszym konsekwencjom wielopokoleniowego niedostosowania społecznego"
    return [
        {
            "title": "Kluby sąsiedzkie 60+ w dzielnicach",
            "state": "open",
            "state_label": "Nabór trwa",
            "unit": "Wydział Polityki Społecznej i Zdrowia",
            "amount": 480000,
            "until": now + 18 * day,
            "counting": True,
            "summary": "Szukamy organizacji, które poprowadzą klub sąsiedzki dla osób po sześćdziesiątce.",
        },
        {
            "title": "Zimowe zajęcia sportowe dla dzieci i młodzieży",
            "state": "open",
            "state_label": "Nabór trwa",
            "unit": "Wydział Sportu",
            "amount": 300000,
            "until": now + 3 * day,
            "counting": True,
            "summary": "Dofinansujemy cotygodniowe treningi i wyjazdy na zawody dla dzieci w wieku 7–18 lat.",
        },
        {
            "title": "Miejskie Centrum Wolontariatu 2027–2029",
            "state": "announced",
            "state_label": "Zapowiedź",
            "amount": 770000,
            "when": "Ogłoszenie planowane na 7 grudnia 2026",
        },
        {
            "title": long_word,
            "state": "annulled",
            "state_label": "Unieważniony",
            "amount_text": "około 378 000 zł",
            "when": "Unieważniono 23 października 2026",
        },
    ]


def samples(now: dt.datetime) -> dict[str, object]:
    """Data of the gallery; dates count from `now` (aware)."""
    day = dt.timedelta(days=1)
    meeting = dt.datetime(2026, 12, 3, 16, 30, tzinfo=WARSAW)
    return {
        "coordinators": coordinators(),
        "competitions": competitions(now),
        "states": [
            ("announced", "Zapowiedź"),
            ("open", "Nabór trwa"),
            ("closed", "Nabór zakończony"),
            ("assessment", "Ocena ofert"),
            ("resolved", "Rozstrzygnięty"),
            ("annulled", "Unieważniony"),
            ("archived", "Archiwalny"),
            ("queued", "Czeka w kolejce"),
        ],
        "facts": [
            {"label": "Kwota", "value": "480 000 zł", "note": "2027 r.: 480 000 zł"},
            {"label": "Forma", "value": "wsparcie"},
            {"label": "Realizacja", "value": "8 lutego – 15 grudnia 2027"},
            {"label": "Miejsce", "value": "dzielnice III, XII, XV, XVI i XVIII"},
            {"label": "Wkład własny", "value": "co najmniej 10 % kosztów"},
        ],
        "metryczka": {
            "unit": "Wydział Kultury i Dziedzictwa Narodowego",
            "author": "Ewelina Brodacka",
            "publisher": "Administrator Demo",
            "right": "po przekazaniu do publikacji",
            "published_at": now - 20 * day,
            "updated_at": now - 2 * day,
            "confirmed_at": now - 2 * day,
            "confirmed_by": "Ewelina Brodacka",
            "changes": [
                {"at": now - 2 * day, "note": "Dodano odpowiedzi na pytania.", "publisher_name": "Ewelina Brodacka"},
                {"at": now - 20 * day, "first": True, "publisher_name": "Administrator Demo"},
            ],
        },
        "steps": [
            {"at": now - 7 * day, "title": "Ogłoszenie", "note": "BIP, tablica, portal", "done": True},
            {"at": now + 18 * day, "title": "Koniec naboru", "note": "godz. 15:00", "current": True},
            {"at": now + 60 * day, "title": "Wybór ofert"},
        ],
        "files": [
            {"url": "#", "title": "Wzór oferty", "format": "docx", "size": 48000},
            {"url": "#", "title": "Standard dostępności zajęć", "format": "pdf", "size": 1310000},
        ],
        "columns": [{"label": "Oferent"}, {"label": "Zadanie"}, {"label": "Przyznano", "numeric": True}],
        "rows": [
            ["Fundacja „Most Dorosłości”", "Mieszkania treningowe z opieką mentora", "250 000 zł"],
            ["Stowarzyszenie „Start z Pieczy”", "Pierwsza praca, pierwszy budżet", "178 500 zł"],
            ["Spółdzielnia Socjalna „Kuźnia Smaku”", "Praktyki w kuchni społecznej", "–"],
        ],
        "event_start": meeting,
        "event_end": meeting + dt.timedelta(hours=2),
        "quick": [{"url": "#", "label": "Otwarte konkursy"}, {"url": "#", "label": "Lokale dla organizacji"}],
        "soon": [
            {
                "url": "#",
                "title": "Zimowe zajęcia sportowe dla dzieci i młodzieży",
                "when": "zostały 3 dni, do 26 listopada",
            },
            {"url": "#", "title": "Kluby sąsiedzkie 60+ w dzielnicach", "when": "zostało 18 dni, do 11 grudnia"},
        ],
        "crumbs": [{"url": "#", "title": "Konkursy"}],
        "ways_on": [{"url": "#", "label": "Zobacz wszystkie"}, {"url": "#", "label": "Zadaj pytanie"}],
        "prose": "Klub działa przynajmniej trzy popołudnia w tygodniu, a wejście jest dostępne dla osób na wózku.",
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """`?strona=` turns the sample pages, `?bledy=1` shows a refused form (which takes the focus)."""
    now = timezone.now()
    context = samples(now) | {
        "now": now,
        "title": _("Component gallery"),
        "noindex": True,
        "page_obj": Paginator(range(200), 10).get_page(request.GET.get("strona", 7)),
        "filters": SampleFilters(request.GET or None),
        "form": SampleForm({"email": "zły adres"} if "bledy" in request.GET else None),
    }
    return render(request, "portal/gallery.html", context)
