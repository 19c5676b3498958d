"""The portal with its clock set: it begins to tick at the instant of JOURNEY_BEGINS (ISO, with an offset)."""

import datetime as dt
import os

import time_machine

time_machine.travel(dt.datetime.fromisoformat(os.environ["JOURNEY_BEGINS"]), tick=True).start()

from portal.wsgi import application  # noqa: E402

__all__ = ["application"]
