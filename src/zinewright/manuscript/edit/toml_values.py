"""A value for a key → the text of a TOML file that has it, comments, spacing and line ends kept."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from zinewright.manuscript.toml_files import TOKEN, Item, Lines, list_items

if TYPE_CHECKING:
    import tomlkit.items

BEFORE = re.compile(r"[ \t]*\Z")
BEHIND = re.compile(r"([ \t]*)(,?)([ \t]*(?:#[^\n]*)?\r?)\Z")
ROW = re.compile(r"[^\n]*\n|[^\n]+")
HEAD = re.compile(r"\s*\[")
MOST_IN_A_LINE = 2  # texts of a new list


def assigned(text: str, keys: Sequence[str], value: object) -> str:
    """The file with a value for a key: `("title",)`, or `("print", "paper")` in a table.

    Of a list, texts that stay keep their places and their comments as far as the new order lets
    them. Raises `ValueError` where nothing would do but to change something else.
    """
    wanted = tomllib.loads(text)
    holder = wanted
    for key in keys[:-1]:
        holder = holder.setdefault(key, {})
        if not isinstance(holder, dict):
            raise ValueError(f"{key} is no table")
    if holder.get(keys[-1]) == value:
        return text
    holder[keys[-1]] = value
    for changed in _ways(text, keys, value):
        if _read(changed) == wanted:
            return changed
    raise ValueError(f"{'.'.join(keys)} could not be changed without changing something else")


def _read(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _ways(text: str, keys: Sequence[str], value: object) -> Iterator[str]:
    """Texts of which the first that says what it should is the best."""
    if isinstance(value, list):
        yield _relisted(text, keys[-1], value)
    if _is_there(tomllib.loads(text), keys):
        yield _by_parser(text, keys, value)
    else:
        yield from _with_line(text, keys, value)
        yield _by_parser(text, keys, value)


def _is_there(read: object, keys: Sequence[str]) -> bool:
    for key in keys:
        if not isinstance(read, dict) or key not in read:
            return False
        read = read[key]
    return True


def _by_parser(text: str, keys: Sequence[str], value: object) -> str:
    """The file as tomlkit writes it."""
    import tomlkit

    document = tomlkit.parse(text)
    holder: Any = document  # tomlkit has no type for all that holds keys
    for key in keys[:-1]:
        holder = holder[key] if key in holder else holder.setdefault(key, tomlkit.table())
    holder[keys[-1]] = _item(value)
    return tomlkit.dumps(document)


def _item(value: object) -> tomlkit.items.Item:
    import tomlkit
    from tomlkit.items import Array

    made = tomlkit.item(value)
    return made.multiline(len(made) > MOST_IN_A_LINE) if isinstance(made, Array) else made


def _with_line(text: str, keys: Sequence[str], value: object) -> Iterator[str]:
    """The file with one line more, behind the last key of where it belongs."""
    end = "\r\n" if "\r\n" in text else "\n"
    written = _item(value).as_string().replace("\n", end)
    line = f"{keys[-1]} = {written}{end}"
    rows = ROW.findall(text)
    if rows and not rows[-1].endswith("\n"):
        rows[-1] += end
    blank = Lines("", text).lines
    table = re.compile(rf"\s*\[\s*{re.escape('.'.join(keys[:-1]))}\s*\]")
    first = next((n for n, row in enumerate(blank, 1) if table.match(row)), None)
    if len(keys) == 1:
        first = 0
    if first is None:
        yield "".join([*rows, end, f"[{'.'.join(keys[:-1])}]{end}", line])
        return
    stop = next((n for n in range(first, len(blank)) if HEAD.match(blank[n])), None)
    if stop is None:
        yield "".join([*rows, line])
        return
    said = [n for n in range(first, stop) if blank[n].strip() and blank[n].strip()[0] != "#"]
    for at in range(said[-1] + 1 if said else first, len(rows) + 1):
        yield "".join([*rows[:at], line, *rows[at:]])


# --- lists


def _relisted(text: str, key: str, values: Sequence[str]) -> str:
    """The file with other texts in a list: some taken out, some put behind the last, then ordered.

    With one text a line, whole lines come, go and move, each with the comment behind it; comments
    on lines of their own stay where they are. Otherwise the texts move inside the brackets.
    """
    there = [item.value for item in list_items(text, key)]
    if not there or not values or len(set(there)) < len(there) or len(set(values)) < len(values):
        return text
    for place in reversed([n for n, value in enumerate(there) if value not in values]):
        items = list_items(text, key)
        text = _without(text, items, place) if place < len(items) else text
    for new in [value for value in values if value not in there]:
        items = list_items(text, key)
        if not items:
            return text
        text = _with(text, items[-1], new)
    items = list_items(text, key)
    if sorted(item.value for item in items) != sorted(values):
        return text
    return _lines_moved(text, items, values) or _names_moved(text, items, values)


def _line_of(text: str, item: Item) -> tuple[int, int]:
    """Where the line of a text begins and ends."""
    end = text.find("\n", item.end)
    return text.rfind("\n", 0, item.start) + 1, len(text) if end < 0 else end


def _stands_alone(text: str, item: Item) -> bool:
    """Whether a text has its line for itself, with its comma (the last has none) and a comment."""
    start, end = _line_of(text, item)
    behind = BEHIND.match(text[item.end : end])
    if not behind or not BEFORE.match(text[start : item.start]):
        return False
    return bool(behind[2]) or _comma(text, item) is None


def _comma(text: str, item: Item) -> int | None:
    """Where the comma behind a text stands."""
    for token in TOKEN.finditer(text, item.end):
        if token[0][0] == ",":
            return token.start()
        if token[0][0] not in "#\n":
            return None
    return None


def _without(text: str, items: Sequence[Item], place: int) -> str:
    """The list without the text in a place, and without one comma."""
    item, comma = items[place], _comma(text, items[place])
    if _stands_alone(text, item):
        start, end = _line_of(text, item)
        return text[:start] + text[end + 1 :]
    if comma is not None:
        gap = text[item.end : comma]
        gap *= bool(gap.strip())
        behind = text[comma + 1 :]
        rest = behind.lstrip(" \t") if behind.lstrip(" \t")[:1] not in "\r\n" else behind
        return text[: item.start] + gap + rest
    if place and (before := _comma(text, items[place - 1])) is not None:
        gap = text[before + 1 : item.start]
        return text[:before] + gap.rstrip(" \t") * bool(gap.strip()) + text[item.end :]
    return text[: item.start] + text[item.end :]


def _with(text: str, last: Item, value: str) -> str:
    """The list with a text more behind its last."""
    comma, written = _comma(text, last), json.dumps(value, ensure_ascii=False)
    if not _stands_alone(text, last):
        if comma is None:
            return f"{text[: last.end]}, {written}{text[last.end :]}"
        return f"{text[: comma + 1]} {written},{text[comma + 1 :]}"
    start, end = _line_of(text, last)
    row_end = "\r\n" if text[end - 1] == "\r" else "\n"
    row = f"{text[start : last.start]}{written}{',' if comma is not None else ''}{row_end}"
    behind = ("" if comma is not None else ",") + text[last.end : end + 1]
    return text[: last.end] + behind + row + text[end + 1 :]


def _lines_moved(text: str, items: Sequence[Item], order: Sequence[str]) -> str | None:
    """None where the texts do not stand one a line. Each place keeps its comma, or has none."""
    starts = [text.rfind("\n", 0, item.start) + 1 for item in items]
    ends = [text.find("\n", item.end) % (len(text) + 1) for item in items]  # or the text's end
    before = [text[start : item.start] for start, item in zip(starts, items, strict=True)]
    behind = [BEHIND.match(text[item.end : end]) for item, end in zip(items, ends, strict=True)]
    if not all(behind) or not all(map(BEFORE.match, before)):
        return None
    changed, copied = "", 0
    for place, name in enumerate(order):
        old = next(number for number, item in enumerate(items) if item.value == name)
        gap, comma, rest = behind[old].groups()  # type: ignore[union-attr]
        wanted = behind[place][2]  # type: ignore[index]
        comma = gap + "," if wanted and comma else "," + gap if wanted else gap
        moved = before[old] + text[items[old].start : items[old].end] + comma + rest
        changed += text[copied : starts[place]] + moved
        copied = ends[place]
    return changed + text[copied:]


def _names_moved(text: str, items: Sequence[Item], order: Sequence[str]) -> str:
    written = {item.value: text[item.start : item.end] for item in items}
    changed, copied = "", 0
    for item, name in zip(items, order, strict=True):
        changed += text[copied : item.start] + written[name]
        copied = item.end
    return changed + text[copied:]
