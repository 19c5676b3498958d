"""What the room remembers."""

from .accounts import AccountEvent, Invitation
from .answering import AnswerTemplate, InquiryPresence
from .assignments import PortalAssignment
from .audit import AuditEntry
from .changes import UnitChange, UnitName
from .clock import ClockBeat
from .designations import Absence, Designation, OfficeHours, Person
from .dictionaries import District, Holiday, LawLimit, OutdatedReference, ServiceStandard, Sphere, Topic, UnitKind
from .duties import Duty, DutyTask
from .files import InquiryFile
from .grants import GrantFigure
from .inquiries import Inquiry, InquiryMessage, NumberSequence
from .mail import BlockedSender, IncomingMail
from .notices import NoticeSettings
from .outbox import OutboxMessage
from .reminders import ReminderStep
from .units import Unit, UnitTopic

__all__ = [
    "Absence",
    "AccountEvent",
    "AnswerTemplate",
    "AuditEntry",
    "BlockedSender",
    "ClockBeat",
    "Designation",
    "District",
    "Duty",
    "DutyTask",
    "GrantFigure",
    "Holiday",
    "IncomingMail",
    "Inquiry",
    "InquiryFile",
    "InquiryMessage",
    "InquiryPresence",
    "Invitation",
    "LawLimit",
    "NoticeSettings",
    "NumberSequence",
    "OfficeHours",
    "OutboxMessage",
    "OutdatedReference",
    "Person",
    "PortalAssignment",
    "ReminderStep",
    "ServiceStandard",
    "Sphere",
    "Topic",
    "Unit",
    "UnitChange",
    "UnitKind",
    "UnitName",
    "UnitTopic",
]
