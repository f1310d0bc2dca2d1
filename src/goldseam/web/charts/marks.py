"""The shapes: one for each kind of state, and one for each client. Told apart without colour."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

# Each shape fills a 16 x 16 box and draws in the colour of the text around it.
_LINE = 'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round" stroke-linecap="round"'
SHAPES: dict[str, str] = {
    "dot": '<circle cx="8" cy="8" r="6.5"/>',
    "ring": f'<circle cx="8" cy="8" r="6" {_LINE}/>',
    "dotted": f'<circle cx="8" cy="8" r="6.2" {_LINE} stroke-dasharray=".1 4.2"/>',
    "diamond": f'<path d="M8 .8 15.200 8 8 15.200.8 8z" {_LINE}/>',
    "square": f'<path d="M2 2h12v12H2z" {_LINE}/>',
    "half": f'<circle cx="8" cy="8" r="6" {_LINE}/><path d="M8 2a6 6 0 0 1 0 12z"/>',
    "part": f'<circle cx="8" cy="8" r="6" {_LINE}/><path d="M7 2.500 9 6 7 8" {_LINE}/>',
    "seam": f'<circle cx="8" cy="8" r="6" {_LINE}/><path d="M6.500 2 9 6 6.500 9.500 9 14" {_LINE}/>',
    "apart": f'<path d="M5 2.300a6 6 0 0 0 0 11.400M11 2.300a6 6 0 0 1 0 11.400" {_LINE}/>',
    "page": f'<path d="M3 1.500h10v13H3zM6 6h4M6 10h4" {_LINE}/>',
    "dash": f'<path d="M2 8h12" {_LINE}/>',
}
# The clients' shapes: filled, plain, and as unlike each other as six shapes can be.
BADGES: tuple[str, ...] = (
    '<circle cx="8" cy="8" r="7"/>',
    '<path d="M1.500 1.500h13v13h-13z"/>',
    '<path d="M8 1 15.500 14.500H.500z"/>',
    '<path d="M8 .5 15.500 8 8 15.500.500 8z"/>',
    '<path d="M1 8a7 7 0 0 1 14 0zM1 10h14v3H1z"/>',
    '<path d="M5.500 1h5v4.500H15v5h-4.500V15h-5v-4.500H1v-5h4.500z"/>',
)
HUES = 7


def shape(name: str) -> SafeString:
    """A small SVG of the named shape, for use beside the word it repeats.

    >>> "circle" in shape("dot")
    True
    """
    return mark_safe(  # noqa: S308 (our own constants)
        f'<svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">{SHAPES[name]}</svg>'
    )


def badge(number: int) -> tuple[int, SafeString]:
    """Hue class number and shape of the client numbered `number`; 42 in a row all differ.

    >>> badge(0)[0], badge(7)[0], badge(0)[1] == badge(7)[1]
    (0, 0, False)
    """
    drawn = BADGES[number % len(BADGES)]
    return number % HUES, mark_safe(  # noqa: S308 (our own constants)
        f'<svg viewBox="0 0 16 16" aria-hidden="true">{drawn}</svg>'
    )
