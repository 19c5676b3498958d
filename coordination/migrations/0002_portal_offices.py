"""The offices of the portal are groups: administrator, redaktor, operator, sz-monitor, sz-director."""

from django.db import migrations

OFFICES = ("administrator", "redaktor", "operator", "sz-monitor", "sz-director")


def create(apps, schema_editor):
    for name in OFFICES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=OFFICES).delete()


class Migration(migrations.Migration):
    dependencies = [("coordination", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(create, remove)]
