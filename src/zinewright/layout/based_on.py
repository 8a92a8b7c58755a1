"""A layout's folder → its table and files, with those that it takes over from another layout.

`layout.toml` may name the layout that it is `based_on`: what the folder does not hold comes from
there, and its fonts stand behind those that the folder names. A layout may come from a stranger: it
is based on one that comes with Zinewright, or on a folder beside it, and on nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from zinewright.layout.files import FIX, texts_in
from zinewright.manuscript.toml_files import Lines, parsed_toml, wrong_values
from zinewright.particulars import at_most
from zinewright.problems import Problem, ZineError, nearest, shown

TABLE = "layout.toml"
FONT = re.compile(r"[A-Za-z_]\w*:[\w+@ ./,=\[\]-]+\Z")
NAME = re.compile(r"\w[\w.-]*\Z")
MOST_FONTS, MOST_BASES = 200, 8
PARTS = (
    "section.html", "blocks.html", "cover.svg", "print.css", "large-print.css", "pocket.css",
    "plan.css", "epub.css", "web.css",
)  # fmt: skip
"""What every layout has beside its table, of its own or of the layout that it is based on."""


class LayoutTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `layout.toml` says: what the layout is for, the layout that has what this one has not,
    and its fonts, each as `package:path` in an installed package.
    """

    description: Annotated[str, at_most(200)] = ""
    based_on: Annotated[str, at_most(100)] = ""
    fonts: tuple[str, ...] = ()


@dataclass(frozen=True)
class LayoutFile:
    """The text of a file, and where it lies."""

    text: str
    path: Path


@dataclass(frozen=True)
class NamedFont:
    """A font as `package:path`, and the line of the table that names it."""

    spec: str
    where: str
    line: int | None


@dataclass(frozen=True)
class LayoutSource:
    """A layout as its folder has it, and those that it is based on: files by their names.

    `problems` is what is wrong with their tables, and everything that a layout may not hold.
    """

    description: str
    files: Mapping[str, LayoutFile]
    fonts: tuple[NamedFont, ...]
    problems: tuple[Problem, ...]


def layouts_folder() -> Path:
    """Where the layouts are: inside the installed package, or beside its source."""
    installed = Path(__file__).parents[1] / "_layouts"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "layouts"


def is_ours(folder: Path) -> bool:
    """Whether a layout is one that comes with Zinewright."""
    return folder.parent == layouts_folder()


def layouts_in(folder: Path) -> dict[str, Path]:
    """The layouts in a folder by their names; of strangers' folders, no link is followed."""
    ours = folder == layouts_folder()
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return {
        path.name: path
        for path in found
        if not path.name.startswith(".") and (path / TABLE).is_file()
        and (ours or not path.is_symlink())
    }  # fmt: skip


def source_of(folder: Path) -> LayoutSource:
    """Read a layout and all that it takes over."""
    files: dict[str, LayoutFile] = {}
    fonts: dict[str, NamedFont] = {}
    problems: list[Problem] = []
    description, met, at = "", [folder], folder
    while True:
        try:
            texts = texts_in(at, ours=is_ours(at))
            table, lines = _table_of(texts, at)
        except ZineError as error:
            problems += error.problems
            break
        problems += _unsound(lines)
        description = table.description if at == folder else description
        for name, text in texts.items():
            files.setdefault(name, LayoutFile(text, at / name))
        for spec, line in lines.items("fonts"):
            fonts.setdefault(spec, NamedFont(spec, lines.where, line))
        base = _base_of(table, lines, met)
        if isinstance(base, Problem):
            problems.append(base)
            break
        if base is None:
            problems += _lacking(folder, files, fonts, based=len(met) > 1)
            break
        met.append(base)
        at = base
    return LayoutSource(description, files, tuple(fonts.values()), tuple(problems))


def _table_of(texts: Mapping[str, str], folder: Path) -> tuple[LayoutTable, Lines]:
    """What a table says, and its lines. Raises `ZineError`."""
    where = str(folder / TABLE)
    if TABLE not in texts:
        raise ZineError([missing(folder / TABLE)])
    read, lines = parsed_toml(where, texts[TABLE])
    if problems := list(wrong_values(LayoutTable, read, lines)):
        raise ZineError(problems)
    return msgspec.convert(read, LayoutTable), lines


def _unsound(lines: Lines) -> Iterator[Problem]:
    """Fonts that are named otherwise than as a file in a package."""
    fix = "Write it as package:path, as in layouts/plain/layout.toml"
    named = lines.items("fonts")
    if len(named) > MOST_FONTS:
        what = f"the layout names more than {MOST_FONTS} fonts"
        yield Problem(lines.where, lines.of("fonts"), "layout", what, "Take some out")
        return
    for spec, line in named:
        if not is_sound(spec):
            what = f"the layout names a font outside of a package: “{shown(spec)}”"
            yield Problem(lines.where, line, "layout", what, fix)


def is_sound(spec: str) -> bool:
    """Whether a font is named as a file in a package, and nowhere else."""
    parts = spec.partition(":")[2].split("/")
    return bool(FONT.match(spec)) and all(part not in ("", ".", "..") for part in parts)


def _base_of(table: LayoutTable, lines: Lines, met: list[Path]) -> Path | Problem | None:
    """The folder of the layout that one is based on, None for none, or why there is none.

    One beside it is meant before one of ours of the same name, and never the layout itself.
    """
    name, at, line = table.based_on, met[-1], lines.of("based_on")
    if not name:
        return None
    known = layouts_in(layouts_folder()) | layouts_in(at.parent)
    if known.get(name) == at and not is_ours(at):
        known = layouts_in(layouts_folder())
    base = known.get(name) if NAME.match(name) else None
    if base is None:
        what = f"there is no layout “{shown(name)}”{nearest(name, known)}"
        fix = f"Name a folder beside it, or one of: {', '.join(layouts_in(layouts_folder()))}"
        return Problem(lines.where, line, "no-such-layout", what, fix)
    if base in met:
        round_about = " → ".join(path.name for path in (*met[met.index(base) :], base))
        what = f"the layout would be based on itself ({round_about})"
        return Problem(lines.where, line, "layout", what, "Base one of them on plain, or on none")
    if len(met) > MOST_BASES:
        what = f"more than {MOST_BASES} layouts are based on one another"
        return Problem(lines.where, line, "layout", what, "Put their files into fewer folders")
    return base


def _lacking(
    folder: Path, files: Mapping[str, LayoutFile], fonts: Mapping[str, NamedFont], *, based: bool
) -> Iterator[Problem]:
    """What every layout must have and this one has not."""
    fix = f'Write it, or let {TABLE} say based_on = "plain"'
    for name in PARTS:
        if name not in files:
            yield Problem(str(folder / name), None, "layout", "the layout has no such file", fix)
    if not fonts and not based:
        fix = f'Write fonts = ["package:path"], or based_on = "plain", into {TABLE}'
        yield Problem(str(folder / TABLE), None, "layout", "the layout names no fonts", fix)


def missing(path: Path) -> Problem:
    """That a layout lacks a file."""
    return Problem(str(path), None, "layout", "the layout has no such file", FIX)
