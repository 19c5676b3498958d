"""Steps that were sent before there were rows for them: from the book, and from the letters about missing editors.

Backwards nothing is undone: the rows go with their table.
"""

import datetime as dt
from collections import Counter

from django.db import migrations

TASK = "coordination.dutytask:"
REMIND = "remind."


def keep(apps, schema_editor):
    step_model = apps.get_model("coordination", "ReminderStep")
    rows = [*_of_tasks(apps, step_model), *_of_letters(apps, step_model)]
    step_model.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def _of_tasks(apps, step_model):
    """Of tasks that are still open, since they were opened: what was settled is reminded of no more."""
    tasks = apps.get_model("coordination", "DutyTask").objects.filter(settled_at__isnull=True)
    opened = {f"{TASK}{pk}": at for pk, at in tasks.values_list("pk", "opened_at")}
    lines = apps.get_model("coordination", "AuditEntry").objects.filter(verb__startswith=REMIND).order_by("at", "pk")
    numbers = Counter()
    for about, verb, at in lines.values_list("about", "verb", "at"):
        if about not in opened or at < opened[about]:
            continue
        step = verb.removeprefix(REMIND)
        numbers[about, step] += 1
        began = opened[about].astimezone(dt.UTC).isoformat()
        yield step_model(subject=about, step=step, round=began, number=numbers[about, step], sent_at=at)


def _of_letters(apps, step_model):
    letters = apps.get_model("coordination", "OutboxMessage").objects.filter(kind="handoff.no_editor")
    first = {}
    for about, at in letters.order_by("created_at").values_list("about", "created_at"):
        first.setdefault(about, at)
    for about, at in first.items():
        yield step_model(subject=about, step="no_editor", sent_at=at)


class Migration(migrations.Migration):

    dependencies = [
        ("coordination", "0014_duty_roster_and_reminder_steps"),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
