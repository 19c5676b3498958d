"""Files that come with a message: which kinds, how large, what they really are.

Nothing is believed of the name or of the type a browser tells: the content decides, and the suffix has to agree.
"""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, Any

import filetype
from django.utils.translation import gettext as _
from PIL import Image

from . import conf

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "txt": "text/plain",
}
"""Kind of a file → the type under which it is given out."""
OTHER_SUFFIXES = {"jpeg": "jpg"}
ACCEPTED = ",".join(f".{suffix}" for suffix in (*TYPES, *OTHER_SUFFIXES))
"""For the attribute of the control: the browser offers these files first."""

LONGEST_NAME = 100
NOT_IN_NAMES = frozenset("<>:\"/\\|?*;%'`")
MOST_PARTS, MOST_UNPACKED = 5000, 200 * conf.MEGABYTE
"""An office file is a package: more than this is no document."""
PACKAGES = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
ENCODINGS = ("utf-8", "cp1250")
LAYOUT = frozenset("\t\n\r\f\ufeff")


class Unfit(ValueError):
    """Not taken; the words say why and what to do."""


@dataclass(frozen=True)
class Upload:
    """A file that was looked at: a safe name, its kind, its size in octets."""

    name: str
    kind: str
    size: int
    content: Any


def checked(file: Any) -> Upload:
    """The uploaded file (name, size, readable). Raises Unfit when it is too large, or not what its name says."""
    suffix = str(file.name).rpartition(".")[2].lower()
    named = OTHER_SUFFIXES.get(suffix, suffix)
    if not file.size:
        raise Unfit(_("the file is empty"))
    if file.size > conf.file_megabytes() * conf.MEGABYTE:
        raise Unfit(_("the file is larger than %(size)d MB") % {"size": conf.file_megabytes()})
    if named not in TYPES:
        raise Unfit(_("such files are not taken. Send: %(kinds)s") % {"kinds": ", ".join(TYPES)})
    if kind_of(file) != named:
        raise Unfit(_("the content is not what the name says (.%(suffix)s), or it is damaged") % {"suffix": suffix})
    return Upload(safe_name(file.name, named), named, file.size, file)


def kind_of(file: IO[bytes]) -> str:
    """What the content is, one of TYPES; "" for everything else. Leaves the file at its beginning."""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    guessed = getattr(filetype.guess(head), "extension", "")
    try:
        if head.startswith(b"PK\x03\x04"):
            return _packed(file)
        if guessed in ("jpg", "png"):
            return _picture(file)
        if guessed == "pdf":
            return "pdf"
        return "txt" if _is_text(file.read()) else ""
    finally:
        file.seek(0)


def safe_name(raw: str, kind: str) -> str:
    """A name that is only a name on any system: no path, no invisible or reserved signs, one suffix."""
    last = unicodedata.normalize("NFC", raw.replace("\\", "/")).rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    seen = "".join(_sign(one) for one in stem)
    name = " ".join(seen.split()).strip(". ")[:LONGEST_NAME].strip() or _("file")
    return f"{name}.{kind}"


def _sign(one: str) -> str:
    if one in NOT_IN_NAMES or one.isspace():
        return " "
    return "" if unicodedata.category(one).startswith("C") else one


def _packed(file: IO[bytes]) -> str:
    """An office document by its parts. One with macros is none that we take."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return ""
            names = {part.filename for part in parts}
            if any(name.endswith("vbaProject.bin") for name in names):
                return ""
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in PACKAGES.items() if part in names), "")
            told = package.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, zlib.error):
        return ""
    return {TYPES[kind]: kind for kind in ("odt", "ods")}.get(told, "")


def _picture(file: IO[bytes]) -> str:
    try:
        with Image.open(file) as picture:
            kind = {"JPEG": "jpg", "PNG": "png"}.get(picture.format or "", "")
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ""
    return kind


def _is_text(content: bytes) -> bool:
    """Words in an encoding used in Poland, without control signs."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(unicodedata.category(one) == "Cc" and one not in LAYOUT for one in text)
    return False
