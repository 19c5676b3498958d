"""Numbers of the life of competitions among the service standards. Going back leaves the rows: nobody reads them."""

from django.db import migrations


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0022_mail_of_lists'),
    ]

    operations = [
        migrations.RunPython(load_standards, migrations.RunPython.noop),
    ]
