"""What is always true of this portal, wherever it runs."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
PORTAL_URL = env.str("PORTAL_URL", default="http://127.0.0.1:8000").rstrip("/")

# The rooms stand before wagtail, so that our publish_scheduled wins (DESIGN.md section 12, ruling 6).
INSTALLED_APPS = [
    "portal",
    "pages",
    "publishing",
    "coordination",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.apps.AccountsConfig",  # wagtail.users with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django.contrib.admin",  # wagtail_modeladmin's foreign-key filters need the app, no address is mounted
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageOfThePage",
    "portal.middleware.NoNulInPaths",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.LastingAnswers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.sign_in.middleware.StaffDoor",
    "coordination.closing.ClosedOffice",
    "publishing.refusals.ReadableRefusals",
    "publishing.gate.AdminGate",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "portal.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url_default: str) -> dict:
    """Connection from DATABASE_URL; SQLite gets what several writers need (measured in platform.md)."""
    config = env.db("DATABASE_URL", default=url_default)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        config["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASES = {"default": database(f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
# How long caches outside may keep a public answer at most; the next deadline ends it sooner (pages.lasting).
PUBLIC_CACHE_SECONDS = env.int("PUBLIC_CACHE_SECONDS", default=0)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# The sample password is refused first of all. Of rights, standing is asked before Django's own permissions: whoever
# holds an office today enters without a look at them.
AUTHENTICATION_BACKENDS = [
    "portal.sign_in.backends.NoSamplePassword",
    "publishing.backends.StandingBackend",
    "django.contrib.auth.backends.ModelBackend",
]

# Signing in (docs/decisions: sign-in). One door, at /konto/; nobody signs up, addresses are kept by the units.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
PORTAL_REQUIRE_SECOND_FACTOR = env.bool("PORTAL_REQUIRE_SECOND_FACTOR", default=False)
ACCOUNT_ADAPTER = "portal.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# allauth's own would write a row per address, which then outlives a change of the account's address
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "portal.sign_in.forms.SignInForm",
    "reset_password": "portal.sign_in.forms.ForgottenPasswordForm",
    "reset_password_from_key": "portal.sign_in.forms.NewPasswordForm",
    "change_password": "portal.sign_in.forms.ChangePasswordForm",
    "set_password": "portal.sign_in.forms.SetPasswordForm",
    "reauthenticate": "portal.sign_in.forms.PasswordAgainForm",
}
# Tries per quarter of an hour, counted in the cache; portal.sign_in.limits says what each is counted by.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "wrong_password": "60/15m/ip,60/15m/key",
    "wrong_password_here": "10/15m/key",
    "login_failed": "10/15m/key",
    "wrong_code": "40/1d/key",
    "change_password": "10/15m/user",
    "reauthenticate": "30/15m/user",
    "reset_password": None,
    "reset_asked": "20/15m/ip,3/15m/key",
    "reset_password_from_key": "30/15m/ip",
}
MFA_ADAPTER = "portal.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Portal NGO Kraków"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "portal.sign_in.forms.CodeForm",
    "reauthenticate": "portal.sign_in.forms.CodeAgainForm",
    "activate_totp": "portal.sign_in.forms.SetUpForm",
}

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True
# As people type it: the date picker takes any other writing for today.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# Files of inquiries: below no public address, so never inside of MEDIA_ROOT; empty means beside it.
COORDINATION_FILES_ROOT = env.str("PRIVATE_ROOT", default="")
COORDINATION_FILES_MOST = 5
COORDINATION_FILE_MEGABYTES = 10

EMAIL_CONFIG = env.email("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Portal NGO <portal@ngo.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Answers by mail (docs/deployment-mail.md): where letters about inquiries are answered, which mailbox the clock reads.
COORDINATION_REPLY_ADDRESS = env.str("MAIL_REPLY_ADDRESS", default="")
COORDINATION_MAILBOX_URL = env.str("MAILBOX_URL", default="")

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a pasted 10 MB text still gets its words at the field
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

# Wagtail
WAGTAIL_SITE_NAME = "Portal NGO Kraków"
WAGTAILADMIN_BASE_URL = PORTAL_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# A typed address of a public page would come back with the title of its draft (wagtail/admin/views/chooser.py).
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "none"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = 1500
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_USER_TIME_ZONES = ["Europe/Warsaw"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "pptx", "odp", "txt", "csv", "rtf", "zip", "ics"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "publishing.file_forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "publishing.file_forms.DocumentForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True
WAGTAIL_PASSWORD_RESET_ENABLED = False
SILENCED_SYSTEM_CHECKS: list[str] = []

# Demo: a ribbon on every page, mail only to .example, numbers not dialled (DESIGN.md ruling 10).
PORTAL_DEMO = env.bool("PORTAL_DEMO", default=False)

# Links to other sites are checked where somebody asks for it; the demo and the tests ask nobody (decision «signals»).
PUBLISHING_CHECK_LINKS = env.bool("PUBLISHING_CHECK_LINKS", default=False)
PUBLISHING_LINK_PAUSE = env.float("PUBLISHING_LINK_PAUSE", default=2.0)  # seconds between two requests to one site
PUBLISHING_LINK_TIMEOUT = env.float("PUBLISHING_LINK_TIMEOUT", default=10.0)  # seconds
PUBLISHING_LINK_PORTION = env.int("PUBLISHING_LINK_PORTION", default=20)  # links in one pass
PUBLISHING_LINK_SECONDS = env.float("PUBLISHING_LINK_SECONDS", default=20.0)  # of one pass at most
PUBLISHING_LINKS_PRIVATE = False  # addresses of private networks are asked in tests only

# The public policy; portal.middleware relaxes it for the staff screens of Wagtail.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django_tasks": {"level": "WARNING"}},  # tasks run at once; each would say so twice
}
