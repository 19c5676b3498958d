"""The clock: runs every registered job, for ever."""

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from coordination import clock

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Runs all registered jobs for ever; stop it with SIGTERM. Any number of hosts may run it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pause", type=float, default=5, help="Seconds between beats.")
        parser.add_argument("--once", action="store_true", help="One beat, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.running = True
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while self.running:
            self._beat(once=options["once"])
            close_old_connections()
            if options["once"]:
                return
            time.sleep(options["pause"])

    def _beat(self, *, once: bool) -> None:
        """A database that is away for a while stops one beat, not the clock; `/healthz` tells of the silence."""
        try:
            clock.tick(timezone.now())
        except DatabaseError:
            if once:
                raise
            logger.exception("the clock missed a beat")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.running = False
