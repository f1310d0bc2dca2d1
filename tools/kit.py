"""Serve the kit (every component, invented words) with the strict policy of the real pages.

Run `python tools/kit.py [PORT]`, then open http://localhost:8899. For development only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
WEB = Path(__file__).resolve().parents[1] / "src" / "goldseam" / "web"


def strict(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The policy that real pages carry, so that the kit breaks wherever they would."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Cache-Control"] = "no-store"
        return response

    return answer


def configure() -> None:
    """The least Django that draws a template."""
    settings.configure(
        DEBUG=False,
        SECRET_KEY="kit",
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF="goldseam.web.kit",
        INSTALLED_APPS=["django.contrib.staticfiles", "goldseam.web"],
        MIDDLEWARE=["whitenoise.middleware.WhiteNoiseMiddleware", f"{__name__}.strict",
                    "django.middleware.csrf.CsrfViewMiddleware"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        FORM_RENDERER="goldseam.web.look.Renderer",
        STATIC_URL="/static/",
        WHITENOISE_USE_FINDERS=True,
        WHITENOISE_AUTOREFRESH=True,
        USE_I18N=True,
    )  # fmt: skip
    django.setup()


def main(port: int = 8899) -> None:
    """Serve until stopped."""
    from waitress import serve

    configure()
    serve(get_wsgi_application(), listen=f"localhost:{port}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
