"""A small zine to start from, in the words of a language → files in a new folder.

What is brought from elsewhere gets its recipe from the same template.
"""

from __future__ import annotations

import datetime
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from zinewright.languages.files import FOLDER, main_of
from zinewright.languages.words import words_for
from zinewright.manuscript.edit.settings import assigned_to_recipe
from zinewright.manuscript.edit.toml_values import assigned
from zinewright.manuscript.recipe import RECIPE
from zinewright.manuscript.toml_lists import added_to
from zinewright.problems import Problem, ZineError

EXAMPLE = "urn:uuid:1db4413e-b876-4f44-a789-43f67b5add72"
"""The identifier of the zine that ships with the project."""

EXAMPLES = ("title", "authors", "description")
"""The keys of the recipe of a new zine that are to be written anew."""


def write_starter(
    folder: Path,
    language: str,
    today: datetime.date | None = None,
    facts: Mapping[str, object] = MappingProxyType({}),
) -> tuple[Path, ...]:
    """Write a zine that builds, and return its files. `facts` are values of its recipe.

    Raises `ZineError` where the folder holds anything already, or cannot be written, or where a
    fact is none that a recipe can hold; nothing is written then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what, fix = "something is there already", "Name a folder that is empty or not there yet"
        raise ZineError([Problem(str(folder), None, "new-folder", what, fix)])
    source = _source(language)
    paths = sorted(source.rglob("*.*"))
    texts = {
        path.relative_to(source).as_posix(): _filled(path, _facts("en-GB", today)) for path in paths
    }
    for key, fact in {"language": language, **facts}.items():
        where = str(folder / RECIPE)
        texts[RECIPE] = assigned_to_recipe(texts[RECIPE], (key,), fact, where)
    try:
        for name, text in texts.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        (folder / "images").mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what, fix = f"it cannot be written ({reason})", "Choose another folder"
        raise ZineError([Problem(str(folder), None, "new-folder", what, fix)]) from None
    return tuple(folder / name for name in texts)


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
    """A recipe with other values, its comments kept; the order has one post a line."""
    for key, value in values.items():
        if key == "order" and isinstance(value, Sequence):
            text = added_to(assigned(text, (key,), []), key, value)
        else:
            text = assigned(text, (key,), value)
    return text


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


def started_from(language: str) -> dict[str, object]:
    """What the recipe of a new zine says before anybody has written in it."""
    return tomllib.loads(_filled(_source(language) / "zine.toml", _facts(language, None)))


def _source(language: str) -> Path:
    return FOLDER / main_of(words_for(language).language) / "starter"


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
