"""What an open form is about, for `coordination.closing`."""

from typing import Any


def subject_of_page(page_id: Any) -> str:
    """What an open editor is about, for `closing`."""
    return f"page:{page_id}"


def subject_of_new(parent_id: Any, model: str) -> str:
    return f"below:{parent_id}:{model}"


def subject_of_handing(page_id: Any) -> str:
    return f"hand-over:{page_id}"
