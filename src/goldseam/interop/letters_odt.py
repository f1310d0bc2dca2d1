"""A letter as ODT, written by the standard with what Python has: four small parts in a zip, and nothing else.

OpenDocument 1.3, OASIS standard, parts 2 (packages) and 3 (schema). Why no library writes it is told in
docs/decisions/0016-the-letter-as-odt.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from goldseam.interop.letters import SIZES, printable

TYPE = "application/vnd.oasis.opendocument.text"
VERSION = "1.3"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "office": f"{OASIS}office:1.0",
    "style": f"{OASIS}style:1.0",
    "text": f"{OASIS}text:1.0",
    "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "manifest": f"{OASIS}manifest:1.0",
}
# A zip entry needs a day; 1980 is the first a zip can say, and says nothing about the evening.
NO_DAY = (1980, 1, 1, 0, 0, 0)


def odt_letter(paragraphs: Iterable[tuple[str, tuple[str, ...]]], paper: str = "a4") -> bytes:
    """Paragraphs, each with the items of a list under it, as the bytes of an ODT file.

    `paper` is a4 or letter. The file names no author, no program and no day. Nothing touches the disk.

    >>> odt_letter([("Dear Sam,", ()), ("These can help:", ("Night line: 000",))])[30:38]
    b'mimetype'
    """
    parts = {"content.xml": _content(paragraphs), "styles.xml": _styles(*SIZES[paper])}
    kept = BytesIO()
    with ZipFile(kept, "w") as packed:
        # Part 2, 3.3: the type comes first and is stored as it is, so that it can be read without unpacking.
        packed.writestr(ZipInfo("mimetype", NO_DAY), TYPE, ZIP_STORED)
        for name, made in (*parts.items(), ("META-INF/manifest.xml", _manifest(parts))):
            packed.writestr(ZipInfo(name, NO_DAY), _bytes(made), ZIP_DEFLATED)
    return kept.getvalue()


def _bytes(made: Element) -> bytes:
    text: str = tostring(made, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _root(name: str) -> Element:
    """A part's outermost element, with the prefixes that the standard uses."""
    spaces = {f"xmlns:{prefix}": space for prefix, space in SPACES.items()}
    return Element(name, {**spaces, f"{name.split(':')[0]}:version": VERSION})


def _content(paragraphs: Iterable[tuple[str, tuple[str, ...]]]) -> Element:
    root = _root("office:document-content")
    letter = SubElement(SubElement(root, "office:body"), "office:text")
    for text, items in paragraphs:
        _said(letter, text)
        if items:
            listed = SubElement(letter, "text:list", {"text:style-name": "Places"})
            for item in items:
                _said(SubElement(listed, "text:list-item"), item)
    return root


def _said(under: Element, text: str) -> None:
    SubElement(under, "text:p", {"text:style-name": "Standard"}).text = printable(text)


def _styles(width: float, height: float) -> Element:
    """One paragraph style, one list style, one page: the look of the DOCX letter. Lengths in mm and pt."""
    root = _root("office:document-styles")
    named = SubElement(root, "office:styles")
    plain = {"style:name": "Standard", "style:family": "paragraph", "style:class": "text"}
    style = SubElement(named, "style:style", plain)
    SubElement(style, "style:paragraph-properties", {"fo:margin-bottom": "10pt", "fo:line-height": "120%"})
    SubElement(style, "style:text-properties", {"fo:font-size": "12pt", "fo:language": "en"})
    level = {"text:level": "1", "text:bullet-char": "\u2022"}
    bullets = SubElement(named, "text:list-style", {"style:name": "Places"})
    bullet = SubElement(bullets, "text:list-level-style-bullet", level)
    indent = {"text:list-level-position-and-space-mode": "label-alignment"}
    place = SubElement(bullet, "style:list-level-properties", indent)
    align = {"text:label-followed-by": "listtab", "fo:margin-left": "8mm", "fo:text-indent": "-5mm"}
    SubElement(place, "style:list-level-label-alignment", align)
    _page(root, {"fo:page-width": f"{width}mm", "fo:page-height": f"{height}mm", "fo:margin": "25mm"})
    return root


def _page(root: Element, size: Mapping[str, str]) -> None:
    layout = SubElement(
        SubElement(root, "office:automatic-styles"), "style:page-layout", {"style:name": "Sheet"}
    )
    SubElement(layout, "style:page-layout-properties", dict(size))
    sheet = {"style:name": "Standard", "style:page-layout-name": "Sheet"}
    SubElement(SubElement(root, "office:master-styles"), "style:master-page", sheet)


def _manifest(parts: Iterable[str]) -> Element:
    root = _root("manifest:manifest")
    for path, kind in (("/", TYPE), *((name, "text/xml") for name in parts)):
        entry = {"manifest:full-path": path, "manifest:media-type": kind}
        SubElement(root, "manifest:file-entry", entry)
    return root
