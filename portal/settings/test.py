"""The tests: fast hashing, mail in memory, an own database file."""

from .base import *
from .base import VAR_DIR, env

SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
PORTAL_DEMO = env.bool("PORTAL_DEMO", default=True)
ALLOW_NOW_OPTION = True
COORDINATION_REPLY_ADDRESS = "odpowiedz@ngo.example"
if "EMAIL_URL" not in env.ENVIRON:
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAR_DIR.mkdir(exist_ok=True)
