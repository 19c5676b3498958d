"""What the room remembers."""

from .audit import AuditEntry
from .changes import UnitChange, UnitName
from .clock import ClockBeat
from .designations import Absence, Designation, OfficeHours, Person
from .dictionaries import District, Holiday, LawLimit, ServiceStandard, Sphere, Topic, UnitKind
from .duties import Duty, DutyTask
from .inquiries import Inquiry, InquiryMessage, NumberSequence
from .outbox import OutboxMessage
from .units import Unit, UnitTopic

__all__ = [
    "Absence",
    "AuditEntry",
    "ClockBeat",
    "Designation",
    "District",
    "Duty",
    "DutyTask",
    "Holiday",
    "Inquiry",
    "InquiryMessage",
    "LawLimit",
    "NumberSequence",
    "OfficeHours",
    "OutboxMessage",
    "Person",
    "ServiceStandard",
    "Sphere",
    "Topic",
    "Unit",
    "UnitChange",
    "UnitKind",
    "UnitName",
    "UnitTopic",
]
