"""Puts up the front door and the shelves of a portal: `manage.py found`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.models import Page

from portal import founding


class Command(BaseCommand):
    """May be run again, after an upgrade too: what stands already is left as it is."""

    help = gettext_lazy("Put up the home page and the shelves of the portal, those that are missing.")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(settings.LANGUAGE_CODE):
            try:
                added = founding.found()
            except founding.Occupied as error:
                said = _("The page «%(title)s» stands at the root, and the portal did not put it there.")
                raise CommandError(said % {"title": error.args[0]}) from error
            for page in added:
                self.stdout.write(_("Added: %(title)s, %(url)s") % {"title": page.title, "url": page.get_full_url()})
            if not added:
                self.stdout.write(_("The home page and all shelves stand already."))
            if not Page.objects.filter(slug="deklaracja-dostepnosci").live().exists():
                self.stdout.write(
                    _("The accessibility declaration is still to be written: a page below the home page.")
                )
