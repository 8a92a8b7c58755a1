"""A post in another place → the text of `zine.toml`, comments, spacing and line ends kept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from zinewright.manuscript import Manuscript, read_manuscript
from zinewright.problems import Problem, ZineError, nearest
from zinewright.recipe import RECIPE
from zinewright.sources import rewrite
from zinewright.tables import Item, list_items

BEFORE = re.compile(r"[ \t]*\Z")
BEHIND = re.compile(r"([ \t]*)(,?)([ \t]*(?:#[^\n]*)?\r?)\Z")


def reordered(text: str, order: Sequence[str]) -> str:
    """The recipe with another order. Raises `ValueError` where that would change anything else.

    With one post a line, whole lines move, each with the comment behind it; comments on lines of
    their own stay where they are. Otherwise the names change places inside the brackets.
    """
    items = list_items(text, "order")
    if sorted(item.value for item in items) == sorted(order):
        changed = _lines_moved(text, items, order) or _names_moved(text, items, order)
    else:
        changed = _written_anew(text, order)
    if tomllib.loads(changed) != tomllib.loads(text) | {"order": list(order)}:
        raise ValueError("the order could not be changed without changing something else")
    return changed


def _lines_moved(text: str, items: Sequence[Item], order: Sequence[str]) -> str | None:
    """None where the posts do not stand one a line. Each place keeps its comma, or has none."""
    starts = [text.rfind("\n", 0, item.start) + 1 for item in items]
    ends = [text.find("\n", item.end) % (len(text) + 1) for item in items]  # or the text's end
    before = [text[start : item.start] for start, item in zip(starts, items, strict=True)]
    behind = [BEHIND.match(text[item.end : end]) for item, end in zip(items, ends, strict=True)]
    if not all(behind) or not all(map(BEFORE.match, before)):
        return None
    changed, copied = "", 0
    for place, name in enumerate(order):
        old = next(number for number, item in enumerate(items) if item.value == name)
        gap, comma, rest = behind[old].groups()  # type: ignore[union-attr]
        wanted = behind[place][2]  # type: ignore[index]
        comma = gap + "," if wanted and comma else "," + gap if wanted else gap
        moved = before[old] + text[items[old].start : items[old].end] + comma + rest
        changed += text[copied : starts[place]] + moved
        copied = ends[place]
    return changed + text[copied:]


def _names_moved(text: str, items: Sequence[Item], order: Sequence[str]) -> str:
    written = {item.value: text[item.start : item.end] for item in items}
    changed, copied = "", 0
    for item, name in zip(items, order, strict=True):
        changed += text[copied : item.start] + written[name]
        copied = item.end
    return changed + text[copied:]


def _written_anew(text: str, order: Sequence[str]) -> str:
    """With a list of the order where there was none, or another one."""
    import tomlkit

    document = tomlkit.parse(text)
    values = tomlkit.array()
    values.extend(order)
    document["order"] = values.multiline(True)
    return tomlkit.dumps(document)


class Place(NamedTuple):
    """Where a post goes: exactly one of these is given; none of them means last."""

    first: bool = False
    before: str | None = None
    after: str | None = None
    to: int | None = None


def move_post(folder: Path, post: str, place: Place) -> tuple[str, ...]:
    """Change the order in `zine.toml` and return it. Posts go by their names or their files.

    Raises `ZineError` where a post is unknown or the place does not exist; the file is replaced in
    one step or not at all.
    """
    path = folder / RECIPE
    manuscript = read_manuscript(folder)
    order = _order_of(manuscript, path)
    post = _named(post)
    place = place._replace(
        before=place.before and _named(place.before), after=place.after and _named(place.after)
    )
    for name in filter(None, (post, place.before, place.after)):
        if name not in order:
            raise ZineError([_unknown(name, order, manuscript, path)])
    if place.to is not None and not 1 <= place.to <= len(order):
        what, fix = f"there is no place {place.to} in the order", f"Choose 1 to {len(order)}"
        raise ZineError([Problem(str(path), None, "order", what, fix)])
    moved = _moved(order, post, place)
    if moved != list(manuscript.recipe.order):
        rewrite(path, lambda text: reordered(text, moved), "the order")
    return tuple(moved)


def _order_of(manuscript: Manuscript, path: Path) -> list[str]:
    """The order as it stands. Raises `ZineError` where the recipe itself has to be mended first."""
    order = list(manuscript.recipe.order)
    wrong = [p for p in manuscript.problems if p.where == str(path) and p.level == "error"]
    if len(set(order)) == len(order):
        wrong = [problem for problem in wrong if problem.rule != "order"]
    if wrong:
        raise ZineError(wrong)
    return order or sorted([*manuscript.unread, *(post.name for post in manuscript.posts)])


def _named(post: str) -> str:
    """The name of a post that was given by its name or by its file."""
    return PurePath(post).name.removesuffix(".md")


def _unknown(name: str, order: list[str], manuscript: Manuscript, path: Path) -> Problem:
    if (manuscript.folder / "posts" / f"{name}.md").is_file():
        what, fix = f"the post “{name}” is not in the order", f'Add "{name}" to order first'
    else:
        what = f"there is no post “{name}” in the order{nearest(name, order)}"
        fix = "Correct the name; zine order shows them all"
    return Problem(str(path), None, "order", what, fix)


def _moved(order: list[str], post: str, place: Place) -> list[str]:
    rest = [name for name in order if name != post]
    if place.first:
        at = 0
    elif place.to is not None:
        at = place.to - 1
    elif post in (place.before, place.after):
        at = order.index(post)
    elif place.before is not None:
        at = rest.index(place.before)
    elif place.after is not None:
        at = rest.index(place.after) + 1
    else:
        at = len(rest)
    return [*rest[:at], post, *rest[at:]]
