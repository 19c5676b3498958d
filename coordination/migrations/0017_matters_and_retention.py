"""Kinds of matter, the first answer for statistics, anonymised inquiries; the time of keeping among the standards.

The first answers that were given before are read from the conversations. Where the asker opened an inquiry anew
since, the day promised for the first answer was overwritten: it is counted again by the rule of that time (so many
working days from the receipt, or from the reply to a request for clarification). Going back only drops the columns.
"""

import django.db.models.deletion
from django.db import migrations, models


def load_standards(apps, schema_editor):
    """Rows that are missing are added."""
    from ..seeds import load_standards as load

    load(apps)


def read_first_answers(apps, schema_editor):
    from ..calendar import WorkingCalendar, warsaw_date

    standard = apps.get_model("coordination", "ServiceStandard").objects.filter(key="inquiry.answer").first()
    days = standard.value if standard else 7
    calendar = WorkingCalendar(dict(apps.get_model("coordination", "Holiday").objects.values_list("on", "name")))
    entries = apps.get_model("coordination", "AuditEntry").objects.filter(verb="inquiry.answer", outcome="done")
    units = set(apps.get_model("coordination", "Unit").objects.values_list("pk", flat=True))
    answered = apps.get_model("coordination", "Inquiry").objects.filter(messages__voice="answer").distinct()
    for inquiry in answered.prefetch_related("messages").iterator(500):
        start, asked, first, again = inquiry.received_at, False, None, False
        for message in sorted(inquiry.messages.all(), key=lambda one: (one.at, one.pk)):
            if first is None and message.voice == "answer":
                first = message.at
            elif first is None and message.voice == "clarify":
                asked = True
            elif first is None and message.voice == "asker" and asked:
                start, asked = message.at, False
            elif first is not None and message.voice == "asker":
                again = True
        entry = entries.filter(about=f"coordination.inquiry:{inquiry.pk}").order_by("at", "pk").first()
        counted = calendar.add_working_days(warsaw_date(start), days)
        inquiry.first_answered_at = first
        inquiry.first_answer_by = counted if again else inquiry.answer_by
        inquiry.first_answer_unit_id = entry.unit_id if entry and entry.unit_id in units else inquiry.unit_id
        inquiry.save(update_fields=["first_answered_at", "first_answer_by", "first_answer_unit"])


class Migration(migrations.Migration):

    dependencies = [
        ('coordination', '0016_hours_of_a_left_lock'),
    ]

    operations = [
        migrations.AddField(
            model_name='inquiry',
            name='matter',
            field=models.CharField(choices=[('zapytanie', 'ordinary inquiry'), ('informacja', 'request for public information'), ('skarga', 'complaint or proposal (KPA)'), ('petycja', 'petition'), ('dostepnosc', 'request for digital accessibility')], default='zapytanie', max_length=12, verbose_name='kind of matter'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='matter_basis',
            field=models.CharField(blank=True, max_length=255, verbose_name='basis of the period'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='extended_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='period extended at'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='case_sign',
            field=models.CharField(blank=True, max_length=60, verbose_name='case sign'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='first_answered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='first answered at'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='first_answer_by',
            field=models.DateField(blank=True, null=True, verbose_name='day promised for the first answer'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='first_answer_unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coordination.unit', verbose_name='unit of the first answer'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='anonymised_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='anonymised at'),
        ),
        migrations.AlterField(
            model_name='inquirymessage',
            name='voice',
            field=models.CharField(choices=[('asker', 'question'), ('answer', 'answer'), ('clarify', 'request for clarification'), ('passed', 'passed on'), ('clock', 'day of the answer'), ('note', 'internal note')], max_length=8, verbose_name='voice'),
        ),
        migrations.RunPython(load_standards, migrations.RunPython.noop),
        migrations.RunPython(read_first_answers, migrations.RunPython.noop),
    ]
