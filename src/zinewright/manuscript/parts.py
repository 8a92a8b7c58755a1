"""The parts of a recipe and its posts in order → which posts stand in which part.

A part begins with a post and ends where the next one begins; afterwords at the end stand behind
the last. So the order alone says where a post is, and moving it moves it between parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zinewright.manuscript.post_names import composed
from zinewright.manuscript.recipe import OwnPart, Recipe
from zinewright.manuscript.toml_files import Lines
from zinewright.problems import Problem, nearest, shown


@dataclass(frozen=True)
class ZinePart:
    """A part of a zine, and the names of its posts in order: at least one."""

    title: str
    text: str
    posts: tuple[str, ...]


def parts_of(
    recipe: Recipe, order: Sequence[str], behind: Collection[str] = ()
) -> tuple[ZinePart, ...]:
    """The parts of some posts in `order`, as these stand; posts before the first are in none.

    Nor are those of `behind` (the afterwords) with which the order ends. A part that begins with
    no post of these is passed over, and so is a second one that begins with the same.
    """
    end = len(order)
    while end and order[end - 1] in behind:
        end -= 1
    begins: dict[int, OwnPart] = {}
    for part in recipe.part:
        if (first := composed(part.first)) in order[:end]:
            begins.setdefault(order.index(first), part)
    places = [*sorted(begins), end]
    return tuple(
        ZinePart(begins[start].title.strip(), begins[start].text.strip(), tuple(order[start:stop]))
        for start, stop in zip(places, places[1:], strict=False)
    )


def part_problems(
    recipe: Recipe, posts: Mapping[str, object], order: Sequence[str], lines: Lines
) -> Iterator[Problem]:
    """Parts that begin with no post of the order, or with that of another part."""
    heads = [*lines.tables("part"), None]
    begun: dict[str, str] = {}
    for number, part in enumerate(recipe.part):
        span = (heads[number] or 1, heads[number + 1]) if number + 1 < len(heads) else (1, None)
        line, first, title = lines.of("first", span), composed(part.first), shown(part.title)
        if first in begun:
            what = f"the parts “{shown(begun[first])}” and “{title}” begin with the same post"
            fix = "Let each begin with a post of its own, or take one out"
            yield Problem(lines.where, line, "part", what, fix, "warning")
        elif first not in order:
            is_there = first in posts
            what = f"the part “{title}” begins with “{shown(first)}”, which is " + (
                "not in the order" if is_there else f"no post{nearest(first, order)}"
            )
            fix = 'Write the name of the first post in it: first = "…"'
            yield Problem(lines.where, line, "part", what, fix, "warning")
        begun.setdefault(first, part.title)
