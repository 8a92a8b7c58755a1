"""More texts at the end of a list in a TOML file, its comments, spacing and line ends kept."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence

from zinewright.manuscript.toml_files import Item, list_items

COMMA = re.compile(r"(?:\s|#[^\n]*(?:\n|\Z))*(,?)")
REST = re.compile(r"[ \t]*(?:#[^\n]*?)?(?=\r?(?:\n|\Z))")
HEADER = re.compile(r"(?m)^[ \t]*\[")


def added_to(text: str, key: str, values: Sequence[str]) -> str:
    """The text with `values` behind those that the list `key` holds at its top.

    Raises `ValueError` where that would change anything else.
    """
    read = tomllib.loads(text)
    if not values:
        return text
    items = list_items(text, key)
    known = read.get(key, [])
    end = "\r\n" if "\r\n" in text else "\n"
    if items and known:
        changed = _behind(text, items[-1], values, end)
    elif key in read:
        changed = _into_empty(text, key, values, end)
    else:
        changed = _new_list(text, key, values, end)
    if tomllib.loads(changed) != read | {key: [*known, *values]}:
        raise ValueError(f"{key} could not be changed without changing something else")
    return changed


def _behind(text: str, last: Item, values: Sequence[str], end: str) -> str:
    """Each on a line of its own where the last one is, else beside it."""
    indent = text[text.rfind("\n", 0, last.start) + 1 : last.start]
    comma = COMMA.match(text, last.end)
    assert comma is not None
    rest = REST.match(text, comma.end() if comma[1] else last.end)
    if indent.strip() or rest is None:
        beside = "".join(f", {_quoted(value)}" for value in values)
        return text[: last.end] + beside + text[last.end :]
    lines = "".join(f"{end}{indent}{_quoted(value)}," for value in values)
    missing = "" if comma[1] else ","
    return text[: last.end] + missing + text[last.end : rest.end()] + lines + text[rest.end() :]


def _into_empty(text: str, key: str, values: Sequence[str], end: str) -> str:
    found = re.search(rf"(?m)^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=[ \t]*\[", text)
    if found is None:
        raise ValueError(f"the list {key} is not where one looks for it")
    return f"{text[: found.end()]}{_lines(values, end)}{text[found.end() :].lstrip(' ')}"


def _new_list(text: str, key: str, values: Sequence[str], end: str) -> str:
    """Above the first table, for what stands below one belongs to it."""
    header = HEADER.search(text)
    at = header.start() if header else len(text)
    gap = "" if text[:at].endswith("\n") or not text[:at] else end
    behind = end * 2 if header else end
    return f"{text[:at]}{gap}{key} = [{_lines(values, end)}]{behind}{text[at:]}"


def _lines(values: Sequence[str], end: str) -> str:
    return end + "".join(f"  {_quoted(value)},{end}" for value in values)


def _quoted(value: str) -> str:
    """A text as TOML holds it: JSON's strings are TOML's."""
    return json.dumps(value, ensure_ascii=False)
