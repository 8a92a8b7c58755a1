"""A PDF's bytes → the PDF, opened, mended and bounded: what is unlike the standard is left out.

Strangers' files are broken in every way, and viewers show them. What a viewer would show is kept;
what nobody can read is refused with the page that it stands on.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import zlib
from collections.abc import Iterator
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from zinewright.limits import is_own_process
from zinewright.pdf.rewrite import Mender, nobody
from zinewright.problems import Problem, ZineError

MOST_PAGES = 10_000
MOST_UNPACKED = 150_000_000
"""Bytes that one stream may have when it is unpacked."""
MOST_NESTED, DEEPEST = 100, 4_000
"""How many drawings may lie in one another, and how many objects may lead to the next one."""
FLATES = (Name.FlateDecode, Name.Fl)
PARTLY = (
    Name.ASCIIHexDecode, Name.ASCII85Decode, Name.LZWDecode, Name.RunLengthDecode, Name.AHx,
    Name.A85, Name.LZW, Name.RL, *FLATES,
)  # fmt: skip
"""What viewers unpack as far as it goes."""
PACKING = {"/Length", "/Filter", "/DecodeParms"}
"""What a stream says of how it is packed (ISO 32000-1, table 5)."""
PLAIN = re.compile(rb"[\t\r\n\f -~]+")
KINDS = {
    "/OCProperties": Dictionary, "/ViewerPreferences": Dictionary, "/AcroForm": Dictionary,
    "/OutputIntents": Array, "/Metadata": pikepdf.Stream, "/Lang": pikepdf.String,
}  # fmt: skip
QUIET = logging.NullHandler()
OBJECT = re.compile(
    r"(?:stream )?<[^<>]{0,100}object at 0x[0-9a-f]+>(?: ?\(object \d+ \d+[^)]*\))?(?:: )?"
)  # in what pikepdf says
AGAIN = "Make the PDF again, or save a copy from a viewer"


def no(where: str, what: str, fix: str) -> ZineError:
    return ZineError([Problem(where, None, "broken-pdf", what, fix)])


def opened(
    content: bytes, where: str, mend: Mender = nobody
) -> tuple[pikepdf.Pdf, tuple[Problem, ...]]:
    """The PDF, with nothing in its catalogue that is no catalogue's, and what was mended.

    `mend` writes one anew that cannot be opened otherwise; without it, such a file is refused.
    Raises `ZineError` where it is locked, is none, or has no pages.
    """
    if is_own_process():
        _bound_reader()
    try:
        pdf, pages, is_anew = _counted(content, mend)
    except pikepdf.PasswordError:
        what = "the file is locked with a password"
        raise no(where, what, "Open it in a PDF viewer and save a copy without one") from None
    except Exception as error:  # a broken file breaks its reader in any way
        what = f"the file is no PDF that can be read ({reason_of(error)})"
        raise no(where, what, AGAIN) from None
    if not pages:
        raise no(where, "the file has no pages", "Make the PDF again")
    if pages > MOST_PAGES:
        raise no(where, f"the file has {pages} pages", f"Split it: at most {MOST_PAGES} fit")
    for key, kind in KINDS.items():
        if key in pdf.Root and not isinstance(pdf.Root[key], kind):
            del pdf.Root[key]
    return pdf, tuple(_mended(pdf, where, is_anew=is_anew))


def _bound_reader() -> None:
    """Bound what qpdf unpacks, and keep what pikepdf logs, which is told as a problem, silent."""
    logging.getLogger("pikepdf").addHandler(QUIET)
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_UNPACKED, run_length_max_memory=MOST_UNPACKED,
        png_max_memory=MOST_UNPACKED, tiff_max_memory=MOST_UNPACKED, dct_max_memory=MOST_UNPACKED,
    )  # fmt: skip


def _counted(content: bytes, mend: Mender) -> tuple[pikepdf.Pdf, int, bool]:
    """The PDF, the number of its pages, and whether it is one that had to be written anew.

    They are looked for in every way in which a viewer finds them.
    """
    before = pikepdf.settings.qpdf_limit_errors()
    try:
        return *_read(content), False
    except Exception as error:
        if pikepdf.settings.qpdf_limit_errors() > before:
            raise ValueError("it is too large when it is unpacked") from error
        head, mark, tail = content.rpartition(b"startxref")
        with contextlib.suppress(Exception):  # the table of places may lie, and all be there
            if mark and not isinstance(error, pikepdf.PasswordError):
                return *_read(head + b"startnone" + tail), False
        anew = mend(content)
        if anew is None:
            raise
    return *_read(anew), True


def _read(content: bytes) -> tuple[pikepdf.Pdf, int]:
    pdf = pikepdf.open(io.BytesIO(content))
    return pdf, len(pdf.pages)


def reason_of(error: Exception) -> str:
    """What a reader says of a file, without what only programmers can read."""
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return OBJECT.sub("", said).strip(" ,:") or type(error).__name__


def _mended(pdf: pikepdf.Pdf, where: str, *, is_anew: bool) -> Iterator[Problem]:
    """That a file is locked against copying, or was broken, as warnings."""
    if pdf.is_encrypted:
        what, fix = "the file asks not to be changed or copied", "Print only what you may"
        yield Problem(where, None, "locked-pdf", what, fix, "warning")
    warnings = pdf.get_warnings()
    if warnings or is_anew:
        first = OBJECT.sub("", str(warnings[0])).strip(" ,:")[:80] if warnings else "PDFium read it"
        what = f"the file was broken and has been mended ({first.strip()})"
        yield Problem(
            where, None, "mended-pdf", what, "Look at every page before you print", "warning"
        )


def dictionary(found: object) -> Dictionary:
    """A dictionary, an empty one where there is none."""
    return found if isinstance(found, Dictionary) else Dictionary()


def inherited(page: Object, key: str) -> Object | None:
    """A value of a page, or of the nodes of the page tree above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(100):
        if (found := page.get(key)) is not None:
            return found
        above = page.get("/Parent")
        if not isinstance(above, Dictionary):
            return None
        page = above
    return None


def resources_of(page: Object) -> Dictionary:
    return dictionary(inherited(page, "/Resources"))


# --- what a page draws


def streams_of(content: object) -> tuple[pikepdf.Stream, ...]:
    """The streams that a page's content is made of."""
    parts = content if isinstance(content, Array) else [content]
    return tuple(each for each in parts if isinstance(each, pikepdf.Stream))


def whole_content(page: Object) -> pikepdf.Stream | None:
    """The one stream that a page's content is, where it says nothing but how it is packed.

    None where it has several, may not be packed as it says, or lies in another file.
    """
    found = page.get("/Contents")
    if not isinstance(found, pikepdf.Stream) or not set(found.keys()) <= PACKING:
        return None
    return None if _is_never_packed(found) else found


def contents_of(page: Object) -> tuple[bytes, Dictionary]:
    """The content of a page as one stream: its bytes as they are held, and how they are packed.

    The latter is a dictionary of the page's file. Parts that nobody can unpack are left out.
    """
    streams = streams_of(page.get("/Contents"))
    if len(streams) == 1 and not _is_never_packed(streams[0]):
        keys = {key: streams[0][key] for key in ("/Filter", "/DecodeParms") if key in streams[0]}
        return streams[0].read_raw_bytes(), Dictionary(keys)
    return b"\n".join(_unpacked(stream) or b"" for stream in streams), Dictionary()


def mend(pdf: pikepdf.Pdf, page: Object) -> bool:
    """Leave out of a page's content what nobody can unpack, and say whether there was any.

    Raises `ValueError` where there is nothing else.
    """
    content = page.get("/Contents")
    lost = is_broken(content)
    streams = streams_of(content)
    has_others = isinstance(content, Array) and len(streams) < len(content)
    parts = [_unpacked(stream) for stream in streams] if lost or has_others else []
    if parts and any(parts):
        page.Contents = pdf.make_stream(b"\n".join(part for part in parts if part is not None))
    return lost


def is_broken(content: object) -> bool:
    """Whether some of a page's content, or of a drawing, is lost where it is packed.

    Raises `ValueError` where all of it is.
    """
    states = [_lost(part) for part in streams_of(content)]
    if states and all(state == "all" for state in states):
        raise ValueError("its content cannot be unpacked")
    return any(states)


def _lost(stream: pikepdf.Stream) -> Literal["", "some", "all"]:
    """How much of a stream nobody can unpack."""
    if "/Filter" not in stream:
        return ""
    held = stream.read_raw_bytes()
    if not held.strip():
        return ""
    if _is_flate(stream):
        found, is_whole = _inflated(held)
        if not found and not is_whole:
            return "some" if _is_never_packed(stream) else "all"
        return "" if is_whole else "some"
    if _unpacked(stream) is not None:
        return ""
    named = stream.get("/Filter")
    filters = named if isinstance(named, Array) else [named]
    return "some" if all(each in PARTLY for each in filters) else "all"


def _is_flate(stream: pikepdf.Stream) -> bool:
    return stream.get("/Filter") in FLATES and "/DecodeParms" not in stream


def _is_never_packed(stream: pikepdf.Stream) -> bool:
    """Whether a stream is plain operators, and says that it is packed."""
    return _is_flate(stream) and PLAIN.fullmatch(stream.read_raw_bytes()) is not None


def _unpacked(stream: pikepdf.Stream) -> bytes | None:
    """The bytes of a stream; None where nobody can unpack them. Raises `ValueError` of a bomb."""
    if _is_never_packed(stream):
        return stream.read_raw_bytes()
    if _is_flate(stream):
        return _inflated(stream.read_raw_bytes(), keep=True)[0]
    before = pikepdf.settings.qpdf_limit_errors()
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, UnicodeDecodeError):  # the latter of what it says of itself
        if pikepdf.settings.qpdf_limit_errors() > before:
            raise ValueError("its content is too large when it is unpacked") from None
        return None


def _inflated(held: bytes, *, keep: bool = False) -> tuple[bytes, bool]:
    """As much as can be unpacked (all of it if `keep`, else some), and whether it is whole."""
    packer, size = zlib.decompressobj(), 0
    found: list[bytes] = []
    for at in range(0, len(held), 1 << 14):
        block = held[at : at + (1 << 14)]
        before = packer.copy()
        try:
            part = packer.decompress(block, MOST_UNPACKED - size + 1)
        except zlib.error:
            found += _bytewise(before, block)
            return b"".join(found), False
        size += len(part)
        if size > MOST_UNPACKED:
            raise ValueError("its content is too large when it is unpacked")
        if part and (keep or not found):
            found.append(part)
        if packer.eof:
            return b"".join(found), True
    return b"".join(found), False


def _bytewise(packer: zlib._Decompress, block: bytes) -> Iterator[bytes]:
    """What comes out of a block before the first byte of it that is wrong."""
    with contextlib.suppress(zlib.error):
        for number in block:
            yield packer.decompress(bytes((number,)))


def unpacks_to_more(content: object, most: int) -> bool:
    """Whether a content has more bytes than that, found without unpacking all of a bomb."""
    size = 0
    for stream in streams_of(content):
        held, filters = stream.read_raw_bytes(), stream.get("/Filter", Array())
        for each in filters if isinstance(filters, Array) else [filters]:
            if each not in FLATES:
                break
            with contextlib.suppress(zlib.error):  # what is broken, qpdf mends or names
                held = zlib.decompressobj().decompress(held, most + 1)
        size += len(held)
    return size > most


# --- how deep it is


def _is_page(found: object) -> bool:
    return isinstance(found, Dictionary) and found.get("/Type") in (Name.Page, Name.Pages)


def too_deep(start: object, seen: set[tuple[int, int]]) -> str:
    """What lies too deep in an object, in words; "" where nothing does.

    Copying follows each way to its end before it takes the next, and so does this. `seen` are
    objects that were looked at before; it is added to.
    """
    waiting: list[tuple[object, int, int]] = [(start, 0, 0)]
    while waiting:
        found, depth, drawings = waiting.pop()
        if not isinstance(found, (Dictionary, Array, pikepdf.Stream)):
            continue
        if found.is_indirect:
            if found.objgen in seen or _is_page(found):
                continue
            seen.add(found.objgen)
            depth += 1
        is_drawing = isinstance(found, pikepdf.Stream) and found.get("/Subtype") == Name.Form
        drawings += is_drawing
        if drawings > MOST_NESTED:
            return f"it has drawings in drawings, more than {MOST_NESTED} deep"
        if depth > DEEPEST:
            return f"its parts lead to one another, more than {DEEPEST} deep"
        values = found if isinstance(found, Array) else list(dict(found.items()).values())
        waiting += [(value, depth, drawings) for value in values]
    return ""
