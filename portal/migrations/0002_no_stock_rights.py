"""Wagtail's first groups, their rights and its first workflow: rights come from offices and designations instead.

Going back does not bring them; a new Wagtail site would make them itself.
"""

from django.db import migrations


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    apps.get_model("wagtailcore", "WorkflowPage").objects.all().delete()
    apps.get_model("wagtailcore", "Workflow").objects.update(active=False)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_user"),
        ("wagtailcore", "0098_apitoken"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
