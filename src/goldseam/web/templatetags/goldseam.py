"""Tags for pages: shapes, states, a client's badge, how sure, the stepper."""

from __future__ import annotations

from enum import Enum
from secrets import token_urlsafe
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from goldseam.terms.people import Ending
from goldseam.web.charts import marks
from goldseam.web.wording import Wording, how_sure, worded

register = template.Library()


@register.simple_tag
def url_or_none(name: str, *args: Any) -> str:
    """The address of a named route, or nothing where this app has no such route."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def mark(name: str) -> SafeString:
    """A small shape, by its name in `charts.marks.SHAPES`."""
    return marks.shape(name)


@register.simple_tag
def state(value: Enum) -> SafeString:
    """A state as shape and word: `{% state episode.status %}`."""
    said = worded(value)
    return format_html('<span class="state t-{}">{} {}</span>', said.tone, marks.shape(said.mark), said.label)


@register.filter(name="worded")
def worded_filter(value: Enum) -> Wording:
    """The wording of a state: `{{ value|worded.hint }}` through `{% with %}`."""
    return worded(value)


@register.simple_tag
def ending(value: Ending | str) -> SafeString:
    """How an alliance ended, as shape and word; takes the enum or its stored value."""
    return state(Ending(value))


@register.simple_tag
def posted() -> SafeString:
    """A hidden field that makes a form count once, however often it is sent."""
    return format_html('<input type="hidden" name="posted" value="{}">', token_urlsafe(18))


@register.simple_tag
def hue(number: int) -> str:
    """The class that carries a client's hue."""
    return f"hue-{marks.badge(number)[0]}"


@register.simple_tag
def client_badge(code: str, number: int) -> SafeString:
    """A client's shape in a client's hue, then the code: `{% client_badge client.code client.number %}`."""
    place, drawn = marks.badge(number)
    return format_html('<span class="badge hue-{}">{}{}</span>', place, drawn, code)


@register.simple_tag
def sure(probability: float) -> SafeString:
    """How sure, in words: `{% sure reading.p_rupture %}`. The figure goes in `how_sure`, one tap away."""
    return format_html('<span class="sure">{}</span>', how_sure(probability))


@register.inclusion_tag("goldseam/components/how_sure.html", name="how_sure")
def how_sure_tag(probability: float) -> dict[str, Any]:
    """The figure behind the words, in a details that opens at a tap."""
    return {"words": how_sure(probability), "percent": round(probability * 100)}


@register.inclusion_tag("goldseam/components/stepper.html")
def steps(number: int, count: int) -> dict[str, Any]:
    """Where one is among `count` steps; `number` counts from 1."""
    places = ["done" if at < number else "here" if at == number else "" for at in range(1, count + 1)]
    return {"steps": places, "number": number, "count": count}
