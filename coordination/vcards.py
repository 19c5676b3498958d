"""A contact to keep: vCard 3.0, which every phone reads."""

from __future__ import annotations

from django.utils.translation import gettext as _

from . import conf, phones
from .models import Designation

LONGEST = 75  # octets


def vcard(designation: Designation) -> str:
    """The card of somebody in office. In the demo it holds no number: demo numbers are not to be dialled."""
    person = designation.person
    city = _said(_("City of Kraków"))
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_said(person.last_name)};{_said(person.first_name)};;;",
        f"FN:{_said(person.full_name)}",
        f"ORG:{city};{_said(str(designation.unit))}",
        f"TITLE:{_said(person.function)}",
        f"ROLE:{_said(str(designation.get_office_display()))}",
        f"EMAIL;TYPE=WORK:{_said(person.email)}",
    ]
    if conf.is_demo():
        ribbon = _said(_("Demonstration data - this is not a service of the City of Kraków"))
        lines.append(f"NOTE:{ribbon}")
    elif person.phone:
        lines.append(f"TEL;TYPE=WORK,VOICE:{_number(person.phone)}")
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def _said(text: str) -> str:
    """Escaped as RFC 2426 wants it; a line break typed by somebody ends no property."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", " "), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """At most 75 octets a line; the rest goes on after a blank."""
    lines, current = [], ""
    for char in line:
        if len((current + char).encode()) > LONGEST:
            lines.append(current)
            current = " "
        current += char
    return "\r\n".join([*lines, current])


def _number(phone: str) -> str:
    try:
        return phones.parse(phone).e164
    except phones.PhoneError:
        return _said(phone)
