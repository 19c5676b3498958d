"""The city's servers. Refuses to start half-configured."""

from .base import *
from .base import BASE_DIR, env

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list(
    "SECRET_KEY_FALLBACKS", default=[]
)  # former keys: they read second factors and sessions
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
PORTAL_URL = env.str("PORTAL_URL").rstrip("/")
WAGTAILADMIN_BASE_URL = PORTAL_URL
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PORTAL_URL])
env.str("DATABASE_URL")  # no silent SQLite
env.str("EMAIL_URL")  # no mail into files
# How many proxies stand in front. Each has to set X-Forwarded-Proto itself and add to X-Forwarded-For; without the
# right number all visitors share one limit of form entries.
COORDINATION_PROXIES = env.int("PROXIES", default=1)
PORTAL_REQUIRE_SECOND_FACTOR = env.bool("PORTAL_REQUIRE_SECOND_FACTOR", default=True)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
PUBLISHING_CHECK_LINKS = env.bool("PUBLISHING_CHECK_LINKS", default=True) and not PORTAL_DEMO
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
