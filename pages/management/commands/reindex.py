"""Write the search index anew: after an import, or when the rules of stems changed."""

from typing import Any

from django.core.management.base import BaseCommand

from pages import search


class Command(BaseCommand):
    help = "Write the public search index anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{search.rebuild()} rows")
