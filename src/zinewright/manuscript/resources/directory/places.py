"""The starting directory → places of support to choose from, and numbers that are out of use.

Nobody checked them with the services, so none of the entries is printed as checked.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from zinewright.manuscript.resources.resource import Resource, entry_spans, read_resources
from zinewright.manuscript.toml_files import Span, read_toml
from zinewright.problems import ZineError

FOLDER = Path(__file__).parent
RESOURCES = FOLDER / "resources.toml"


class Retired(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that lead nowhere today: a number, a name, or what to press.

    `replaced_by` is the id of an entry of the directory. `since` is a year, a month or a day;
    where there is `near`, the words count only beside it.
    """

    words: str
    name: str
    why: str
    replaced_by: str
    since: str = ""
    near: str = ""

    @property
    def is_number(self) -> bool:
        return not re.search("[A-Za-z]", self.words)


@cache
def directory() -> tuple[Resource, ...]:
    """Every entry of the starting directory, as it is written."""
    resources, problems = read_resources(RESOURCES)
    if problems:
        raise ZineError(problems)
    return resources


@cache
def retired() -> tuple[Retired, ...]:
    """Numbers and names that are out of use."""
    read = tomllib.loads((FOLDER / "retired.toml").read_text("utf-8"))
    return msgspec.convert(read["retired"], tuple[Retired, ...])


def written(name: str) -> str:
    """The lines of an entry of the starting directory. Raises `KeyError` for an unknown id."""
    text, spans = _spans()
    start, end = spans[name]
    entry_lines = text[start - 1 : end and end - 1]
    while not entry_lines[-1] or entry_lines[-1].startswith("#"):
        entry_lines.pop()  # what stands before the next entry
    return "\n".join(entry_lines) + "\n"


@cache
def _spans() -> tuple[list[str], dict[str, Span]]:
    """The lines of the starting directory, and where in them each entry stands, by its id."""
    read, lines = read_toml(RESOURCES)
    entries = read["resource"]
    assert isinstance(entries, list)
    spans = entry_spans(lines, len(entries))
    return lines.text.split("\n"), {
        entry["id"]: span for entry, span in zip(entries, spans, strict=True)
    }
