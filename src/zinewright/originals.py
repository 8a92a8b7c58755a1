"""Anybody's PDF → its pages as they look: which box is trimmed to, and which way up they are.

Pages are taken as people see them: turned by /Rotate, with the marks of forms and annotations
drawn in, whatever boxes they have and wherever these begin.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Name

from zinewright.folds.paper import Binding
from zinewright.problems import Problem, ZineError

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
MOST_PAGES = 20_000
OBJECT = re.compile(
    r"(?:stream )?<[^<>]{0,100}object at 0x[0-9a-f]+>(?:: )?"
)  # in what pikepdf says


@dataclass(frozen=True)
class Original:
    """A page of a PDF.

    `trim` and `bleed` are boxes (left, bottom, right, top) in its own space, whose unit is `unit`
    points; it is shown turned clockwise by `turn` degrees (0, 90, 180 or 270).
    """

    page: Any
    trim: Box
    bleed: Box
    turn: int = 0
    unit: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points of what is trimmed to, as it is seen."""
        width = (self.trim[2] - self.trim[0]) * self.unit
        height = (self.trim[3] - self.trim[1]) * self.unit
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def bleeds(self) -> Box:
        """How far the page goes on outside its trim (left, bottom, right, top), as it is seen."""
        out = (
            self.trim[0] - self.bleed[0], self.trim[1] - self.bleed[1],
            self.bleed[2] - self.trim[2], self.bleed[3] - self.trim[3],
        )  # fmt: skip
        steps = self.turn // 90
        left, bottom, right, top = (out[(number + steps) % 4] * self.unit for number in range(4))
        return left, bottom, right, top

    @property
    def upright(self) -> Matrix:
        """From its own space to points, with the lower left corner of what is seen at 0, 0."""
        left, bottom, right, top = self.trim
        u = self.unit
        return {
            0: (u, 0, 0, u, -left * u, -bottom * u),
            90: (0, -u, u, 0, -bottom * u, right * u),
            180: (-u, 0, 0, -u, right * u, top * u),
            270: (0, u, -u, 0, top * u, -left * u),
        }[self.turn]


@dataclass(frozen=True)
class Source:
    """A PDF that was opened: its pages, what it says of itself, and what is to be warned of.

    `where` is its name as people see it; `is_tagged` says whether screen readers can follow it.
    """

    pdf: pikepdf.Pdf
    where: str
    pages: tuple[Original, ...]
    title: str
    language: str
    binding: Binding
    is_tagged: bool
    warnings: tuple[Problem, ...]


def read_source(content: bytes, where: str, bleed: float | None = None) -> Source:
    """A PDF with everything that shows drawn into its pages.

    With `bleed` (points), so much around the trim is taken, where it is there. Raises `ZineError`
    where the file is locked, is no PDF, or has no pages, or a page without a size.
    """
    pdf = _opened(content, where)
    if "/AcroForm" in pdf.Root or any(_shows_more(page.obj) for page in pdf.pages):
        _draw_annotations(pdf)
    pages = tuple(_original(page.obj, bleed) for page in pdf.pages)
    if flat := [number for number, page in enumerate(pages, 1) if min(page.size) < 1]:
        what, fix = f"page {flat[0]} has no size", "Make the PDF again, or leave the page out"
        raise _no(where, what, fix)
    root, info = pdf.Root, information(pdf)
    preferences = root.get("/ViewerPreferences", pikepdf.Dictionary())
    return Source(
        pdf, where, pages,
        title=" ".join(info.get("/Title", "").split()) or _titled(pdf),
        language=str(root.get("/Lang", "")) or "en",
        binding="right" if preferences.get("/Direction") == Name.R2L else "left",
        is_tagged="/StructTreeRoot" in root,
        warnings=tuple(_mended(pdf, where)),
    )  # fmt: skip


def saved(source: Source) -> bytes:
    """The bytes of a file as it was read, unlocked, mended and with all that shows drawn in."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forms, which are drawn in already
        source.pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _opened(content: bytes, where: str) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(content))
        pages = len(pdf.pages)
    except pikepdf.PasswordError:
        what = "the file is locked with a password"
        raise _no(where, what, "Open it in a PDF viewer and save a copy without one") from None
    except Exception as error:  # a broken file breaks its reader in any way
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        reason = OBJECT.sub("", reason).strip()
        what = f"the file is no PDF that can be read ({reason})"
        raise _no(where, what, "Make the PDF again, or save a copy from a viewer") from None
    if not pages:
        raise _no(where, "the file has no pages", "Make the PDF again")
    if pages > MOST_PAGES:
        raise _no(where, f"the file has {pages} pages", f"Split it: at most {MOST_PAGES} fit")
    return pdf


def information(pdf: pikepdf.Pdf) -> dict[str, str]:
    """What the information dictionary says (ISO 32000-1, 14.3.3)."""
    found = pdf.trailer.get("/Info")
    if not isinstance(found, pikepdf.Dictionary):
        return {}
    return {key: str(value) for key, value in found.items() if isinstance(value, pikepdf.String)}


def _titled(pdf: pikepdf.Pdf) -> str:
    """The title in the metadata, where PDF 2.0 has it alone; "" where there is none."""
    if "/Metadata" not in pdf.Root:
        return ""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            return " ".join(str(metadata.get("dc:title", "")).split())
    except Exception:  # metadata of strangers; a file without it prints as well
        return ""


def _shows_more(page: Any) -> bool:
    """Whether anything but links lies on a page."""
    found = page.get("/Annots")
    return isinstance(found, Array) and any(
        isinstance(each, pikepdf.Dictionary)
        and ("/AP" in each or each.get("/Subtype") != Name.Link)
        for each in found
    )


def _draw_annotations(pdf: pikepdf.Pdf) -> None:
    """Draw forms and annotations as they look in print; links and the rest have no looks."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")


def _mended(pdf: pikepdf.Pdf, where: str) -> Iterator[Problem]:
    if pdf.is_encrypted:
        what, fix = "the file asks not to be changed or copied", "Print only what you may"
        yield Problem(where, None, "locked", what, fix, "warning")
    warnings = pdf.get_warnings()
    if warnings:
        first = OBJECT.sub("", str(warnings[0])).strip()
        what = f"the file was broken and has been mended ({first[:80].strip()})"
        yield Problem(where, None, "mended", what, "Look at every page before you print", "warning")


def _original(page: Any, bleed: float | None) -> Original:
    media = _box(_inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = _within(_box(_inherited(page, "/CropBox")), media) or media
    trim = _within(_box(page.get("/TrimBox")), media) or crop
    unit = _number(page.get("/UserUnit"), 1.0)
    wide = _within(_box(page.get("/BleedBox")), media) or trim
    if bleed is not None:
        out = bleed / unit
        wide = _within((trim[0] - out, trim[1] - out, trim[2] + out, trim[3] + out), media) or trim
    around = _around(wide, trim)
    turn = int(_number(_inherited(page, "/Rotate"), 0)) % 360 // 90 * 90
    return Original(page, trim, around, turn, unit)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Two transformations as one (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _inherited(obj: Any, key: str) -> Any:
    """A value of a page, or of the nodes of the page tree above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(100):
        if key in obj:
            return obj[key]
        if "/Parent" not in obj:
            return None
        obj = obj["/Parent"]
    return None


def resources_of(page: Any) -> Any:
    found = _inherited(page, "/Resources")
    return pikepdf.Dictionary() if found is None else found


def contents_of(page: Any) -> Any:
    """The content of a page as one stream: compressed bytes, and how they are compressed."""
    content = page.get("/Contents")
    if isinstance(content, Array):
        streams = [each for each in content if isinstance(each, pikepdf.Stream)]
        return b"\n".join(each.read_bytes() for each in streams), None, None
    if not isinstance(content, pikepdf.Stream):
        return b"", None, None
    if content.get("/Filter") == Name.FlateDecode:
        return content.read_raw_bytes(), Name.FlateDecode, content.get("/DecodeParms")
    return content.read_bytes(), None, None


def unpacks_to_more(content: Any, most: int) -> bool:
    """Whether a content has more bytes than that, found without unpacking all of a bomb."""
    size = 0
    for stream in content if isinstance(content, Array) else [content]:
        if not isinstance(stream, pikepdf.Stream):
            continue
        held, filters = stream.read_raw_bytes(), stream.get("/Filter", Array())
        for each in filters if isinstance(filters, Array) else [filters]:
            if each != Name.FlateDecode:
                break
            with contextlib.suppress(zlib.error):  # what is broken, qpdf mends or names
                held = zlib.decompressobj().decompress(held, most + 1)
        size += len(held)
    return size > most


def _box(found: Any) -> Box | None:
    """A rectangle with its corners in order (ISO 32000-1, 7.9.5), None where it is none."""
    if not isinstance(found, Array) or len(found) != 4:
        return None
    try:
        one, two, three, four = (float(number) for number in found)
    except (TypeError, ValueError):
        return None
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _around(one: Box, other: Box) -> Box:
    """The smallest box that holds two."""
    if one == other:
        return one
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _within(box: Box | None, around: Box) -> Box | None:
    if box is None or box == around:
        return box
    left, bottom = max(box[0], around[0]), max(box[1], around[1])
    right, top = min(box[2], around[2]), min(box[3], around[3])
    return (left, bottom, right, top) if right - left > 0 and top - bottom > 0 else None


def _number(found: Any, otherwise: float) -> float:
    try:
        return float(found) if found is not None else otherwise
    except (TypeError, ValueError):
        return otherwise


def _no(where: str, what: str, fix: str) -> ZineError:
    return ZineError([Problem(where, None, "pdf", what, fix)])
