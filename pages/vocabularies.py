"""Words of the page types that forms, filters and lists share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventType(models.TextChoices):
    """Typ wydarzenia. Internal ones are for coordinators and never stand in public lists."""

    SECTOR = "branzowe", _("sector meeting")
    CONSULTATION = "konsultacyjne", _("consultation meeting")
    DUTY = "dyzur", _("telephone duty")
    TRAINING = "szkolenie", _("training for organisations")
    INTERNAL = "wewnetrzne", _("internal, for coordinators")


class AidKind(models.TextChoices):
    FINANCIAL = "finansowa", _("financial")
    OTHER = "pozafinansowa", _("non-financial")


class Organ(models.TextChoices):
    """Organ ogłaszający."""

    MAYOR = "prezydent", _("Mayor of the City of Kraków")
    MOPS = "mops", _("Director of the Municipal Social Welfare Centre")
    OTHER = "inny", _("another organ")


class GrantForm(models.TextChoices):
    """Forma zlecenia, art. 5 ust. 4 ustawy."""

    ENTRUST = "powierzenie", _("entrusting")
    SUPPORT = "wsparcie", _("support")


class Place(models.TextChoices):
    """Three places of announcement, art. 13 ust. 3 ustawy."""

    BIP = "bip", _("Public Information Bulletin (BIP)")
    BOARD = "tablica", _("notice board in the office")
    SITE = "strona", _("website of the organ")


class OutcomePlace(models.TextChoices):
    """The two places beside the portal where results and an annulment stand, art. 15 ust. 2h and art. 18a ust. 2."""

    RESULTS_BIP = "wyniki-bip", _("results in the Public Information Bulletin (BIP)")
    RESULTS_BOARD = "wyniki-tablica", _("results on the notice board in the office")
    ANNULMENT_BIP = "uniewaznienie-bip", _("annulment in the Public Information Bulletin (BIP)")
    ANNULMENT_BOARD = "uniewaznienie-tablica", _("annulment on the notice board in the office")


class AnnulmentReason(models.TextChoices):
    """The only two reasons, art. 18a ust. 1 ustawy."""

    NO_OFFERS = "brak-ofert", _("no offer was submitted")
    NONE_FIT = "wymogi", _("no offer met the requirements of the announcement")


class Outcome(models.TextChoices):
    """What became of one offer."""

    GRANTED = "dotacja", _("granted")
    REFUSED = "bez-dotacji", _("not granted")
    RESERVE = "rezerwa", _("on the reserve list")
    FORMAL = "formalnie", _("rejected in the formal review")


class Conformance(models.TextChoices):
    """Status of the accessibility declaration."""

    FULL = "zgodna", _("conformant")
    PARTIAL = "czesciowo", _("partially conformant")
    NONE = "niezgodna", _("not conformant")
