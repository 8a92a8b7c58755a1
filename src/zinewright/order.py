"""A post in another place → the text of `zine.toml`, comments and spacing kept."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from zinewright.manuscript import RECIPE, read_manuscript
from zinewright.posts import read_text
from zinewright.problems import Problem, ZineError, nearest

ITEM = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)')\s*(,?)\s*(?:#.*)?\Z")
START = re.compile(r"\s*order\s*=\s*\[\s*(?:#.*)?\Z")


def reordered(text: str, order: Sequence[str]) -> str:
    """The recipe with another order. Raises `ValueError` where that would change anything else.

    With one post a line, whole lines move, each with the comment behind it; comments on lines of
    their own stay where they are. Otherwise the values inside the brackets are replaced.
    """
    changed = _lines_moved(text, order) or _values_replaced(text, order)
    if tomllib.loads(changed) != tomllib.loads(text) | {"order": list(order)}:
        raise ValueError("the order could not be changed without changing something else")
    return changed


def _lines_moved(text: str, order: Sequence[str]) -> str | None:
    """None where the posts do not stand one a line, or are other ones."""
    lines = text.split("\n")
    first = next((n + 1 for n, line in enumerate(lines) if START.match(line)), None)
    if first is None:
        return None
    last = next((n for n in range(first, len(lines)) if lines[n].strip().startswith("]")), None)
    items = {
        found[1] or found[2] or "": n
        for n in range(first, last or first)
        if (found := ITEM.match(lines[n]))
    }
    if last is None or sorted(items) != sorted(order):
        return None
    old = {name: lines[n] for name, n in items.items()}
    for place, name in zip(sorted(items.values()), order, strict=True):
        lines[place] = _with_comma(old[name])
    return "\n".join(lines)


def _with_comma(line: str) -> str:
    return re.sub(r"^(\s*(?:\"[^\"]*\"|'[^']*'))\s*,?", r"\1,", line)


def _values_replaced(text: str, order: Sequence[str]) -> str:
    import tomlkit
    from tomlkit.items import Array

    document = tomlkit.parse(text)
    values = tomlkit.array()
    old = document.get("order")
    many_lines = isinstance(old, Array) and "\n" in old.as_string()
    values.extend(order)
    document["order"] = values.multiline(many_lines or old is None)
    return tomlkit.dumps(document)


class Place(NamedTuple):
    """Where a post goes: exactly one of these is given; none of them means last."""

    first: bool = False
    before: str | None = None
    after: str | None = None
    to: int | None = None


def move_post(folder: Path, post: str, place: Place) -> tuple[str, ...]:
    """Change the order in `zine.toml` and return it.

    Raises `ZineError` where a post is unknown or the place does not exist; the file is replaced in
    one step or not at all.
    """
    recipe = read_manuscript(folder).recipe
    path = folder / RECIPE
    order = list(recipe.order or sorted(file.stem for file in (folder / "posts").glob("*.md")))
    for name in (post, place.before, place.after):
        if name is not None and name not in order:
            what = f"there is no post “{name}” in the order{nearest(name, order)}"
            fix = "Correct the name; zine order shows them all"
            raise ZineError([Problem(str(path), None, "order", what, fix)])
    if place.to is not None and not 1 <= place.to <= len(order):
        what, fix = f"there is no place {place.to}", f"Choose 1 to {len(order)}"
        raise ZineError([Problem(str(path), None, "order", what, fix)])
    moved = _moved(order, post, place)
    _replace(path, reordered(read_text(path, str(path)), moved))
    return tuple(moved)


def _moved(order: list[str], post: str, place: Place) -> list[str]:
    rest = [name for name in order if name != post]
    if place.first:
        at = 0
    elif place.to is not None:
        at = place.to - 1
    elif place.before is not None and place.before != post:
        at = rest.index(place.before)
    elif place.after is not None and place.after != post:
        at = rest.index(place.after) + 1
    elif place.before or place.after:
        at = order.index(post)
    else:
        at = len(rest)
    return [*rest[:at], post, *rest[at:]]


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_text(text, "utf-8")
        part.chmod(path.stat().st_mode)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = f"the order cannot be written ({(error.strerror or str(error)).lower()})"
        fix = "Mend that; the file is as it was"
        raise ZineError([Problem(str(path), None, "order", what, fix)]) from None
