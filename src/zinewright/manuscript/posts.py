"""One post ↔ one Markdown file: front matter in YAML, then the text."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, cast

from zinewright.body import is_address
from zinewright.languages.starter_words import left_from_starter
from zinewright.languages.tags import as_written, wrong_language
from zinewright.manuscript.content_notes import Notes, notes_from, topics_from
from zinewright.manuscript.dates import day_meant
from zinewright.manuscript.post_names import post_name
from zinewright.manuscript.text_files import (
    CONTROL,
    Matter,
    read_matter,
    read_text,
    turned,
    unprintable,
)
from zinewright.model import PARTS, Direction, direction_of
from zinewright.problems import Level, Problem, nearest, shown
from zinewright.sealed import Keep, anew

PostKind = Literal["foreword", "chapter", "afterword"]
KINDS = ("foreword", "chapter", "afterword")
KEYS = (
    "title", "author", "date", "updated", "lang", "dir", "source", "summary",
    "notes", "notes_reviewed", "notes_reviewed_by", "notes_reviewed_of",
    "resources", "kind", "licence", "tags",
)  # fmt: skip
NAME = re.compile(r"[^\W_](?:[\w.]|-(?!-))*\Z")
FENCE = re.compile(r"---[ \t]*\Z")
KEY_LINE = re.compile(r"[A-Za-z_]+[ \t]*:")
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ][\d:.,+Z -]*)?\Z")


@dataclass(frozen=True)
class Post:
    """A post as people edit it. `where` is its path as people see it.

    `text` is Markdown; its first line is line `first_line` of the file. `language` is "" where the
    post says none: then it is the zine's. `problems` is what is wrong with the front matter;
    `summary_line` is the line of its summary there, `title_line` that of its title in the file.
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
    licence: str = ""
    tags: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    summary_line: int | None = None
    title_line: int | None = None


LONGEST = {"title": 1_000, "summary": 5_000, "licence": 1_000, "source": 2_000}
"""How many letters each text of the front matter may have."""
MOST_NAMES, LONGEST_NAME = 300, 200


def read_post(path: Path, where: str, keep: Keep = anew) -> Post:
    """The post in a file, with all that is wrong with its front matter.

    The file itself is read each time. Raises `ZineError` where it cannot be read.
    """
    text = read_text(path, where)
    asked = (path.name, where, text)
    return keep("zinewright.manuscript.posts", asked, Post, lambda: _post(path.name, where, text))


def _post(file_name: str, where: str, text: str) -> Post:
    """The post that a text is, with all that is wrong with its front matter."""
    front, body, first_line = _split(CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))
    matter = read_matter(front, where)
    reader = _MatterReader(matter)
    title, body, first_line = _title(reader.text("title"), body, first_line)
    post = Post(
        name=post_name(file_name),
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
        notes=reader.notes(),
        resources=reader.texts("resources"),
        licence=reader.text("licence"),
        tags=reader.texts("tags"),
        summary_line=matter.lines.get("summary"),
        title_line=_title_line(matter, first_line),
    )
    problems = [
        *unprintable(text, where),
        *turned(text, where),
        *matter.problems,
        *_unknown_keys(matter),
    ]
    problems += [*_name_problems(post), *_title_problems(post, matter), *_too_long(post, matter)]
    values = {key: matter.values.get(key, "") for key in ("author", "summary")}
    problems += left_from_starter(values, matter.lines, where)
    return replace(post, problems=tuple(problems))


def _split(text: str) -> tuple[str, str, int]:
    """Front matter, text, and the number of the text's first line."""
    lines = text.split("\n")
    if not FENCE.match(lines[0]):
        return "", text, 1
    for number, line in enumerate(lines[1:], 1):
        if FENCE.match(line):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return "", text, 1


def _title(stated: str, body: str, first_line: int) -> tuple[str, str, int]:
    """The title, from front matter or from a first line “# Title”, which then leaves the text."""
    lines = body.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines[start].startswith("# "):
        return stated, body, first_line
    title = " ".join(lines[start].removeprefix("# ").strip(" #").split())
    if stated not in ("", title):
        return stated, body, first_line
    return title, "\n".join(lines[start + 1 :]), first_line + start + 1


def _title_line(matter: Matter, first_line: int) -> int:
    """The line of the title: that of its key, or the one above the text."""
    return matter.lines.get("title") or max(1, first_line - 1)


def _title_problems(post: Post, matter: Matter) -> Iterator[Problem]:
    if matter.values.get("title") or any(problem.rule == "yaml" for problem in matter.problems):
        return  # that has been said
    lines = post.text.split("\n")
    if post.first_line == 1 and FENCE.match(lines[0]) and KEY_LINE.match("".join(lines[1:2])):
        what, fix = "the front matter has no end", "Write a second line of --- below it"
        yield Problem(post.where, 1, "front-matter", what, fix)
    elif not post.title:
        what, fix = "the post has no title", "Write “title: …” between two lines of --- at its top"
        yield Problem(post.where, 1, "title", what, fix)


def _too_long(post: Post, matter: Matter) -> Iterator[Problem]:
    """Texts that no page of contents, no byline and no catalogue holds, and lists like them."""
    for key, most in LONGEST.items():
        value = getattr(post, key)
        if len(value) > most:
            what = f"the {key} has {len(value):,} letters, more than the {most:,} that are taken"
            line = post.title_line if key == "title" else matter.lines.get(key)
            yield Problem(post.where, line, "size", what, "Write a shorter one")
    for key, names in (("author", post.authors), ("tags", post.tags)):
        line = matter.lines.get(key)
        if len(names) > MOST_NAMES:
            what = f"“{key}” names {len(names):,}, more than the {MOST_NAMES} that are taken"
            yield Problem(post.where, line, "size", what, "Name fewer, or one that stands for all")
        if any(len(name) > LONGEST_NAME for name in names):
            what = f"“{key}” holds more than {LONGEST_NAME} letters in one"
            yield Problem(post.where, line, "size", what, "Write them apart, like [one, two]")


def _unknown_keys(matter: Matter) -> Iterator[Problem]:
    for key in matter.values:
        if key not in KEYS:
            what = f"“{shown(key)}” is no key of a post{nearest(key, KEYS)}, so it is not used"
            line = matter.lines[key]
            fix = "Correct it, or take it out"
            yield Problem(matter.where, line, "unknown-key", what, fix, "warning")


def _name_problems(post: Post) -> Iterator[Problem]:
    name = post.name
    if name in PARTS:
        what = f"the name “{name}” belongs to a part of the zine that Zinewright makes"
        yield Problem(post.where, None, "post-name", what, f"Rename the file to my-{name}.md")
    elif not NAME.match("".join("x" if _is_mark(letter) else letter for letter in name)):
        plain = "".join(x if re.match(r"[\w.]", x) or _is_mark(x) else "-" for x in name)
        slug = re.sub(r"-+", "-", plain).strip("-_.") or "post"
        what = f"the file name “{shown(name)}” holds a sign that cannot stand in a post's name"
        if name != name.strip():
            what = f"the file name “{shown(name)}.md” has a space at its beginning or its end"
        fix = f"Rename the file to {slug}.md (letters, digits and single hyphens, no spaces)"
        yield Problem(post.where, None, "post-name", what, fix)


def _is_mark(letter: str) -> bool:
    """Whether a sign goes with the letter before it, as accents and vowels of many scripts do."""
    return unicodedata.category(letter).startswith("M")


def _flat(value: object) -> list[str]:
    """What stands in a list, as one line each: what somebody meant by “grief: strong” is asked."""
    if isinstance(value, dict):
        return [f"{key}: {_in_a_line(said)}" for key, said in value.items()]
    return [_in_a_line(item) for item in value] if isinstance(value, list) else [str(value)]


def _in_a_line(value: object) -> str:
    words = value if isinstance(value, str) else ", ".join(_flat(value))
    return " ".join(CONTROL.sub("", words).split())


class _MatterReader:
    """Reads typed values out of front matter and adds what is wrong with them to its problems."""

    def __init__(self, matter: Matter) -> None:
        self.matter, self.values = matter, matter.values

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            what = f"“{key}” is not one line of text"
            self._wrong(key, "value", what, "Put it into quotation marks")
            return ""
        return " ".join(self._plain(key, value).split())

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, "")
        items = value if isinstance(value, list) else [value]
        texts = [item for item in items if isinstance(item, str)]
        if len(texts) < len(items):
            what = f"“{key}” is neither text nor a list of texts"
            self._wrong(key, "value", what, f"Write it like this: {key}: [one, two]")
        found = (" ".join(self._plain(key, text).split()) for text in texts)
        return tuple(item for item in found if item)

    def notes(self) -> Notes:
        value = self.values.get("notes", "")
        stated = self.text("notes") if isinstance(value, str) else _flat(value)
        by, of = self.text("notes_reviewed_by"), self.text("notes_reviewed_of")
        day = self.day("notes_reviewed", "warning")
        return notes_from(stated, day, by, of, self._note_lines(stated))

    def _note_lines(self, stated: str | list[str]) -> dict[str, int]:
        """The line of each note; those of a value that is no list stand where it does."""
        line, lines = self.matter.lines.get("notes", 0), self.matter.items.get("notes", ())
        if isinstance(stated, list) and len(lines) == len(stated):
            pairs = zip(stated, lines, strict=True)
            return {" ".join(words.split()): number for words, number in pairs}
        return dict.fromkeys(topics_from(stated), line)

    def day(self, key: str, level: Level = "error") -> datetime.date | None:
        value = self.text(key)
        found = DAY.match(value)
        try:
            return datetime.date.fromisoformat(found[1] if found else "") if value else None
        except ValueError:
            fix = f"Write it as year-month-day, like {day_meant(value) or '2026-01-31'}"
            self._wrong(key, "date", f"“{shown(value)}” is no date", fix, level)
            return None

    def language(self) -> str:
        value = self.text("lang")
        if value and (wrong := wrong_language(value)):
            self._wrong("lang", "language", wrong[0], as_written("lang: ", wrong[1]))
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
            what = f"“{key}” cannot be “{shown(value)}”{nearest(value, known)}"
            self._wrong(key, "value", what, f"Write one of: {', '.join(known)}")
            return default
        return value

    def address(self, key: str) -> str:
        value = self.text(key)
        if value and not (value.startswith("http") and is_address(value)):
            what = f"“{shown(value)}” is no web address"
            self._wrong(
                key, "link-address", what, "Write it as the browser shows it, with https://"
            )
            return ""
        return value

    def _plain(self, key: str, value: str) -> str:
        """A value without the unseen characters that YAML's escapes can bring in."""
        if CONTROL.search(value):
            what = f"“{key}” holds an unseen character"
            self._wrong(key, "unseen-character", what, "Take out what begins with \\")
        return CONTROL.sub("", value)

    def _wrong(self, key: str, rule: str, what: str, fix: str, level: Level = "error") -> None:
        line = self.matter.lines.get(key)
        problem = Problem(self.matter.where, line, rule, what, fix, level)
        if problem not in self.matter.problems:
            self.matter.problems.append(problem)
