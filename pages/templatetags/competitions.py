"""How a competition is told in words, for templates."""

from django import template

from .. import competition_words

register = template.Library()
register.simple_tag(competition_words.state_words, name="state_of")
register.simple_tag(competition_words.amount_words)
register.simple_tag(competition_words.when_words)
