"""A language and a name → that file in the folder of the language, where all of its words lie."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def languages(name: str) -> tuple[str, ...]:
    """Every language that has a file or a folder of that name."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{name}")))


def main_of(language: str) -> str:
    """The primary language of a tag (BCP 47): `de` of `de-AT`."""
    return language.split("-")[0].lower()


def file_of(language: str, name: str) -> Path | None:
    """That file of a language (BCP 47), or of its primary language; None where it has none."""
    main = main_of(language)
    return FOLDER / main / name if main in languages(name) else None
