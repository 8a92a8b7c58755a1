"""One post ↔ one Markdown file: front matter in YAML, then the text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

import yaml

from zinewright.body import NOT_XML
from zinewright.model import Direction, direction_of
from zinewright.notes import Notes, notes_from
from zinewright.problems import Problem, ZineError, nearest

PostKind = Literal["foreword", "chapter", "afterword"]
KINDS = ("foreword", "chapter", "afterword")
KEYS = (
    "title", "author", "date", "updated", "lang", "dir", "source", "summary",
    "notes", "notes_reviewed", "resources", "kind",
)  # fmt: skip
NAME = re.compile(r"[^\W_][\w.-]*\Z")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
FENCE = re.compile(r"---[ \t]*\Z")
LONGEST = 2_000_000


@dataclass(frozen=True)
class Post:
    """A post as people edit it. `where` is its path as people see it.

    `text` is Markdown; its first line is line `first_line` of the file. `language` is "" where the
    post says none: then it is the zine's.
    """

    name: str
    where: str
    title: str
    text: str
    first_line: int = 1
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None
    updated: datetime.date | None = None
    language: str = ""
    direction: Direction | None = None
    source: str = ""
    summary: str = ""
    kind: PostKind = "chapter"
    notes: Notes = field(default_factory=Notes)
    resources: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_text(path: Path, where: str) -> str:
    """The text of a file that people edit: UTF-8, any line ends, no byte-order mark.

    Raises `ZineError` with the line where the bytes are not UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ZineError([_unreadable(where, error)]) from None
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


def read_post(path: Path, where: str) -> Post:
    """The post in a file. Raises `ZineError` with all that is wrong with its front matter."""
    text = read_text(path, where)
    matter, body, first_line = _split(text)
    values, lines = _front_matter(matter, where)
    title, body, first_line = _title(values, body, first_line)
    reader = _Reader(where, values, lines)
    post = Post(
        name=path.stem,
        where=where,
        title=title,
        text=body,
        first_line=first_line,
        authors=reader.texts("author"),
        date=reader.day("date"),
        updated=reader.day("updated"),
        language=reader.language(),
        direction=reader.direction(),
        source=reader.address("source"),
        summary=reader.text("summary"),
        kind=cast(PostKind, reader.one_of("kind", KINDS, "chapter")),
        notes=notes_from(values.get("notes"), reader.day("notes_reviewed")),
        resources=reader.texts("resources"),
        warnings=tuple(_unknown_keys(where, values, lines)),
    )
    problems = [*reader.problems, *_name_problems(post)]
    if not title:
        what, fix = "the post has no title", "Write “title: …” between two lines of --- at its top"
        problems.append(Problem(where, 1, "title", what, fix))
    if problems:
        raise ZineError(problems)
    return post


def _unreadable(where: str, error: OSError) -> Problem:
    reason = (error.strerror or "unreadable").lower()
    return Problem(where, None, "read", f"the file cannot be read ({reason})", "Mend the path")


def _split(text: str) -> tuple[str, str, int]:
    """Front matter, text, and the number of the text's first line."""
    lines = text.split("\n")
    if not FENCE.match(lines[0]):
        return "", text, 1
    for number, line in enumerate(lines[1:], 1):
        if FENCE.match(line):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return "", text, 1


def _front_matter(matter: str, where: str) -> tuple[dict[str, object], dict[str, int]]:
    """Values as text and lists, and the line of each key in the file.

    Everything stays text (YAML's own types would turn the language “no” into false). Aliases are
    refused: no post needs them, and they can make a small file huge.
    """
    try:
        loader = yaml.BaseLoader(matter)
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(matter, yaml.BaseLoader)):
            raise yaml.YAMLError("aliases (*) are not taken here")
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else {}
    except (yaml.YAMLError, RecursionError) as error:
        raise ZineError([_yaml_problem(where, error)]) from None
    if not isinstance(values, dict):
        what, fix = "the front matter is not “key: value” lines", "Write one “key: value” a line"
        raise ZineError([Problem(where, 2, "yaml", what, fix)])
    lines = {key.value: key.start_mark.line + 2 for key, _ in node.value} if node else {}
    return {str(key): _printable(value) for key, value in values.items()}, lines


def _printable(value: object) -> object:
    """A value without the control characters that YAML's escapes can bring in."""
    if isinstance(value, str):
        return NOT_XML.sub("", value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    return value


def _yaml_problem(where: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error) or "it is nested too deeply"
    fix = "Put the value into quotation marks if it holds : or #, and indent with spaces"
    line = mark.line + 2 if mark else 1
    return Problem(where, line, "yaml", f"the front matter is not YAML: {what}", fix)


def _title(values: Mapping[str, object], body: str, first_line: int) -> tuple[str, str, int]:
    """The title, from front matter or from a first line “# Title”, which then leaves the text."""
    stated = " ".join(str(values.get("title") or "").split())
    lines = body.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if stated or not lines[start].startswith("# "):
        return stated, body, first_line
    title = lines[start].removeprefix("# ").strip(" #")
    return title, "\n".join(lines[start + 1 :]), first_line + start + 1


def _unknown_keys(
    where: str, values: Mapping[str, object], lines: Mapping[str, int]
) -> Iterator[Problem]:
    for key in values:
        if key not in KEYS:
            what = f"“{key}” is no key of a post's front matter{nearest(key, KEYS)}"
            fix = "Leave it out or correct it; it is not used"
            yield Problem(where, lines.get(key), "unknown-key", what, fix, "warning")


def _name_problems(post: Post) -> Iterator[Problem]:
    if not NAME.match(post.name):
        slug = re.sub(r"[^\w.-]+", "-", post.name).strip("-_.") or "post"
        what = f"the file name “{post.name}” holds a space or a sign that cannot stand in a name"
        yield Problem(post.where, None, "post-name", what, f"Rename the file to {slug}.md")


class _Reader:
    """Reads typed values out of front matter and collects what is wrong with them."""

    def __init__(self, where: str, values: Mapping[str, object], lines: Mapping[str, int]) -> None:
        self.where, self.values, self.lines = where, values, lines
        self.problems: list[Problem] = []

    def text(self, key: str) -> str:
        value = self.values.get(key) or ""
        if isinstance(value, list | dict):
            self._wrong(key, f"“{key}” is a list", "Write it as one line of text")
            return ""
        return " ".join(str(value).split())

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key) or []
        items = value if isinstance(value, list) else [value]
        return tuple(" ".join(str(item).split()) for item in items if str(item).strip())

    def day(self, key: str) -> datetime.date | None:
        value = self.text(key)
        try:
            return datetime.date.fromisoformat(value[:10]) if value else None
        except ValueError:
            self._wrong(key, f"“{value}” is no date", "Write it as year-month-day, like 2026-01-31")
            return None

    def language(self) -> str:
        value = self.text("lang")
        if value and not LANGUAGE.match(value):
            self._wrong("lang", f"“{value}” is no language", "Write a tag such as en, cy or ar")
            return ""
        return value

    def direction(self) -> Direction | None:
        value = self.one_of("dir", ("ltr", "rtl"), "")
        if value:
            return cast(Direction, value)
        return direction_of(self.language()) if self.text("lang") else None

    def one_of(self, key: str, known: tuple[str, ...], default: str) -> str:
        value = self.text(key) or default
        if value != default and value not in known:
            hint = nearest(value, known)
            self._wrong(key, f"“{value}” is no {key}{hint}", f"Write one of: {', '.join(known)}")
            return default
        return value

    def address(self, key: str) -> str:
        value = self.text(key)
        if value and not re.match(r"https?://[^\s/]+\S*\Z", value):
            self._wrong(key, f"“{value}” is no web address", "Begin it with https://")
            return ""
        return value

    def _wrong(self, key: str, what: str, fix: str) -> None:
        problem = Problem(self.where, self.lines.get(key), key.replace("_", "-"), what, fix)
        if problem not in self.problems:
            self.problems.append(problem)
