"""How a file of a conversation goes out: to be saved, never to be shown inside a page of ours."""

from __future__ import annotations

from django.http import FileResponse, Http404

from .models import InquiryFile


def file_answer(file: InquiryFile) -> FileResponse:
    """Whether it may be had is judged before. Raises Http404 where the content is gone from the disk."""
    try:
        content = file.content.open("rb")
    except OSError as gone:
        raise Http404 from gone
    answer = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
