"""Two units of the small city, each with drafts, files, letters and inquiries that carry words nobody can guess."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Container, Mapping
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, Page, Site
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import streamfield

from coordination import actions as coordination
from coordination.actions import Question
from coordination.figures import Figure
from coordination.models import (
    Absence,
    Designation,
    IncomingMail,
    InquiryFile,
    OfficeHours,
    OutboxMessage,
    Person,
    Unit,
)
from coordination.standing import standing_of
from coordination.states import MailReason, MailState, Office
from coordination.uploads import Upload, checked
from pages.answers.deeds import begin_answer
from pages.models import AnswerIndexPage, CompetitionPage
from publishing import actions, confinement, previews, transfers
from publishing.collections import collection_of
from publishing.models import Confinement, PublishingRight, SavedView
from publishing.signals_seen import Finding, Sort
from tests.doors.routes import Route
from tests.doors.walker import Role, rows_of
from tests.publishing import city as building
from tests.publishing.city import NOW, TUESDAY, fresh
from tests.publishing.test_direct import typed

LURE = "Wabik"
UNWATCHED = {
    "coordination.auditentry",
    "coordination.clockbeat",
    "wagtailcore.referenceindex",
    "wagtailsearch.indexentry",
    "sessions.session",
    "wagtailimages.rendition",
}
"""Written by reading: the book of refusals, indexes, sessions, pictures made smaller."""
NOWHERE = [987654]
KEPT_BY = {
    "number": "coordination.inquiry",
    "unit_id": "coordination.unit",
    "set_id": "publishing.handoffset",
    "finding_id": "publishing.finding",
}
NUMBERS = {
    "coordination:inquiry-file": "coordination.inquiryfile",
    "coordination_inquiries:file": "coordination.inquiryfile",
    "coordination_inquiries:template": "coordination.answertemplate",
    "coordination:vcard": "coordination.designation",
    "publishing:transfer_take": "publishing.transfer",
    "publishing:transfer_decline": "publishing.transfer",
    "publishing:transfer_take_back": "publishing.transfer",
    "publishing:revoke_preview": "publishing.previewlink",
    "publishing:take_back_no_aid": "publishing.aiddeclaration",
    "publishing:take_back_meeting": "publishing.meetingattestation",
    "publishing:rename_view": "publishing.savedview",
    "publishing:delete_view": "publishing.savedview",
    "publishing:letter_again": "coordination.outboxmessage",
    "publishing:roster_back": "coordination.absence",
    "coordination_mail:detail": "coordination.incomingmail",
    "coordination_mail:lift": "coordination.blockedsender",
    "coordination_unit_changes:rename": "coordination.unit",
    "coordination_unit_changes:close": "coordination.unit",
    "coordination_unit_changes:detail": "coordination.unitchange",
    "coordination_unit_changes:cancel": "coordination.unitchange",
    **{f"coordination_accounts:{name}": "coordination.designation" for name in ("invite", "revoke", "restore")},
    "coordination_accounts:restore-officer": "portal.user",
    "publishing_public:preview_document": "wagtaildocs.document",
}
"""Addresses whose number is not a handoff's."""
TYPED = {
    "form": ["csv", "xlsx"],
    "ending": ["csv"],
    "kind": ["news"],
    "place": ["bip"],
    "what": ["ogloszenie"],
    "section": ["pages"],
    "key": ["nie-taki-klucz"],
    "uidb36": ["1"],
    "name": ["plik.txt"],
    "path": ["images/obraz.png"],
}
PUBLIC = ("live", "title", "slug", "url_path", "expired", "live_revision_id")


class CityWorld:
    """See tests/doors/walker.World."""

    lure = LURE

    def __init__(self, city: SimpleNamespace) -> None:
        self.city = city
        self.marks: dict[str, list[str]] = {"kd": [], "sp": [], "limited": []}
        self.objects: dict[str, dict[str, list[Any]]] = {}
        self.coordinators = {"kd": city.coordinator, "sp": city.other}
        shelf = AnswerIndexPage(title="Pytania i odpowiedzi", slug="pytania")
        self.answers = building.child(city.home, shelf, city.sz)
        for key in self.coordinators:
            self.objects[key] = self._furnish(key)
        self.objects["limited"] = self._limit()
        self.roles = {role.name: role for role in self._roles()}
        self.watched = [m for m in apps.get_models() if m._meta.label_lower not in UNWATCHED and m._meta.managed]

    # -- people ----------------------------------------------------------------------------------------------------

    def _roles(self) -> list[Role]:
        """Units' people, the portal side, and whoever is nobody here.

        The draft of KD that is limited to its coordinator is foreign to everybody else, superusers included.
        """
        city = self.city
        everybody, shut = ("kd", "sp", "limited"), ("limited",)
        walks = ("sp", "limited")
        return [
            Role("coordinator of the own unit", self._browser(city.coordinator), own="kd", foreign=("sp",)),
            Role("coordinator of another unit", self._browser(city.other), own="sp", foreign=("kd", "limited")),
            Role("deputy", self._browser(city.deputy), own="kd", foreign=walks),
            Role("head", self._browser(city.head), own="kd", foreign=walks),
            Role("operator", self._browser(city.operator), foreign=shut, may_write=True, walks=walks),
            Role("redaktor", self._browser(city.editor), foreign=shut, may_write=True, walks=walks),
            Role(
                "administrator",
                self._browser(city.administrator),
                foreign=shut,
                may_write=True,
                walks=walks,
                publishes=frozenset({"publishing:publish_unchecked"}),
            ),
            Role("superuser", self._browser(city.root), foreign=shut, may_write=True, walks=walks),
            Role("SZ monitor", self._browser(city.monitor), foreign=shut, walks=walks),
            Role("Director of SZ", self._browser(city.director), foreign=shut, walks=walks),
            Role("account without an office", self._browser(city.nobody), foreign=everybody, walks=walks),
            Role("anonymous", self._browser(AnonymousUser()), foreign=everybody, walks=walks),
        ]

    @staticmethod
    def _browser(user: Any) -> Any:
        def opened() -> Client:
            client = Client(raise_request_exception=False)
            if user.is_authenticated:
                client.force_login(fresh(user), backend="django.contrib.auth.backends.ModelBackend")
            return client

        return opened

    # -- things ----------------------------------------------------------------------------------------------------

    def mark(self, key: str, lure: bool = True) -> str:
        """A new word of the unit, beside the lure that searches ask for."""
        word = f"z{secrets.token_hex(6)}"
        self.marks[key].append(word)
        return f"{LURE} {word}" if lure else word

    def _furnish(self, key: str) -> dict[str, list[Any]]:
        city, who = self.city, self.coordinators[key]
        unit = getattr(city, key)
        files = self._files(key, unit, who)
        pages = [*self._pages(key, unit, who, files), self._answer(key, unit, who)]
        handoffs = self._handoffs(key, unit, who, pages, files)
        return {
            "wagtailcore.page": pages,
            "wagtailcore.revision": [page.latest_revision for page in pages],
            "wagtailcore.comment": [self._comment(key, pages[0], who)],
            "wagtailimages.image": [files.image],
            "wagtaildocs.document": [files.document],
            "wagtailcore.collection": [files.collection],
            "wagtailadmin.editingsession": [
                EditingSession.objects.create(user=who, content_object=pages[0], last_seen_at=NOW)
            ],
            "wagtailredirects.redirect": [Redirect.objects.create(old_path=f"/stare-{key}", redirect_page=pages[2])],
            "wagtailcore.site": list(Site.objects.all()),
            "publishing.handoff": handoffs,
            "publishing.handoffset": [self._set(key, handoffs, who)],
            "publishing.finding": [self._finding(key, pages[2])],
            **self._shared(pages, who),
            **self._desk(key, unit, who),
            **self._declared(key, unit, who),
        }

    def _shared(self, pages: list[Any], who: Any) -> dict[str, list[Any]]:
        """A preview link to the draft, and the unit's page offered to SZ."""
        until = NOW + dt.timedelta(days=3)
        link, _key = previews.make(pages[0], for_whom=self.lure, expires_at=until, by=fresh(who), now=NOW)
        offered = transfers.offer(pages[3], to=self.city.sz, by=fresh(who), now=NOW, reason=self.lure)
        return {"publishing.previewlink": [link], "publishing.transfer": [offered]}

    def _declared(self, key: str, unit: Unit, who: Any) -> dict[str, list[Any]]:
        """What the unit declares, and a view that its coordinator kept while heading it."""
        by = standing_of(fresh(who))
        view = SavedView.objects.create(account=who, name=self.mark(key), query="braki=1", made_at=NOW)
        return {
            "publishing.aiddeclaration": [actions.declare_no_aid(unit, reason=self.mark(key), by=by, now=NOW)],
            "publishing.meetingattestation": [
                actions.attest_meeting(unit, on=NOW.date(), place=self.mark(key), by=by, now=NOW)
            ],
            "publishing.savedview": [view],
        }

    def _files(self, key: str, unit: Unit, who: Any) -> SimpleNamespace:
        own = collection_of(unit)
        name = self.mark(key, lure=False)
        image = get_image_model().objects.create(
            title=self.mark(key), file=get_test_image_file(f"{name}.png"), collection=own, uploaded_by_user=who
        )
        document = get_document_model().objects.create(
            title=self.mark(key),
            file=ContentFile(f"{self.mark(key)}\n".encode(), name=f"{self.mark(key, lure=False)}.txt"),
            collection=own,
            uploaded_by_user=who,
        )
        return SimpleNamespace(collection=own, image=image, document=document)

    def _pages(self, key: str, unit: Unit, who: Any, files: SimpleNamespace) -> list[Any]:
        """A draft, one that is handed over, the public page of the unit with a newer draft, drafts of other kinds."""
        city = self.city
        link = f'<p>{self.mark(key)} <a linktype="document" id="{files.document.pk}">plik</a></p>'
        body = [("paragraph", RichText(link))]

        def titled() -> dict[str, Any]:
            return {"title": self.mark(key), "slug": self.mark(key, lure=False), "live": False}

        draft = building.news(city, unit=unit, by=who, image=files.image, body=body, **titled())
        waiting = building.news(city, unit=unit, by=who, lead=self.mark(key), **titled())
        public = city.unit_page if key == "kd" else city.other_page
        newer = Page.objects.get(pk=public.pk).specific
        newer.title, newer.lead = self.mark(key), self.mark(key)
        newer.save_revision(user=who, clean=False)
        competition = building.child(city.competitions, CompetitionPage(**titled()), unit)
        competition.save_revision(user=who, clean=False)
        return [Page.objects.get(pk=page.pk).specific for page in (draft, waiting, public, competition)]

    def _answer(self, key: str, unit: Unit, who: Any) -> Any:
        """The draft of a public answer, made of an inquiry that is closed: its words are the unit's alone."""
        question = Question(
            subject=self.mark(key),
            text=self.mark(key),
            email=f"{self.mark(key, lure=False)}@organizacja.example",
            organisation=f"Fundacja {self.mark(key, lure=False).capitalize()}",
        )
        inquiry = coordination.ask(question, now=NOW, unit=unit).inquiry
        by = standing_of(fresh(who))
        coordination.answer(inquiry, text=self.mark(key), by=by, now=NOW)
        return Page.objects.get(pk=begin_answer(inquiry, by=by, now=NOW).pk).specific

    def _handoffs(self, key: str, unit: Unit, who: Any, pages: list[Any], files: SimpleNamespace) -> list[Any]:
        """One in the queue, one reserved without a text, one commissioned."""
        queued = actions.hand_over(pages[1], by=fresh(who), publish_at=TUESDAY, now=NOW, note=self.mark(key))
        dates = actions.Dates(TUESDAY + dt.timedelta(days=3), dt.date(2026, 11, 25))
        reserved = actions.reserve(
            title=self.mark(key), unit=unit, kind="news", dates=dates, by=fresh(who), now=NOW, note=self.mark(key)
        )
        brief = actions.Brief(self.mark(key), self.mark(key), [files.document])
        commissioned = actions.commission(brief, unit=unit, kind="news", publish_at=TUESDAY, by=fresh(who), now=NOW)
        return [queued, reserved, commissioned]

    def _finding(self, key: str, page: Any) -> Any:
        """Something wrong on the public page of the unit."""
        detail = {"quote": self.mark(key), "instead": "x", "verified": True}
        return Finding.objects.create(
            page_id=page.pk, sort=Sort.LAW, place="lead", digest="x", detail=detail, since=NOW, seen_at=NOW
        )

    def _set(self, key: str, handoffs: list[Any], who: Any) -> Any:
        """Both of them go public together."""
        return actions.make_set(handoffs, title=self.mark(key), dates=actions.Dates(TUESDAY), by=fresh(who), now=NOW)

    def _comment(self, key: str, page: Any, who: Any) -> Any:
        return Comment.objects.create(page=page, user=who, text=self.mark(key), contentpath="lead")

    def _desk(self, key: str, unit: Unit, who: Any) -> dict[str, list[Any]]:
        """Inquiries, people, absences, phone hours, rights, letters."""
        question = Question(subject=self.mark(key), text=self.mark(key), email="ngo@organizacja.example")
        by = standing_of(fresh(who))
        inquiry = coordination.ask(question, now=NOW, unit=unit, files=[self._upload(key)]).inquiry
        coordination.note(inquiry, text=self.mark(key), by=by, now=NOW, files=[self._upload(key)])
        template = coordination.add_template(unit=unit, title=self.mark(key), text=self.mark(key), by=by, now=NOW)
        person = Person.objects.get(user=who)
        mail = IncomingMail.objects.create(
            message_id=f"<{self.mark(key, lure=False)}@organizacja.example>",
            received_at=NOW,
            sender=f"{self.mark(key, lure=False)}@organizacja.example",
            subject=self.mark(key),
            text=self.mark(key),
            state=MailState.HELD,
            why=MailReason.OTHER_ADDRESS,
            inquiry=inquiry,
        )
        return {
            "coordination.incomingmail": [mail],
            "coordination.inquiry": [inquiry],
            "coordination.inquiryfile": list(InquiryFile.objects.filter(message__inquiry=inquiry)),
            "coordination.answertemplate": [template],
            "coordination.grantfigure": [coordination.file_figure(unit=unit, figure=self._figure(key), by=by, now=NOW)],
            "coordination.unit": [unit],
            "coordination.person": [person],
            "coordination.designation": list(Designation.objects.filter(unit=unit, office=Office.COORDINATOR)),
            "coordination.absence": [
                Absence.objects.create(person=person, from_on=dt.date(2027, 2, 1), until_on=dt.date(2027, 2, 9))
            ],
            "coordination.officehours": [
                OfficeHours.objects.create(unit=unit, weekday=1, opens=dt.time(8), closes=dt.time(9))
            ],
            "publishing.publishingright": list(PublishingRight.objects.filter(unit=unit)),
            "portal.user": [who],
            "auth.user": [who],
            "coordination.outboxmessage": list(OutboxMessage.objects.filter(about__endswith=f":{inquiry.pk}")),
        }

    def _figure(self, key: str) -> Figure:
        """What the unit says of its money, with a remark for SZ."""
        return Figure(NOW.year, NOW.date(), Decimal(100), Decimal(40), note=self.mark(key))

    def _upload(self, key: str) -> Upload:
        """A file whose name and content nobody can guess."""
        return checked(SimpleUploadedFile(f"{self.mark(key, lure=False)}.txt", self.mark(key).encode()))

    def _limit(self) -> dict[str, list[Any]]:
        """A draft of KD that only its coordinator may see (scenario 36), begun before anybody else knew of it."""
        city, key = self.city, "limited"
        own = collection_of(city.kd)
        image = get_image_model().objects.create(
            title=self.mark(key), file=get_test_image_file(f"{self.mark(key, lure=False)}.png"), collection=own
        )
        page = building.news(
            city,
            title=self.mark(key),
            slug=self.mark(key, lure=False),
            lead=self.mark(key),
            image=image,
            body=[("paragraph", RichText(f"<p>{self.mark(key)}</p>"))],
        )
        confinement.confine(page, people=[], reason="Wynik ogłosimy później.", by=fresh(city.coordinator), now=NOW)
        page = Page.objects.get(pk=page.pk).specific
        return {
            "wagtailcore.page": [page],
            "wagtailcore.revision": [page.latest_revision],
            "wagtailcore.comment": [self._comment(key, page, city.coordinator)],
            "wagtailimages.image": [image],
            "publishing.confinement": list(Confinement.objects.filter(page_id=page.pk)),
        }

    # -- what the engine asks --------------------------------------------------------------------------------------

    def arguments(self, route: Route, name: str, unit: str) -> list[Any] | None:
        things = self.objects[unit]
        if name in KEPT_BY:
            return [getattr(one, "number", one.pk) for one in things.get(KEPT_BY[name], [])] or NOWHERE
        if name == "pk" and route.name in NUMBERS:
            return [one.pk for one in things.get(NUMBERS[route.name], [])] or NOWHERE
        if name == "handoff_id":
            return [one.pk for one in things.get("publishing.handoff", [])] or NOWHERE
        if route.name == "wagtaildocs_serve":
            return [(one.pk if name == "0" else one.filename) for one in things.get("wagtaildocs.document", [])] or [
                "1"
            ]
        if name == "slug":
            return [page.slug for page in things["wagtailcore.page"]]
        if route.name == "wagtail_serve":
            return [page.url_path.removeprefix(self.city.home.url_path) for page in things["wagtailcore.page"]]
        if route.name == "media":
            image = things["wagtailimages.image"][0]
            found = [image.get_rendition("width-100").file.name, image.file.name]
            for document in things.get("wagtaildocs.document", []):
                found += [document.file.name, f"images/../{document.file.name}"]
            return found
        return TYPED.get(name)

    def snapshot(self, unit: str, tables: Container[str] | None = None) -> Mapping[Any, Any]:
        things = {label: found for label, found in self.objects[unit].items() if label not in {"wagtailcore.site"}}
        return rows_of(self.watched, self.marks[unit], things, tables)

    def public(self, rows: Mapping[Any, Any]) -> Mapping[Any, Any]:
        pages = {key: row for key, row in rows.items() if key.startswith("wagtailcore.page:")}
        return {key: {name: row[name] for name in PUBLIC} for key, row in pages.items() if row["live"]}

    def typed(self, route: Route, unit: str) -> list[dict[str, Any]]:
        """Whole forms, as the unit's own people would send them."""
        things = self.objects[unit]
        if route.name in {"wagtailadmin_pages:edit", "wagtailadmin_pages:preview_on_edit"}:
            return [typed(things["wagtailcore.page"][0], **{"action-publish": "1"})]
        if route.name in {"wagtailadmin_pages:add", "wagtailadmin_pages:preview_on_add"}:
            stolen = streamfield([("action", {"text": "x", "page": str(things["wagtailcore.page"][0].pk)})])
            image = things["wagtailimages.image"][0].pk
            given = {
                "unit": getattr(self.city, unit, self.city.kd).pk,
                "image": image,
                "image_alt": "x",
                "body": stolen,
            }
            return [typed(title="Podebrane", slug="podebrane", **given)]
        if route.name == "coordination_inquiries:detail":
            deeds = ("odpowiedz", "notatka", "zamknij", "wznow", "szablon", "opublikuj")
            templates = [one.pk for one in things.get("coordination.answertemplate", [])]
            more = {"dlaczego": "spam", "szablon": templates[:1] or "1"}
            return [{"czynnosc": deed, "tresc": "x", "komorka": "1", **more} for deed in deeds]
        if route.name == "coordination_inquiries:presence":
            return [{"pisze": "1"}]
        if route.name in {"coordination_inquiries:template", "coordination_inquiries:template-new"}:
            return [{"unit": getattr(self.city, unit, self.city.kd).pk, "title": "x", "text": "x", "active": "on"}]
        if route.name == "coordination_mail:detail":
            number = things["coordination.inquiry"][0].number if "coordination.inquiry" in things else "x"
            attached = {"czynnosc": "dolacz", "numer": number, "jako": "notatka"}
            return [attached, {"czynnosc": "odloz", "powod": "x"}, {"czynnosc": "spam"}, {"czynnosc": "cofnij"}]
        if route.name == "coordination_mail:blocks":
            return [{"wzor": "zlo.example", "powod": "x"}]
        if route.name == "publishing:finding":
            return [{"reason": "x", "until": "2026-12-01"}]
        if route.name == "publishing:propose":
            return [{"propose-publish_at_0": "2026-12-01", "propose-publish_at_1": "09:00", "propose-reason": "x"}]
        if route.name == "publishing:roster_absent":
            days = {"from_on": "2026-12-01", "until_on": "2026-12-02"}
            return [days, {**days, "account": str(self.coordinators["kd"].pk)}]
        if route.name in {"publishing:withdraw", "publishing:unschedule"}:
            return [{f"{route.name.partition(':')[2]}-reason": "x"}]
        if route.name == "publishing:grant_figures":
            return [{"as_of": "2026-11-20", "pool": "100", "committed": "50"}]
        if route.name == "publishing:declare_no_aid":
            return [{"reason": "x"}]
        if route.name == "publishing:attest_meeting":
            return [{"on": "2026-11-20", "place": "x"}]
        if route.name == "publishing:rename_view":
            return [{f"nazwa-{view.pk}-nazwa": "x"} for view in things.get("publishing.savedview", [])]
        if route.name == "publishing:assign":
            return [{"komu": str(self.city.operator.pk)}, {"komu": str(self.coordinators["kd"].pk)}]
        if route.name == "publishing:publish_unchecked":
            return [
                {"emergency-reason": "x", **building.read_fields(one)} for one in things.get("publishing.handoff", [])
            ]
        if route.name == "publishing:check_afterwards":
            return [{"check-remark": "x"}]
        if route.name == "publishing:take_off":
            day = {"publish_at_0": "2026-12-01", "publish_at_1": "09:00"}
            return [{"purpose": deed, "ground": "outdated", "words": "x", **day} for deed in ("take_off", "archive")]
        if route.name == "publishing:move":
            return [{"target": self.city.home.pk, "publish_at_0": "2026-12-01", "publish_at_1": "09:00"}]
        if route.name in {"publishing:accept_correction", "publishing:refuse_correction"}:
            read = [str(one.revision_id) for one in things.get("publishing.handoff", []) if one.revision_id]
            return [{"refuse-comment": "x", "revision": number} for number in read]
        if route.name == "publishing:send_correction":
            return [{"send-words": "x"}]
        if route.name == "publishing:new_set":
            mine = [str(one.pk) for one in things.get("publishing.handoff", [])]
            return [{"title": "x", "handoffs": mine, "publish_at_0": "2026-12-01", "publish_at_1": "09:00"}]
        if route.name == "publishing:add_to_set":
            return [{"add-handoffs": str(one.pk)} for one in things.get("publishing.handoff", [])]
        if route.name == "publishing:take_out":
            return [{"przekazanie": str(one.pk)} for one in things.get("publishing.handoff", [])]
        if route.name == "publishing:approve_set":
            boxes = building.ticked(rows) if (rows := things.get("publishing.handoff", [])) else {}
            return [boxes, {**boxes, "late": "1"}]
        if route.name == "publishing:unschedule_set":
            return [
                {"unschedule-reason": "x", **building.hour_field(one)}
                for one in things.get("publishing.handoffset", [])
            ]
        if route.name in {"publishing:commission", "publishing:change_commission"}:
            given = {"title": "x", "text": "x", "kind": "news", "publish_at_0": "2026-12-01", "publish_at_1": "09:00"}
            page = things["wagtailcore.page"][0].pk
            kept = [one.pk for one in things.get("wagtaildocs.document", [])]
            return [given | {"unit": getattr(self.city, unit, self.city.kd).pk, "target": page, "kept": kept}]
        if route.name == "publishing:link_result":
            return [{"result-page": str(page.pk)} for page in things["wagtailcore.page"]]
        if route.name == "publishing:send_back":
            return [
                {"return-comment": "x", **building.read_fields(one)} for one in things.get("publishing.handoff", [])
            ]
        return []
