"""Posts in other places, or in none → the text of `zine.toml`, comments and line ends kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from zinewright.manuscript.edit.parts import beginning, begun
from zinewright.manuscript.edit.toml_values import assigned
from zinewright.manuscript.folder import Manuscript, read_manuscript
from zinewright.manuscript.post_names import not_a_post, post_called, post_name
from zinewright.manuscript.recipe import RECIPE
from zinewright.manuscript.text_files import rewrite
from zinewright.problems import Problem, ZineError, nearest, shown


class Destination(NamedTuple):
    """Where posts go: exactly one of these is given; none of them means last."""

    first: bool = False
    before: str | None = None
    after: str | None = None
    to: int | None = None


def reordered(text: str, order: Sequence[str]) -> str:
    """The recipe with another order. Raises `ValueError` where that would change anything else."""
    return assigned(text, ("order",), list(order))


def move_posts(folder: Path, words: Sequence[str], place: Destination) -> tuple[str, ...]:
    """Put posts in another place, in the order in which they are named, and return the whole order.

    Posts that are in `posts/` and not in the order come into it. Raises `ZineError` where a post is
    unknown or the place does not exist; the file is replaced in one step or not at all.
    """
    path, manuscript = folder / RECIPE, read_manuscript(folder)
    order = _order_of(manuscript, path)
    posts = _called(words, order, _others(manuscript, order), path)
    anchors = [word for word in (place.before, place.after) if word is not None]
    anchor = _called(anchors, order, (), path)[0] if anchors else None
    last = len({*order, *posts})
    if place.to is not None and not 1 <= place.to <= last:
        what, fix = f"there is no place {place.to} in the order", f"Choose 1 to {last}"
        raise ZineError([Problem(str(path), None, "no-such-post", what, fix)])
    moved = _moved(order, posts, place, anchor)
    dropped = [name for name in manuscript.recipe.dropped if name not in posts]
    joined = anchor if place.before is not None else None
    _write(manuscript, path, moved, dropped, begun(manuscript, moved, posts, joined))
    return tuple(moved)


def move_part(folder: Path, title: str, place: Destination) -> tuple[str, ...]:
    """Put a part in another place, with all of its posts, and return the whole order.

    `place` is first or last among the parts, or before or after another, which is named by its
    title. Posts before the first part and afterwords stay where they are. Raises `ZineError` for a
    part that is not there.
    """
    path, manuscript = folder / RECIPE, read_manuscript(folder)
    order = _order_of(manuscript, path)
    parts = list(manuscript.parts)
    known = [part.title for part in parts]
    wanted = [title, *(each for each in (place.before, place.after) if each is not None)]
    if unknown := [each for each in wanted if each not in known]:
        fix = "Write its title as it stands in its [[part]]"
        said = (f"there is no part “{shown(each)}”{nearest(each, known)}" for each in unknown)
        raise ZineError(Problem(str(path), None, "part", what, fix) for what in said)
    part = parts.pop(known.index(title))
    at = 0 if place.first else len(parts)
    beside = [each.title for each in parts]
    if (anchor := place.before or place.after) in beside:
        at = beside.index(anchor) + (place.after is not None)
    moved = [name for each in (*parts[:at], part, *parts[at:]) for name in each.posts]
    start = min(order.index(name) for name in moved)
    behind = [name for name in order[start:] if name not in moved]
    whole = (*order[:start], *moved, *behind)
    _write(manuscript, path, whole, manuscript.recipe.dropped)
    return whole


def drop_posts(folder: Path, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take posts out of the order, and return it and their names; their files stay.

    The recipe remembers that they are left out on purpose. Raises `ZineError` where a post is
    unknown, or none would be left.
    """
    path, manuscript = folder / RECIPE, read_manuscript(folder)
    order = _order_of(manuscript, path)
    posts = _called(words, order, _others(manuscript, order), path)
    left = [name for name in order if name not in posts]
    if not left:
        what, fix = "that would leave no post in the zine", "Keep one, or move another in first"
        raise ZineError([Problem(str(path), None, "order", what, fix)])
    written = [name for name in posts if file_of(folder, name).is_file()]
    dropped = list(dict.fromkeys([*manuscript.recipe.dropped, *written]))
    _write(manuscript, path, left, dropped, begun(manuscript, left, posts))
    return tuple(left), posts


def file_of(folder: Path, post: str) -> Path:
    """Where the text of a post is, however the accents in the name of its file are written."""
    files = (folder / "posts").glob("[!.]*.md")
    found = (each for each in files if post_name(each.name) == post)
    return next(found, folder / "posts" / f"{post}.md")


def _write(
    manuscript: Manuscript,
    path: Path,
    order: Sequence[str],
    dropped: Sequence[str],
    begins: Mapping[str, str] = MappingProxyType({}),
) -> None:
    recipe = manuscript.recipe

    def change(text: str) -> str:
        if list(recipe.order) != list(order):
            text = reordered(text, order)
        if list(recipe.dropped) != list(dropped):
            text = assigned(text, ("dropped",), list(dropped))
        return beginning(text, begins)

    old = list(recipe.order), list(recipe.dropped)
    if begins or old != (list(order), list(dropped)):
        rewrite(path, change, "the order")


def _order_of(manuscript: Manuscript, path: Path) -> list[str]:
    """The order as it stands. Raises `ZineError` where the recipe itself has to be mended first."""
    order = list(manuscript.recipe.order)
    wrong = [p for p in manuscript.problems if p.where == str(path) and p.level == "error"]
    if len(set(order)) == len(order):
        wrong = [problem for problem in wrong if problem.rule != "order"]
    if wrong:
        raise ZineError(wrong)
    return order or sorted([*manuscript.unread, *(post.name for post in manuscript.posts)])


def _others(manuscript: Manuscript, order: Sequence[str]) -> list[str]:
    """The posts that are there and not in the order."""
    files = (manuscript.folder / "posts").glob("[!.]*.md")
    names = sorted(post_name(path.name) for path in files)
    return [name for name in names if name not in order]


def _called(
    words: Sequence[str], order: Sequence[str], others: Sequence[str], path: Path
) -> tuple[str, ...]:
    """The posts that some words name, each once; a number is one in the order.

    Raises `ZineError` with every word that names none.
    """
    found: dict[str, None] = {}
    problems = []
    for said in words:
        among = order if said.isdigit() and said not in others else [*order, *others]
        name = post_called(said, among)
        if name is None:
            problems.append(not_a_post(said, among, str(path)))
        else:
            found[name] = None
    if problems:
        raise ZineError(problems)
    return tuple(found)


def _moved(
    order: Sequence[str], posts: Sequence[str], place: Destination, anchor: str | None
) -> list[str]:
    """The order with some posts together in one place; beside one of them, that is where it was."""
    rest = [name for name in order if name not in posts]
    at = len(rest)
    if place.first:
        at = 0
    elif place.to is not None:
        at = min(place.to - 1, len(rest))
    elif anchor is not None:
        at = sum(name not in posts for name in order[: order.index(anchor)])
        at += place.after is not None and anchor not in posts
    return [*rest[:at], *posts, *rest[at:]]
