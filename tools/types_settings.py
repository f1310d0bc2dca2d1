"""Just enough Django for the type checker to know the tables."""

SECRET_KEY = "for the type checker only"
INSTALLED_APPS = ["django.contrib.sessions", "goldseam.store", "goldseam.web"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "goldseam.web.urls"
USE_TZ = True
GOLDSEAM_PORT = 0
GOLDSEAM_HOME = object()
