"""Every address of the program, from the routes themselves: a new page is in these tests by being there."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from goldseam.web.files import FOLDER, hashed_url
from goldseam.web.place import Kind

SAMPLES = {
    "uuid": "00000000-0000-0000-0000-000000000000",
    "int": "1",
    "slug": "session-check-in",
    "str": "x",
    "path": "x/y",
}


def addresses(kind: Kind) -> tuple[str, ...]:
    """One address for each route of a state."""
    return tuple(sorted({f"/{path}" for path in _under(get_resolver(kind.value))}))


def every_address() -> tuple[str, ...]:
    """Each address of each state, the static files, and the errand."""
    pages = {path for kind in Kind for path in addresses(kind)}
    files = {hashed_url(path.relative_to(FOLDER).as_posix()) for path in FOLDER.rglob("*") if path.is_file()}
    return tuple(sorted(pages | files | {"/fresh-address", "/static/goldseam/goldseam.css", "/nowhere"}))


def _under(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = before + _filled(entry)
        if isinstance(entry, URLResolver):
            yield from _under(entry, here)
        else:
            yield here


def _filled(entry: URLPattern | URLResolver) -> str:
    route = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        kind = {"string": "str"}.get(kind, kind)
        route = route.replace(f"<{kind}:{name}>", SAMPLES[kind]).replace(f"<{name}>", SAMPLES[kind])
    assert "<" not in route, f"no sample for {route}"
    return route
