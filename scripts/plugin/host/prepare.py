"""What manage.py is asked for before the host opens; in one process, because Django takes its time to start."""

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    call_command("makemigrations", "accounts", "blog", verbosity=0)
    call_command("makemigrations", check_changes=True, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("check", fail_level="ERROR")
    print("plugin: a fresh project with its own accounts and page types is migrated")
    call_command("settle")
