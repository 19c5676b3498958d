"""Files, templates, presences, endings of a conversation; the standard of writing on.

Whoever got an answer before has the full days from now on: nobody had been told of a limit. Going back forgets the days
and leaves the standard, which nobody reads then.
"""

import datetime as dt

import coordination.models.files
import coordination.private_files
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

DAYS = 30


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


def give_the_full_days(apps, schema_editor):
    answered = apps.get_model("coordination", "Inquiry")._default_manager.filter(state="answered")
    answered.update(reopen_until=timezone.localdate() + dt.timedelta(days=DAYS))


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0017_matters_and_retention'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='inquiry',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='closed at'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='closed_because',
            field=models.CharField(blank=True, choices=[('settled', 'settled, nothing is left to answer'), ('withdrawn', 'taken back by the asker'), ('duplicate', 'asked twice, answered elsewhere'), ('not-ours', 'not a matter of the city'), ('spam', 'spam')], max_length=12, verbose_name='closed because'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='helped',
            field=models.BooleanField(blank=True, null=True, verbose_name='did it help'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='helped_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='said at'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='helped_words',
            field=models.TextField(blank=True, verbose_name='said about the answer'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='refers_to',
            field=models.CharField(blank=True, max_length=20, verbose_name='refers to inquiry'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='reopen_until',
            field=models.DateField(blank=True, null=True, verbose_name='the asker may write on until'),
        ),
        migrations.AddField(
            model_name='inquirymessage',
            name='passed_from',
            field=models.CharField(blank=True, max_length=250, verbose_name='passed on from'),
        ),
        migrations.AddField(
            model_name='inquirymessage',
            name='passed_to',
            field=models.CharField(blank=True, max_length=250, verbose_name='passed on to'),
        ),
        migrations.AddField(
            model_name='inquirymessage',
            name='passed_why',
            field=models.TextField(blank=True, verbose_name='why it was passed on'),
        ),
        migrations.AlterField(
            model_name='inquirymessage',
            name='voice',
            field=models.CharField(choices=[('asker', 'question'), ('answer', 'answer'), ('clarify', 'request for clarification'), ('passed', 'passed on'), ('clock', 'day of the answer'), ('note', 'internal note'), ('closed', 'closed'), ('reopened', 'opened again')], max_length=8, verbose_name='voice'),
        ),
        migrations.CreateModel(
            name='AnswerTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(verbose_name='text')),
                ('active', models.BooleanField(default=True, verbose_name='offered for answers')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answer_templates', to='coordination.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'template of an answer',
                'verbose_name_plural': 'templates of answers',
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='InquiryFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=140, verbose_name='name')),
                ('kind', models.CharField(max_length=8, verbose_name='kind')),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('content', models.FileField(max_length=120, storage=coordination.private_files.private_storage, upload_to=coordination.models.files.unguessable, verbose_name='content')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='coordination.inquirymessage', verbose_name='message')),
            ],
            options={
                'verbose_name': 'file of a message',
                'verbose_name_plural': 'files of messages',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='InquiryPresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('seen_at', models.DateTimeField(verbose_name='seen at')),
                ('writing_since', models.DateTimeField(blank=True, null=True, verbose_name='writing since')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='coordination.inquiry', verbose_name='inquiry')),
            ],
            options={
                'verbose_name': 'presence at an inquiry',
                'verbose_name_plural': 'presences at inquiries',
                'constraints': [models.UniqueConstraint(fields=('inquiry', 'account'), name='one_presence_a_person')],
            },
        ),
        migrations.RunPython(load_standards, migrations.RunPython.noop),
        migrations.RunPython(give_the_full_days, migrations.RunPython.noop),
    ]
