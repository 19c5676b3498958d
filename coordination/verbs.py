"""The vocabulary of the book: every deed has one verb, declared once, with its words and its group.

Rooms above declare theirs in ready() (`publishing.verbs`). A verb nobody declared fails a test, never a deed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Label: TypeAlias = str | _StrPromise


class Group(models.TextChoices):
    """What a deed is about: the filter of the book. Frozen in each entry, because it is part of an index."""

    PAGES = "pages", _("pages and their content")
    HANDOFFS = "handoffs", _("handoffs and dates")
    RIGHTS = "rights", _("rights to publish")
    PEOPLE = "people", _("units and people")
    INQUIRIES = "inquiries", _("inquiries of organisations")
    DUTIES = "duties", _("tasks and reminders")
    FILES = "files", _("images and documents")
    ACCOUNTS = "accounts", _("accounts and sign-in")
    REGISTERS = "registers", _("dictionaries and settings")
    DOORS = "doors", _("refusals at the door")
    OTHER = "other", _("other deeds")


@dataclass(frozen=True)
class Verb:
    """One deed: «page.publish», what it is called, where it belongs."""

    code: str
    label: Label
    group: Group


_verbs: dict[str, Verb] = {}


def declare(group: Group, labels: Mapping[str, Label]) -> None:
    """Add verbs to the vocabulary; declaring the same code again replaces it."""
    _verbs.update({code: Verb(code, label, group) for code, label in labels.items()})


def known(code: str) -> bool:
    return code in _verbs


def label_of(code: str) -> Label:
    return _verbs[code].label if code in _verbs else code


def group_of(code: str) -> str:
    return _verbs[code].group if code in _verbs else Group.OTHER


def every() -> Iterable[Verb]:
    return _verbs.values()


declare(
    Group.PEOPLE,
    {
        "designation.designate": _("designated a person"),
        "designation.amend": _("changed a designation"),
        "designation.end": _("ended a designation"),
        "absence.mark": _("marked an absence"),
        "absence.change": _("changed an absence"),
        "absence.delete": _("took an absence back"),
        "unit.create": _("entered a unit"),
        "unit.change": _("changed a unit"),
        "unit.delete": _("deleted a unit"),
        "unit.rename": _("decided a new name of a unit"),
        "unit.merge": _("decided to join a unit to another"),
        "unit.close": _("decided to close a unit"),
        "unit.cancel": _("took back a change of a unit"),
        "unit.carry-out": _("carried out a change of a unit"),
        "unit.renamed": _("gave a unit its new name"),
        "unit.closed": _("closed a unit and passed its things on"),
        "unit.sweep": _("looked for what was left in a closed unit"),
        "unit.swept": _("passed on what was left in a closed unit"),
        "office.assign": _("named somebody to an office of the portal"),
        "office.change": _("changed an office of the portal"),
        "office.end": _("ended an office of the portal"),
        "office.late": _("sent a form after the office had ended"),
        "person.create": _("entered a person"),
        "person.change": _("changed a person"),
        "person.delete": _("deleted a person"),
        "officehours.create": _("entered phone hours"),
        "officehours.change": _("changed phone hours"),
        "officehours.delete": _("deleted phone hours"),
    },
)
declare(
    Group.INQUIRIES,
    {
        "inquiry.receive": _("inquiry received"),
        "inquiry.continue": _("the organisation wrote again"),
        "inquiry.link": _("new link sent to the organisation"),
        "inquiry.read": _("opened an inquiry"),
        "inquiry.answer": _("answered an inquiry"),
        "inquiry.clarify": _("asked to clarify an inquiry"),
        "inquiry.pass_on": _("passed an inquiry on"),
        "inquiry.note": _("noted something for colleagues"),
        "inquiry.close": _("closed an inquiry"),
        "inquiry.reopen": _("took the closing of an inquiry back"),
        "inquiry.lapse": _("closed an answered inquiry when its days had passed"),
        "inquiry.helped": _("the organisation said whether the answer helped"),
        "template.add": _("wrote a template of answers"),
        "template.change": _("changed a template of answers"),
        "template.inherit": _("passed a template of answers to the successor of the unit"),
        "inquiry.keep": _("kept a late answer as a note"),
        "inquiry.inherit": _("passed an inquiry to the successor of the unit"),
        "inquiry.classify": _("set the kind of matter of an inquiry"),
        "inquiry.extend": _("extended the period of an inquiry"),
        "inquiry.sign": _("entered the case sign of an inquiry"),
        "inquiry.recount": _("counted the day of an answer again, as days off changed"),
        "inquiry.anonymise": _("took the asker's data and texts out of an old inquiry"),
        "mail.hold": _("kept an incoming letter for a person"),
        "mail.keep": _("kept an automatic reply"),
        "mail.attach": _("attached a letter to an inquiry"),
        "mail.inquiry": _("made an inquiry of a letter"),
        "mail.aside": _("put an incoming letter aside"),
        "mail.spam": _("marked an incoming letter as spam"),
        "mail.back": _("took a letter back to the holding list"),
        "mail.address": _("corrected the address of an asker"),
        "letter.bounced": _("a letter came back undelivered"),
        "sender.block": _("blocked a sender"),
        "sender.lift": _("lifted the block of a sender"),
    },
)
declare(
    Group.DUTIES,
    {
        "remind.coordinator": _("reminded the coordinator"),
        "remind.deputy": _("reminded the deputy"),
        "remind.head": _("reminded the head of unit"),
        "remind.sz": _("told SZ of a late task"),
        "remind.late_material": _("told the unit that agreed material is late"),
        "remind.uncovered": _("alarmed that no approver is on duty for an agreed item"),
        "task.open": _("task opened"),
        "task.settle": _("task settled"),
        "letter.again": _("sent a letter again that had been given up"),
        "figure.file": _("gave the state of the money for small grants"),
    },
)
declare(
    Group.REGISTERS,
    {
        "register.create": _("entered a row of a dictionary"),
        "register.change": _("changed a row of a dictionary"),
        "register.delete": _("deleted a row of a dictionary"),
        "limit.enter": _("entered a limit of law"),
        "limit.change": _("changed a limit of law"),
        "limit.delete": _("deleted a limit of law that had not begun"),
    },
)
declare(
    Group.ACCOUNTS,
    {
        "account.invite": _("invited a person to the portal"),
        "account.renew": _("asked for a new invitation"),
        "account.accept": _("accepted an invitation"),
        "account.revoke": _("took an invitation back"),
        "account.warn": _("warned that an account will be shut"),
        "account.suspend": _("shut an account"),
        "account.restore": _("opened an account again"),
        "account.letters": _("chose which letters come once a day"),
    },
)
declare(Group.DOORS, {"refuse": _("was refused entry")})
