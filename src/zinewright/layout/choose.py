"""What a zine, or a command, calls a layout → its folder."""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from zinewright.layout.based_on import NAME, TABLE, layouts_folder, layouts_in
from zinewright.layout.layout import Layout
from zinewright.layout.properties import ACCENT, read_style, values_of
from zinewright.manuscript.recipe import RECIPE
from zinewright.manuscript.toml_files import read_toml
from zinewright.paper.contrast import LEAST, WHITE, colour_of, contrast, readable, written
from zinewright.problems import Problem, ZineError, nearest, shown
from zinewright.staging import reason_of

PLAIN = "plain"
OPTION = "--layout"


def layouts_for(zine: Path | None) -> Mapping[str, Path]:
    """The layouts that a zine can name: those that come with Zinewright, and those in its folder.

    One in its folder stands before one of the same name that comes with Zinewright.
    """
    return layouts_in(layouts_folder()) | (layouts_in(zine) if zine else {})


def layout_of(zine: Path, named: str, given: str = "") -> Layout:
    """The layout of the zine in a folder, whose recipe has `named` one, "" for plain.

    One that is `given` stands in its place: a name that the zine could use, or any folder. Raises
    `ZineError` where there is none, with the line of the recipe.
    """
    wanted = given or named or PLAIN
    known = layouts_for(zine)
    folder = known.get(wanted) or (Path(wanted) if given else zine / wanted)
    is_inside = bool(given) or (".." not in Path(wanted).parts and _is_inside(zine, folder))
    if wanted in known or (is_inside and _is_layout(folder)):
        return Layout(folder)
    raise ZineError([_none_such(zine, wanted, known, is_given=bool(given))])


def accent_problems(zine: Path, layout: Layout, accent: str) -> tuple[Problem, ...]:
    """What is wrong with the accent that a zine names, in a layout: that its pages have nothing in
    it, or that text which a style sets in it could hardly be read on white paper.

    Where text stands on the accent, that is made as light as it has to be.
    """
    if not accent:
        return ()
    where, line = str(zine / RECIPE), _line_in(zine, ACCENT)
    if ACCENT not in values_of(layout.style("print.css")):
        what = f"the layout “{layout.folder.name}” has nothing in an accent"
        fix = "Take the line out, or choose another layout: zine layouts"
        return (Problem(where, line, "layout", what, fix),)
    colour = colour_of(accent)
    if colour is None or contrast(colour, WHITE) >= LEAST or not _sets_text_in_accent(layout):
        return ()
    ratio = math.floor(contrast(colour, WHITE) * 10) / 10
    what = f"the accent {accent} stands out from white paper by {ratio} to 1, not {LEAST:g}"
    fix = f'Write accent = "{written(readable(colour))}", the nearest that does'
    return (Problem(where, line, "contrast", what, fix),)


def _sets_text_in_accent(layout: Layout) -> bool:
    styles = (text for name, text in layout.texts.items() if name.endswith(".css"))
    return any(ACCENT in read_style(style).of_text for style in styles)


def refuse_look(zine: Path, key: str, value: str) -> None:
    """Raise `ZineError` where `layout` or `accent` of a zine cannot have a value: there is no such
    layout, or text would be set faint in the accent.
    """
    if key == "layout":
        layout_of(zine, value)
    elif key == "accent":
        named = read_toml(zine / RECIPE)[0].get("layout", "")
        layout = layout_of(zine, named if isinstance(named, str) else "")
        if wrong := accent_problems(zine, layout, value):
            raise ZineError(replace(problem, line=None) for problem in wrong)


def _is_layout(folder: Path) -> bool:
    try:
        return (folder / TABLE).is_file()
    except (OSError, ValueError):  # no path at all
        return False


def _is_inside(zine: Path, folder: Path) -> bool:
    """Whether a folder lies in that of a zine, below it and by no link."""
    try:
        return zine.resolve() in folder.resolve().parents
    except (OSError, ValueError, RuntimeError):
        return False


def _none_such(zine: Path, name: str, known: Mapping[str, Path], *, is_given: bool) -> Problem:
    what = f"there is no layout “{shown(name)}”{nearest(name, known)}"
    fix = f"Name one of: {', '.join(known)}, or a folder of the zine that holds a {TABLE}"
    where, line = (OPTION, None) if is_given else (str(zine / RECIPE), _line_in(zine, "layout"))
    return Problem(where, line, "no-such-layout", what, fix)


def _line_in(zine: Path, key: str) -> int | None:
    try:
        return read_toml(zine / RECIPE)[1].of(key)
    except ZineError:
        return None


def copied_to(zine: Path, layout: Layout, name: str) -> tuple[Path, ...]:
    """Write all files of a layout, with those that it takes over, into a new folder of a zine.

    Raises `ZineError` where there is anything already, or where the layout cannot be read.
    """
    folder = zine / name
    if not NAME.match(name) or os.path.lexists(folder):
        what = "there is something of that name already"
        if not NAME.match(name):
            what = f"“{shown(name)}” is no name of a layout"
        fix = "Choose another name, in small letters and hyphens"
        raise ZineError([Problem(str(folder), None, "cannot-write", what, fix)])
    files = dict(layout.texts)
    fonts = "".join(f'  "{font.spec}",\n' for font in layout.source.fonts)
    files[TABLE] = f'description = "Drawn after {layout.folder.name}"\nfonts = [\n{fonts}]\n'
    try:
        _written(folder, files)
    except OSError as error:
        what, fix = f"the layout cannot be written ({reason_of(error)})", "Make room there"
        raise ZineError([Problem(str(folder), None, "cannot-write", what, fix)]) from None
    return tuple(folder / file for file in sorted(files))


def _written(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files beside the place of their folder, where nobody looks, and then there."""
    with tempfile.TemporaryDirectory(prefix=".copying-", dir=folder.parent) as beside:
        for file, text in files.items():
            path = Path(beside, folder.name, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        Path(beside, folder.name).rename(folder)
