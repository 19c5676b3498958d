"""The hours of a left lock among the service standards. Going back leaves the row: it is read by nobody then."""

from django.db import migrations


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0013_hour_of_the_daily_letter'),
    ]

    operations = [
        migrations.RunPython(load_standards, migrations.RunPython.noop),
    ]
