"""Kinds of units, units, spheres, districts, topics, duties, law, service standards: rows that are missing are added.

Going back leaves them: by then they belong to the people who keep them.
"""

from django.db import migrations


def load(apps, schema_editor):
    from .. import seeds

    for load_one in (  # by name: tables of later migrations do not exist yet
        seeds.load_places,
        seeds.load_topics,
        seeds.load_units,
        seeds.load_duties,
        seeds.load_law,
        seeds.load_standards,
    ):
        load_one(apps)


class Migration(migrations.Migration):
    dependencies = [("coordination", "0002_portal_offices"), ("taggit", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
