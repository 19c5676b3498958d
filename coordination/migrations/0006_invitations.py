"""Invitations and the steps of accounts. Going back forgets both; the accounts themselves stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def load_standards(apps, schema_editor):
    """Days of an invitation, of silence, of the warning: rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


class Migration(migrations.Migration):

    dependencies = [
        ("coordination", "0005_groups_become_assignments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('warned', 'warned: not used for long'), ('dormant', 'shut: not used for long'), ('ended', 'shut: the office ended'), ('restored', 'opened again')], max_length=10, verbose_name='step')),
                ('since', models.DateField(verbose_name='counted from')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='account_events', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'account event',
                'verbose_name_plural': 'account events',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'step', 'since'), name='one_account_step_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_digest', models.CharField(max_length=64, unique=True, verbose_name='digest of the secret key')),
                ('invited_by_name', models.CharField(max_length=160, verbose_name='invited by')),
                ('created_at', models.DateTimeField(verbose_name='created at')),
                ('expires_at', models.DateTimeField(verbose_name='works until')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='used at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
                ('designation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='coordination.designation', verbose_name='designation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='coordination.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True), ('used_at__isnull', True)), fields=('person',), name='one_open_invitation_a_person')],
            },
        ),
        migrations.RunPython(load_standards, migrations.RunPython.noop),
    ]
