"""A TOML file that people edit → checked values, and the line of each."""

from __future__ import annotations

import datetime
import math
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import inspect

from zinewright.bidi import settled
from zinewright.manuscript.dates import day_meant
from zinewright.manuscript.text_files import CONTROL, plainly, read_text
from zinewright.manuscript.toml_slips import DATE_FIX, TEXTS, slips
from zinewright.problems import Problem, ZineError, nearest, shown

TOML_SAYS = (
    (r"(array|Invalid value) \(at end", "what begins here has no end", "Close its bracket"),
    (r"character '\\n'|Unterminated", "a quotation mark is not closed", 'Write key = "text"'),
    ("Unclosed array", "a comma or a bracket is missing", 'Write key = ["one", "two"]'),
    ("overwrite|twice|Duplicate|mutate", "this key stands in the file already", "Leave it in once"),
    ("Invalid date", "there is no such day", DATE_FIX),
    ("Invalid value", "a value is missing, or not in quotation marks", 'Write key = "text"'),
    ("Expected newline", "something follows the value", 'Write key = "text", one a line'),
    ("statement|'='|key part", "the line is not key = value", 'Write key = "text", one a line'),
    ("Illegal character", "there is an unseen character", "Delete it and write the words again"),
    ("Unescaped|escape", "a \\ stands in a text", "Write \\\\ in its place"),
    ("recursion", "more brackets, or lists in lists, than can be read", "Take some out"),
)

Span = tuple[int, int | None]  # the first line, and the one behind the last: None is the end
WHOLE: Span = (1, None)
HEADER = re.compile(r"\s*\[{1,2}\s*[\w\"'][^=]*\]\s*(?:#.*)?\Z")
TOKEN = re.compile(TEXTS + r"|[\[\]{}=\n]|[^\s\"'#\[\]{}=]+")
PART = r"(?:[\w-]++|\"[^\"\n]*\"|'[^'\n]*')"
SETS = re.compile(rf"\s*(?:\[+\s*)?({PART}(?:\s*\.\s*{PART}){{0,2}})\s*[=.\]]")
OF_THE_RECIPE = ("part", "author", "topic", "overruled")  # lists of tables in zine.toml
MOST_PARTS, MOST_KEYS = 8, 20_000  # of a key, and keys and tables of a file
LONG_KEY = re.compile(rf"(?<![\w-])(?:{PART}\s*+\.\s*+){{{MOST_PARTS}}}")
LONG_NUMBER = re.compile(r"(?<!\w)\d\w{3999}")
KEY = re.compile(r"=|^[ \t]*\[", re.MULTILINE)
MOST_TOLD = 50  # of what is no key here, and is told with the keys that are nearest


LONGEST = 10_000  # letters of a text in a table
DIGITS = re.compile(r"\w+")


class Item(NamedTuple):
    """A text in a list, and where it is written."""

    value: str
    start: int
    end: int


def list_items(text: str, key: str) -> list[Item]:
    """The texts in the list that `key` sets at the top of a TOML file."""
    found: list[Item] = []
    last = ["\n", "\n"]
    depth, inside = 0, False
    for token in TOKEN.finditer(text):
        word = token[0]
        if word == "[":
            inside = inside or (depth == 0 and last[-2].strip("\"'") == key and last[-1] == "=")
        depth += (word in "[{") - (word in "]}")
        if inside and depth == 0:
            break
        if inside and word[0] in "\"'":
            found.append(Item(tomllib.loads(f"x = {word}")["x"], *token.span()))
        if word[0] != "#":
            last = [*last[-2:], word]
    return found


class Lines:
    """Finds the lines of a TOML file, which its parser forgets."""

    def __init__(self, where: str, text: str) -> None:
        self.where, self.text = where, text
        self._tables: dict[str, Span] = {}
        self.lines = TOKEN.sub(_blank, text).split("\n")

    def of(self, key: str, span: Span = WHOLE) -> int | None:
        """The first line in a span that sets `key`."""
        start, end = span
        found = self._keys.get(key, [])
        place = bisect_left(found, start)
        return found[place] if place < len(found) and found[place] < (end or math.inf) else None

    @cached_property
    def _keys(self) -> dict[str, list[int]]:
        """The lines that set each key, and the first two or three parts of each dotted one."""
        keys: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            if sets := SETS.match(line):
                parts = [part.strip("\"'") for part in re.findall(PART, sets[1])]
                for count in range(1, len(parts) + 1):
                    keys.setdefault(".".join(parts[:count]), []).append(number)
        return keys

    def tables(self, name: str, span: Span = WHOLE) -> list[int]:
        """The lines in a span that hold the header [[name]]."""
        head = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
        return [number for number, line in self._in(span) if head.match(line)]

    def table(self, name: str) -> Span:
        """The lines below the header [name], the whole file where there is none."""
        if name not in self._tables:
            head = re.compile(rf"\s*\[\s*{re.escape(name)}\s*\]")
            start = next((number for number, line in self._in(WHOLE) if head.match(line)), None)
            rest = self._in((start + 1, None)) if start else ()
            end = next((number for number, line in rest if HEADER.match(line)), None)
            self._tables[name] = (start, end) if start else WHOLE
        return self._tables[name]

    def inner(self, name: str, key: str) -> int | None:
        """The line of a key in the table `name`, however that is written."""
        span = self.table(name)
        found = self.of(key, span) if span != WHOLE else self.of(f"{name}.{key}")
        return found or self.of(name)

    def items(self, key: str) -> list[tuple[str, int]]:
        """The texts in the list that `key` sets, each with its line."""
        line, place, found = 1, 0, []
        for item in list_items(self.text, key):
            line, place = line + self.text.count("\n", place, item.start), item.start
            found.append((item.value, line))
        return found

    def _in(self, span: Span) -> Iterator[tuple[int, str]]:
        start, end = span
        yield from enumerate(self.lines[start - 1 : end and end - 1], start)


def _blank(token: re.Match[str]) -> str:
    """Text on several lines holds no keys, whatever it looks like."""
    return re.sub(r"[^\n]+", "", token[0]) if token[0][:3] in ('"""', "'''") else token[0]


def read_toml(path: Path) -> tuple[dict[str, object], Lines]:
    """What a TOML file says. Raises `ZineError` where it is not one."""
    where = str(path)
    return parsed_toml(where, read_text(path, where))


def parsed_toml(where: str, text: str) -> tuple[dict[str, object], Lines]:
    """What the text of a TOML file says. Raises `ZineError` where it is not one."""
    lines = Lines(where, text)
    if too_much := _too_much(lines):
        raise ZineError([too_much])
    try:
        read = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ZineError(_toml_problems(lines, str(error))) from None
    except ValueError:  # Python takes no number of so many digits
        raise ZineError([_long_number(lines)]) from None
    if problems := list(_unseen(lines, read)):
        raise ZineError(problems)
    return {key: _settled(value) for key, value in read.items()}, lines


def _settled(value: object) -> object:
    """A value in which no text is turned round (`bidi`)."""
    if isinstance(value, str):
        return settled(value)
    if isinstance(value, list):
        return [_settled(item) for item in value]
    return {k: _settled(v) for k, v in value.items()} if isinstance(value, dict) else value


def _too_much(lines: Lines) -> Problem | None:
    """What is said of a file that would take minutes to read: none that a person wrote."""
    plain = "\n".join(lines.lines)
    if found := LONG_KEY.search(plain):
        line = plain.count("\n", 0, found.start()) + 1
        what = f"the key has more than {MOST_PARTS} parts"
        return Problem(lines.where, line, "size", what, 'Write key = "text", one a line')
    if long := LONG_NUMBER.search(plain):
        line = plain.count("\n", 0, long.start()) + 1
        what = "the number is longer than any that is used here"
        return Problem(lines.where, line, "size", what, "Write one of a few digits")
    for number, found in enumerate(KEY.finditer(plain), 1):
        if number > MOST_KEYS:
            line = plain.count("\n", 0, found.start()) + 1
            what = f"the file holds more than {MOST_KEYS:,} keys and tables"
            return Problem(lines.where, line, "size", what, "Take out what does not belong there")
    return None


def _long_number(lines: Lines) -> Problem:
    found = max(DIGITS.finditer(lines.text), key=lambda found: len(found[0]))
    line = lines.text.count("\n", 0, found.start()) + 1
    what, fix = "the number is longer than any that is used here", "Write one of a few digits"
    return Problem(lines.where, line, "size", what, fix)


def said_of(value: object) -> str:
    """A value as a message shows it, whatever it is."""
    try:
        return str(value)
    except ValueError:  # Python writes no number of so many digits
        return "a number of thousands of digits"


def _toml_problems(lines: Lines, said: str) -> list[Problem]:
    """Every slip in the file; where none is known, what its parser says."""
    if "recursion" in said:
        return [_toml_problem(lines, said)]
    found = [
        Problem(lines.where, line, "toml", f"the file cannot be read: {what}", fix)
        for line, what, fix in slips(lines.text)
    ]
    return found or [_toml_problem(lines, said)]


def _toml_problem(lines: Lines, said: str) -> Problem:
    found = re.search(r"\(at line (\d+)", said)
    line = int(found[1]) if found else len(lines.lines)
    if not found or "Unclosed array" in said:  # where it was opened
        opened = re.compile(r"\s*[\w\"'.-]+\s*=")
        line = next((n for n in range(line, 0, -1) if opened.match(lines.lines[n - 1])), line)
    what, fix = plainly(
        re.sub(r" \(at line .*", "", said), TOML_SAYS, 'Write key = "text", one a line'
    )
    if re.match(r"\s*date\s*=", lines.lines[line - 1]):
        fix = DATE_FIX
    return Problem(lines.where, line, "toml", f"the file cannot be read: {what}", fix)


def _unseen(lines: Lines, value: object, key: str = "") -> Iterator[Problem]:
    """Control characters, which TOML's escapes can bring in and no edition can hold."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _unseen(lines, inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _unseen(lines, inner, key)
    elif isinstance(value, str) and CONTROL.search(value):
        what = f"“{key}” holds an unseen character"
        yield Problem(
            lines.where, lines.of(key), "unseen-character", what, "Take out what begins with \\u"
        )


@cache
def fields_of(kind: type[msgspec.Struct]) -> dict[str, inspect.Field]:
    """The keys of a table, each with the form of its value."""
    return {known.name: known for known in inspect.type_info(kind).fields}  # type: ignore[attr-defined]


def wrong_values(
    kind: type[msgspec.Struct],
    read: Mapping[str, object],
    lines: Lines,
    span: Span = WHOLE,
    around: type[msgspec.Struct] | None = None,
) -> Iterator[Problem]:
    """What keeps the values in a span of lines from being a `kind`.

    `around` is what they stand in: its keys, below the header of an inner table, belong to that.
    """
    fields = fields_of(kind)
    outer = fields_of(around) if around else {}
    misplaced: set[str] = set()
    for key, value in _first(read, fields):
        line = lines.of(key, span)
        form = fields[key].type if key in fields else None
        if form is None and key in outer:
            yield _misplaced(key, lines, line, _header_of(lines, span[0]), span[0])
        elif form is None:
            what = f"“{shown(key)}” is no key here{nearest(key, fields)}"
            fix = f"Use one of: {', '.join(fields)}"
            yield Problem(lines.where, line, "unknown-key", what, fix)
        elif isinstance(form, inspect.StructType):
            yield from _wrong_table(key, value, form, lines, fields)
            misplaced |= set(value) - set(fields_of(form.cls)) if isinstance(value, dict) else set()
        elif wrong := _wrong(key, value, form):
            rule, what, fix = wrong
            yield Problem(lines.where, line, rule, what, fix)
    for key in fields:
        if fields[key].required and key not in read and key not in misplaced:
            what, fix = f"“{key}” is missing", _example(key, fields[key].type)
            yield Problem(lines.where, span[0], "value", what, fix)


def _first(read: Mapping[str, object], known: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The keys that are known, and the first of the others."""
    others = islice((key for key in read if key not in known), MOST_TOLD)
    chosen = {*others, *known}
    yield from ((key, value) for key, value in read.items() if key in chosen)


def _wrong(key: str, value: object, form: inspect.Type) -> tuple[str, str, str] | None:
    """The rule, what is wrong and what to do, where a value does not have the form it must have."""
    if isinstance(form, inspect.UnionType):
        form = form.types[0]
    said = f"“{shown(said_of(value))}”"
    if isinstance(value, str) and len(value) > LONGEST:
        what = f"“{key}” has {len(value):,} letters, more than the {LONGEST:,} that are taken"
        return "size", what, "Write a shorter one"
    if isinstance(form, inspect.LiteralType) and value not in form.values:
        hint = nearest(shown(said_of(value)), map(str, form.values))
        return "value", f"“{key}” cannot be {said}{hint}", _example(key, form)
    if isinstance(form, inspect.DateType) and type(value) is not datetime.date:
        day = day_meant(str(value)) if isinstance(value, str) else None
        fix = f"Write {key} = {day}, without quotation marks" if day else _example(key, form)
        return "date", f"{said} is no date", fix
    if isinstance(form, inspect.VarTupleType):
        inner = dict if isinstance(form.item_type, inspect.StructType) else str
        if not isinstance(value, list) or not all(isinstance(item, inner) for item in value):
            what = "entries" if inner is dict else "texts"
            return "value", f"“{key}” is no list of {what}", _example(key, form)
    if isinstance(form, inspect.FloatType):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "value", f"“{key}” cannot be {said}", _example(key, form)
        if not (form.ge or value) <= value <= (form.le or value):
            return "value", f"“{key}” cannot be {said}", _example(key, form)
    if isinstance(form, inspect.IntType) and not _is_whole(value, form):
        most = "" if form.le is None else f" up to {form.le:,}"
        return "value", f"“{key}” cannot be {said}", f"Write a whole number{most}, like {key} = 1"
    if isinstance(form, inspect.StrType) and not isinstance(value, str):
        return "value", f"“{key}” is not text", _example(key, form)
    return None


def _is_whole(value: object, form: inspect.IntType) -> bool:
    """Whether a value is a whole number within the bounds of a form; 1.0 and true are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return False
    return (form.ge or 0) <= value and (form.le is None or value <= form.le)


def _wrong_table(
    name: str, value: object, form: inspect.StructType, lines: Lines, outer: Mapping[str, object]
) -> Iterator[Problem]:
    """What is wrong in a table within the file, with the lines of its own keys."""
    if not isinstance(value, dict):
        what, fix = f"“{name}” is no table", f"Write [{name}], and its keys on lines below"
        yield Problem(lines.where, lines.of(name), "value", what, fix)
        return
    fields = fields_of(form.cls)
    for key, inner in _first(value, fields):
        line = lines.inner(name, key)
        if key not in fields and key in outer:
            yield _misplaced(key, lines, line, f"[{name}]", lines.table(name)[0])
        elif key not in fields:
            what = f"“{shown(key)}” is no key of {name}{nearest(key, fields)}"
            fix = f"Use one of: {', '.join(fields)}"
            yield Problem(lines.where, line, "unknown-key", what, fix)
        elif wrong := _wrong(key, inner, fields[key].type):
            rule, what, fix = wrong
            yield Problem(lines.where, line, rule, what, fix)


def _misplaced(key: str, lines: Lines, line: int | None, head: str, start: int) -> Problem:
    """That a key stands below a header, and so belongs to what that begins."""
    what = f"“{shown(key)}” stands below {head} (line {start}), so it belongs to that"
    return Problem(lines.where, line, "unknown-key", what, f"Move it above line {start}")


def _header_of(lines: Lines, number: int) -> str:
    return lines.lines[number - 1].partition("#")[0].strip()


def _example(key: str, form: inspect.Type) -> str:
    if isinstance(form, inspect.DateType):
        return DATE_FIX.replace("date =", f"{key} =")
    if isinstance(form, inspect.LiteralType):
        return f"Write one of: {', '.join(map(str, form.values))}"
    if isinstance(form, inspect.FloatType):
        return f"Write a number from {form.ge:g} to {form.le:g}, like {key} = {form.ge:g}"
    if isinstance(form, inspect.VarTupleType):
        if isinstance(form.item_type, inspect.StructType):
            head = key if key in OF_THE_RECIPE else f"resource.{key}"
            names = 'Write names as authors = ["…"]. ' if key == "author" else ""
            return f"{names}Begin each entry with [[{head}]]"
        return f'Write {key} = ["…", "…"]'
    return f'Write {key} = "…"'
