"""The editor's tabs of a competition, in the order in which an announcement is written."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList

from .announcing.panel import ChecklistPanel
from .panels import tabs, text_of_blocks

TICKS = forms.CheckboxSelectMultiple

TASK = ObjectList(
    [
        ChecklistPanel(),
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("organ"), FieldPanel("organ_other")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("form")]),
        FieldPanel("legal_basis"),
        FieldPanel("outside_act"),
        MultiFieldPanel(
            [FieldPanel("spheres", widget=TICKS), FieldPanel("spheres_wording"), FieldPanel("overlap_is_meant")],
            heading=_("Spheres of public tasks (art. 13 ust. 2 pkt 1)"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("districts", widget=TICKS)],
            heading=_("Place"),
            classname="collapsed",
        ),
        FieldPanel("contact"),
        text_of_blocks("body"),
    ],
    heading=_("Task"),
)

MONEY = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("total_amount"), FieldPanel("amount_is_about")]),
                FieldPanel("amount_note"),
                InlinePanel("amounts", heading=_("By year or purpose"), label=_("part of the amount")),
                FieldPanel("based_on_draft_budget"),
            ],
            heading=_("Public money (art. 13 ust. 2 pkt 2)"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("max_grant"),
                FieldPanel("own_contribution"),
                FieldPanel("max_offers"),
                FieldRowPanel([FieldPanel("joint_offers"), FieldPanel("one_offer_chosen")]),
                FieldPanel("award_rules"),
            ],
            heading=_("Rules of awarding grants (art. 13 ust. 2 pkt 3)"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(content=_("Zero and unknown differ: leave empty what you do not know, write 0 for no cost.")),
                FieldRowPanel([FieldPanel("same_kind_this_year"), FieldPanel("same_kind_previous_year")]),
                FieldRowPanel([FieldPanel("same_kind_together"), FieldPanel("same_kind_year")]),
                FieldPanel("same_kind_note"),
            ],
            heading=_("Tasks of the same kind this year and last year (art. 13 ust. 2 pkt 7)"),
        ),
    ],
    heading=_("Money"),
)

DATES = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("planned_announcement_on"), FieldPanel("announced_year")]),
                InlinePanel("publications", heading=_("Announced in (art. 13 ust. 3)"), label=_("place"), max_num=9),
            ],
            heading=_("Announcement"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("offers_from"), FieldPanel("deadline")]),
                FieldRowPanel([FieldPanel("previous_deadline"), FieldPanel("extension_note")]),
                FieldRowPanel([FieldPanel("questions_until"), FieldPanel("formal_review_until")]),
            ],
            heading=_("Offers (art. 13 ust. 2 pkt 5)"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("realised_from"), FieldPanel("realised_until")]),
                FieldPanel("conditions"),
                FieldPanel("premises_area"),
                InlinePanel("premises", heading=_("Premises"), label=_("room or place")),
            ],
            heading=_("Realisation: dates and conditions (art. 13 ust. 2 pkt 4)"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("choice_mode"),
                InlinePanel("criteria", heading=_("Criteria"), label=_("criterion")),
                FieldRowPanel([FieldPanel("threshold"), FieldPanel("choice_on")]),
            ],
            heading=_("Choice of offers (art. 13 ust. 2 pkt 6)"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("committee_call"), FieldPanel("committee_until")]),
                FieldPanel("committee_text"),
            ],
            heading=_("Call for members of the committee"),
        ),
    ],
    heading=_("Dates and rules"),
)

FILES = ObjectList(
    [
        InlinePanel("attachments", heading=_("Attachments"), label=_("attachment")),
        FieldRowPanel([FieldPanel("tool_url"), FieldPanel("external_id")]),
    ],
    heading=_("Files and tool"),
)

OUTCOME = ObjectList(
    [
        FieldRowPanel([FieldPanel("offers_received"), FieldPanel("offers_after_formal_review")]),
        MultiFieldPanel(
            [
                FieldPanel("results_on"),
                InlinePanel("results", heading=_("Results"), label=_("result")),
                FieldPanel("results_note"),
            ],
            heading=_("Results (art. 15 ust. 2h-2j)"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("annulled_on"), FieldPanel("annulment_reason")]),
                FieldPanel("annulment_text"),
            ],
            heading=_("Annulment (art. 18a)"),
        ),
        FieldPanel("is_archival"),
    ],
    heading=_("Outcome"),
)

EDIT = tabs(TASK, MONEY, DATES, FILES, OUTCOME)
