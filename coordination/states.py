"""Vocabularies of the room: offices, stages, kinds of messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.TextChoices):
    """What a designation makes of a person in a unit (§ 2 pkt 1)."""

    HEAD = "head", _("head of unit")
    COORDINATOR = "coordinator", _("coordinator")
    DEPUTY = "deputy", _("deputy coordinator")


class PortalOffice(models.TextChoices):
    """Offices of the portal side, held by dated assignments (§ 4 ust. 1 pkt 2)."""

    ADMINISTRATOR = "administrator", _("portal administrator")
    EDITOR = "redaktor", _("portal editor")
    OPERATOR = "operator", _("portal operator")
    MONITOR = "sz-monitor", _("SZ monitor")
    DIRECTOR = "sz-director", _("Director of SZ")


class UnitChangeKind(models.TextChoices):
    """What an order of the mayor does to a unit."""

    RENAME = "rename", _("new name")
    MERGE = "merge", _("merger")
    CLOSE = "close", _("closing without a successor")


class InquiryState(models.TextChoices):
    OPEN = "open", _("waiting for an answer")
    CLARIFY = "clarify", _("waiting for your clarification")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class ClosedBecause(models.TextChoices):
    """Why an inquiry was closed. Of spam the asker hears nothing and takes nothing up again."""

    SETTLED = "settled", _("settled, nothing is left to answer")
    WITHDRAWN = "withdrawn", _("taken back by the asker")
    DUPLICATE = "duplicate", _("asked twice, answered elsewhere")
    NOT_OURS = "not-ours", _("not a matter of the city")
    SPAM = "spam", _("spam")


class Voice(models.TextChoices):
    """Who speaks in an inquiry, and to whom."""

    ASKER = "asker", _("question")
    ANSWER = "answer", _("answer")
    CLARIFY = "clarify", _("request for clarification")
    PASSED = "passed", _("passed on")
    CLOCK = "clock", _("day of the answer")
    NOTE = "note", _("internal note")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("opened again")


class Matter(models.TextChoices):
    """What an inquiry is in law, which decides its clock; the values stand in addresses of lists."""

    INQUIRY = "zapytanie", _("ordinary inquiry")
    INFORMATION = "informacja", _("request for public information")
    COMPLAINT = "skarga", _("complaint or proposal (KPA)")
    PETITION = "petycja", _("petition")
    ACCESSIBILITY = "dostepnosc", _("request for digital accessibility")


class Outcome(models.TextChoices):
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class LetterState(models.TextChoices):
    """What has become of a letter; the values stand in the address of the list."""

    WAITING = "czeka", _("waiting to be sent")
    DAILY = "na-zbiorczy", _("waiting for the daily letter")
    GATHERED = "w-zbiorczym", _("told in a daily letter")
    SENT = "wyslany", _("sent off")
    BOUNCED = "zwrocony", _("came back undelivered")
    GIVEN_UP = "porzucony", _("given up")


class Correspondent(models.TextChoices):
    """Who is to answer a letter about an inquiry by mail."""

    ASKER = "asker", _("the asker")
    UNIT = "unit", _("the unit")


class MailOrigin(models.TextChoices):
    MAIL = "mail", _("by mail")
    FORM = "form", _("by the form of the portal")


class MailState(models.TextChoices):
    """What has become of mail that came in; the values stand in the address of the list."""

    TAKEN = "przyjety", _("taken from the mailbox")
    HELD = "czeka", _("waiting for a person")
    ADDED = "w-sprawie", _("part of an inquiry")
    AUTOMATIC = "automat", _("automatic reply, kept")
    ASIDE = "odlozony", _("put aside")
    SPAM = "spam", _("spam")


class MailReason(models.TextChoices):
    """Why mail waits for a person, or was kept without one."""

    UNMARKED = "unmarked", _("It was not sent to a reply address of any inquiry, so nothing proves what it is about.")
    OTHER_ADDRESS = "other-address", _("It came from another address than the one our letter went to.")
    NOT_ANSWERING = "not-answering", _("Its sender may not answer this inquiry today.")
    REFUSED = "refused", _("The inquiry does not take it any more.")
    OUTDATED = "outdated", _("Somebody else wrote in the inquiry after our letter.")
    WITH_FILES = "with-files", _("It carries files that the asker would not get.")
    NO_TEXT = "no-text", _("There is nothing new in it beside quoted text.")
    TOO_LONG = "too-long", _("It is too long for the conversation.")
    TOO_MANY = "too-many", _("Too many letters came to this inquiry within a day.")
    BLOCKED = "blocked", _("The sender is on the block list.")
    BOUNCED = "bounced", _("A letter of ours was not delivered.")
    LISTED = "listed", _("A mailing list or a group mailbox passed it on; look whether a person wrote it.")
    AUTOMATIC = "automatic", _("An automatic reply; nobody wrote it.")
    UNREADABLE = "unreadable", _("The portal could not read it.")


class Confidence(models.TextChoices):
    """How sure we are of a fact of law or of the city (domain.md)."""

    HIGH = "H", _("confirmed in a primary source")
    MEDIUM = "M", _("secondary source")
    LOW = "L", _("to be confirmed by SZ")


class LegalForm(models.TextChoices):
    """Legal forms of organisations an inquiry may name (art. 3 of the act)."""

    FOUNDATION = "foundation", _("foundation")
    ASSOCIATION = "association", _("association")
    ORDINARY = "ordinary", _("ordinary association")
    CLUB = "club", _("sports club")
    CHURCH = "church", _("church legal person")
    COOPERATIVE = "cooperative", _("social cooperative")
    COMPANY = "company", _("non-profit company")
    RURAL = "rural", _("rural housewives' club")
    INFORMAL = "informal", _("informal group")
    OTHER = "other", _("other")


class AccountStep(models.TextChoices):
    """What happened to an account, by the clock or by a person."""

    WARNED = "warned", _("warned: not used for long")
    DORMANT = "dormant", _("shut: not used for long")
    ENDED = "ended", _("shut: the office ended")
    RESTORED = "restored", _("opened again")


class AccountState(models.TextChoices):
    """How far a person is on the way into the portal. Computed, never stored."""

    NONE = "none", _("no account")
    INVITED = "invited", _("invited")
    EXPIRED = "expired", _("invitation expired")
    UNINVITED = "uninvited", _("account without a password")
    WORKS = "works", _("account works")
    SUSPENDED = "suspended", _("account shut")
    SHUT_BY_HAND = "by-hand", _("account shut by an administrator")
