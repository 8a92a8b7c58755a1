"""A small zine to start from, in the words of a language → files in a new folder.

Its words are placeholders: as long as they stand in a zine, that is no release.
"""

from __future__ import annotations

import datetime
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from zinewright.digests import digest_of
from zinewright.problems import Problem, ZineError, shown
from zinewright.words import FOLDER, words_for


def write_starter(
    folder: Path, language: str, today: datetime.date | None = None
) -> tuple[Path, ...]:
    """Write a zine that builds, and return its files.

    Raises `ZineError` where the folder holds anything already, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what, fix = "something is there already", "Name a folder that is empty or not there yet"
        raise ZineError([Problem(str(folder), None, "new", what, fix)])
    source = FOLDER / "starter" / words_for(language).language.split("-")[0].lower()
    facts = {
        "@LANGUAGE@": language,
        "@DATE@": (today or datetime.date.today()).isoformat(),
        "@IDENTIFIER@": uuid.uuid4().urn,
    }
    written = []
    try:
        for path in sorted(source.rglob("*.*")):
            target = folder / path.relative_to(source)
            text = path.read_text("utf-8")
            for sign, fact in facts.items():
                text = text.replace(sign, fact)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
            written.append(target)
        (folder / "images").mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what, fix = f"it cannot be written ({reason})", "Choose another folder"
        raise ZineError([Problem(str(folder), None, "new", what, fix)]) from None
    return tuple(written)


# --- words of the starter that were left


@cache
def starter_words() -> frozenset[str]:
    """Every text in the recipes and in the front matter of the starters that is to be replaced."""
    found: set[str] = set()
    for recipe in (FOLDER / "starter").glob("*/zine.toml"):
        read = tomllib.loads(recipe.read_text("utf-8").replace("@DATE@", "2000-01-01"))
        found |= {read["title"], read["description"], *read["authors"]}
    for line in starter_lines():
        if line.startswith("summary: "):
            found.add(line.removeprefix("summary: "))
    return frozenset(found - {""})


@cache
def starter_lines() -> tuple[str, ...]:
    """The lines of the posts of the starters, an empty one behind each post."""
    posts = sorted((FOLDER / "starter").glob("*/posts/*.md"))
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
                yield Problem(where, lines.get(key), "placeholder", what, fix, "warning", digest)
