"""Files that people edit → their text, and what the front matter of a post says.

What a parser says of a mistake is put into words for people who have not met the parser.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from zinewright.bidi import OVERRIDES, settled
from zinewright.manuscript.file_kinds import kind_of, page_of
from zinewright.problems import Problem, ZineError, shown

if TYPE_CHECKING:
    import yaml

LONGEST = 2_000_000
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
TURNED = re.compile(f"[{OVERRIDES}]")
MOST_MATTER = 20_000  # letters
MOST_BRACKETS = 500  # PyYAML's time grows with the square of brackets that stand in brackets
NULLS = ("~", "null", "Null", "NULL")
QUOTE = "Put the value into quotation marks"
IN_DOUBLE = 'Put the whole value between "…", or begin the line at its left edge'
ONE_A_LINE = "Write one “key: value” a line"
YAML_SAYS = (
    ("mapping values are not allowed", "a colon stands inside a value", QUOTE),
    (r"character '\\t'", "a line begins with a tab", "Begin it with spaces"),
    ("character '(.)' that cannot", "a value begins with {}", QUOTE),
    ("(alias|anchor|tag)", "a value begins with *, & or !, which have a meaning here", QUOTE),
    ("expected ',' or", "a list in brackets is not closed", "Close it, or put the value into “…”"),
    ("end of stream|document separator", "a quotation mark is not closed", "Close it on its line"),
    ("expected <block end>", "something follows a quotation mark or a bracket", IN_DOUBLE),
    ("chomping|a line break", "a value begins with | or >", QUOTE),
    ("unknown escape", "a \\ stands between double quotation marks", "Write \\\\ in its place"),
    ("expected ':'|no mapping|<document start>", "a line is not “key: value”", ONE_A_LINE),
    ("recursion", "more brackets, or lists in lists, than can be read", "Take some out"),
)


def decoded(address: str) -> str:
    """An address without its percent signs, unless these stand for what no text may hold."""
    made = unquote(address)
    return address if CONTROL.search(made) else made


def read_text(path: Path, where: str) -> str:
    """The text of a file that people edit: UTF-8, any line ends, no byte-order mark.

    Raises `ZineError` with the line where the bytes are not UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        what, fix = f"the file cannot be read ({reason})", "Mend the path or its permissions"
        raise ZineError([Problem(where, None, "cannot-read", what, fix)]) from None
    is_post = path.suffix.lower() == ".md"
    if kind := kind_of(content) or (page_of(content) if is_post else None):
        what = f"this is {kind.says}, not plain text"
        fix = kind.remedy(path) if is_post else "Save it as plain text in UTF-8"
        raise ZineError([Problem(where, 1, "not-text", what, fix)])
    if len(content) > LONGEST:
        what = f"the file has {len(content):,} bytes, more than the {LONGEST:,} that are taken"
        raise ZineError([Problem(where, None, "size", what, "Split it into several posts")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what = f"the byte 0x{content[error.start]:02x} is not UTF-8"
        fix = "Open the file in an editor and save it as UTF-8"
        raise ZineError([Problem(where, line, "utf-8", what, fix)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rewrite(path: Path, change: Callable[[str], str], what: str) -> None:
    """Change the text of a file in one step or not at all; its byte-order mark and mode stay.

    One that is not there begins empty. `what` names what is being changed. Raises `ZineError`
    where the file cannot be written, or where `change` raises `ValueError`.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        text = target.read_bytes().decode("utf-8") if target.exists() else ""
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        part.unlink(missing_ok=True)  # it could be a link
        part.write_bytes((mark + change(text.removeprefix(mark))).encode())
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    except (OSError, ValueError) as error:
        part.unlink(missing_ok=True)
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        said = f"{what} cannot be written ({reason})"
        fix = "Change that and do it again; the file is as it was"
        raise ZineError([Problem(str(path), None, "cannot-write", said, fix)]) from None


def unprintable(text: str, where: str) -> Iterator[Problem]:
    """A problem for each line that holds a character that no edition can show."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := CONTROL.search(line):
            before = shown(line[: found.start()][-20:])
            place = f"behind “{before}”" if before else "at the beginning of the line"
            what = f"there is an unseen character (U+{ord(found[0]):04X}) {place}"
            yield Problem(
                where, number, "unseen-character", what, "Delete it and write the words again"
            )


def turned(text: str, where: str) -> Iterator[Problem]:
    """A warning for each line that holds a sign which turns text round: it is left out."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := TURNED.search(line):
            what = f"a sign that turns text round (U+{ord(found[0]):04X}) is left out"
            fix = "Delete it, and write the words in the order in which they are read"
            yield Problem(where, number, "turned-text", what, fix, "warning")


# --- YAML, between the lines of --- at the top of a post


@dataclass
class Matter:
    """The front matter of a post: values as text, lists and dicts, and the line of each key.

    `items` are the lines of what stands in a list.
    """

    where: str
    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    items: dict[str, tuple[int, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_matter(text: str, where: str) -> Matter:
    """The front matter in a text that begins on line 2 of a file.

    Everything stays text (YAML's own types would turn the language “no” into false). Aliases and
    tags are refused: no post needs them, and aliases can make a small file huge.
    """
    import yaml  # here, since a post that was read before needs none of it

    matter = Matter(where)
    if len(text) > MOST_MATTER:
        what = f"the front matter cannot be read: it has more than {MOST_MATTER:,} letters"
        fix = "Move what is text below the second line of ---"
        matter.problems.append(Problem(where, 2, "yaml", what, fix))
        return matter
    try:
        for key, value in _pairs(text):
            name, line = str(key.value), key.start_mark.line + 2
            if name in matter.values:
                what, fix = f"“{shown(name)}” stands above already", "Leave it in once"
                matter.problems.append(Problem(where, line, "yaml", what, fix))
            matter.values[name], matter.lines[name] = _value(value), line
            if isinstance(value, yaml.SequenceNode):
                matter.items[name] = tuple(item.start_mark.line + 2 for item in value.value)
    except (yaml.YAMLError, RecursionError) as error:
        matter.problems.append(_yaml_problem(where, error))
    return matter


def _pairs(text: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of a YAML mapping. Raises `yaml.YAMLError` where it is none."""
    import yaml

    if len(re.findall(r"[\[{]", text)) > MOST_BRACKETS:
        raise RecursionError("recursion")
    marked = re.search("[&*!]", text)  # nothing else begins an anchor, an alias or a tag
    for event in yaml.parse(text, yaml.BaseLoader) if marked else ():
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(None, None, "alias, anchor or tag", _mark(event))
    node = yaml.compose(text, yaml.BaseLoader)
    if node is not None and not isinstance(node, yaml.MappingNode):
        raise yaml.MarkedYAMLError(None, None, "no mapping", _mark(node))
    pairs = list(node.value) if node else []
    for key, _ in pairs:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(None, None, "no mapping", _mark(key))
    return pairs


def _mark(place: yaml.Event | yaml.Node) -> Any:  # yaml's own type of it, or that of its C library
    return place.start_mark


def _value(node: yaml.Node) -> object:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    is_plain = getattr(node, "style", None) is None
    return "" if is_plain and node.value in NULLS else settled(node.value)


def _yaml_problem(where: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", None) or error)
    if re.search("expected ',' or|end of stream|document separator", said):
        mark = getattr(error, "context_mark", None) or mark  # where it was opened
    what, fix = plainly(said, YAML_SAYS, QUOTE)
    line = mark.line + 2 if mark else 2
    return Problem(where, line, "yaml", f"the front matter cannot be read: {what}", fix)


def plainly(said: str, table: tuple[tuple[str, str, str], ...], fix: str) -> tuple[str, str]:
    """What a parser says and what to do about it, for people."""
    for pattern, plain, remedy in table:
        if found := re.search(pattern, said):
            return plain.format(*found.groups()), remedy
    return said[:1].lower() + said[1:], fix
