"""Entries to add, or the day of a check → the text of `resources.toml`, comments kept."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from zinewright.manuscript.folder import RESOURCES, Manuscript
from zinewright.manuscript.post_names import beginning_with, post_called
from zinewright.manuscript.resources.directory.places import directory, written
from zinewright.manuscript.resources.resource import Resource
from zinewright.manuscript.text_files import rewrite
from zinewright.problems import Problem, ZineError, nearest, shown

HowAsked = Literal["asked", "unasked"]


@dataclass(frozen=True)
class Check:
    """Who compared an entry with which page, on which day.

    `of` are the digests of what was compared, `how` whether somebody was shown it and asked.
    """

    on: datetime.date
    by: str
    against: str
    of: str
    how: HowAsked

    @property
    def facts(self) -> dict[str, object]:
        return {
            "verified_on": self.on,
            "verified_by": self.by,
            "verified_against": self.against,
            "verified_of": self.of,
            "verified_how": self.how,
        }


def with_entries(text: str, entries: Sequence[str]) -> str:
    """The file with more entries at its end. Raises `ValueError` where it cannot take them."""
    parts = [text.replace("\r\n", "\n").rstrip("\n") + "\n"] if text.strip() else []
    changed = _ended("\n".join([*parts, *entries]), text)
    before = tomllib.loads(text).get("resource", [])
    added = [entry for one in entries for entry in tomllib.loads(one)["resource"]]
    return _only(changed, text, [*before, *added])


def with_check(text: str, name: str, check: Check) -> str:
    """The file with a check of the entry `name`. Raises `ValueError` where that changes more."""
    import tomlkit

    document = tomlkit.parse(text.replace("\r\n", "\n"))
    entries: Any = document["resource"]  # tomlkit has no type for all that holds tables
    for entry in entries:
        if entry["id"] == name:
            entry.update(check.facts)
    before = tomllib.loads(text)["resource"]
    wanted = [each | check.facts if each["id"] == name else each for each in before]
    return _only(_ended(tomlkit.dumps(document), text), text, wanted)


def _ended(changed: str, text: str) -> str:
    """A text with the line ends of the file that it is for."""
    return changed.replace("\n", "\r\n") if "\r\n" in text else changed


def _only(changed: str, text: str, entries: list[object]) -> str:
    """The changed text, if nothing but its entries changed, and these as they should."""
    try:
        read = tomllib.loads(changed)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(str(error)) from None
    if read != tomllib.loads(text) | {"resource": entries}:
        raise ValueError("the entries could not be changed without changing something else")
    return changed


def add_entries(manuscript: Manuscript, words: Sequence[str]) -> tuple[str, ...]:
    """Copy entries of the starting directory behind those of a manuscript, and return their ids.

    An id may be an unmistakable beginning. All of them are copied, or none: raises `ZineError` for
    an id that the directory has not or that the manuscript has already.
    """
    path = manuscript.folder / RESOURCES
    known = [resource.id for resource in directory()]
    there = {resource.id for resource in manuscript.resources}
    names: dict[str, None] = {}
    problems = []
    for said in words:
        name = said if said in known else post_called(said, () if said.isdigit() else known)
        if name is None:
            what = f"there is no “{shown(said)}” in the directory{_meant(said, known)}"
            fix = "Correct the id; zine resources add shows what can be added"
            problems.append(Problem(str(path), None, "resource-id", what, fix))
        elif name in there:
            what, fix = f"“{shown(name)}” stands here already", "Leave it out; it stays as it is"
            problems.append(Problem(str(path), None, "resource-id", what, fix))
        else:
            names[name] = None
    if problems:
        raise ZineError(problems)
    entries = [written(name) for name in names]
    rewrite(path, lambda text: with_entries(text, entries), "the new entries")
    return tuple(names)


def record_check(manuscript: Manuscript, name: str, check: Check) -> None:
    """Write into `resources.toml` that a person checked the entry with an id.

    Raises `ZineError` where the file cannot be changed.
    """
    path = manuscript.folder / RESOURCES
    rewrite(path, lambda text: with_check(text, name, check), "the check")


def entries_called(manuscript: Manuscript, words: Sequence[str]) -> tuple[Resource, ...]:
    """The entries that some words name, each once: ids, unmistakable beginnings, or numbers.

    The number of an entry is its place in `resources.toml`. Raises `ZineError` with every word that
    names none.
    """
    entries = {resource.id: resource for resource in manuscript.resources}
    found: dict[str, None] = {}
    problems = []
    for said in words:
        name = post_called(said, tuple(entries))
        if name is None:
            what = f"there is no entry “{shown(said)}”{_meant(said, tuple(entries))}"
            fix = "Correct the id; zine resources shows them all"
            problems.append(
                Problem(str(manuscript.folder / RESOURCES), None, "resource-id", what, fix)
            )
        else:
            found[name] = None
    if problems:
        raise ZineError(problems)
    return tuple(entries[name] for name in found)


def _meant(said: str, known: Sequence[str]) -> str:
    """ " (did you mean …?)" with the ids that begin like a word, or are close to it."""
    begun = beginning_with(said, known)
    return f" (did you mean {' or '.join(begun[:3])}?)" if begun else nearest(said, known)
