"""One pass of reminders: what the calendar asks is opened, late tasks are told to those who owe them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from coordination import clock
from coordination.now_option import add_now, now_from

JOBS = ("upkeep", "accounts", "reminders", "watch", "digests")


class Command(BaseCommand):
    help = "One pass of reminders and digests; the letters leave with the clock."

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        now = now_from(options)
        for job in clock.jobs():
            if job.name in JOBS:
                self.stdout.write(f"{job.name}: {job.work(now)}")
