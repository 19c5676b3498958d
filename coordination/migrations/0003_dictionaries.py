"""Kinds of units, units, spheres, districts, topics, duties, law, service standards: rows that are missing are added.

Going back leaves them: by then they belong to the people who keep them.
"""

from django.db import migrations


def load(apps, schema_editor):
    from ..seeds import load_dictionaries

    load_dictionaries(apps)


class Migration(migrations.Migration):
    dependencies = [("coordination", "0002_portal_offices"), ("taggit", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
