"""A small zine to start from, in the words of a language → files in a new folder."""

from __future__ import annotations

import datetime
import uuid
from pathlib import Path

from zinewright.problems import Problem, ZineError
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
