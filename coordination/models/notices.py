"""What a person has chosen and seen of the portal's notices: one row a person, made when there is something to keep."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeSettings(models.Model):
    """Powiadomienia osoby. `seen_at`: up to which instant the news on the staff home were read.

    `daily`: keys of the families of letters (coordination.letters) that come once a day; all others come at once.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("account"), related_name="notice_settings"
    )
    seen_at = models.DateTimeField(_("news read until"), null=True, blank=True)

    daily = models.JSONField(_("letters that come once a day"), default=list, blank=True)

    class Meta:
        verbose_name = _("notices of a person")
        verbose_name_plural = _("notices of people")

    def __str__(self) -> str:
        return str(self.account)
