"""The mark that a database holds invented data only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_no_stock_rights")]
    operations = [
        migrations.CreateModel(
            name="DemoMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("built_at", models.DateTimeField(verbose_name="built at")),
                ("day", models.DateField(verbose_name="day that the dates follow")),
            ],
            options={"verbose_name": "demo mark", "verbose_name_plural": "demo marks"},
        ),
    ]
