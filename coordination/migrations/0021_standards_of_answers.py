"""Lead and review of questions and answers among the service standards. Going back leaves the rows: nobody reads them."""

import django.core.validators
from django.db import migrations, models


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0020_outdated_references'),
    ]

    operations = [
        migrations.AlterField(
            model_name='servicestandard',
            name='value',
            field=models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='value'),
        ),
        migrations.RunPython(load_standards, migrations.RunPython.noop),
    ]
