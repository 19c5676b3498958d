"""Builds the sample data: `manage.py demo` (DESIGN.md section 9)."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from coordination.calendar import warsaw, warsaw_date
from portal.demo import build, fresh
from portal.models import DemoMark


class Command(BaseCommand):
    """Does nothing where the demo mark stands; refuses a database with content of its own."""

    help = gettext_lazy("Fill an empty portal with invented sample data.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help=_("clear the demo's own database and build anew"))
        parser.add_argument("--today", help=_("day that the dates follow, for example 2026-12-24"))
        parser.add_argument(
            "--yes-invented-data", action="store_true", help=_("build although this is not a demo installation")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._may_build(options["yes_invented_data"])
        mark = DemoMark.objects.first()
        if mark and not options["fresh"]:
            self.stdout.write(_("The sample data are there already (%(day)s).") % {"day": mark.day})
            return
        today, now = self._day(options["today"])
        with override(settings.LANGUAGE_CODE):
            if mark:
                fresh.clear()
            try:
                build.build(today, now)
            except build.NotEmpty as error:
                raise CommandError(
                    _("This database holds content that the demo did not make. Nothing was changed.")
                ) from error
        self.stdout.write(
            _("Sample data for %(day)s are ready; the password of every account is «demo».") % {"day": today}
        )

    def _may_build(self, sure: bool) -> None:
        if not (settings.DEBUG or settings.PORTAL_DEMO or sure):
            raise CommandError(
                _("This is not a demo installation. To put invented data here, add --yes-invented-data.")
            )

    def _day(self, given: str | None) -> tuple[dt.date, dt.datetime]:
        if not given:
            now = timezone.now()
            return warsaw_date(now), now
        try:
            today = dt.date.fromisoformat(given)
        except ValueError as error:
            raise CommandError(_("--today takes a day, for example 2026-12-24.")) from error
        return today, warsaw(today, dt.time(10))
