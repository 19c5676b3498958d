"""Days of the year among the limits; what is uncertain is said by its confidence, no longer by the words of its source.

Going back takes out the rows of art. 5a and puts the words back; rows that somebody changed meanwhile stay.
"""

from django.db import migrations, models

WORDS = "; do potwierdzenia przez SZ)"


def load_law(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_law as load

    load(apps)


def words_leave(apps, schema_editor):
    for row in apps.get_model("coordination", "LawLimit").objects.filter(source__endswith=WORDS):
        row.source = row.source.removesuffix(WORDS) + ")"
        row.save(update_fields=["source"])


def words_come_back(apps, schema_editor):
    rows = apps.get_model("coordination", "LawLimit").objects.all()
    rows.filter(key__in=["programme.adopted_by", "programme.reported_by"]).delete()
    for row in rows.filter(confidence="M", source__endswith="poz. 1040)"):
        row.source = row.source.removesuffix(")") + WORDS
        row.save(update_fields=["source"])


MEASURES = [('days', 'days'), ('working_days', 'working days'), ('months', 'months'), ('hours', 'hours'), ('minutes', 'minutes'), ('pln', 'PLN'), ('percent', 'per cent'), ('count', 'items'), ('day_of_year', 'day of the year')]


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0023_competition_standards'),
    ]

    operations = [
        migrations.AlterField(
            model_name='lawlimit',
            name='unit',
            field=models.CharField(choices=MEASURES, max_length=30, verbose_name='unit of measure'),
        ),
        migrations.AlterField(
            model_name='lawlimit',
            name='value',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='Empty: no limit. A day of the year is written as month and day: 1130 is 30 November.', max_digits=12, null=True, verbose_name='value'),
        ),
        migrations.RunPython(words_leave, words_come_back),
        migrations.RunPython(load_law, migrations.RunPython.noop),
    ]
