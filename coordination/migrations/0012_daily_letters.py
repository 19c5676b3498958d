"""Letters that wait for the daily one. Going back sends what waits as single letters."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0011_notice_settings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='noticesettings',
            name='daily',
            field=models.JSONField(blank=True, default=list, verbose_name='letters that come once a day'),
        ),
        migrations.AddField(
            model_name='outboxmessage',
            name='gather_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='waits for the daily letter of'),
        ),
        migrations.AddField(
            model_name='outboxmessage',
            name='gathered_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='coordination.outboxmessage', verbose_name='went in the daily letter'),
        ),
        migrations.AddField(
            model_name='outboxmessage',
            name='link',
            field=models.CharField(blank=True, max_length=255, verbose_name='link'),
        ),
    ]
