"""A machine of one of us, and the demo."""

from .base import *
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-this-machine-and-the-demo-never-in-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
PORTAL_DEMO = env.bool("PORTAL_DEMO", default=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
COORDINATION_REPLY_ADDRESS = env.str("MAIL_REPLY_ADDRESS", default="odpowiedz@ngo.example")
COORDINATION_MAILBOX_URL = env.str("MAILBOX_URL", default=f"maildir://{VAR_DIR / 'mailbox'}")
(VAR_DIR / "mail").mkdir(parents=True, exist_ok=True)
