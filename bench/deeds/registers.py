"""S: holes around snippets and registers."""

from __future__ import annotations

from .families import Family
from .helpers import told
from .side import Side

REGISTERS = Family()


@REGISTERS.deed("S1", "rewrite another unit's card of contacts")
def take_over(side: Side) -> tuple[bool, str]:
    return side.takeover(side.client("coordinator"))(), ""


@REGISTERS.deed("S2", "read the unpublished version of another unit's record")
def read_registers(side: Side) -> tuple[bool, str]:
    client = side.client("coordinator")
    answers = [client.get(address) for address in side.register_addresses()]
    codes = sorted({answer.status_code for answer in answers})
    return any(told(side, answer) for answer in answers), f"{len(answers)} addresses answer {codes}"


@REGISTERS.deed("S3", "delete another unit's records in bulk")
def erase(side: Side) -> tuple[bool, str]:
    return side.erase(side.client("coordinator"))(), ""
