"""The editor's tabs of a call for small grants."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList

from ..panels import tabs, text_of_blocks

TICKS = forms.CheckboxSelectMultiple

TASK = ObjectList(
    [
        FieldPanel("title"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("spheres", widget=TICKS)], heading=_("Spheres of public tasks"), classname="collapsed"
        ),
        MultiFieldPanel([FieldPanel("districts", widget=TICKS)], heading=_("Districts"), classname="collapsed"),
        FieldRowPanel([FieldPanel("realised_from"), FieldPanel("realised_until")]),
        FieldPanel("how_to_apply"),
        FieldPanel("tool_url"),
        FieldPanel("contact"),
        text_of_blocks("body"),
    ],
    heading=_("Task"),
)

MONEY_AND_DAYS = ObjectList(
    [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("year"), FieldPanel("pool"), FieldPanel("max_grant")])], heading=_("Money")
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")])], heading=_("Offers")),
        MultiFieldPanel(
            [
                HelpPanel(content=_("How much is left is read from the figures of the unit; do not write it here.")),
                FieldRowPanel([FieldPanel("closed_on"), FieldPanel("closed_because")]),
                FieldPanel("closing_note"),
            ],
            heading=_("Closing"),
        ),
    ],
    heading=_("Money and days"),
)

EDIT = tabs(TASK, MONEY_AND_DAYS)
