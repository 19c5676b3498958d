"""One pass of publishing. Stands before Wagtail's command of the same name and replaces it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from coordination import clock, silences
from coordination.now_option import add_now, now_from
from publishing import scheduling


class Command(BaseCommand):
    help = "Publishes what is due, each item in its own transaction; expires; sends the outbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        now = now_from(options)
        silences.report(now)  # before anything is done: what units had scheduled is not to be told from the rest later
        done = scheduling.run_once(now)
        sent = clock.tick(now, force=True).get("outbox", "0")
        counts = ", ".join(f"{name}: {number}" for name, number in done.items())
        self.stdout.write(f"{counts}, letters: {sent}")
