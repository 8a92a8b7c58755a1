"""A small zine to start from, in the words of a language → files in a new folder.

What is brought from elsewhere gets its recipe from the same template.
"""

from __future__ import annotations

import datetime
import tomllib
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zinewright.language_names import as_written, wrong_language
from zinewright.problems import Problem, ZineError
from zinewright.words import FOLDER, words_for

EXAMPLE = "urn:uuid:1db4413e-b876-4f44-a789-43f67b5add72"
"""The identifier of the zine that ships with the project."""

EXAMPLES = ("title", "authors", "description")
"""The keys of the recipe of a new zine that are to be written anew."""


def write_starter(
    folder: Path, language: str, today: datetime.date | None = None
) -> tuple[Path, ...]:
    """Write a zine that builds, and return its files.

    Raises `ZineError` where the folder holds anything already, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what, fix = "something is there already", "Name a folder that is empty or not there yet"
        raise ZineError([Problem(str(folder), None, "new", what, fix)])
    if wrong := wrong_language(language):
        fix = as_written("--language ", wrong[1])
        raise ZineError([Problem(str(folder), None, "language", wrong[0], fix)])
    source = _source(language)
    facts = _facts(language, today)
    written = []
    try:
        for path in sorted(source.rglob("*.*")):
            target = folder / path.relative_to(source)
            text = _filled(path, facts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
            written.append(target)
        (folder / "images").mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what, fix = f"it cannot be written ({reason})", "Choose another folder"
        raise ZineError([Problem(str(folder), None, "new", what, fix)]) from None
    return tuple(written)


def is_example(recipe: Path) -> bool:
    """Whether a recipe is that of the zine that ships with the project."""
    try:
        return EXAMPLE.encode() in recipe.read_bytes()
    except OSError:
        return False


def new_recipe(language: str, values: Mapping[str, object], today: datetime.date) -> str:
    """The recipe of a new zine, with some values in place of those that it starts from."""
    return with_values(_filled(_source(language) / "zine.toml", _facts(language, today)), values)


def with_values(text: str, values: Mapping[str, object]) -> str:
    """A recipe with other values, its comments kept; texts, and lists of texts one a line."""
    import tomlkit

    document = tomlkit.parse(text)
    for key, value in values.items():
        document[key] = value
        if key == "order":
            document[key].multiline(True)
    return tomlkit.dumps(document)


def untouched(recipe: Path) -> tuple[str, ...]:
    """The keys of a recipe that still say what a new zine says, where that is only an example.

    Of a recipe that cannot be read nothing is known.
    """
    try:
        read = tomllib.loads(recipe.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return ()
    began = started_from(str(read.get("language", "")))
    return tuple(key for key in EXAMPLES if key in read and read[key] == began.get(key))


def started_from(language: str) -> dict[str, Any]:
    """What the recipe of a new zine says before anybody has written in it."""
    return tomllib.loads(_filled(_source(language) / "zine.toml", _facts(language, None)))


def _source(language: str) -> Path:
    return FOLDER / "starter" / words_for(language).language.split("-")[0].lower()


def _facts(language: str, today: datetime.date | None) -> dict[str, str]:
    return {
        "@LANGUAGE@": language,
        "@DATE@": (today or datetime.date.today()).isoformat(),
        "@IDENTIFIER@": uuid.uuid4().urn,
    }


def _filled(path: Path, facts: Mapping[str, str]) -> str:
    text = path.read_text("utf-8")
    for sign, fact in facts.items():
        text = text.replace(sign, fact)
    return text
