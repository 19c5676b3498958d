"""The same kinds of pages as the portal's, without its rules."""

from django import forms
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Orderable, Page, PreviewableMixin, RevisionMixin, WorkflowMixin

from .blocks import Body

TICKS = forms.CheckboxSelectMultiple


class Card(PreviewableMixin, WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The card of a unit: whom to call."""

    unit = models.CharField(max_length=200)
    person = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)

    panels = [FieldPanel("unit"), FieldPanel("person"), FieldPanel("phone"), PublishingPanel()]

    class Meta:
        ordering = ["unit"]

    def __str__(self) -> str:
        return f"{self.person}, {self.unit}"

    def get_preview_template(self, request: object, mode_name: str) -> str:
        return "twin/page.html"


class Word(models.Model):
    name = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Sphere(Word):
    pass


class District(Word):
    pass


class Topic(TagBase):
    free_tagging = False


class PageTopic(ItemBase):
    tag = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_topics")


def tabs(*panels: object) -> TabbedInterface:
    about = [FieldPanel(name) for name in ("slug", "seo_title", "search_description", "show_in_menus")]
    history = [MultiFieldPanel([FieldPanel("change_note"), FieldPanel("minor_edit")])]
    return TabbedInterface(
        [
            ObjectList(list(panels), heading="Content"),
            ObjectList([*history, *about, PublishingPanel()], heading="History"),
        ]
    )


class Content(Page):
    change_note = models.CharField(max_length=255, blank=True)
    minor_edit = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def get_template(self, request: object, *args: object, **kwargs: object) -> str:
        return "twin/page.html"


class ShelfPage(Page):
    """Home and indexes."""

    lead = models.CharField(max_length=300, blank=True)
    template = "twin/page.html"
    content_panels = [*Page.content_panels, FieldPanel("lead")]


class UnitPage(Content):
    """The page of a unit: the root of the unit's section."""

    subject = models.ForeignKey(Card, models.SET_NULL, null=True, blank=True, related_name="+")
    lead = models.TextField(max_length=500, blank=True)
    scope = StreamField(Body(), blank=True)
    edit_handler = tabs(*(FieldPanel(name) for name in ("title", "subject", "lead", "scope")))


class NewsPage(Content):
    lead = models.TextField(max_length=500)
    image = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    image_alt = models.CharField(max_length=250, blank=True)
    image_is_decorative = models.BooleanField(default=False)
    image_credit = models.CharField(max_length=120, blank=True)
    body = StreamField(Body(), blank=True)
    valid_until = models.DateField(null=True, blank=True)
    topics = ClusterTaggableManager(through=PageTopic, blank=True)
    edit_handler = tabs(
        *(
            FieldPanel(name)
            for name in (
                "title",
                "lead",
                "image",
                "image_alt",
                "image_is_decorative",
                "image_credit",
                "body",
                "topics",
                "valid_until",
            )
        )
    )


class EventPage(Content):
    lead = models.TextField(max_length=500)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=255, blank=True)
    contact = models.ForeignKey(Card, models.SET_NULL, null=True, blank=True, related_name="+")
    body = StreamField(Body(), blank=True)
    edit_handler = tabs(
        *(FieldPanel(name) for name in ("title", "lead", "starts_at", "ends_at", "place", "contact", "body"))
    )


class CompetitionPage(Content):
    summary = models.TextField(max_length=700, blank=True)
    number = models.CharField(max_length=60, blank=True)
    spheres = ParentalManyToManyField(Sphere, blank=True, related_name="+")
    districts = ParentalManyToManyField(District, blank=True, related_name="+")
    contact = models.ForeignKey(Card, models.SET_NULL, null=True, blank=True, related_name="+")
    body = StreamField(Body(), blank=True)
    total_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    award_rules = RichTextField(blank=True)
    conditions = RichTextField(blank=True)
    choice_mode = RichTextField(blank=True)
    announced_on = models.DateField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    edit_handler = tabs(
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("number"),
        FieldPanel("spheres", widget=TICKS),
        FieldPanel("districts", widget=TICKS),
        FieldPanel("contact"),
        FieldPanel("body"),
        FieldPanel("total_amount"),
        InlinePanel("amounts"),
        FieldPanel("award_rules"),
        InlinePanel("publications"),
        FieldPanel("deadline"),
        FieldPanel("conditions"),
        InlinePanel("premises"),
        FieldPanel("choice_mode"),
        InlinePanel("criteria"),
        InlinePanel("attachments"),
        InlinePanel("results"),
    )


class Row(Orderable):
    name = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True, blank=True)
    panels = [FieldPanel("name"), FieldPanel("on")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Amount(Row):
    page = ParentalKey(CompetitionPage, on_delete=models.CASCADE, related_name="amounts")


class Publication(Row):
    page = ParentalKey(CompetitionPage, on_delete=models.CASCADE, related_name="publications")


class Premise(Row):
    page = ParentalKey(CompetitionPage, on_delete=models.CASCADE, related_name="premises")


class Criterion(Row):
    page = ParentalKey(CompetitionPage, on_delete=models.CASCADE, related_name="criteria")


class Attachment(Row):
    page = ParentalKey(CompetitionPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey("wagtaildocs.Document", models.CASCADE, related_name="+")
    panels = [FieldPanel("name"), FieldPanel("document")]


class Result(Row):
    page = ParentalKey(CompetitionPage, on_delete=models.CASCADE, related_name="results")
