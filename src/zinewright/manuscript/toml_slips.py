"""A TOML file that cannot be read → each slip in it, with its line and the line as it should be.

A parser stops at the first, and says what it waited for; people want to know what they did.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from zinewright.manuscript.dates import day_meant
from zinewright.problems import SHOWN, shown

TEXT = "\x01"  # stands for a whole text between quotation marks, so that its words count as none
TEXTS = (
    r"\"\"\"(?:[^\\]|\\[\s\S])*?\"\"\"|\'\'\'[\s\S]*?\'\'\'|\"(?:[^\"\\\n]|\\.)*\"|\'[^\'\n]*\'"
    r"|#[^\n]*"
)
"""Texts between quotation marks of all four kinds, and remarks."""
TOKEN = re.compile(TEXTS)
DOUBLE, SINGLE = "“”„‟«»〝〞＂", "‘’‚‛‹›"
CURLY = re.compile(f"[{DOUBLE}{SINGLE}]")
QUOTED = (
    re.compile(f"[{DOUBLE}\"]([^{DOUBLE}\"]*)[{DOUBLE}\"]"),
    re.compile(f"[{SINGLE}']([^‘‚‹›']*)[{SINGLE}'](?!\\w)"),
)  # fmt: skip
SPACE = re.compile("[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]")
SETS = re.compile(r"\s*([\w.\x01-]+)\s*=\s*(.*?)\s*\Z")
COLON = re.compile(r"\s*([A-Za-z_][\w-]*)\s*:\s*(.*?)\s*\Z")
HEADER = re.compile(r"\s*(\[{1,2})\s*([\w.\"'-]+)\s*(\]{0,2})\s*\Z")
NEXT_KEY = re.compile(r"[^\s,;].*?[\s,;]\s*([A-Za-z_][\w-]*)\s*=\s*[^=\s]")
BARE = re.compile(r"[^\s\"'\[\]{}\x01#][^\"'\[\]{}\x01#]*\Z")
NO_COMMA = re.compile(rf"{TEXT}(?=\s*{TEXT})")
MOST, LONGEST = 50, 100_000  # slips that are told; letters of a file that is looked through
DATE_KEYS = ("date", "verified_on")
DATE_FIX = "Write it as year-month-day without quotation marks, like date = 2026-01-31"
LINES_FIX = 'Write key = "text", one a line'

Slip = tuple[int, str, str]  # the line, what is wrong, and what to do


@dataclass(frozen=True)
class TomlLine:
    """A line as it is written, and `plain`: its texts replaced by one sign, its remark left out."""

    number: int
    written: str
    plain: str


def slips(text: str) -> list[Slip]:
    """The slips that can be told, by their lines; none where nothing is known of what is wrong.

    Of a file that is no recipe at all, the first are enough.
    """
    if len(text) > LONGEST:
        return []
    lines = _lines(text)
    found: dict[int, Slip] = {}
    for slip in (*_line_by_line(lines), *_missing_commas(lines), *_twice(lines)):
        found.setdefault(slip[0], slip)
    return [found[number] for number in sorted(found)][:MOST]


def _line_by_line(lines: list[TomlLine]) -> Iterator[Slip]:
    inside: TomlLine | None = None  # the line on which an open list begins
    depth = 0
    for line in lines:
        if not line.plain.strip():
            continue
        sets = SETS.match(line.plain)
        if depth and sets and inside:
            yield inside.number, "what begins here has no end", "Close its bracket"
            depth = 0
        if slip := _in_list(line) if depth else _slip(line):
            yield line.number, *slip
        opened = depth + _depth(line.plain) if depth or sets else 0
        inside = line if opened > 0 and depth == 0 else inside
        depth = max(0, opened)


def _lines(text: str) -> list[TomlLine]:
    plain = TOKEN.sub(lambda t: "" if t[0][0] == "#" else TEXT + "\n" * t[0].count("\n"), text)
    pairs = zip(text.split("\n"), plain.split("\n"), strict=True)
    return [TomlLine(number, *pair) for number, pair in enumerate(pairs, 1)]


def _depth(plain: str) -> int:
    return sum(plain.count(sign) for sign in "[{") - sum(plain.count(sign) for sign in "]}")


# --- a line of its own


def _slip(line: TomlLine) -> tuple[str, str] | None:
    if not line.plain.strip() or _is_toml(line.written):
        return None
    if said := _sign(line, f"{_line(line)}"):
        return said
    if line.plain.lstrip().startswith("["):
        return _header(line.plain)
    sets = SETS.match(line.plain)
    if not sets:
        colon = COLON.match(line.plain)
        return _colon(line, colon) if colon else ("the line is not key = value", LINES_FIX)
    key = sets[1]
    if TEXT in key and "=" in line.written:
        key = line.written.partition("=")[0].strip()
    return _value(key, sets[2], line)


def _is_toml(written: str) -> bool:
    try:
        tomllib.loads(written)
    except (ValueError, RecursionError):
        return False
    return True


def _sign(line: TomlLine, whole: str) -> tuple[str, str] | None:
    """Signs that look like others: curly quotation marks, and spaces that are none."""
    if space := SPACE.search(line.plain):
        what = f"there is an unseen sign, or a space that is none (U+{ord(space[0]):04X})"
        return what, "Delete it and type the space again"
    if not CURLY.search(line.plain):
        return None
    opened, closed = (sum(map(line.plain.count, signs)) for signs in ("“«„", "”»"))
    if '"' in line.plain and opened and opened == closed:
        return None  # curly ones in a text whose straight one is not closed
    straight = whole
    for quoted in QUOTED:
        straight = quoted.sub(r'"\1"', straight)
    good = _is_toml(straight) or _is_toml(f"x = [{straight}]")
    example = f": {straight}" if good and len(straight) < SHOWN + 20 else ': "…"'
    return "curly quotes stand where straight ones must", (
        f"Replace the curly quotes by straight ones{example}"
    )


def _line(line: TomlLine) -> str:
    """A line as it is written, without its remark."""
    written = line.written.strip()
    found = next((t for t in TOKEN.finditer(written) if t[0][0] == "#"), None)
    return written[: found.start()].rstrip() if found else written


def _header(plain: str) -> tuple[str, str]:
    head = HEADER.match(plain)
    if head and len(head[1]) != len(head[3]):
        what = "the bracket of a heading is not closed"
        return what, f"Write {head[1]}{head[2]}{head[1].replace('[', ']')}"
    return "this is no heading of a table", "Write it like [print], on a line of its own"


def _colon(line: TomlLine, found: re.Match[str]) -> tuple[str, str]:
    value = _line(line).partition(":")[2].strip()
    straight = value if _is_toml(f"x = {value}") else _as_text(value)
    return "a colon stands where = must", f"Write {found[1]} = {straight}"


def _value(key: str, plain: str, line: TomlLine) -> tuple[str, str] | None:
    """What is wrong with a value, None where only a parser knows."""
    written = _line(line).partition("=")[2].strip()
    if key in DATE_KEYS and (TEXT not in plain or '"' in plain):
        day = day_meant(written)
        what = (
            "there is no such day"
            if re.match(r"\d{4}-\d\d-\d\d\Z", plain)
            else ("the date is not written as it must be")
        )
        return what, f"Write {key} = {day}" if day else DATE_FIX
    if not plain:
        return f"“{shown(key)}” has no value", f'Write {key} = "…"'
    if plain.startswith("["):
        return _in_list(TomlLine(line.number, written, plain))
    if second := NEXT_KEY.match(plain):
        return "two keys stand on one line", f"Write “{second[1]}” on a line of its own"
    if re.fullmatch(rf"{TEXT}\s*[,;.]+", plain):
        return f"a “{plain[-1]}” follows the value", "Take it away"
    if plain.startswith(TEXT) and plain != TEXT:
        return _broken_text(plain, written)
    if plain[0] in "\"'":
        return "a quotation mark is not closed", f"Write {key} = {_as_text(written[1:])}"
    if BARE.match(plain) and not _is_toml(f"x = {plain}"):
        return "the value is not in quotation marks", f"Write {key} = {_as_text(written)}"
    return None


def _broken_text(plain: str, written: str) -> tuple[str, str] | None:
    if written.startswith("'"):
        return "a ' stands in a text between '…'", 'Put the whole text between "…"'
    if written.startswith('"') and plain.count(TEXT) + plain.count('"') > 1:
        return 'a " stands in a text', r"Write \" in its place"
    return "something follows the value", LINES_FIX


def _as_text(words: str) -> str:
    """Words as a text of TOML, as far as a message shows them."""
    plain = words.strip().strip("\"'").rstrip(",;").strip().rstrip("\"'")
    return f'"{shown(plain)}"' if plain and "\\" not in plain and '"' not in plain else '"text"'


# --- in lists, and across lines


def _in_list(line: TomlLine) -> tuple[str, str] | None:
    if said := _sign(line, _line(line)):
        return said
    for part in re.split(r"[\[\],{}]", line.plain):
        word = part.strip()
        if word and TEXT not in word and "=" not in word and not _is_toml(f"x = {word}"):
            if word[0] in "\"'":
                return "a quotation mark is not closed", f"Write {_as_text(word[1:])}"
            return f"“{shown(word)}” is not in quotation marks", f"Write {_as_text(word)}"
    return None


def _missing_commas(lines: list[TomlLine]) -> Iterator[Slip]:
    """Two texts that follow each other with nothing between them, in a list."""
    plain = "\n".join(line.plain for line in lines)
    written = [token[0] for token in TOKEN.finditer("\n".join(line.written for line in lines))]
    texts = [token for token in written if token[0] != "#"]
    for found in islice(NO_COMMA.finditer(plain), MOST):
        if _depth(plain[plain.rfind("=", 0, found.start()) + 1 : found.start()]) > 0:
            number = 1 + plain.count("\n", 0, found.start())
            item = shown(texts[plain.count(TEXT, 0, found.start())])
            yield number, f"a comma is missing behind {item}", f"Write {item},"


def _twice(lines: list[TomlLine]) -> Iterator[Slip]:
    """Keys and tables that stand in the same place twice."""
    table, count, depth = "", 0, 0
    seen: dict[tuple[str, int, str], int] = {}
    for line in lines:
        head, sets = HEADER.match(line.plain), SETS.match(line.plain)
        if head and not depth and len(head[1]) == len(head[3]):
            table, count = head[2], count + (len(head[1]) == 2)
            name = ("", 0, f"[{table}]") if len(head[1]) == 1 else ("", count, f"[{table}]")
        elif sets and not depth and TEXT not in sets[1]:
            name = (table, count, sets[1])
        else:
            name = None
        depth = max(0, depth + (_depth(line.plain) if depth or sets else 0))
        if name is None:
            continue
        if name in seen:
            count += name[2].startswith("[")  # what stands below it is not told again
            yield (
                line.number,
                f"“{name[2]}” stands in line {seen[name]} already",
                "Leave it in once",
            )
        seen.setdefault(name, line.number)
