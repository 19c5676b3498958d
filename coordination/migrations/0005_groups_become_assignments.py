"""Members of the groups named like portal offices get open-ended assignments from today; the groups go.

From today, because that is the only day on which the membership is known. Going back makes the groups again and puts
into each whoever holds the office on that day; days, scopes, bases and history go with the table of assignments.
"""

from django.conf import settings
from django.db import migrations
from django.db.models import Q
from django.utils import timezone

OFFICES = ("administrator", "redaktor", "operator", "sz-monitor", "sz-director")
BASIS = "przeniesione z grupy"


def models_of(apps):
    return (
        apps.get_model("auth", "Group"),
        apps.get_model(settings.AUTH_USER_MODEL),
        apps.get_model("coordination", "PortalAssignment"),
    )


def name_of(account):
    full = " ".join(filter(None, (getattr(account, "first_name", ""), getattr(account, "last_name", ""))))
    return (full or account.username)[:160]


def move(apps, schema_editor):
    group, user, assignment = models_of(apps)
    for office in OFFICES:
        assignment.objects.bulk_create(
            assignment(
                account=account, name=name_of(account), office=office, from_on=timezone.localdate(), basis=BASIS
            )
            for account in user._default_manager.filter(groups__name=office).order_by("pk")
        )
    group.objects.filter(name__in=OFFICES).delete()


def move_back(apps, schema_editor):
    group, user, assignment = models_of(apps)
    today = timezone.localdate()
    held = assignment.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), from_on__lte=today)
    for office in OFFICES:
        made, _new = group.objects.get_or_create(name=office)
        for account in user._default_manager.filter(pk__in=held.filter(office=office).values("account_id")):
            account.groups.add(made)


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0004_portal_assignments"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [migrations.RunPython(move, move_back)]
