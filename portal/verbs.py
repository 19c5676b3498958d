"""The verbs of signing in (`portal.sign_in.book`)."""

from django.utils.translation import gettext_lazy as _

from coordination.verbs import Group, declare

declare(
    Group.ACCOUNTS,
    {
        "sign_in": _("signed in"),
        "sign_out": _("signed out"),
        "change_password": _("changed the password"),
        "set_password": _("set a first password"),
        "reset_password": _("set a new password in place of a forgotten one"),
        "ask_for_new_password": _("asked for a new password"),
        "add_second_factor": _("added a second factor"),
        "remove_second_factor": _("removed a second factor"),
        "renew_recovery_codes": _("made new recovery codes"),
        "use_recovery_code": _("used a recovery code"),
    },
)
