"""`zine layouts`: the layouts that a zine can have, what each is for, and which it has."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypedDict

import click

from zinewright.commands.common import (
    FOLDER,
    JSON,
    RECIPE,
    behind,
    press,
    say,
    show,
    show_json,
)
from zinewright.problems import Problem, ZineError, visible


class _LayoutRow(TypedDict):
    """What is shown of a layout."""

    layout: str
    description: str
    used: bool
    folder: str
    comes_with_zinewright: bool


@click.command()
@FOLDER
@click.option("--copy", "copied", metavar="NAME", help="Put the files of this one into DIR.")
@click.option("--as", "name", metavar="NAME", help="What the copy is called there.")
@click.option("--pictures", "into", metavar="FOLDER", help="Show the zine in each, as a page.")
@JSON
def layouts(
    folder: str, copied: str | None, name: str | None, into: str | None, as_json: bool
) -> None:
    """List the layouts that the zine in DIR can have, and mark the one that it has."""
    zine = Path(folder) if (Path(folder) / RECIPE).is_file() else None
    if bool(copied) != bool(name):
        raise click.UsageError("--copy names a layout, and --as what its copy is called")
    if copied and name:
        _copy(zine, Path(folder), copied, name)
        return
    if into is not None:
        _picture(zine, Path(folder), Path(into))
        return
    used, wrong = _used(zine) if zine else (None, ())
    rows, problems = _rows(zine, used)
    if as_json:
        show_json({"layouts": rows})
    else:
        width = max(len(row["layout"]) for row in rows)
        for row in rows:
            mark = "*" if row["used"] else " "
            click.echo(f"{mark} {row['layout']:<{width}}  {row['description']}".rstrip())
        place = " DIR" if zine is None else behind(zine)
        say(f"To choose one: zine set layout NAME{place}")
        say(f"To see one first: zine build --layout NAME{place}")
    show((*wrong, *problems))


def _rows(zine: Path | None, used: Path | None) -> tuple[list[_LayoutRow], list[Problem]]:
    """What is said of each layout, and what is wrong with those that cannot be read."""
    from zinewright.layout.based_on import is_ours, source_of
    from zinewright.layout.choose import layouts_for

    known = dict(layouts_for(zine))
    if used is not None and used not in known.values():
        known[os.path.relpath(used, zine)] = used
    rows, problems = list[_LayoutRow](), list[Problem]()
    for name, path in known.items():
        source = source_of(path)
        problems += source.problems
        rows.append(
            {
                "layout": name,
                "description": visible(source.description),
                "used": path == used,
                "folder": str(path),
                "comes_with_zinewright": is_ours(path),
            }
        )
    return rows, problems


def _used(zine: Path) -> tuple[Path | None, tuple[Problem, ...]]:
    """The folder of the layout that a zine has, or what is wrong with what it says."""
    from zinewright.layout.choose import layout_of
    from zinewright.manuscript.recipe import read_recipe

    recipe, _, problems = read_recipe(zine / RECIPE)
    try:
        return (None, tuple(problems)) if problems else (layout_of(zine, recipe.layout).folder, ())
    except ZineError as error:
        return None, error.problems


def _picture(zine: Path | None, folder: Path, into: Path) -> None:
    """Draw the cover and two pages of a zine in each layout, and a page that shows them all."""
    from zinewright.editions.looks import PAGE, LayoutLook, files_of, look_of
    from zinewright.editions.with_pages import bound_reading
    from zinewright.press.build import order_of

    if zine is None:
        raise click.UsageError(f"{visible(str(folder))} is no zine, which holds a {RECIPE}")
    _refuse_others(into)
    used, wrong = _used(zine)
    rows, problems = _rows(zine, used)
    looks, prepared = list[LayoutLook](), None
    for row in rows:
        meant = row["layout"] if row["comes_with_zinewright"] else row["folder"]
        with press(None, layout=meant, lines=False) as ready:
            try:
                prepared, leaves = order_of(zine, ready)
            except ZineError as error:
                problems += error.problems
                continue
            if leaves:
                pdf = bound_reading(prepared.zine, prepared.layout, leaves, ready.keep)
                look = look_of(
                    prepared.zine, leaves, pdf, row["layout"], row["description"],
                    used=row["used"],
                )  # fmt: skip
                looks.append(look)
    if prepared is None or not looks:
        raise ZineError(problems or [_no_pages(zine)])
    into.mkdir(parents=True, exist_ok=True)
    for name, content in files_of(prepared.zine, looks, "zine set layout").items():
        (into / name).write_bytes(content)
    click.echo(into / PAGE)
    say("Open it in a browser: it shows your zine in each layout.")
    show((*wrong, *dict.fromkeys(problems)))


def _no_pages(zine: Path) -> Problem:
    what, fix = "no layout can set its pages", f"To see why: zine check{behind(zine)}"
    return Problem(str(zine), None, "layout", what, fix)


def _refuse_others(into: Path) -> None:
    """Raise `ZineError` for a folder in which anything but such pictures lies."""
    from zinewright.editions.looks import MADE, PAGE

    is_free = not into.exists() or (into.is_dir() and not any(into.iterdir()))
    page = into / PAGE
    if is_free or (page.is_file() and MADE in page.read_text("utf-8", "replace")):
        return
    what = "other files lie there"
    raise ZineError(
        [Problem(str(into), None, "cannot-write", what, "Name a folder that is new, or empty")]
    )


def _copy(zine: Path | None, folder: Path, copied: str, name: str) -> None:
    """Put all files of a layout into a zine, those that it takes over as well."""
    from zinewright.layout.choose import copied_to, layout_of

    if zine is None:
        raise click.UsageError(f"{visible(str(folder))} is no zine, which holds a {RECIPE}")
    for path in copied_to(zine, layout_of(zine, copied, copied), name):
        click.echo(path)
    say(f"Now change {zine / name}, and see it: zine build --layout {name}{behind(zine)}")
