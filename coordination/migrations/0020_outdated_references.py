"""The register of what pages may still say although it no longer holds, with its first rows.

Going back drops the register and what was written in it; findings are worked out anew by the next look.
"""

from django.db import migrations, models


def load(apps, schema_editor):
    from ..seeds import load_outdated

    load_outdated(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0016_hours_of_a_left_lock'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutdatedReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True, verbose_name='key')),
                ('name', models.CharField(max_length=160, verbose_name='what no longer holds')),
                ('phrases', models.TextField(help_text='One phrase a line; «grant*» stands for every word that begins so.', verbose_name='words of the text')),
                ('near', models.TextField(blank=True, help_text='One phrase a line; one of them is enough.', verbose_name='only where near it stands')),
                ('unless', models.TextField(blank=True, help_text='One phrase a line: words by which the text itself tells of the past.', verbose_name='but not where near it stands')),
                ('instead', models.CharField(max_length=255, verbose_name='what holds instead')),
                ('since', models.DateField(help_text='The first day on which the old words no longer hold.', verbose_name='since')),
                ('source', models.CharField(max_length=255, verbose_name='source')),
                ('confidence', models.CharField(choices=[('H', 'confirmed in a primary source'), ('M', 'secondary source'), ('L', 'to be confirmed by SZ')], default='L', max_length=1, verbose_name='confidence')),
            ],
            options={
                'verbose_name': 'outdated reference',
                'verbose_name_plural': 'outdated references',
                'ordering': ['since', 'key'],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
