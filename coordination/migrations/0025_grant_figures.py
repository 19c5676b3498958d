"""Figures of small grants; lead and review of their calls among the standards. Going back leaves the standards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0024_law_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GrantFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('as_of', models.DateField(verbose_name='as of the day')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('pool', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='pool of the year in zł')),
                ('committed', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='granted so far in zł')),
                ('paid', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='paid out of it in zł')),
                ('note', models.CharField(blank=True, max_length=255, verbose_name='remark, or why it is corrected')),
                ('at', models.DateTimeField(verbose_name='filed at')),
                ('by_name', models.CharField(max_length=160, verbose_name='filed by (name)')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='filed by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grant_figures', to='coordination.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'figure of small grants',
                'verbose_name_plural': 'figures of small grants',
                'ordering': ['-as_of', '-version'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'year', 'as_of', 'version'), name='one_version_of_a_grant_figure'), models.CheckConstraint(condition=models.Q(('committed__gte', 0), ('committed__lte', models.F('pool'))), name='grants_within_their_pool')],
            },
        ),
        migrations.RunPython(load_standards, migrations.RunPython.noop),
    ]
