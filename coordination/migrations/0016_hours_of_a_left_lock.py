"""The hours of a left lock among the service standards. Going back leaves the row: it is read by nobody then."""

from django.db import migrations


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0015_keep_what_was_sent'),
    ]

    operations = [
        migrations.RunPython(load_standards, migrations.RunPython.noop),
    ]
