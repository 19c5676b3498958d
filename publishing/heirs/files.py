"""Pictures and documents of a unit that ends."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from coordination.belongings import Found, Succession
from coordination.models import Unit

from ..collections import collection_name, collection_of


def files(unit: Unit) -> Found:
    """Pictures and documents in the unit's own collection."""
    own = Q(collection__name=collection_name(unit.pk))
    pictures = get_image_model()._default_manager.filter(own).count()
    documents = get_document_model()._default_manager.filter(own).count()
    parts = [_("pictures: %(number)d") % {"number": pictures}, _("documents: %(number)d") % {"number": documents}]
    return Found(pictures + documents, parts=parts if pictures + documents else ())


def move_files(succession: Succession) -> int:
    """Into the successor's collection, so that its people may use and change them; addresses stay."""
    old = Collection.objects.filter(name=collection_name(succession.unit.pk)).first()
    if old is None or succession.heir is None:
        return 0
    kept = old.get_descendants(inclusive=True)
    models = (get_image_model(), get_document_model())
    if not any(model._default_manager.filter(collection__in=kept).exists() for model in models):
        return 0
    new = collection_of(succession.heir)
    return sum(model._default_manager.filter(collection__in=kept).update(collection=new) for model in models)
