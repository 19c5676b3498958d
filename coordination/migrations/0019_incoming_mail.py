"""Mail that comes in, the block list, and what a letter of ours knows of coming back.

Going back drops the tables with the mail; the service standard stays and is read by nobody then.
"""

import django.db.models.deletion
from django.db import migrations, models


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0018_thread_of_an_inquiry'),
    ]

    operations = [
        migrations.AddField(
            model_name='inquiry',
            name='held_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='kept back at'),
        ),
        migrations.AddField(
            model_name='outboxmessage',
            name='bounce_cause',
            field=models.CharField(blank=True, max_length=255, verbose_name='why it came back'),
        ),
        migrations.AddField(
            model_name='outboxmessage',
            name='bounced_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='came back at'),
        ),
        migrations.AddField(
            model_name='outboxmessage',
            name='reply_by',
            field=models.CharField(blank=True, choices=[('asker', 'the asker'), ('unit', 'the unit')], max_length=8, verbose_name='who may answer it by mail'),
        ),
        migrations.CreateModel(
            name='BlockedSender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pattern', models.CharField(max_length=254, verbose_name='address or domain')),
                ('reason', models.TextField(verbose_name='reason')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('blocked_at', models.DateTimeField(verbose_name='blocked at')),
                ('blocked_by', models.CharField(max_length=160, verbose_name='blocked by')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='lifted at')),
                ('lifted_by', models.CharField(blank=True, max_length=160, verbose_name='lifted by')),
            ],
            options={
                'verbose_name': 'blocked sender',
                'verbose_name_plural': 'blocked senders',
                'ordering': ['-blocked_at', '-pk'],
                'indexes': [models.Index(fields=['pattern'], name='coordinatio_pattern_8526a9_idx')],
            },
        ),
        migrations.CreateModel(
            name='IncomingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=255, unique=True, verbose_name='Message-ID')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='digest')),
                ('origin', models.CharField(choices=[('mail', 'by mail'), ('form', 'by the form of the portal')], default='mail', max_length=4, verbose_name='how it came')),
                ('received_at', models.DateTimeField(verbose_name='received at')),
                ('sender', models.CharField(blank=True, max_length=254, verbose_name='from')),
                ('sender_name', models.CharField(blank=True, max_length=160, verbose_name="sender's name")),
                ('to', models.TextField(blank=True, verbose_name='to')),
                ('subject', models.CharField(blank=True, max_length=255, verbose_name='subject')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('headers', models.TextField(blank=True, verbose_name='headers')),
                ('attachments', models.JSONField(blank=True, default=list, verbose_name='attached files')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='what the letter says of itself')),
                ('state', models.CharField(choices=[('przyjety', 'taken from the mailbox'), ('czeka', 'waiting for a person'), ('w-sprawie', 'part of an inquiry'), ('automat', 'automatic reply, kept'), ('odlozony', 'put aside'), ('spam', 'spam')], default='przyjety', max_length=10, verbose_name='state')),
                ('why', models.CharField(blank=True, choices=[('unmarked', 'It was not sent to a reply address of any inquiry, so nothing proves what it is about.'), ('other-address', 'It came from another address than the one our letter went to.'), ('not-answering', 'Its sender may not answer this inquiry today.'), ('refused', 'The inquiry does not take it any more.'), ('outdated', 'Somebody else wrote in the inquiry after our letter.'), ('with-files', 'It carries files that the asker would not get.'), ('no-text', 'There is nothing new in it beside quoted text.'), ('too-long', 'It is too long for the conversation.'), ('too-many', 'Too many letters came to this inquiry within a day.'), ('blocked', 'The sender is on the block list.'), ('bounced', 'A letter of ours was not delivered.'), ('automatic', 'An automatic reply; nobody wrote it.'), ('unreadable', 'The portal could not read it.')], max_length=14, verbose_name='why')),
                ('said', models.CharField(blank=True, max_length=255, verbose_name='what exactly')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled at')),
                ('settled_by', models.CharField(blank=True, max_length=160, verbose_name='settled by')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('emptied_at', models.DateTimeField(blank=True, null=True, verbose_name='emptied at')),
                ('inquiry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mail', to='coordination.inquiry', verbose_name='inquiry')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='coordination.outboxmessage', verbose_name='our letter')),
            ],
            options={
                'verbose_name': 'incoming letter',
                'verbose_name_plural': 'incoming mail',
                'ordering': ['-received_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'received_at'], name='coordinatio_state_00e717_idx')],
            },
        ),
        migrations.RunPython(load_standards, migrations.RunPython.noop),
    ]
