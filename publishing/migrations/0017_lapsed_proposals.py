"""Proposals of dates may lapse: those of handoffs that ended before anybody answered them do."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

ENDED = ("published", "withdrawn")


def let_lapse(apps, schema_editor):
    proposals = apps.get_model("publishing", "DateProposal").objects.filter(answer="waiting")
    ended = apps.get_model("publishing", "Handoff").objects.filter(pk=OuterRef("handoff_id"))
    proposals.filter(handoff__stage__in=ENDED).update(
        answer="lapsed", answered_at=Subquery(ended.values("published_at")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("publishing", "0016_completeness")]

    operations = [
        migrations.AlterField(
            model_name="dateproposal",
            name="answer",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting for an answer"),
                    ("accepted", "accepted"),
                    ("replaced", "replaced by another proposal"),
                    ("lapsed", "lapsed without an answer"),
                ],
                default="waiting",
                max_length=8,
                verbose_name="answer",
            ),
        ),
        migrations.RunPython(let_lapse, migrations.RunPython.noop),
    ]
