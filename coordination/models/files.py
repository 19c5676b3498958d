"""Files of a conversation, kept where no public address leads (§ 5 pkt 2)."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..private_files import private_storage
from ..uploads import TYPES
from .inquiries import InquiryMessage

FOLDER = "zapytania"


def unguessable(file: Any, _filename: str) -> str:
    """Nothing of what the sender typed stands in the path."""
    return f"{FOLDER}/{uuid.uuid4().hex}.{file.kind}"


class InquiryFile(models.Model):
    """Plik wiadomości. `name` is safe to show and to save under; `size` in octets; `kind` was told by the content."""

    message = models.ForeignKey(InquiryMessage, models.CASCADE, verbose_name=_("message"), related_name="files")
    name = models.CharField(_("name"), max_length=140)
    kind = models.CharField(_("kind"), max_length=8)
    size = models.PositiveIntegerField(_("size"))
    content = models.FileField(_("content"), storage=private_storage, upload_to=unguessable, max_length=120)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")

    def __str__(self) -> str:
        return self.name

    @property
    def content_type(self) -> str:
        return TYPES.get(self.kind, "application/octet-stream")
