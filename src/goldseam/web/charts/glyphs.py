"""The small shapes that charts are drawn with, each centred on 0, 0."""

from __future__ import annotations

from django.utils.safestring import SafeString

from goldseam.terms.rupture import Standing

GLYPHS = {
    "dot": '<circle r="4" class="c-dot" stroke-width="1.5"/>',
    "strained": '<path d="M0-6.5 6.5 0 0 6.500-6.500 0z" class="c-strained" stroke-width="2.2"/>',
    "mending": '<circle r="5" class="c-mending" stroke-width="1.5"/>',
    "early": '<circle r="3.2" class="c-gap" stroke-width="1.6"/>',
    "gap": '<path d="M-3-3 3 3M-3 3 3-3" class="c-gap" stroke-width="1.5"/>',
    "repair": '<path d="M2-9-2-3 3 1-1 8" class="c-repair" stroke-width="2.2" stroke-linejoin="round"/>',
}
# The shape of a rating in each standing.
GLYPH = {
    Standing.TOO_EARLY: "early",
    Standing.STEADY: "dot",
    Standing.STRAINED: "strained",
    Standing.MENDING: "mending",
}


def for_key(name: str) -> SafeString:
    """One shape of a chart's key, in a box of its own."""
    inside = {
        "band": '<path d="M-8-6h16v12h-16z" class="c-band"/>',
        "span": '<path d="M-8 0h16" class="c-span" stroke-width="4"/>',
    }.get(name) or GLYPHS[name]
    return SafeString(f'<svg viewBox="-8 -8 16 16" aria-hidden="true">{inside}</svg>')
