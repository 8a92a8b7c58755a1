"""A language is there whole, or not at all: everything that English has, by its name."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from zinewright.languages.files import FOLDER
from zinewright.languages.words import languages

OTHERS = [language for language in languages() if language != "en"]
LEARNT = {"weights.txt"}  # only where somebody labelled texts
OWN_RULES = ("PF", "-")  # rules of wording that a language has or has not, and second tables
BESIDE = {"stated_notes.toml"}  # adds to the English one, so it need not have all of it
UNNAMED = ("region-", "language-")


def lacking(folder: Path) -> list[str]:
    """Everything that the folder of a language lacks, or has beyond English, by its name."""
    return sorted({*_files(folder), *_words(folder), *_topics(folder), *_phrases(folder),
                   *_advice(folder), *_starter(folder)})  # fmt: skip


def _read(folder: Path, name: str) -> dict:
    path = folder / name
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _compared(folder: Path, name: str, *tables: str) -> Iterator[str]:
    here, there = _read(folder, name), _read(FOLDER / "en", name)
    for table in tables:
        here, there = here.get(table, {}), there[table]
    for key in here.keys() ^ there.keys():
        if isinstance(there.get(key, here.get(key)), str):
            yield ": ".join([name, *tables, key])
    for key in [key for key in here if here[key] == "" and there.get(key) != ""]:
        yield ": ".join([name, *tables, key, "empty"])


def _files(folder: Path) -> Iterator[str]:
    for path in (FOLDER / "en").iterdir():
        if path.name not in LEARNT and not (folder / path.name).exists():
            yield path.name


def _words(folder: Path) -> Iterator[str]:
    for said in _compared(folder, "words.toml"):
        if not said.startswith(tuple(f"words.toml: {name}" for name in UNNAMED)):
            yield said
    if len(_read(folder, "words.toml").get("quotes", ())) != 4:
        yield "words.toml: quotes"


def _topics(folder: Path) -> Iterator[str]:
    yield from _compared(folder, "topics.toml")
    yield from _compared(folder, "topics.toml", "groups")
    here = _read(folder, "topics.toml").get("topics", {})
    for slug in _read(FOLDER / "en", "topics.toml")["topics"]:
        for key in ("label", "meaning", "also"):
            if not here.get(slug, {}).get(key):
                yield f"topics.toml: {slug}: {key}"


def _phrases(folder: Path) -> Iterator[str]:
    yield from _compared(folder, "phrases.toml")
    here = _read(folder, "phrases.toml").get("topics", {})
    for slug in _read(FOLDER / "en", "phrases.toml")["topics"]:
        if not here.get(slug, {}).get("names"):
            yield f"phrases.toml: {slug}"


def _advice(folder: Path) -> Iterator[str]:
    name, may_be_empty = "safe_messaging.toml", ("passive: empty", "abbreviations")
    for said in _compared(folder, name):
        if not said.endswith(may_be_empty):
            yield said
    here, there = _read(folder, name), _read(FOLDER / "en", name)
    for table in ("about", "numbers"):
        for key in there[table].keys() - here.get(table, {}).keys():
            yield f"{name}: {table}: {key}"
    patterns = here.get("patterns", {}) | here.get("cased", {})
    for key in there["patterns"] | there["cased"]:
        if key not in patterns:
            yield f"{name}: patterns: {key}"
    for rule in there["rules"]:
        if rule not in here.get("rules", {}) and not any(part in rule for part in OWN_RULES):
            yield f"{name}: rules: {rule}"


def _starter(folder: Path) -> Iterator[str]:
    """The posts of the starter have names of their own, but there are as many."""
    for name in ("zine.toml", "resources.toml"):
        if not (folder / "starter" / name).is_file():
            yield f"starter/{name}"
    here, there = (
        len([*(each / "starter" / "posts").glob("*.md")]) for each in (folder, FOLDER / "en")
    )
    if here != there:
        yield f"starter/posts: {here} of {there}"


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_lacks_nothing(language: str) -> None:
    assert lacking(FOLDER / language) == []


def test_every_folder_is_that_of_a_language() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders == set(languages())


def test_what_lacks_is_named(tmp_path: Path) -> None:
    """One thing of each kind is taken from German, and the list says which."""
    folder = tmp_path / "de"
    shutil.copytree(FOLDER / "de", folder)
    (folder / "starter" / "resources.toml").unlink()
    (folder / "starter" / "posts" / "willkommen.md").unlink()
    (folder / "stated_notes.toml").unlink()
    for name, line in {
        "words.toml": 'notes-title = "Inhaltshinweise"',
        "topics.toml": 'label = "Psychose"',
        "phrases.toml": 'voids_verbs = "nicht nie niemals nirgends"',
        "safe_messaging.toml": "stone = '(?!)'",
    }.items():
        text = (folder / name).read_text("utf-8")
        assert line in text
        (folder / name).write_text(text.replace(f"{line}\n", "", 1), "utf-8")

    assert lacking(folder) == [
        "phrases.toml: voids_verbs",
        "safe_messaging.toml: patterns: stone",
        "starter/posts: 1 of 2",
        "starter/resources.toml",
        "stated_notes.toml",
        "topics.toml: psychosis: label",
        "words.toml: notes-title",
    ]


def test_a_folder_without_anything_lacks_everything(tmp_path: Path) -> None:
    assert len(lacking(tmp_path)) > 500
