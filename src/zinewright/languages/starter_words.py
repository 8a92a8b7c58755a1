"""The words of the starter zine: placeholders, that no release may hold.

A draft may: everybody who begins has them, so of a draft they are remarks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from zinewright.digests import digest_of
from zinewright.languages.files import FOLDER
from zinewright.problems import Problem, shown


@cache
def starter_words() -> frozenset[str]:
    """Every text in the recipes and in the front matter of the starters that is to be replaced."""
    found: set[str] = set()
    for recipe in FOLDER.glob("*/starter/zine.toml"):
        read = tomllib.loads(recipe.read_text("utf-8").replace("@DATE@", "2000-01-01"))
        found |= {read["title"], read["description"], *read["authors"]}
    for line in starter_lines():
        if line.startswith("summary: "):
            found.add(line.removeprefix("summary: "))
    return frozenset(found - {""})


@cache
def starter_lines() -> tuple[str, ...]:
    """The lines of the posts of the starters, an empty one behind each post."""
    posts = sorted(FOLDER.glob("*/starter/posts/*.md"))
    return tuple(line for post in posts for line in [*post.read_text("utf-8").splitlines(), ""])


def left_from_starter(
    values: Mapping[str, object], lines: Mapping[str, int | None], where: str
) -> Iterator[Problem]:
    """A problem for each of some values that still holds words of the starter."""
    for key, value in values.items():
        for text in value if isinstance(value, list | tuple) else [value]:
            if isinstance(text, str) and " ".join(text.split()) in starter_words():
                what = f"“{key}” still holds words of the starter: “{shown(text)}”"
                fix = "Write your own in their place"
                digest = digest_of(key, text)
                yield Problem(where, lines.get(key), "placeholder", what, fix, "info", digest)
