"""Records of pages handed over to be moved: from where, to where."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Move(models.Model):
    """Przeniesienie strony: the place it stood at when it was handed over, and the one agreed. Names frozen then."""

    handoff = models.OneToOneField("publishing.Handoff", models.CASCADE, verbose_name=_("handoff"), related_name="move")
    target = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, verbose_name=_("new place"), null=True, blank=True, related_name="+"
    )
    from_title = models.CharField(_("place until then"), max_length=255)
    to_title = models.CharField(_("new place"), max_length=255)
    old_url = models.CharField(_("address until then"), max_length=2000, blank=True)
    done_at = models.DateTimeField(_("moved at"), null=True, blank=True)

    class Meta:
        verbose_name = _("page moved")
        verbose_name_plural = _("pages moved")

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """For the book and the metryczka: from where to where."""
        return gettext("moved from «%(source)s» to «%(target)s»") % {"source": self.from_title, "target": self.to_title}
