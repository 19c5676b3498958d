"""For whom each staff address is, by its name. What is not listed here is shut: a later Wagtail opens nothing.

The view still judges the object; this table only says who may meet the address at all. Rooms above, and hosts, list
their own with `classify()` in ready().
"""

from __future__ import annotations

import enum
from collections.abc import Iterable


class Audience(enum.Enum):
    """Who may meet an address."""

    ANYBODY = "anybody"
    STAFF = "staff"  # whoever holds an office; the view asks its own policy
    KEEPERS = "keepers"  # coordinators and deputies, the portal team
    OFFICERS = "officers"  # the portal team
    ADMINISTRATORS = "administrators"
    OPERATIONS = "operations"  # superusers only
    NOBODY = "nobody"  # shut on purpose, also to superusers


_audiences: dict[str, Audience] = {}


def classify(audience: Audience, names: Iterable[str]) -> None:
    """Open the addresses of these names to the audience, and to no other."""
    _audiences.update(dict.fromkeys(names, audience))


def classify_views(audience: Audience, namespace: str, views: Iterable[str]) -> None:
    """The same for the views of one viewset."""
    classify(audience, (f"{namespace}:{view}" for view in views))


def audience_of(name: str) -> Audience | None:
    """The audience of an address; None when nobody has listed it, and then it is shut."""
    return _audiences.get(name)


def listed() -> frozenset[str]:
    return frozenset(_audiences)


REGISTER_VIEWS = (
    "list",
    "list_results",
    "add",
    "edit",
    "delete",
    "usage",
    "history",
    "history_results",
    "inspect",
)
"""Views that a SnippetViewSet of ours brings; each is judged on its object (coordination.admin.viewsets)."""
CHOOSER_VIEWS = ("choose", "choose_results", "chosen", "chosen_multiple")
STOCK_VIEWS = ("index", "index_results", "add", "edit", "delete", "history", "history_results", "usage", "copy")

classify(
    Audience.ANYBODY,
    (
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        "wagtail_modeladmin:javascript_catalog",
    ),
)
classify(
    Audience.STAFF,
    (
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_dismissibles",
        # Heads edit designations, and the editor tells who else is there; its view asks about the object.
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        # Reading a page as it was: the unit's own people and those who watch the city; the gate asks may_read.
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:revisions_view",
        "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:history_results",
    ),
)
classify(
    Audience.KEEPERS,
    (
        "wagtailadmin_explore_root",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:preview_on_add",
        "wagtailadmin_pages:choose_parent",
        "wagtailadmin_pages:add_subpage",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:usage",
        "wagtailadmin_pages:revisions_index",
        "wagtailadmin_pages:revisions_revert",
        "wagtailadmin_pages:revisions_unschedule",
        "wagtail_bulk_action",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_block_preview",
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_api:pages:detail",
        "wagtailadmin_api:pages:find",
    ),
)
classify(
    Audience.OFFICERS,
    (
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:move_confirm",
        "wagtailadmin_pages:set_page_position",
        "wagtailadmin_pages:lock",
        "wagtailadmin_pages:unlock",
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:type_use_results",
        "wagtailredirects:index",
        "wagtailredirects:index_results",
        "wagtailredirects:add",
        "wagtailredirects:edit",
        "wagtailredirects:delete",
        "wagtailredirects:start_import",
        "wagtailredirects:process_import",
    ),
)
classify(
    Audience.ADMINISTRATORS,
    (
        "wagtailadmin_pages:set_privacy",
        "wagtailadmin_collections:index",
        "wagtailadmin_collections:add",
        "wagtailadmin_collections:edit",
        "wagtailadmin_collections:delete",
        "wagtailadmin_collections:set_privacy",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:locked_pages_results",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:site_history_results",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
        "wagtailsnippets:index",
    ),
)
classify_views(Audience.ADMINISTRATORS, "wagtailsites", STOCK_VIEWS)
KEPT_ACCOUNTS = [view for view in STOCK_VIEWS if view not in {"copy", "delete"}]
classify_views(Audience.ADMINISTRATORS, "wagtailusers_users", KEPT_ACCOUNTS)
classify(Audience.OPERATIONS, ["wagtailusers_users:delete"])  # an account is shut; its lines in the book stay
classify_views(Audience.OPERATIONS, "wagtailusers_groups", [view for view in STOCK_VIEWS if view != "copy"])
FILE_VIEWS = ("index", "index_results", "add", "edit", "delete", "add_multiple", "edit_multiple", "delete_multiple")
classify_views(
    Audience.KEEPERS,
    "wagtailimages",
    (*FILE_VIEWS, "image_usage", "preview", "create_multiple_from_uploaded_image", "delete_upload_multiple"),
)
classify_views(
    Audience.KEEPERS,
    "wagtaildocs",
    (*FILE_VIEWS, "document_usage", "create_multiple_from_uploaded_document", "delete_upload_multiple"),
)
classify_views(Audience.KEEPERS, "wagtailimages_chooser", (*CHOOSER_VIEWS, "create", "select_format"))
classify_views(Audience.KEEPERS, "wagtaildocs_chooser", (*CHOOSER_VIEWS, "create"))
WORKFLOWS = (
    "index",
    "index_results",
    "add",
    "enable",
    "disable",
    "edit",
    "usage",
    "usage_results",
    "remove",
    "add_task",
    "select_task_type",
    "task_index",
    "task_index_results",
    "edit_task",
    "disable_task",
    "enable_task",
    "task_chooser",
    "task_chooser_results",
    "task_chooser_create",
    "task_chosen",
)
classify_views(Audience.NOBODY, "wagtailadmin_workflows", WORKFLOWS)
classify(
    Audience.NOBODY,
    (
        # The actions of the internal API are nobody's door: the screens use its reading part only.
        "wagtailadmin_api:pages:action",
        # No screen asks them, and they list every file, those of limited drafts too.
        "wagtailadmin_api:images:listing",
        "wagtailadmin_api:images:detail",
        "wagtailadmin_api:images:find",
        "wagtailadmin_api:documents:listing",
        "wagtailadmin_api:documents:detail",
        "wagtailadmin_api:documents:find",
        # Handoff is the only machine (DESIGN.md section 3).
        "wagtailadmin_pages:workflow_action",
        "wagtailadmin_pages:collect_workflow_action_data",
        "wagtailadmin_pages:confirm_workflow_cancellation",
        "wagtailadmin_pages:workflow_preview",
        "wagtailadmin_pages:workflow_history",
        "wagtailadmin_pages:workflow_history_detail",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_results",
        "wagtailadmin_reports:workflow_tasks",
        "wagtailadmin_reports:workflow_tasks_results",
        # An alias changes with its source, past every judgement (A6, A15): there are none, and none is converted.
        "wagtailadmin_pages:convert_alias",
        # Our own report knows scheduled publications and units (wagtail-facts.md 6).
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:aging_pages_results",
        # No settings, embeds or signed picture addresses are in use.
        "wagtailsettings:edit",
        "wagtailsettings:preview_on_edit",
        "wagtailembeds:chooser",
        "wagtailembeds:chooser_upload",
        "wagtailimages:url_generator",
        "wagtailimages:url_generator_output",
        "wagtailadmin_error_test",
        # Tells title and address of any page by its number (A8); no field of ours takes several pages.
        "wagtailadmin_choose_page_chosen_multiple",
    ),
)

# Our own screens: each asks its policy, so whoever holds an office may knock.
OWN_VIEWS = (
    "unit_list",
    "queue",
    "calendar",
    "news_read",
    "reserve",
    "commission",
    "change_commission",
    "carry_out",
    "take_text",
    "link_result",
    "commission_file",
    "hand_over",
    "handoff",
    "material",
    "compare",
    "start_material",
    "deliver",
    "propose",
    "accept",
    "approve",
    "send_back",
    "correction",
    "begin_correction",
    "send_correction",
    "accept_correction",
    "refuse_correction",
    "drop_correction",
    "unschedule",
    "withdraw",
    "claim",
    "release",
    "assign",
    "emergencies",
    "publish_unchecked",
    "retry",
    "check_afterwards",
    "take_off",
    "put_back",
    # sets
    "new_set",
    "handoff_set",
    "add_to_set",
    "take_out",
    "dissolve_set",
    "approve_set",
    "unschedule_set",
    "retry_set",
    "move",
    "stale",
    "stale_export",
    "roster",
    "roster_absent",
    "roster_back",
    "early",
    "early_export",
    "answer_times",
    "answer_times_export",
    "grant_board",
    "grant_board_export",
    "grant_figures",
    "confirm_ticked",
    "confirm",
    "undo_confirmation",
    "findings",
    "finding",
    "finding_back",
    "links",
    "kept_seen",
    # pages that change hands
    "transfers",
    "entrust",
    "entrust_one",
    "transfer_take",
    "transfer_decline",
    "transfer_take_back",
    # limited drafts and preview links
    "confinements",
    "confinement",
    "name_people",
    "lift",
    "preview_links",
    "revoke_preview",
    # what units lack, and the report of the city
    "completeness",
    "declare_no_aid",
    "take_back_no_aid",
    "attest_meeting",
    "take_back_meeting",
    "city_report",
    "city_export",
    "remind_units",
    "saved_views",
    "rename_view",
    "delete_view",
    "review_intervals",
    "review_interval",
    # the matrix of rights
    "rights",
    "rights_preview",
    "rights_change",
    "rights_history",
    "rights_register",
    "rights_export",
    "unit_rights",
    # the book
    "journal",
    "journal_export",
    "unit_history",
    "unit_history_export",
    "page_history",
)
classify_views(Audience.STAFF, "publishing", OWN_VIEWS)
classify_views(Audience.ADMINISTRATORS, "publishing", ("letters", "letter_again"))
classify_views(Audience.ADMINISTRATORS, "coordination_mail", ("blocks", "lift"))
classify_views(Audience.STAFF, "coordination_accounts", ("list", "invite", "restore", "restore-officer", "revoke"))
classify_views(Audience.STAFF, "coordination_unit_changes", ("list", "detail", "rename", "close", "cancel"))
classify(
    Audience.STAFF,
    (
        "coordination_todo",
        "coordination_inquiries:list",
        "coordination_mail:list",
        "coordination_mail:detail",
        "coordination_inquiries:detail",
        "coordination_inquiries:file",
        "coordination_inquiries:presence",
        "coordination_inquiries:templates",
        "coordination_inquiries:template-new",
        "coordination_inquiries:template",
        "coordination_wanting:units",
    ),
)
for register in (
    "coordination_units",
    "coordination_people",
    "coordination_designations",
    "coordination_absences",
    "coordination_hours",
    "publishing_rights",
    "publishing_offices",
):
    classify_views(Audience.STAFF, register, REGISTER_VIEWS)
for chooser in ("coordination_units_chooser", "coordination_people_chooser", "coordination_designations_chooser"):
    classify_views(Audience.STAFF, chooser, CHOOSER_VIEWS)
    classify_views(Audience.NOBODY, chooser, ["create"])
for unused in (
    "coordination_absences_chooser",
    "coordination_hours_chooser",
    "publishing_offices_chooser",
    "wagtailsnippetchoosers_publishing_publishingright",
):
    classify_views(Audience.NOBODY, unused, (*CHOOSER_VIEWS, "create"))
for dictionary in (
    "topic",
    "sphere",
    "district",
    "unitkind",
    "holiday",
    "servicestandard",
    "lawlimit",
    "outdatedreference",
):
    classify(
        Audience.STAFF,
        (f"coordination_{dictionary}_modeladmin_{view}" for view in ("index", "create", "edit", "delete")),
    )
