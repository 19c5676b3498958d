"""What the host's administrator would enter by hand: a unit, two people, a shelf for the blog."""

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import Site

from blog.models import BlogIndexPage
from coordination.models import Designation, Person, PortalAssignment, Unit, UnitKind
from publishing.governed import entrusting

PASSWORD = "demo"  # noqa: S105  a throwaway database


class Command(BaseCommand):
    help = "A unit with a coordinator, an administrator of the portal, and the shelf of the blog."

    def handle(self, *args: Any, **options: Any) -> None:
        kind = UnitKind.objects.first() or UnitKind.objects.create(name="wydział")
        unit = Unit.objects.create(name="Wydział Próbny", slug="wydzial-probny", symbol="WP", kind=kind)
        coordinator = self.account("koordynator", "Karol", "Kowalski")
        person = Person.objects.create(
            user=coordinator, first_name="Karol", last_name="Kowalski", email=coordinator.email
        )
        began = timezone.localdate() - dt.timedelta(days=30)
        administrator = self.account("administrator", "Alicja", "Adamska")
        PortalAssignment.objects.create(account=administrator, office="administrator", from_on=began, basis="pismo")
        Designation.objects.create(person=person, unit=unit, office="coordinator", from_on=began)
        with entrusting(unit):
            home = Site.objects.get(is_default_site=True).root_page
            home.add_child(instance=BlogIndexPage(title="Blog", slug="blog"))
        self.stdout.write(f"plugin: {unit} has a coordinator, {person}")

    def account(self, username: str, first_name: str, last_name: str) -> Any:
        return get_user_model().objects.create_user(
            username, f"{username}@host.example", PASSWORD, first_name=first_name, last_name=last_name, room="12"
        )
