"""For whoever lost the phone and the recovery codes: an operator who knows the person takes the second factor away."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination import audit
from portal.sign_in import letters


class Command(BaseCommand):
    help = "Takes the second factor and the recovery codes from an account; the owner gets a letter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="Name of the account.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["name"]).first()
        if not user:
            raise CommandError(f"There is no account named {options['name']}.")
        taken, _rows = Authenticator.objects.filter(user=user).delete()
        if not taken:
            raise CommandError(f"{user.get_username()} has no second factor.")
        now = timezone.now()
        audit.write("remove_second_factor", now=now, about=user, note=_("by an operator of the server"))
        letters.tell_of("mfa/email/totp_deactivated", user, now)
        self.stdout.write(f"{user.get_username()} signs in with the password alone; the owner is told.")
