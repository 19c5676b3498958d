"""Addresses and numbers that lead to somebody: mail, phone, PESEL, NIP, REGON, KRS, account, street and house."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from ..text import stems
from .facts import Asker, Found, Office, What
from .words import MAIL_PROVIDERS

_EMAIL = re.compile(r"[\w.+%-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_PESEL = re.compile(r"(?<![\d-])\d{2}(?P<month>\d{2})(?P<day>\d{2})[ -]?\d{5}(?![\d-])")
_TWELVE, _CENTURY, _THIRTY_ONE = 12, 20, 31
_NUMBERS = (
    re.compile(r"\b(?:NIP|KRS|REGON|PESEL)\b[\s:.,nr]*(?:PL)?\s?\d[\d -]{6,16}\d", re.IGNORECASE),
    re.compile(r"(?<![\d-])(?:\d{3}-\d{3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}-\d{3})(?![\d-])"),  # NIP as it is written
    re.compile(r"(?<!\d)(?:PL ?)?\d{2}(?:[ -]?\d{4}){6}(?!\d)"),  # a bank account
    re.compile(r"(?<!\d)(?:\d{9,11}|\d{14})(?!\d)"),
    re.compile(r"\b[A-Z]{3} ?\d{6}\b"),  # an identity card
)
_WITH_PREFIX = re.compile(
    r"(?<!\d)(?:\+|00)?48[ -]?(?P<number>\d{3}[ -]?\d{3}[ -]?\d{3}|\d{2}[ -]?\d{3}[ -]?\d{2}[ -]?\d{2})(?!\d)"
)
_MONEY = re.compile(r"[\s ]*(?:,\d\d)?[\s ]*(?:zł|zl|PLN|tys|mln|euro|EUR|m²)", re.IGNORECASE)
_STREET = re.compile(
    r"\b(?i:ul|al|pl|os|ulic[aąęy]|alej[aąęi]|alei|plac(?:u|em)?|osiedl[aeu]|osiedlem)\.?\s+"
    r"(?:(?:[A-ZĄĆĘŁŃÓŚŹŻ„\d][\w.”’-]*|i|na|nad|w)\s+){1,5}?"
    r"\d{1,4}(?:\s?[A-Za-z]\b)?(?:\s?(?:/|m\.?|lok\.?)\s?\d{1,4})?"
)
_POST_CODE = re.compile(r"(?<![\d-])\d{2}-\d{3}\s+[A-ZĄĆĘŁŃÓŚŹŻ]\w+")
_STREET_WORDS = frozenset(stems("ul al pl os ulica aleja plac osiedle"))


def find(text: str, asker: Asker, office: Office) -> Iterator[Found]:
    yield from _emails(text, asker, office)
    yield from _website(text, asker)
    yield from _phones(text, office)
    yield from _pesels(text)
    yield from _identifiers(text, office)
    yield from _addresses(text, office)


def _emails(text: str, asker: Asker, office: Office) -> Iterator[Found]:
    """All but those of the office; the asker's own even if it looks like one."""
    for one in _EMAIL.finditer(text):
        address, domain = one.group().lower().strip("."), one["domain"].lower()
        if address == asker.email.lower() or not (address in office.emails or domain in office.domains):
            yield Found(one.start(), one.end(), What.EMAIL)


def _website(text: str, asker: Asker) -> Iterator[Found]:
    """Addresses in the domain of the asker's mail, when it is no provider's."""
    _mailbox, _at, domain = asker.email.lower().partition("@")
    if not domain or domain in MAIL_PROVIDERS:
        return
    for one in re.finditer(rf"(?<![\w@.-])(?:https?://)?(?:www\.)?{re.escape(domain)}(?:/\S*)?", text, re.IGNORECASE):
        yield Found(one.start(), one.end(), What.WEBSITE)


def _phones(text: str, office: Office) -> Iterator[Found]:
    """Numbers that exist in Poland or carry their country, except those of the office and sums of money."""
    for match in phonenumbers.PhoneNumberMatcher(text, "PL", leniency=phonenumbers.Leniency.VALID):
        if e164(match.number) not in office.phones and not _MONEY.match(text, match.end):
            yield Found(match.start, match.end, What.PHONE)
    for one in _WITH_PREFIX.finditer(text):
        number = "+48" + re.sub(r"\D", "", one["number"])
        if number not in office.phones and not _MONEY.match(text, one.end()):
            yield Found(one.start(), one.end(), What.PHONE)


def e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _pesels(text: str) -> Iterator[Found]:
    """Eleven digits that begin with a day of birth; the check digit is not asked, people mistype."""
    for one in _PESEL.finditer(text):
        month, day = int(one["month"]) % _CENTURY, int(one["day"])
        if 1 <= month <= _TWELVE and 1 <= day <= _THIRTY_ONE:
            yield Found(one.start(), one.end(), What.PESEL)


def _identifiers(text: str, office: Office) -> Iterator[Found]:
    """Never sure: the office writes such numbers too."""
    for pattern in _NUMBERS:
        for one in pattern.finditer(text):
            digits = re.sub(r"\D", "", one.group())
            of_the_office = {f"+48{digits}", f"+{digits}"} & office.phones
            if not of_the_office and not _MONEY.match(text, one.end()):
                yield Found(one.start(), one.end(), What.NUMBER, sure=False)


def _addresses(text: str, office: Office) -> Iterator[Found]:
    """A street or an estate with a house number, a post code with its town; the office's own addresses stay."""
    known = [frozenset(stems(address)) for address in office.addresses]
    for pattern in (_STREET, _POST_CODE):
        for one in pattern.finditer(text):
            told = frozenset(stems(one.group())) - _STREET_WORDS
            if not any(told <= address for address in known):
                yield Found(one.start(), one.end(), What.ADDRESS, sure=False)
