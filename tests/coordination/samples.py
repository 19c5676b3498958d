"""Small real files for tests, and some that only pretend."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from coordination.uploads import Upload, checked
from portal.demo.files import docx, pdf, xlsx


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(out, kind)
    return out.getvalue()


def package(**parts: bytes) -> bytes:
    """A packed file; in the names of parts `__` stands for a slash and `_` for a full stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def open_document(kind: str) -> bytes:
    told = {"odt": "text", "ods": "spreadsheet"}[kind]
    return package(mimetype=f"application/vnd.oasis.opendocument.{told}".encode(), content_xml=b"<x/>")


GOOD = {
    "pdf": pdf("Statut", ["Treść"]),
    "docx": docx("Statut", ["Treść"]),
    "xlsx": xlsx("Budżet", [["a", 1]]),
    "odt": open_document("odt"),
    "ods": open_document("ods"),
    "jpg": picture("JPEG"),
    "png": picture(),
    "txt": "Zażółć gęślą jaźń\r\n".encode(),
}


def sent(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    """As a browser sends it; without content, a good one of the kind that the suffix names."""
    return SimpleUploadedFile(name, GOOD[name.rpartition(".")[2]] if content is None else content)


def upload(name: str = "statut.pdf") -> Upload:
    return checked(sent(name))
