"""Scale data: `manage.py populate --units N --pages N --users N` (DESIGN.md section 9)."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.demo import scale, scale_pages


class Command(BaseCommand):
    """Adds what is missing to the totals that are asked for."""

    help = gettext_lazy("Fill the portal with many units and pages, to measure it at scale.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--units", type=int, default=0, help=_("how many active units there should be"))
        parser.add_argument("--pages", type=int, default=0, help=_("how many public pages of content there should be"))
        parser.add_argument("--users", type=int, default=0, help=_("how many active accounts there should be"))
        parser.add_argument(
            "--yes-invented-data", action="store_true", help=_("build although this is not a demo installation")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.PORTAL_DEMO or options["yes_invented_data"]):
            raise CommandError(
                _("This is not a demo installation. To put invented data here, add --yes-invented-data.")
            )
        try:
            added = scale.populate(
                units=options["units"], pages=options["pages"], users=options["users"], now=timezone.now()
            )
        except scale_pages.NoShelf as error:
            raise CommandError(_("There are no shelves for pages yet. Run «manage.py demo» first.")) from error
        self.stdout.write(_("Added: units %(units)d, pages %(pages)d, accounts %(users)d.") % vars(added))
