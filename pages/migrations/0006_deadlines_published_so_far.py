"""Deadlines that stand on public pages count as published. Going back leaves the rows: their table goes next."""

from django.db import migrations
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

AT_ONCE = 500


def tell(apps, schema_editor):
    """Every public announcement with a deadline, except old ones and those only foretold."""
    pages = apps.get_model("pages", "CompetitionPage").objects.using(schema_editor.connection.alias)
    told = apps.get_model("pages", "ToldDeadline")
    announced = Q(announced_on__isnull=False) | Q(planned_announcement_on__isnull=True)
    rows = pages.filter(announced, live=True, is_archival=False, deadline__isnull=False, told_deadlines=None)
    found = rows.annotate(at=Coalesce(F("last_published_at"), F("first_published_at"), Now()))
    batch = []
    for page_id, deadline, note, at in found.values_list("pk", "deadline", "extension_note", "at").iterator():
        batch.append(told(page_id=page_id, deadline=deadline, note=note, told_at=at))
    told.objects.using(schema_editor.connection.alias).bulk_create(batch, batch_size=AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0005_published_deadlines"),
    ]

    operations = [
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
