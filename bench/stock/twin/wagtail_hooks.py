from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Card


class CardViewSet(SnippetViewSet):
    model = Card
    inspect_view_enabled = True


register_snippet(CardViewSet)
