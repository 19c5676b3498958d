"""The host's own accounts: the plugin knows them only as AUTH_USER_MODEL."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """An account with something that the plugin's own portal does not have."""

    room = models.CharField("pokój", max_length=20, blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.username
