"""Forms of pictures and documents. Tags are a vocabulary of the portal team: words of a unit would show to all others.

Settings name them: WAGTAILIMAGES_IMAGE_FORM_BASE, WAGTAILDOCS_DOCUMENT_FORM_BASE (docs/plugin.md).
"""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from coordination.standing import standing_of


class TagsOfThePortalTeam:
    """Whoever is not of the portal team meets no field for tags."""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        if user is not None and not (standing_of(user).is_portal_officer or user.is_superuser):
            fields.pop("tags", None)


class ImageForm(TagsOfThePortalTeam, BaseImageForm):
    pass


class DocumentForm(TagsOfThePortalTeam, BaseDocumentForm):
    pass
