"""What lies on a PDF's pages (stamps, highlights, fields of forms) → drawn into them, or told of.

What is drawn is what a viewer prints: what is marked for printing, is not hidden, and has a look
(ISO 32000-1, 12.5.3 and 12.5.5). What shows on a screen and stays away from paper is told of.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from zinewright.pdf.appearances import give_look, numbers
from zinewright.pdf.open import is_broken
from zinewright.problems import Problem

HIDDEN, PRINT, NO_VIEW = 2, 4, 32
PUSHED = 1 << 16  # a button that is pushed (table 226)
CALLED = {
    "/Text": "a note", "/FreeText": "a box of text", "/Line": "a line", "/Square": "a frame",
    "/Circle": "a circle", "/Polygon": "a shape", "/PolyLine": "a line",
    "/Highlight": "a highlight", "/Underline": "an underline", "/Squiggly": "an underline",
    "/StrikeOut": "struck-out text", "/Caret": "a mark for new text", "/Stamp": "a stamp",
    "/Ink": "a handwritten drawing", "/FileAttachment": "the sign of a file",
    "/Redact": "a redaction", "/Widget": "a field of a form", "/Watermark": "a watermark",
}  # fmt: skip
ON_SCREEN = ("/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia")
"""What people open on a screen, and do not miss on paper where it is not marked for that."""
UNSEEN = ("/Link", "/Popup", "/PrinterMark", "/TrapNet")
SEVERAL = 5
"""So many pages are named, at most."""


def draw_annotations(pdf: pikepdf.Pdf, where: str) -> tuple[Problem, ...]:
    """Draw into the pages what would be printed with them; what is left out, as warnings."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    left: dict[tuple[str, str], list[int]] = {}
    is_any = False
    for number, page in enumerate(pdf.pages, 1):
        for note in _notes(page.obj):
            is_any = True
            if why := _prepared(pdf, note):
                kind = CALLED.get(str(note.get("/Subtype")), "an annotation")
                pages = left.setdefault((kind, why), [])
                pages += [number] if number not in pages else []
    if is_any:
        pdf.flatten_annotations("print")
    return tuple(_left_out(where, *key, pages) for key, pages in left.items())


def _notes(page: Object) -> Iterator[Dictionary]:
    found = page.get("/Annots")
    for each in found if isinstance(found, Array) else ():
        if isinstance(each, Dictionary) and str(each.get("/Subtype")) not in UNSEEN:
            yield each


def _prepared(pdf: pikepdf.Pdf, note: Object) -> str:
    """Make a note ready to be drawn, or say why it cannot be; “” where nothing is lost."""
    flags = _flags(note, "/F")
    if flags & HIDDEN or (flags & NO_VIEW and not flags & PRINT) or not _has_place(note):
        return ""
    look = _look(note)
    if look is None and "/AP" in note:
        del note.AP
    is_empty = note.get("/Subtype") == Name.Widget and look is None
    if not flags & PRINT:
        is_missed = str(note.get("/Subtype")) not in ON_SCREEN and not _is_button(note)
        return "is marked as not for printing" if is_missed and not is_empty else ""
    if look is None and not is_empty:
        return "" if give_look(pdf, note) else "has no drawing of how it looks"
    if look is not None and "/OC" in note and "/OC" not in look:
        look.OC = note.OC  # it lies on a layer, which may be switched off
    return ""


def _is_button(note: Object) -> bool:
    return note.get("/FT") == Name.Btn and bool(_flags(note, "/Ff") & PUSHED)


def _flags(note: Object, key: str) -> int:
    found = note.get(key)
    return found if isinstance(found, int) else 0


def _has_place(note: Object) -> bool:
    box = numbers(note.get("/Rect"))
    return len(box) == 4 and box[0] != box[2] and box[1] != box[3]


def _look(note: Object) -> Object | None:
    """The drawing of how a note looks, in the state in which it is; None where it has none."""
    looks = note.get("/AP")
    found = looks.get("/N") if isinstance(looks, Dictionary) else None
    if isinstance(found, Dictionary) and not isinstance(found, pikepdf.Stream):
        state = note.get("/AS")
        if isinstance(state, Name) and str(state) not in found:
            return pikepdf.Dictionary()  # as a box that is not ticked: there is nothing to draw
        found = found.get(str(state)) if isinstance(state, Name) else None
    if not isinstance(found, pikepdf.Stream):
        return None
    try:
        is_broken(found)
    except ValueError:
        return None
    return found


def _left_out(where: str, kind: str, why: str, pages: list[int]) -> Problem:
    named = ", ".join(map(str, pages[:SEVERAL])) + (", …" if len(pages) > SEVERAL else "")
    on = f"page{'s' * (len(pages) > 1)} {named}"
    what = f"{on}: {kind} {why}, so it will not be on the paper"
    fix = "To have it there, print the file to a new PDF in a viewer that shows it, and use that"
    return Problem(where, None, "annotation", what, fix, "warning")
