"""Everything a host adds to Wagtail's own project template to live with the plugin (docs/plugin.md)."""

import os

from .base import BASE_DIR, INSTALLED_APPS, MIDDLEWARE

# The rooms' own page types are an offer. Two HomePage cannot live in one project, so the template's own makes way.
WITH_PAGES = bool(os.environ.get("WITH_PAGES"))

# publishing stands before wagtail: its publish_scheduled and its Polish win.
INSTALLED_APPS = [
    "accounts",
    "blog",
    *(["pages"] if WITH_PAGES else []),
    "publishing",
    "coordination",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail_modeladmin",
    "django.contrib.humanize",
    "django.forms",
    *(app for app in INSTALLED_APPS if not (WITH_PAGES and app == "home")),
]
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["publishing.backends.StandingBackend", "django.contrib.auth.backends.ModelBackend"]
MIDDLEWARE = [
    *MIDDLEWARE,
    "coordination.closing.ClosedOffice",
    "publishing.refusals.ReadableRefusals",
    "publishing.gate.AdminGate",
]
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "none"
WAGTAILIMAGES_IMAGE_FORM_BASE = "publishing.file_forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "publishing.file_forms.DocumentForm"
PUBLISHING_UNGOVERNED = ["home.HomePage"]  # page types that nobody of the city answers for

LANGUAGE_CODE = "pl"
TIME_ZONE = "Europe/Warsaw"
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_BASE_URL = os.environ.get("HOST_URL", "http://127.0.0.1:8000")
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# Of this trial only.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / "mail"
ALLOW_NOW_OPTION = True  # publish_scheduled --now
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
