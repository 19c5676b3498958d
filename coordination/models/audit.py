"""Who did what, in which role, from which unit, under which right, on which version; refusals too."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import verbs
from ..querysets import AuditQuerySet
from ..states import Outcome
from ..verbs import Group

_wiping: ContextVar[bool] = ContextVar("wiping", default=False)


@contextmanager
def wiping() -> Iterator[None]:
    """Inside, the whole book may be emptied: only for a demo that is built anew."""
    token = _wiping.set(True)
    try:
        yield
    finally:
        _wiping.reset(token)


class KeptQuerySet(AuditQuerySet):
    """Rows are only ever added: every way that the query set offers to change or remove them is shut."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Audit entries are only ever added.")

    update = _update = delete = bulk_update = update_or_create = _refuse

    def _raw_delete(self, using: Any) -> Any:
        return super()._raw_delete(using) if _wiping.get() else self._refuse()  # type: ignore[misc]

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        """For sample data of great cities; nothing already written is changed by it."""
        if kwargs.get("update_conflicts"):
            self._refuse()
        entries = list(objs)
        for entry in entries:
            entry.group = verbs.group_of(entry.verb)
        return super().bulk_create(entries, *args, **kwargs)


class AuditEntry(models.Model):
    """Wpis: names are frozen as they were; rows are only ever added.

    `unit_*` is the unit that answers for the thing, `actor_unit_*` the one the person acted from. The account has no
    constraint in the database: its number stays when the account is deleted. `times` counts identical refusals
    within a minute: a line is written at the first, the tenth, the hundredth.
    """

    wagtail_reference_index_ignore = True

    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        verbose_name=_("account"),
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    actor_name = models.CharField(_("who"), max_length=160)
    actor_role = models.CharField(_("in which role"), max_length=200, blank=True)
    actor_unit_id = models.BigIntegerField(_("number of the unit acted from"), null=True, blank=True)
    actor_unit_name = models.CharField(_("from which unit"), max_length=200, blank=True)
    unit_id = models.BigIntegerField(_("unit number"), null=True, blank=True)
    unit_name = models.CharField(_("unit"), max_length=200, blank=True)
    verb = models.CharField(_("deed"), max_length=60)
    group = models.CharField(_("kind of deed"), max_length=12, choices=Group, default=Group.OTHER)
    about = models.CharField(_("about"), max_length=80)
    label = models.CharField(_("title"), max_length=255, blank=True)
    right = models.CharField(_("under which right"), max_length=255, blank=True)
    right_about = models.CharField(_("record of the right"), max_length=80, blank=True)
    version = models.CharField(_("version"), max_length=40, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.DONE)
    times = models.PositiveIntegerField(_("how many times"), default=1)
    note = models.TextField(_("note"), blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at", "-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [  # each list of the screens is read from one of them, the newest first
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["about", "at"], name="audit_about_at"),
            models.Index(fields=["unit_id", "at"], name="audit_unit_at"),
            models.Index(fields=["group", "at"], name="audit_group_at"),
            models.Index(fields=["verb", "at"], name="audit_verb_at"),
            models.Index(fields=["actor", "at"], name="audit_actor_at"),
            models.Index(fields=["actor_name", "at"], name="audit_name_at"),
            models.Index(fields=["at"], name="audit_refused_at", condition=Q(outcome="refused")),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.verb} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self._refuse()
        self.group = verbs.group_of(self.verb)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    @staticmethod
    def _refuse() -> NoReturn:
        raise TypeError("Audit entries are only ever added.")
