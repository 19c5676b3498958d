"""Settings a host may leave out, with what holds then (docs/plugin.md)."""

from pathlib import Path

from django.conf import settings
from django.urls import NoReverseMatch, reverse

MEGABYTE = 1024 * 1024


def portal_url() -> str:
    """Where links in letters and files lead, without a slash at the end."""
    named = getattr(settings, "PORTAL_URL", "") or getattr(settings, "WAGTAILADMIN_BASE_URL", "")
    return str(named).rstrip("/")


def is_demo() -> bool:
    """Whether the data are invented: ribbon, mail to .example only, numbers not dialled (DESIGN.md ruling 10)."""
    return bool(getattr(settings, "PORTAL_DEMO", False))


def reply_address() -> str:
    """The mailbox to which letters about inquiries are answered, «odpowiedz@…»; empty: nobody answers by mail.

    With invented data only an address in .example is one.
    """
    named = str(getattr(settings, "COORDINATION_REPLY_ADDRESS", "")).strip().lower()
    return "" if is_demo() and not named.endswith(".example") else named


def mailbox_url() -> str:
    """Where mail comes in: `maildir:///path` or `imaps://user:password@host/folder`; empty: nowhere."""
    return str(getattr(settings, "COORDINATION_MAILBOX_URL", ""))


def staff_home() -> str:
    """Where the staff desk stands; the front page in a host that has none."""
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:
        return "/"


def audit_kept_years() -> int:
    """How many years lines of the book are kept: a setting of the portal, not law; nothing deletes them by itself."""
    return int(getattr(settings, "AUDIT_KEPT_YEARS", 10))


def files_root() -> str:
    """Where files of inquiries are kept: no public address leads below it. Beside the media folder by default."""
    return str(getattr(settings, "COORDINATION_FILES_ROOT", "") or Path(settings.MEDIA_ROOT).parent / "private")


def files_most() -> int:
    """How many files may come with one message."""
    return int(getattr(settings, "COORDINATION_FILES_MOST", 5))


def file_megabytes() -> int:
    """How large one file may be."""
    return int(getattr(settings, "COORDINATION_FILE_MEGABYTES", 10))


def largest_form() -> int:
    """Octets of the largest form that a public door reads at all: the files and the fields beside them."""
    fields = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
    return fields + files_most() * file_megabytes() * MEGABYTE
