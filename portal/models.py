"""The account of a person who works in the portal. Rights are not here: see coordination.standing."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Konto: who signs in. What the person may do follows from designations and portal offices."""

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class DemoMark(models.Model):
    """Znak danych demonstracyjnych: everything in this database was invented by `manage.py demo`."""

    built_at = models.DateTimeField(_("built at"))
    day = models.DateField(_("day that the dates follow"))

    class Meta:
        verbose_name = _("demo mark")
        verbose_name_plural = _("demo marks")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
