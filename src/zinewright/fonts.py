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
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from zinewright.others import writable_by_others
from zinewright.problems import Problem, ZineError

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>
{files}
</acceptfont></selectfont>
</fontconfig>
"""

COMMON = frozenset(
    bytes([9, 10, *range(32, 127), *range(0x91, 0x98), 0x85, *range(160, 256)]).decode("cp1252")
)
"""Letters and signs that the fonts of every layout must have, so that nobody looks them up."""

UNSHOWN = frozenset({0x200D, 0x20E3, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)})
"""Code points that only change how the emoji before them looks; print leaves them out."""


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


def font_file(spec: str) -> FontFile:
    """The file that `package:path` names inside an installed package.

    Raises `ZineError` where the package or the file is not there.
    """
    package, _, path = spec.partition(":")
    found = find_spec(package)
    for folder in (found.submodule_search_locations or []) if found else []:
        if (Path(folder) / path).is_file():
            return FontFile(Path(folder) / path)
    what, fix = f"the font {spec} is not installed", f"pip install {package.replace('_', '-')}"
    raise ZineError([Problem("layout.toml", None, "font", what, fix)])


def fontconfig(files: Iterable[FontFile], caches: Path) -> str:
    """A fontconfig file that knows the given fonts and nothing else."""
    paths = sorted({str(file.path) for file in files})
    folders = sorted({str(Path(path).parent) for path in paths})
    return FONTCONFIG.format(
        folders="\n".join(f"<dir>{escape(folder)}</dir>" for folder in folders),
        cache=escape(str(caches)),
        files="\n".join(f"<glob>{escape(path)}</glob>" for path in paths),
    )


def fontconfig_file(files: tuple[FontFile, ...]) -> Path:
    """A file that tells fontconfig of these fonts, in a folder of this user's alone.

    Raises `ZineError` where it cannot be written.
    """
    folder = Path(tempfile.gettempdir()) / f"zinewright-fonts-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink():
            raise PermissionError(errno.EACCES, "it is a link to elsewhere")
        if folder.lstat().st_uid != os.getuid():
            raise PermissionError(errno.EACCES, "it belongs to somebody else")
        if why := writable_by_others(folder):
            raise PermissionError(errno.EACCES, why)
        text = fontconfig(files, folder)
        file = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
        if not file.exists():
            part = file.with_suffix(f".{os.getpid()}")
            part.write_text(text, "utf-8")
            part.replace(file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what = f"the folder for temporary files cannot be written ({reason})"
        fix = "Make room there, or let TMPDIR name another folder"
        raise ZineError([Problem(str(folder), None, "temporary", what, fix)]) from None
    return file


@cache
def letters(files: tuple[FontFile, ...]) -> frozenset[int]:
    """Every code point that one of the fonts has a glyph for."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for file in files:
        with TTFont(file.path, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


def unknown_letters(text: str, files: tuple[FontFile, ...]) -> tuple[str, ...]:
    """The characters of a text that no font has a glyph for, spaces and controls apart."""
    rare = sorted(letter for letter in set(text) - COMMON if ord(letter) not in UNSHOWN)
    if not rare:
        return ()
    known = letters(files)
    return tuple(
        letter
        for letter in rare
        if ord(letter) not in known and unicodedata.category(letter)[0] not in "ZC"
    )


def spelled(letter: str) -> str:
    """The name of a symbol in words, "" for a letter, which no name can stand for."""
    if unicodedata.category(letter)[0] in "LMN":
        return ""
    return unicodedata.name(letter, "").lower()


def part_of(file: FontFile, glyphs: Iterable[int]) -> bytes:
    """The font with only the glyphs of those numbers (which they keep), for embedding."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        retain_gids=True, notdef_outline=True, hinting=False, recommended_glyphs=False,
        drop_tables=[*subset.Options().drop_tables, "GSUB", "GPOS", "GDEF", "name", "cmap", "OS/2"],
    )  # fmt: skip
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=[0, *glyphs])
    with TTFont(file.path, recalcTimestamp=False) as font:
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


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
    glyphs, names, scale = _glyphs(file)
    if any(ord(letter) not in names for letter in text):
        return None
    drawn, x = [], 0.0
    for letter in text:
        shape, width = glyphs(names[ord(letter)])
        if shape:
            drawn.append(f"q {size * scale:.6f} 0 0 {size * scale:.6f} {x:.3f} 0 cm\n{shape} f Q")
        x += width * size * scale
    return "\n".join(drawn).encode(), x


@cache
def _glyphs(file: FontFile) -> tuple[Callable[[str], tuple[str, float]], dict[int, str], float]:
    """How a glyph is drawn and how wide it is in the font's units, the names of the glyphs of
    letters, and the em of such a unit.
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

    return drawn, font.getBestCmap(), 1 / font["head"].unitsPerEm
