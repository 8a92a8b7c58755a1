"""The layout's font files: which letters they can show, and the parts of them that a PDF holds.

No font of the machine is ever used: a fontconfig file of our own names the layout's and no others.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import tempfile
import unicodedata
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from zinewright.cache import Cache, cache_folder
from zinewright.code_digests import code_of
from zinewright.permissions import writable_by_others
from zinewright.problems import Problem, ZineError, nearest, shown

FONT_PACKAGES = "fontpkg_"
UNUSED = ("GSUB", "GPOS", "GDEF", "name", "cmap", "OS/2", "BASE", "VORG", "DSIG", "meta")
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>
{files}
</acceptfont></selectfont>
<alias binding="same"><family>emoji</family><prefer><family>Noto Emoji</family></prefer></alias>
</fontconfig>
"""

COMMON = frozenset(
    bytes([9, 10, *range(32, 127), *range(0x91, 0x98), 0x85, *range(160, 256)]).decode("cp1252")
)
"""Letters and signs that the fonts of every layout must have, so that nobody looks them up."""


@dataclass(frozen=True)
class FontFile:
    """A TrueType font file of the layout; `digest` (SHA-256) is its identity."""

    path: Path

    @property
    def digest(self) -> str:
        return _digest(self.path)


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def digest_at(path: str) -> str:
    """The digest of the font at a path, "" where there is none."""
    return FontFile(Path(path)).digest if Path(path).is_file() else ""


def font_file(spec: str, where: str = "layout.toml", line: int | None = None) -> FontFile:
    """The file that `package:path` names inside an installed package.

    Raises `ZineError` where the package or the file is not there, with the line that names it.
    """
    package, _, path = spec.partition(":")
    found = find_spec(package)
    folders = [Path(each) for each in (found and found.submodule_search_locations) or []]
    for folder in folders:
        if (folder / path).is_file():
            return FontFile(folder / path)
    if folders:
        known = [file.relative_to(folder).as_posix() for folder in folders
                 for file in sorted(folder.rglob("*.[to]tf"))]  # fmt: skip
        what = f"the package {package} has no file “{shown(path)}”{nearest(path, known)}"
        fix = f"Write one that it has, such as {package}:{known[0]}" if known else "Name another"
    else:
        what = f"the font {shown(spec)} is not installed{_like(package)}"
        fix = f"pip install {package.replace('_', '-')}"
    raise ZineError([Problem(where, line, "font", what, fix)])


def _like(package: str) -> str:
    """The packages of fonts whose names are nearest to one, of those that are installed."""
    there = (name for _, name, _ in iter_modules() if name.startswith(FONT_PACKAGES))
    known = [name.removeprefix(FONT_PACKAGES) for name in there]
    return nearest(package.removeprefix(FONT_PACKAGES), known)


def fontconfig(files: Iterable[FontFile], caches: Path) -> str:
    """A fontconfig file that knows the given fonts and nothing else.

    Of fonts that have a letter alike, the first is taken: so folders stand in the order of the
    fonts, wherever they are on this machine.
    """
    found = [file.path for file in files]
    paths = sorted({str(path) for path in found})
    folders = dict.fromkeys(str(path.parent) for path in found)
    return FONTCONFIG.format(
        folders="\n".join(f"<dir>{escape(folder)}</dir>" for folder in folders),
        cache=escape(str(caches)),
        files="\n".join(f"<glob>{escape(path)}</glob>" for path in paths),
    )


def fontconfig_file(files: tuple[FontFile, ...]) -> Path:
    """A file that tells fontconfig of these fonts, in a folder of this user's alone.

    Raises `ZineError` where it cannot be written.
    """
    text = fontconfig(files, _folder()).encode()
    return kept(f"{hashlib.sha256(text).hexdigest()[:16]}.conf", lambda: text)


def kept(name: str, made: Callable[[], bytes]) -> Path:
    """A file in a folder of this user's alone, made where it is not there.

    Raises `ZineError` where it cannot be written.
    """
    file = _folder() / name
    try:
        if not file.exists():
            file.parent.mkdir(mode=0o700, exist_ok=True)
            part = file.with_suffix(f".{os.getpid()}")
            part.write_bytes(made())
            part.replace(file)
    except OSError as error:
        raise ZineError([_unwritable(file.parent, error)]) from None
    return file


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"zinewright-fonts-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink():
            raise PermissionError(errno.EACCES, "it is a link to elsewhere")
        if folder.lstat().st_uid != os.getuid():
            raise PermissionError(errno.EACCES, "it belongs to somebody else")
        if why := writable_by_others(folder):
            raise PermissionError(errno.EACCES, why)
    except OSError as error:
        raise ZineError([_unwritable(folder, error)]) from None
    return folder


def _unwritable(folder: Path, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    what = f"the folder for temporary files cannot be written ({reason})"
    fix = "Make room there, or let TMPDIR name another folder"
    return Problem(str(folder), None, "temporary-folder", what, fix)


@cache
def letters(files: tuple[FontFile, ...]) -> frozenset[int]:
    """Every code point that one of the fonts has a glyph for."""
    return frozenset().union(*map(_letters, files))


def _letters(file: FontFile) -> frozenset[int]:
    """Those of one font, read once and kept, since reading it takes longer than all else.

    Raises `ZineError` where nothing can be kept.
    """
    code = code_of("zinewright.layout.fonts")
    key = hashlib.sha256(f"letters\0{code}\0{file.digest}".encode()).hexdigest()
    store, codes = Cache(cache_folder()), array("I")
    held = store.get(key)
    if held is None:
        codes = _codes(file)
        store.put(key, codes.tobytes())
    else:
        codes.frombytes(held)
    return frozenset(codes)


def _codes(file: FontFile) -> array[int]:
    from fontTools.ttLib import TTFont

    with TTFont(file.path, lazy=True) as font:
        return array("I", sorted(font.getBestCmap()))


def spelled(letter: str) -> str:
    """The name of a symbol in words, "" for a letter, which no name can stand for."""
    if unicodedata.category(letter)[0] in "LMN":
        return ""
    return unicodedata.name(letter, "").lower()


def part_of(file: FontFile, glyphs: Iterable[int]) -> bytes:
    """The font with only the glyphs of those numbers (which they keep), for embedding.

    Of an OpenType font with PostScript outlines it is the bare CFF (ISO 32000-1, 9.9, Table 126),
    whose glyphs go by their names there where it has names for them (CIDs).
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    with TTFont(file.path, recalcTimestamp=False) as font:
        is_named = "CFF " in font and hasattr(font["CFF "].cff.topDictIndex[0], "ROS")
        options = subset.Options(
            retain_gids=not is_named, notdef_outline=True, hinting=False, recommended_glyphs=False
        )
        for unused in set(UNUSED) & set(font.keys()):
            del font[unused]  # before the subsetter reads it through, which can take seconds
        subsetter = subset.Subsetter(options)
        subsetter.populate(gids=[0, *glyphs])
        subsetter.subset(font)
        if "CFF " in font:
            return bytes(font.getTableData("CFF "))
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


@cache
def letters_of(content: bytes) -> dict[int, str]:
    """The letters of a font by the numbers of the glyphs that show each alone."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(content), lazy=True) as font:
        known = [(code, name) for code, name in font.getBestCmap().items() if not is_private(code)]
        return {font.getGlyphID(name): chr(code) for code, name in known}


def is_private(code: int) -> bool:
    return unicodedata.category(chr(code)) == "Co"


@cache
def space_of(content: bytes) -> tuple[int, int]:
    """The number of a font's space, and its width in 1/1000 em."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(content), lazy=True) as font:
        name = font.getBestCmap()[32]
        width = font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm
        return font.getGlyphID(name), round(width)


def outlines(text: str, size: float, file: FontFile) -> tuple[bytes, float] | None:
    """A line of text as filled shapes (operators of a PDF page) from (0, 0), and its width.

    In points. None where the font lacks a letter: what needs another font, or joined letters, is
    not drawn at all.
    """
    glyphs, names, scale, _ = _glyphs(file)
    if any(ord(letter) not in names for letter in text):
        return None
    drawn, x = [], 0.0
    for letter in text:
        shape, width = glyphs(names[ord(letter)])
        if shape:
            drawn.append(f"q {size * scale:.6f} 0 0 {size * scale:.6f} {x:.3f} 0 cm\n{shape} f Q")
        x += width * size * scale
    return "\n".join(drawn).encode(), x


def shape_of(file: FontFile, number: int) -> tuple[str, float]:
    """The outline of a glyph, in units of the font, and the em of such a unit."""
    glyphs, _, scale, names = _glyphs(file)
    return glyphs(names[number])[0], scale


@cache
def _glyphs(
    file: FontFile,
) -> tuple[Callable[[str], tuple[str, float]], dict[int, str], float, list[str]]:
    """How a glyph is drawn and how wide it is in the font's units, the names of the glyphs of
    letters, the em of such a unit, and the names of all glyphs.
    """
    from fontTools.pens.basePen import BasePen
    from fontTools.ttLib import TTFont

    font = TTFont(file.path, lazy=True)
    glyphs = font.getGlyphSet()

    class Pen(BasePen):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(glyphs)
            self.said: list[str] = []

        def _moveTo(self, to: tuple[float, float]) -> None:
            self.said.append(f"{to[0]:g} {to[1]:g} m")

        def _lineTo(self, to: tuple[float, float]) -> None:
            self.said.append(f"{to[0]:g} {to[1]:g} l")

        def _curveToOne(self, *points: tuple[float, float]) -> None:
            self.said.append(" ".join(f"{x:g} {y:g}" for x, y in points) + " c")

        def _closePath(self) -> None:
            self.said.append("h")

    @cache
    def drawn(name: str) -> tuple[str, float]:
        pen = Pen()
        glyphs[name].draw(pen)
        return "\n".join(pen.said), glyphs[name].width

    return drawn, font.getBestCmap(), 1 / font["head"].unitsPerEm, font.getGlyphOrder()
