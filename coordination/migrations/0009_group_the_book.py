"""Gives the lines written so far their group. Going back leaves the column for the schema migration to drop."""

from django.db import migrations

GROUPS = {
    "designation": "people",
    "absence": "people",
    "unit": "people",
    "person": "people",
    "officehours": "people",
    "inquiry": "inquiries",
    "remind": "duties",
    "handoff": "handoffs",
    "page": "pages",
    "right": "rights",
    "refuse": "doors",
}


def group(apps, schema_editor):
    entries = apps.get_model("coordination", "AuditEntry").objects
    for first_word, name in GROUPS.items():
        entries.filter(verb__startswith=first_word).update(group=name)


class Migration(migrations.Migration):
    dependencies = [("coordination", "0008_keep_the_book")]
    operations = [migrations.RunPython(group, migrations.RunPython.noop)]
