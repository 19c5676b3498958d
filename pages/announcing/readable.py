"""Whether an attached PDF can be read aloud: a scan has pictures of letters and no text (act of 4.04.2019, art. 5)."""

import logging
from typing import Any

from django.core.cache import cache
from pypdf import PdfReader
from wagtail.documents import get_document_model

PAGES, LARGEST = 5, 20 * 1024 * 1024
"""So many pages are looked at, in files of so many octets at most: this runs at every save of the editor."""
KEPT = 30 * 24 * 60 * 60
"""Seconds for which the answer about one file is remembered; another content has another hash."""
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity of a file


def without_text(page: Any) -> tuple[str, ...]:
    """Titles of the attached PDFs that hold no text. One query where anything is attached, and a look at new files."""
    titles = {row.document_id: row.title for row in page.attachments.all()}
    if not titles:
        return ()
    files = get_document_model().objects.filter(pk__in=titles, file__iendswith=".pdf").order_by("pk")
    return tuple(titles[one.pk] or one.title for one in files if not has_text(one))


def has_text(document: Any) -> bool:
    """Whether words stand on the first pages. A file too large to look at is taken at its word."""
    if (document.file_size or 0) > LARGEST:
        return True
    key = f"pdf-text-{document.file_hash or document.file.name}"
    return bool(cache.get_or_set(key, lambda: _looked_at(document), KEPT))


def _looked_at(document: Any) -> bool:
    try:
        with document.file.open("rb") as file:
            reader = PdfReader(file)
            return any(page.extract_text().strip() for page in reader.pages[:PAGES])
    except Exception:  # whatever is wrong with the file, nobody's program will read it aloud
        return False
