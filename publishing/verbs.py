"""The verbs of publishing, and what Wagtail's own log entries are called in the book."""

from django.utils.translation import gettext_lazy as _

from coordination.verbs import Group, declare

declare(
    Group.HANDOFFS,
    {
        "handoff.reserve": _("reserved a date"),
        "handoff.start": _("began the text"),
        "handoff.deliver": _("handed over"),
        "handoff.commission": _("commissioned a publication"),
        "handoff.commission_change": _("changed a commission"),
        "handoff.carry_out": _("began to carry a commission out"),
        "handoff.link_result": _("took an existing page for the result of a commission"),
        "handoff.take_text": _("put the text of the commission into the page"),
        "handoff.propose": _("proposed dates"),
        "handoff.agree": _("agreed the dates"),
        "handoff.dates_lapse": _("a proposal of dates lapsed without an answer"),
        "handoff.approve": _("approved a version"),
        "handoff.send_back": _("returned material for correction"),
        "handoff.unschedule": _("cancelled the schedule"),
        "handoff.withdraw": _("withdrew"),
        "handoff.claim": _("took an item of the queue in hand"),
        "handoff.release": _("put an item back into the queue"),
        "handoff.assign": _("gave an item of the queue to somebody"),
        "handoff.entrust": _("gave to another unit"),
        "page.fail": _("a schedule became a handoff, because the publication failed"),
        "page.lapse": _("a schedule became a handoff, because the right had ended"),
        "handoff.inherit": _("passed to the successor of the unit"),
        "handoff.publish": _("published what was handed over"),
        "handoff.take_off": _("took off a page that was handed over for it"),
        "handoff.archive": _("moved to the archive a page that was handed over for it"),
        "handoff.move": _("moved a page that was handed over for it"),
        "handoff.publish_unchecked": _("published at once, without a second check"),
        "handoff.check_afterwards": _("confirmed an emergency publication afterwards"),
        "handoff.correct": _("began a correction of what was handed over"),
        "handoff.correct_send": _("sent a correction to the other side"),
        "handoff.correct_accept": _("agreed to a correction"),
        "handoff.correct_refuse": _("refused a correction"),
        "handoff.correct_drop": _("gave a correction up"),
        "handoff.correct_end": _("a correction ended, because the handoff moved on"),
        "handoff.fail": _("publication failed"),
        "remind.missed": _("told both sides that an hour had passed without a decision"),
        "handoff.retry": _("had a failed publication tried again"),
        "handoff.join": _("put a handoff into a set"),
        "handoff.leave": _("took a handoff out of a set"),
        "set.make": _("made a set"),
        "set.add": _("added to a set"),
        "set.take_out": _("took out of a set"),
        "set.dissolve": _("dissolved a set"),
        "set.approve": _("approved a set"),
        "set.unschedule": _("cancelled the schedule of a set"),
    },
)
declare(
    Group.PAGES,
    {
        "page.create": _("created a page"),
        "page.edit": _("saved a version of a page"),
        "page.revert": _("brought an earlier version back"),
        "page.publish": _("published a page directly"),
        "page.schedule": _("scheduled a page directly"),
        "page.unschedule": _("cancelled the schedule of a page"),
        "page.go_live": _("published a page at its hour"),
        "page.unpublish": _("took a page off"),
        "page.take_off": _("took a page off, with a ground"),
        "page.archive": _("moved a page to the archive"),
        "page.put_back": _("put a page back"),
        "page.expire": _("took a page off at its hour"),
        "page.delete": _("deleted a page"),
        "page.move": _("moved a page"),
        "page.reorder": _("changed the order of pages"),
        "page.copy": _("copied a page"),
        "page.alias": _("made an alias of a page"),
        "page.unalias": _("turned an alias into a page"),
        "page.lock": _("locked a page"),
        "page.unlock": _("unlocked a page"),
        "page.restrict": _("restricted who may see a page"),
        "page.unrestrict": _("opened a page to everybody"),
        "page.comment": _("commented on a page"),
        "page.workflow": _("acted in a workflow of a page"),
        "page.confirm": _("confirmed that a page is current"),
        "page.unconfirm": _("took a confirmation back"),
        "page.entrust": _("gave a page to another unit"),
        "page.offer": _("offered a page to another unit"),
        "page.offer-declined": _("declined an offered page"),
        "page.offer-withdrawn": _("took the offer of a page back"),
        "page.kept": _("kept a text after the office had ended"),
        "page.kept_seen": _("looked through a kept text"),
        "finding.set_aside": _("said that a finding is no error"),
        "finding.bring_back": _("brought a finding back"),
        "page.other": _("did something else to a page"),
        "draft.confine": _("limited a draft to named persons"),
        "draft.name": _("changed the named persons of a draft"),
        "draft.lift": _("lifted the limit of a draft"),
        "preview.make": _("made a preview link"),
        "preview.open": _("opened a preview link"),
        "preview.end": _("ended a preview link"),
    },
)
declare(
    Group.RIGHTS,
    {
        "right.give": _("gave a right to publish"),
        "right.end": _("ended a right to publish"),
        "right.change": _("changed a right to publish"),
        "right.cancel": _("cancelled a right to publish before its first day"),
        "right.delete": _("deleted a right to publish"),
    },
)
declare(
    Group.FILES,
    {
        "image.create": _("uploaded an image"),
        "image.change": _("changed an image"),
        "image.delete": _("deleted an image"),
        "document.create": _("uploaded a document"),
        "document.change": _("changed a document"),
        "document.delete": _("deleted a document"),
        "collection.create": _("created a collection"),
        "collection.change": _("changed a collection"),
        "collection.delete": _("deleted a collection"),
        "collection.restrict": _("restricted who may open the files of a collection"),
        "collection.unrestrict": _("opened the files of a collection to everybody"),
    },
)
declare(
    Group.ACCOUNTS,
    {
        "account.create": _("created an account"),
        "account.change": _("changed an account"),
        "account.delete": _("deleted an account"),
        "group.create": _("created a group of accounts"),
        "group.change": _("changed a group of accounts"),
        "group.delete": _("deleted a group of accounts"),
    },
)
declare(
    Group.REGISTERS,
    {
        "redirect.create": _("added a redirect"),
        "redirect.change": _("changed a redirect"),
        "redirect.delete": _("deleted a redirect"),
        "site.create": _("added a portal"),
        "site.change": _("changed a portal"),
        "site.delete": _("deleted a portal"),
        "journal.export": _("downloaded the book of deeds"),
        "register.review": _("changed the review interval of a kind"),
    },
)
declare(
    Group.DUTIES,
    {
        "unit.no_aid": _("declared that the unit grants no aid"),
        "unit.no_aid_back": _("took back the declaration that no aid is granted"),
        "unit.meeting": _("attested a sector meeting"),
        "unit.meeting_back": _("took back the attestation of a sector meeting"),
        "remind.gaps": _("reminded a unit of what is still to do"),
        "remind.owed": _("reminded of the next step of a handoff"),
    },
)
declare(
    Group.OTHER,
    {
        "thing.create": _("entered something"),
        "thing.change": _("changed something"),
        "thing.delete": _("deleted something"),
        "thing.other": _("did something else"),
    },
)

PAGE_VERBS = {
    "wagtail.create": "page.create",
    "wagtail.edit": "page.edit",
    "wagtail.revert": "page.revert",
    "wagtail.delete": "page.delete",
    "wagtail.publish": "page.publish",
    "wagtail.publish.schedule": "page.schedule",
    "wagtail.publish.scheduled": "page.go_live",
    "wagtail.schedule.cancel": "page.unschedule",
    "wagtail.unpublish": "page.unpublish",
    "wagtail.unpublish.scheduled": "page.expire",
    "wagtail.move": "page.move",
    "wagtail.reorder": "page.reorder",
    "wagtail.copy": "page.copy",
    "wagtail.copy_for_translation": "page.copy",
    "wagtail.create_alias": "page.alias",
    "wagtail.convert_alias": "page.unalias",
    "wagtail.lock": "page.lock",
    "wagtail.unlock": "page.unlock",
    "wagtail.view_restriction.create": "page.restrict",
    "wagtail.view_restriction.edit": "page.restrict",
    "wagtail.view_restriction.delete": "page.unrestrict",
}
"""Wagtail's page log in our words; what is missing here is decided by its first word, else it is «page.other»."""

PAGE_FAMILIES = {
    "wagtail.comments.": "page.comment",
    "wagtail.workflow.": "page.workflow",
    "wagtail.moderation.": "page.workflow",
}
SILENT = frozenset({"wagtail.rename"})
"""Always followed by the publication that carries the new title."""

ENDINGS = {
    "wagtail.create": "create",
    "wagtail.edit": "change",
    "wagtail.delete": "delete",
    "wagtail.publish": "change",
    "wagtail.unpublish": "change",
}


def page_verb(action: str) -> str:
    family = next((verb for start, verb in PAGE_FAMILIES.items() if action.startswith(start)), "page.other")
    return PAGE_VERBS.get(action, family)


def thing_verb(subject: str, action: str) -> str:
    """«image.create» of an image and «wagtail.create»."""
    ending = ENDINGS.get(action)
    if ending is None:
        return "thing.other"
    return f"{subject}.{ending}"
