"""A small zine to start from, in the words of a language → files in a new folder.

Its words are placeholders: as long as they stand in a zine, that is no release.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zinewright.problems import Problem, ZineError
from zinewright.recipe import RECIPE
from zinewright.setting import assigned_to_recipe
from zinewright.words import FOLDER, words_for


def write_starter(
    folder: Path,
    language: str,
    today: datetime.date | None = None,
    facts: Mapping[str, Any] = MappingProxyType({}),
) -> tuple[Path, ...]:
    """Write a zine that builds, and return its files. `facts` are values of its recipe.

    Raises `ZineError` where the folder holds anything already, or cannot be written, or where a
    fact is none that a recipe can hold; nothing is written then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what, fix = "something is there already", "Name a folder that is empty or not there yet"
        raise ZineError([Problem(str(folder), None, "new", what, fix)])
    texts = dict(_texts(language, today or datetime.date.today()))
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
        raise ZineError([Problem(str(folder), None, "new", what, fix)]) from None
    return tuple(folder / name for name in texts)


def _texts(language: str, today: datetime.date) -> Iterator[tuple[str, str]]:
    """The files of the starter zine by their names, in the words of a language."""
    source = FOLDER / "starter" / words_for(language).language.split("-")[0].lower()
    facts = {
        "@LANGUAGE@": "en-GB",
        "@DATE@": today.isoformat(),
        "@IDENTIFIER@": uuid.uuid4().urn,
    }
    for path in sorted(source.rglob("*.*")):
        text = path.read_text("utf-8")
        for sign, fact in facts.items():
            text = text.replace(sign, fact)
        yield path.relative_to(source).as_posix(), text
