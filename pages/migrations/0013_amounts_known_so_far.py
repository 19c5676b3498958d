"""What is known of the money of competitions written so far. Going back leaves the columns: they go next."""

from decimal import Decimal

from django.db import migrations
from django.db.models import Case, F, Value, When

AT_ONCE = 500


def know(apps, schema_editor):
    """A total stands for itself; where there is none, the rows of years are added up, or else the other rows."""
    pages = apps.get_model("pages", "CompetitionPage").objects.using(schema_editor.connection.alias)
    kind = Case(When(amount_is_about=True, then=Value("okolo")), default=Value("dokladna"))
    pages.filter(total_amount__isnull=False).update(amount_known=F("total_amount"), amount_kind=kind)
    for page in pages.filter(total_amount__isnull=True, amounts__isnull=False).distinct().iterator(chunk_size=AT_ONCE):
        amount, kind = added_up(list(page.amounts.values_list("year", "amount", "is_about")))
        pages.filter(pk=page.pk).update(amount_known=amount, amount_kind=kind)


def added_up(parts):
    years = [part for part in parts if part[0]]
    rows = years if any(amount is not None for _year, amount, _about in years) else [part for part in parts if not part[0]]
    given = [amount for _year, amount, _about in rows if amount is not None]
    if not given:
        return None, ""
    kind = "suma_okolo" if any(about for _year, _amount, about in rows) else "suma"
    return sum(given, Decimal()), kind if len(given) == len(rows) else "co_najmniej"


class Migration(migrations.Migration):

    dependencies = [
        ("pages", "0012_amount_that_is_known"),
    ]

    operations = [
        migrations.RunPython(know, migrations.RunPython.noop),
    ]
