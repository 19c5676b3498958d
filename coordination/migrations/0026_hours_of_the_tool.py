"""The hours for which the competition tool wants an account, among the service standards. Going back leaves the row."""

from django.db import migrations


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0025_grant_figures'),
    ]

    operations = [
        migrations.RunPython(load_standards, migrations.RunPython.noop),
    ]
