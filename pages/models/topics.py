"""Topics of pages. They live here, because keys point down: a page to a topic, never the other way."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase

from coordination.models import Topic


class PageTopic(ItemBase):
    """Temat strony."""

    tag = models.ForeignKey(Topic, models.CASCADE, related_name="+", verbose_name=_("topic"))
    content_object = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="page_topics", verbose_name=_("page")
    )

    class Meta:
        verbose_name = _("topic of a page")
        verbose_name_plural = _("topics of pages")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="a_topic_stands_once_on_a_page")]
