"""Filters of the public lists. They live in the address, so a search can be kept and sent."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.calendar import warsaw_date
from coordination.lineage import follow
from coordination.models import Sphere, Topic, Unit
from coordination.text import stems
from publishing.models import Stewardship

from . import content_kinds
from .vocabularies import AidKind, EventType

ANY = _("all")


def units_with(kind: str) -> Any:
    """Units that have something public of the kind."""
    keeping = Stewardship.objects.filter(kind=kind, page__live=True).values("unit_id")
    return Unit.objects.filter(pk__in=keeping)


def unit_field() -> forms.ModelChoiceField:
    """Its query set is set when the form is made: models are not ready while this module loads."""
    return forms.ModelChoiceField(None, label=_("Unit"), to_field_name="slug", required=False, empty_label=ANY)


class Filter(forms.Form):
    """A form that narrows a query set by what was understood of the address.

    A link that names a closed unit shows its successor, also where that one has nothing of the kind.
    """

    use_required_attribute = False
    kind: ClassVar[str] = ""

    def __init__(self, data: QueryDict) -> None:
        asked = follow(data, warsaw_date(timezone.now())) if "komorka" in self.base_fields else data
        super().__init__(asked or None, auto_id="filtr_%s")
        if "komorka" in self.fields:
            led_to = Unit.objects.none() if asked is data else Unit.objects.filter(slug=asked["komorka"])
            self.fields["komorka"].queryset = units_with(self.kind) | led_to

    def value(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_bound else None

    @property
    def in_use(self) -> dict[str, Any]:
        """What was understood of the address, by the field's name."""
        return {name: value for name in self.fields if (value := self.value(name)) not in (None, "")}

    @property
    def active(self) -> int:
        """Number of filters in use."""
        return len(self.in_use)

    def narrow(self, found: Any, *, now: dt.datetime) -> Any:
        raise NotImplementedError


class NewsFilter(Filter):
    kind = content_kinds.NEWS
    komorka = unit_field()
    temat = forms.ModelChoiceField(
        Topic.objects.all(), label=_("Topic"), to_field_name="slug", required=False, empty_label=ANY
    )

    def narrow(self, found: Any, *, now: dt.datetime) -> Any:
        if unit := self.value("komorka"):
            found = found.of_unit(unit)
        if topic := self.value("temat"):
            found = found.on_topic(topic)
        return found.newest_first()


class EventFilter(Filter):
    kind = content_kinds.EVENT
    rodzaj = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=[("", ANY), *((value, label) for value, label in EventType.choices if value != EventType.INTERNAL)],
    )
    komorka = unit_field()
    kiedy = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("upcoming")), ("miesiac", _("within a month")), ("minione", _("past"))],
    )

    def narrow(self, found: Any, *, now: dt.datetime) -> Any:
        if kind := self.value("rodzaj"):
            found = found.filter(event_type=kind)
        if unit := self.value("komorka"):
            found = found.of_unit(unit)
        when = self.value("kiedy")
        if when == "minione":
            return found.past(now)
        if when == "miesiac":
            found = found.filter(starts_at__lte=now + dt.timedelta(days=31))
        return found.upcoming(now)


class AidFilter(Filter):
    kind = content_kinds.AID
    rodzaj = forms.ChoiceField(label=_("Kind of aid"), required=False, choices=[("", ANY), *AidKind.choices])
    komorka = unit_field()

    def narrow(self, found: Any, *, now: dt.datetime) -> Any:
        if kind := self.value("rodzaj"):
            found = found.filter(aid_kind=kind)
        if unit := self.value("komorka"):
            found = found.of_unit(unit)
        return found.order_by("title")


def topic_field() -> forms.ModelChoiceField:
    """Its query set is set with the form, as that of units."""
    return forms.ModelChoiceField(None, label=_("Topic"), to_field_name="slug", required=False, empty_label=ANY)


def topics_of(kind: str) -> Any:
    """Topics of public pages of the kind."""
    pages = Stewardship.objects.filter(kind=kind, page__live=True).values("page_id")
    used = apps.get_model("pages", "PageTopic").objects.filter(content_object__in=pages)
    return Topic.objects.filter(pk__in=used.values("tag_id"))


class AnswerFilter(Filter):
    kind = content_kinds.ANSWER
    q = forms.CharField(label=_("Words"), required=False, max_length=160)
    temat = topic_field()
    komorka = unit_field()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["temat"].queryset = topics_of(self.kind)

    def narrow(self, found: Any, *, now: dt.datetime) -> Any:
        if words := self.value("q"):
            found = found.with_words(dict.fromkeys(stems(words)))
        if topic := self.value("temat"):
            found = found.on_topic(topic)
        if unit := self.value("komorka"):
            found = found.of_unit(unit)
        return found.newest_first()


class UnitFilter(Filter):
    q = forms.CharField(label=_("Name or symbol"), required=False, max_length=80)
    sfera = forms.ModelChoiceField(
        Sphere.objects.all(), label=_("Sphere of public tasks"), to_field_name="code", required=False, empty_label=ANY
    )

    def narrow(self, found: Any, *, now: dt.datetime) -> Any:
        on = warsaw_date(now)
        found = found.filter(Q(subject__active_until__isnull=True) | Q(subject__active_until__gte=on))
        if words := self.value("q"):
            found = found.filter(Q(subject__name__icontains=words) | Q(subject__symbol__iexact=words))
        if sphere := self.value("sfera"):
            found = found.filter(subject__spheres=sphere)
        return found.order_by("subject__name")
