"""Forms of the public doors: they read what was typed, and say in Polish what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from .actions import Question
from .asked_about import Subject
from .file_fields import WithFiles
from .guard import GuardedForm
from .states import LegalForm

TEXT_LIMIT = 5000
LONGEST_PASSWORD = 1024
"""A longer one only makes the server work; doors that ask for a password refuse it."""
NEITHER = _("Press one of the two buttons.")
NO_ADDRESS = _("This is not an e-mail address. Write it like this: name@organisation.pl.")


class PublicForm(GuardedForm):
    template_name = "components/form.html"
    required_css_class = "is-required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def _text_field(label: Any, help_text: Any = "", rows: int = 8) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write what you want to ask.")},
    )


class InquiryForm(WithFiles, PublicForm):
    """A question to a coordinator: subject, text and e-mail are enough (RODO: as little as possible)."""

    field_order = ("temat_pytania", "tresc", "jawnie", "pliki")

    temat_pytania = forms.CharField(
        label=_("Subject"),
        max_length=160,
        help_text=_("A few words, for example: premises for a neighbourhood club"),
        error_messages={"required": _("Give the subject in a few words.")},
    )
    tresc = _text_field(_("Your question"), _("Please give no personal numbers (PESEL) and no data on health."))
    jawnie = forms.ChoiceField(
        label=_("Who is to read the answer?"),
        choices=[
            ("tak", _("Everybody: question and answer stand on the page, without my data")),
            ("nie", _("Only me")),
        ],
        initial="tak",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who is to read the answer.")},
    )
    email = forms.EmailField(
        label=_("E-mail for the answer"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give an e-mail address, so that we can answer."), "invalid": NO_ADDRESS},
    )
    imie = forms.CharField(
        label=_("First and last name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organizacja = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    forma_prawna = forms.ChoiceField(
        label=_("Legal form"), required=False, choices=[("", _("I do not say")), *LegalForm.choices]
    )
    funkcja = forms.CharField(
        label=_("Your function in the organisation"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )

    def __init__(self, *args: Any, about: Subject | None = None, **kwargs: Any) -> None:
        """`about` is a page that takes questions of its own; elsewhere an answer is for whoever asked."""
        super().__init__(*args, **kwargs)
        self.about = about
        if about is None:
            del self.fields["jawnie"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.about is not None and not self.about.may_ask:
            self.add_error(None, str(self.about.may_ask.reason))
        return cleaned

    def question(self, source: str, refers_to: str = "") -> Question:
        """What was typed, as the deed takes it."""
        typed = self.cleaned_data
        return Question(
            subject=" ".join(typed["temat_pytania"].split()),
            text=typed["tresc"],
            email=typed["email"],
            name=" ".join(typed["imie"].split()),
            organisation=" ".join(typed["organizacja"].split()),
            legal_form=typed["forma_prawna"],
            function=" ".join(typed["funkcja"].split()),
            source=source,
            refers_to=refers_to,
            publicly=typed.get("jawnie") == "tak",
        )


class LookForm(forms.Form):
    """«Najpierw sprawdź»: words to be looked for among public answers. What cannot be looked for is left out."""

    q = forms.CharField(max_length=160, required=False)

    @classmethod
    def words(cls, data: Mapping[str, Any]) -> str:
        """The words of the address; empty for nonsense."""
        form = cls(data)
        return " ".join(form.cleaned_data["q"].split()) if form.is_valid() else ""


class MessageForm(WithFiles, PublicForm):
    """The asker writes again."""

    tresc = _text_field(_("Your message"), rows=6)
    field_order = ("tresc", "pliki")


class HelpedForm(forms.Form):
    """«Czy to pomogło?»: one of two buttons, perhaps with a word. The secret key stands for every other proof."""

    YES, NO = "tak", "nie"

    pomoglo = forms.ChoiceField(
        choices=[(YES, _("Yes, it helped")), (NO, _("No, it did not help"))],
        widget=forms.HiddenInput,
        error_messages={"required": NEITHER, "invalid_choice": NEITHER},
    )
    slowo = forms.CharField(
        label=_("A word for us"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class LinkForm(PublicForm):
    """«Nie mam linku»: the address to which links are sent."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give the e-mail address from which you asked."), "invalid": NO_ADDRESS},
    )


class InvitationAgainForm(PublicForm):
    """«Poproś o nowe zaproszenie»: the office mailbox to which the first one went."""

    email = forms.EmailField(
        label=_("Your office e-mail"),
        help_text=_("The address to which the first invitation came."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give your office e-mail address."), "invalid": NO_ADDRESS},
    )


class NewPasswordForm(SetPasswordForm, PublicForm):
    """The invited person's first password, twice; Django's own validators say what it lacks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("new_password1", "new_password2"):
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_PASSWORD))


class FinderForm(forms.Form):
    """Filters of the directory, all in the address. Choices come from the finder; unknown values are ignored."""

    q = forms.CharField(
        label=_("Topic, unit or name"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    temat = forms.ChoiceField(label=_("Topic"), required=False)
    komorka = forms.ChoiceField(label=_("Unit"), required=False)
    dzielnica = forms.ChoiceField(label=_("District"), required=False)
    sfera = forms.ChoiceField(label=_("Sphere of public tasks"), required=False)

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  our own fields
            field.choices = [("", _("all")), *options]
