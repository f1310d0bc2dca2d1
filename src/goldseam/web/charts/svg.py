"""The smallest SVG writer: one function for an element, every value escaped."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe


def number(value: float) -> str:
    """A coordinate without needless digits.

    >>> number(12.0), number(3.14159), number(-0.04)
    ('12', '3.1', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(tag: str, inside: str = "", /, **attributes: str | float) -> str:
    """One element; `class_` is `class`, underscores are hyphens, numbers are rounded, text escaped.

    `inside` is markup already made here; use `words` for text from outside.

    >>> element("line", x1=0, x2="5%", class_="c-line", stroke_width=1.5)
    '<line x1="0" x2="5%" class="c-line" stroke-width="1.5"/>'
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"' for name, value in attributes.items()
    )
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def words(text: str) -> str:
    """Text from outside, made safe to stand inside an element.

    >>> words("<b>&")
    '&lt;b&gt;&amp;'
    """
    return escape(text)


def picture(inside: str, *, ref: str, title: str, desc: str, **attributes: str | float) -> SafeString:
    """A whole drawing with `role=img`, named by its title and described by its desc.

    `ref` makes the ids unique on a page.
    """
    named = element("title", words(title), id=f"{ref}-t") + element("desc", words(desc), id=f"{ref}-d")
    drawn = element(
        "svg",
        named + inside,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{ref}-t",
        aria_describedby=f"{ref}-d",
        **attributes,
    )
    return mark_safe(drawn)  # noqa: S308 (every value above went through `words` or `_value`)


def _value(value: str | float) -> str:
    return escape(value, quote=True) if isinstance(value, str) else number(value)
