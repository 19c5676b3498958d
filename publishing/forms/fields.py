"""A day and an hour in Warsaw, and what is asked of dates."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.calendar import WarsawTimeError, warsaw, warsaw_date, warsaw_time
from coordination.deadlines import office_calendar

from ..odd_hours import delivery_error


class WarsawDateTimeField(forms.SplitDateTimeField):
    """A day and an hour in Warsaw; says in plain words when the clocks skip the hour.

    Of an hour that comes twice it is the first; HourForm asks which of the two is meant.
    """

    widget = forms.SplitDateTimeWidget(
        date_attrs={"type": "date", "aria-label": _("Day")},
        time_attrs={"type": "time", "step": "300", "aria-label": _("Hour")},
        date_format="%Y-%m-%d",
        time_format="%H:%M",
    )
    default_error_messages = {
        "invalid_date": _("Enter a day that exists, for example 24.11.2026."),
        "invalid_time": _("Enter an hour and minutes, for example 9:00."),
        "past": _("This moment has already passed. Choose a later one."),
        "far": _("This is more than a year ahead. Choose an earlier day."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_date_formats=["%Y-%m-%d", "%d.%m.%Y"], input_time_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs
        )

    def compress(self, data_list: list[Any]) -> dt.datetime | None:
        if not data_list or None in data_list or "" in data_list:
            return None
        day, hour = data_list
        try:
            return warsaw(day, hour, fold=0)
        except WarsawTimeError as error:
            raise forms.ValidationError(str(error), code="clock_change") from error

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dt.datetime) and timezone.is_aware(value):
            return [warsaw_date(value), warsaw_time(value)]
        return value


HORIZON = dt.timedelta(days=366)


def future(instant: dt.datetime, now: dt.datetime, field: forms.Field) -> dt.datetime:
    """The instant when it lies ahead, within a year; else an error at the field."""
    if instant <= now:
        raise forms.ValidationError(field.error_messages["past"], code="past")
    if instant > now + HORIZON:
        raise forms.ValidationError(field.error_messages["far"], code="far")
    return instant


def clean_deliver_by(form: Any, cleaned: dict[str, Any]) -> None:
    """Delivery lies on a working day between today and the day of publication, both inclusive."""
    deliver_by, publish_at, today = cleaned.get("deliver_by"), cleaned.get("publish_at"), warsaw_date(form.now)
    if not deliver_by:
        return
    publish_on = warsaw_date(publish_at) if publish_at else None
    if deliver_by < today:
        form.add_error("deliver_by", _("This day has already passed. Choose a later one."))
    elif publish_on and deliver_by > publish_on:
        form.add_error("deliver_by", _("Material has to be delivered before it goes public."))
    elif words := delivery_error(deliver_by, today, publish_on, office_calendar()):
        form.add_error("deliver_by", forms.ValidationError(words, code="day_off"))
