"""The system clock, read only by commands; `--now` moves it where the settings allow (DESIGN.md ruling 5)."""

import datetime as dt
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime


def add_now(parser: ArgumentParser) -> None:
    parser.add_argument("--now", help="An ISO instant; only where ALLOW_NOW_OPTION is set.")


def now_from(options: dict) -> dt.datetime:
    """The instant to work at: the option in tests, the system clock otherwise."""
    if not options.get("now"):
        return timezone.now()
    if not getattr(settings, "ALLOW_NOW_OPTION", False):
        raise CommandError("--now is for tests only.")
    instant = parse_datetime(options["now"])
    if instant is None:
        raise CommandError("--now takes an ISO instant, for example 2026-11-24T09:00+01:00.")
    return instant if timezone.is_aware(instant) else timezone.make_aware(instant)
