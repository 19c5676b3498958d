"""Controls: what a unit may do succeeds with the same forms, or the other deeds prove nothing."""

from __future__ import annotations

from wagtail.models import Page

from .families import Family
from .helpers import again, status, two_versions
from .side import Side

CONTROLS = Family()


@CONTROLS.deed(
    "own", "control: the unit's own people save a draft with the same form (open, or the deeds below prove nothing)"
)
def save_a_draft(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", body=side.body(page=side.own.public_news))
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    return Page.objects.filter(slug="zwykla").exists(), status(answer)


@CONTROLS.deed("own", "control: they attach a picture of their own")
def attach_ones_own(side: Side) -> tuple[bool, str]:
    data = side.form(title="Zwykła", slug="zwykla", image=side.own.image.pk, image_alt="x")
    answer = side.client("coordinator").post(side.add_address(side.own.section), data)
    made = Page.objects.filter(slug="zwykla").first()
    return bool(made and made.specific.image_id == side.own.image.pk), status(answer)


@CONTROLS.deed("own", "control: what was read and approved goes public")
def approve_what_was_read(side: Side) -> tuple[bool, str]:
    page, _bad = two_versions(side)
    side.hand_in(page)
    side.approve(page, again(page).latest_revision_id)
    public = again(page)
    return public.live and public.lead == "Dobre słowa", ""
