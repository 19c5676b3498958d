"""What files tell of a competition: a key for programs, a heading for people, where the value is read."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .competition_amount import AmountKind
from .competition_states import State, is_annulled, is_settled


@dataclass(frozen=True)
class Column:
    """`value` reads a row with `state_now`, `sphere_codes` and `district_codes`; unknown is None, zero is zero."""

    key: str
    heading: Any
    value: Callable[[Any], Any]


def state_of(page: Any) -> Any:
    return State(page.state_now).label


def form_of(page: Any) -> Any:
    return page.get_form_display()


def spheres_of(page: Any) -> str:
    return in_order(page.sphere_codes)


def districts_of(page: Any) -> str:
    return in_order(page.district_codes)


def about(page: Any) -> str:
    return _("yes") if page.amount_kind and AmountKind(page.amount_kind).is_about else ""


def kind_of_amount(page: Any) -> Any:
    return AmountKind(page.amount_kind).label if page.amount_kind else ""


def results_on(page: Any) -> Any:
    return page.results_on if is_settled(page, page.state_now) else None


def annulled_on(page: Any) -> Any:
    return page.annulled_on if is_annulled(page, page.state_now) else None


def year_of(page: Any) -> int | None:
    """Of an old announcement the year may be all that is known."""
    year: int | None = page.announced_on.year if page.announced_on else page.announced_year
    return year


def reason_of(page: Any) -> Any:
    return page.get_annulment_reason_display() if is_annulled(page, page.state_now) else ""


def in_order(codes: str | None) -> str:
    """«1, 1a, 10»: numbers by size, letters after them."""
    found = (codes or "").split(",")
    return ", ".join(sorted(filter(None, found), key=_by_number))


def _by_number(code: str) -> tuple[int, str]:
    digits = "".join(one for one in code if one in "0123456789")
    return int(digits or 0), code


COLUMNS = (
    Column("tytul", gettext_lazy("title"), attrgetter("title")),
    Column("numer", gettext_lazy("number"), attrgetter("number")),
    Column("stan", gettext_lazy("state"), state_of),
    Column("organ", gettext_lazy("announcing organ"), attrgetter("organ_name")),
    Column("komorka", gettext_lazy("unit"), attrgetter("stewardship.unit.name")),
    Column("symbol", gettext_lazy("symbol of the unit"), attrgetter("stewardship.unit.symbol")),
    Column("podstawa_prawna", gettext_lazy("mode and legal basis"), attrgetter("legal_basis")),
    Column("forma", gettext_lazy("form"), form_of),
    Column("sfery", gettext_lazy("spheres (points of art. 4 ust. 1)"), spheres_of),
    Column("dzielnice", gettext_lazy("districts (empty: the whole city)"), districts_of),
    Column("kwota", gettext_lazy("total amount in zł"), attrgetter("amount_known")),
    Column("kwota_okolo", gettext_lazy("about (the announcement says «około»)"), about),
    Column("kwota_skad", gettext_lazy("where the amount comes from"), kind_of_amount),
    Column("najwieksza_dotacja", gettext_lazy("largest grant for one offer in zł"), attrgetter("max_grant")),
    Column("wklad_wlasny", gettext_lazy("own contribution"), attrgetter("own_contribution")),
    Column("planowane_ogloszenie", gettext_lazy("announcement planned for"), attrgetter("planned_announcement_on")),
    Column("ogloszono", gettext_lazy("announced on"), attrgetter("announced_on")),
    Column("rok_ogloszenia", gettext_lazy("announced in the year"), year_of),
    Column("oferty_od", gettext_lazy("offers from"), attrgetter("offers_from")),
    Column("termin", gettext_lazy("offers until"), attrgetter("deadline")),
    Column("poprzedni_termin", gettext_lazy("deadline before the extension"), attrgetter("previous_deadline")),
    Column("powod_przedluzenia", gettext_lazy("why the deadline was extended"), attrgetter("extension_note")),
    Column("pytania_do", gettext_lazy("questions until"), attrgetter("questions_until")),
    Column("komisja_do", gettext_lazy("candidates until"), attrgetter("committee_until")),
    Column("ocena_formalna_do", gettext_lazy("formal review until"), attrgetter("formal_review_until")),
    Column("wybor_do", gettext_lazy("offers chosen by"), attrgetter("choice_on")),
    Column("wyniki_z_dnia", gettext_lazy("results published on"), results_on),
    Column("uniewazniono", gettext_lazy("annulled on"), annulled_on),
    Column("powod_uniewaznienia", gettext_lazy("reason of annulment"), reason_of),
    Column("realizacja_od", gettext_lazy("realisation from"), attrgetter("realised_from")),
    Column("realizacja_do", gettext_lazy("realisation until"), attrgetter("realised_until")),
    Column("miejsce", gettext_lazy("place"), attrgetter("place")),
    Column("narzedzie", gettext_lazy("address in the competition tool"), attrgetter("tool_url")),
    Column("wplynelo_ofert", gettext_lazy("offers received"), attrgetter("offers_received")),
    Column("w_skrocie", gettext_lazy("in short"), attrgetter("summary")),
    Column("zmieniono", gettext_lazy("changed at"), attrgetter("last_published_at")),
)
