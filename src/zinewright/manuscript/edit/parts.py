"""Posts in another order → the posts with which the parts of a recipe begin then, and its text."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping, Sequence

from zinewright.manuscript.folder import Manuscript
from zinewright.manuscript.parts import ZinePart
from zinewright.manuscript.post_names import composed
from zinewright.manuscript.recipe import RECIPE
from zinewright.manuscript.toml_files import TOKEN, Lines
from zinewright.problems import Problem, ZineError, shown


def begun(
    manuscript: Manuscript, order: Sequence[str], moved: Collection[str], joined: str | None = None
) -> Mapping[str, str]:
    """The first post of each part that begins with another in a new order, by the old one.

    Posts that were `moved` belong to the part where they are now; before the first post of a part
    they come into it where they were put before that post (`joined`), or were in it already.
    Raises `ZineError` where a part would have no post.
    """
    found: dict[str, str] = {}
    for part in manuscript.parts:
        left = [name for name in part.posts if name in order and name not in moved]
        if not left and not _stays_together(part, order):
            what = f"that would leave the part “{shown(part.title)}” without a post"
            fix = "Move another post into it first, or take its [[part]] out of zine.toml"
            raise ZineError([Problem(str(manuscript.folder / RECIPE), None, "part", what, fix)])
        first = min(left or part.posts, key=order.index)
        at = order.index(first)
        while at and order[at - 1] in moved and (first == joined or order[at - 1] in part.posts):
            at -= 1
        if order[at] != part.posts[0]:
            found[part.posts[0]] = order[at]
    return found


def _stays_together(part: ZinePart, order: Sequence[str]) -> bool:
    """Whether all posts of a part were moved, and stand behind one another still."""
    places = sorted(order.index(name) for name in part.posts if name in order)
    return len(places) == len(part.posts) and places[-1] - places[0] == len(places) - 1


def beginning(text: str, begins: Mapping[str, str]) -> str:
    """The recipe with parts that begin with other posts; all else stays as it is written.

    Raises `ValueError` where that would change anything else.
    """
    wanted = tomllib.loads(text)
    for part in wanted.get("part", ()):
        part["first"] = begins.get(composed(part["first"]), part["first"])
    lines, rows = Lines("", text), text.split("\n")
    heads = [*lines.tables("part"), None]
    for head, end in zip(heads, heads[1:], strict=False):
        line = lines.of("first", (head or 1, end))
        if line is not None:
            rows[line - 1] = _with_first(rows[line - 1], begins)
    changed = "\n".join(rows)
    if tomllib.loads(changed) != wanted:
        raise ValueError("the parts could not be changed without changing something else")
    return changed


def _with_first(row: str, begins: Mapping[str, str]) -> str:
    """A line that says with which post a part begins, with another."""
    for token in TOKEN.finditer(row, row.index("=") + 1):
        if token[0][0] in "\"'":
            first = composed(tomllib.loads(f"x = {token[0]}")["x"])
            new = json.dumps(begins[first], ensure_ascii=False) if first in begins else token[0]
            return row[: token.start()] + new + row[token.end() :]
    return row
