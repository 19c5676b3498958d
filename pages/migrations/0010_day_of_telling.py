"""Announcements without a place get the day on which the portal first told their deadline; saving keeps it from now on.

Going back leaves the days: they do no harm, and the next save takes them away.
"""

from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import Min

WARSAW = ZoneInfo("Europe/Warsaw")


def date_them(apps, schema_editor):
    pages, told = apps.get_model("pages", "CompetitionPage"), apps.get_model("pages", "ToldDeadline")
    undated = pages.objects.filter(announced_on=None, live=True, is_archival=False).values("pk")
    firsts = told.objects.filter(page__in=undated).order_by().values_list("page").annotate(first=Min("told_at"))
    for page, first in list(firsts):
        pages.objects.filter(pk=page).update(announced_on=first.astimezone(WARSAW).date())


class Migration(migrations.Migration):
    dependencies = [("pages", "0009_competition_questions")]
    operations = [migrations.RunPython(date_them, migrations.RunPython.noop)]
