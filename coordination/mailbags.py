"""What is late today, gathered into one letter a mailbox. Pure: who holds which office is decided before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .outbox import Recipient


@dataclass(frozen=True)
class Due:
    """A task, the step to take, how many times it was taken before plus one, and everybody whom the step tells."""

    task: Any
    step: str
    number: int
    to: tuple[Recipient, ...]

    @property
    def node(self) -> tuple[int, str]:
        return self.task.unit_id, self.step


class Part(NamedTuple):
    """The tasks of one unit in a letter, told to the reader as this step."""

    unit: Any
    step: str
    tasks: list[Any]


class Letter(NamedTuple):
    to: Recipient
    parts: list[Part]

    @property
    def tasks(self) -> int:
        return sum(len(part.tasks) for part in self.parts)


class Bag(NamedTuple):
    """Steps whose people overlap: they are taken together, or none of them is."""

    dues: list[Due]

    @property
    def boxes(self) -> list[str]:
        """In a stable order, so that two clocks never wait for each other."""
        return sorted({box(one) for due in self.dues for one in due.to})


def box(one: Recipient) -> str:
    """Whoever serves several units under one address is one reader."""
    return one.email.lower()


def bags(dues: Iterable[Due]) -> list[Bag]:
    """Dues that share a reader come into one bag."""
    nodes: dict[tuple[int, str], list[Due]] = defaultdict(list)
    for due in dues:
        nodes[due.node].append(due)
    found: list[tuple[set[str], list[Due]]] = []
    for together in nodes.values():
        boxes, members, apart = {box(one) for one in together[0].to}, [], []
        for known in found:
            if known[0] & boxes:
                boxes |= known[0]
                members += known[1]
            else:
                apart.append(known)
        found = [*apart, (boxes, [*members, *together])]
    return [Bag(members) for _boxes, members in found]


def letters(dues: Sequence[Due]) -> list[Letter]:
    """One letter a reader, a part for each unit and step, units by name."""
    readers: dict[str, Recipient] = {}
    told: dict[str, dict[tuple[int, str], Part]] = defaultdict(dict)
    for due in dues:
        for one in due.to:
            readers.setdefault(box(one), one)
            part = told[box(one)].setdefault(due.node, Part(due.task.unit, due.step, []))
            if due.task not in part.tasks:
                part.tasks.append(due.task)
    return [
        Letter(readers[key], sorted(parts.values(), key=lambda part: (str(part.unit), part.step)))
        for key, parts in told.items()
    ]
