"""A file for paper: it prints in its own size, its boxes are nested, and it claims nothing more."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

EMPTY = pikepdf.Dictionary()
CLAIMS = (b"pdfuaid", b"pdfaid", b"pdfd:declarations")


def is_for_paper(pdf: pikepdf.Pdf) -> bool:
    """Whether a file tells a printer how to turn its sheets, as print files do."""
    return "/Duplex" in pdf.Root.get("/ViewerPreferences", EMPTY)


def sheet_problems(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """The rules that a print file breaks, and how."""
    wishes = pdf.Root.ViewerPreferences
    if wishes.get("/PrintScaling") != pikepdf.Name("/None"):
        yield "sheet-scale", "a printer would scale its pages"
    if wishes.Duplex != pikepdf.Name.Simplex and len(pdf.pages) % 2:
        yield "sheet-sides", "a sheet has a front and no back"
    if "/StructTreeRoot" in pdf.Root or _claims(pdf):
        yield "sheet-claims", "it claims what only an edition for reading has"
    if not str(pdf.trailer.get("/Info", EMPTY).get("/Subject", "")):
        yield "sheet-purpose", "it does not say that it is for paper"
    sizes = {tuple(_box(page, "/MediaBox")) for page in pdf.pages}
    if len(sizes) > 1:
        yield "sheet-size", "its sheets have several sizes"
    for number, page in enumerate(pdf.pages, 1):
        if not _are_nested(page):
            yield "sheet-boxes", f"the boxes of side {number} do not lie within each other"


def _claims(pdf: pikepdf.Pdf) -> bool:
    metadata = pdf.Root.get("/Metadata")
    said = metadata.read_bytes() if metadata is not None else b""
    return any(claim in said for claim in CLAIMS)


def _are_nested(page: pikepdf.Page) -> bool:
    """Trim within bleed within media (ISO 32000-1, 14.11.2)."""
    media, bleed, trim = (_box(page, key) for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
    return _holds(media, bleed) and _holds(bleed, trim)


def _box(page: pikepdf.Page, key: str) -> list[float]:
    return [float(edge) for edge in page.obj.get(key, [])]


def _holds(outer: list[float], inner: list[float]) -> bool:
    if len(outer) != 4 or len(inner) != 4:
        return False
    low = outer[0] <= inner[0] + 0.01 and outer[1] <= inner[1] + 0.01
    return low and outer[2] >= inner[2] - 0.01 and outer[3] >= inner[3] - 0.01
