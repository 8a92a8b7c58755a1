"""Posts from elsewhere → files of a manuscript, for people to finish; nothing there is changed.

What would be done is told first. A post that is there already stays as it is, whether somebody has
edited it or not.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zinewright.chapter import chapter_of
from zinewright.importers import importer_of
from zinewright.importers.arrived import Arrived, Source
from zinewright.model import PARTS
from zinewright.order import reordered
from zinewright.posts import Post
from zinewright.problems import Problem, ZineError
from zinewright.recipe import RECIPE, read_recipe
from zinewright.sources import rewrite
from zinewright.vocabulary import vocabulary_for

State = Literal["new", "there", "edited"]
MOST_BYTES, LONGEST = 100_000_000, 60


@dataclass(frozen=True)
class Row:
    """A post and what becomes of it: `state` tells whether its file is there, and still the same.

    `notes` are the topics that its author states, as readers see them; `remarks` what somebody
    should look at, `begins` the line of the source at which it begins.
    """

    name: str
    content: str
    arrived: Arrived
    state: State
    words: int
    notes: tuple[str, ...]
    remarks: tuple[str, ...]
    source: str


def brought(paths: Iterable[Path], folder: Path) -> tuple[Row, ...]:
    """What importing some files into a folder would do. Raises `ZineError` with all problems."""
    problems: list[Problem] = []
    found: list[tuple[Arrived, str]] = []
    for path in paths:
        try:
            source = _read(path)
            found += [(post, source.name) for post in importer_of(source).read(source)]
        except ZineError as error:
            problems += error.problems
    if problems:
        raise ZineError(problems)
    taken: set[str] = set()
    rows = []
    for post, where in found:
        name = _name_for(post.title, taken)
        taken.add(name)
        rows.append(_row(name, post, where, folder))
    return tuple(rows)


def _read(path: Path) -> Source:
    try:
        if path.stat().st_size > MOST_BYTES:
            what = f"the file has more than {MOST_BYTES // 10**6} MB"
            raise ZineError([Problem(str(path), None, "import", what, "Import it in parts")])
        content = path.read_bytes()
    except FileNotFoundError:
        what, fix = "there is no such file", "Correct its name"
        raise ZineError([Problem(str(path), None, "read", what, fix)]) from None
    except OSError as error:
        what = f"the file cannot be read ({(error.strerror or str(error)).lower()})"
        fix = "Name a file, and see that you may read it"
        raise ZineError([Problem(str(path), None, "read", what, fix)]) from None
    return Source(str(path), content)


def _name_for(title: str, taken: set[str]) -> str:
    """A post's name, made of its title: small letters, digits and single hyphens."""
    slug = re.sub(r"[\W_]+", "-", title.lower().replace("’", "").replace("'", "")).strip("-")
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    slug = slug or "post"
    name = f"my-{slug}" if slug in PARTS else slug
    number = 2
    while name in taken:
        name, number = f"{slug}-{number}", number + 1
    return name


def _row(name: str, arrived: Arrived, where: str, folder: Path) -> Row:
    path = folder / "posts" / f"{name}.md"
    content = _content(arrived)
    state: State = "new"
    if path.exists():
        state = "there" if _text_of(path) == content else "edited"
    post = Post(name, where, arrived.title, arrived.text)
    language = arrived.language or "en"
    chapter = chapter_of(post, frozenset([name]), language, vocabulary=vocabulary_for(language))
    words = sum(len(paragraph.text.split()) for paragraph in chapter.prose.paragraphs)
    found = (*arrived.dropped, *(problem.what for problem in chapter.prose.problems))
    remarks = tuple(dict.fromkeys(found))
    notes = chapter.labels(chapter.notes.topics)
    return Row(name, content, arrived, state, words, notes, remarks, where)


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _content(post: Arrived) -> str:
    """The text of a post's file: front matter, then Markdown."""
    return "\n".join(["---", *_front(post), "---", "", post.text.strip(), ""])


def _front(post: Arrived) -> Iterator[str]:
    yield f"title: {_quoted(post.title)}"
    if post.authors:
        yield f"author: [{', '.join(map(_quoted, post.authors))}]"
    if post.date:
        yield f"date: {post.date.isoformat()}"
    if post.language:
        yield f"lang: {post.language}"
    if post.address:
        yield f"source: {_quoted(post.address)}"


def _quoted(text: str) -> str:
    """A text as YAML holds it, whatever is in it: JSON's strings are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


# --- writing


def write(rows: Sequence[Row], folder: Path, today: datetime.date) -> tuple[Path, ...]:
    """Write what is new, and add it to the order. Raises `ZineError`; what stands there stays."""
    new = [row for row in rows if row.state == "new"]
    if not new:
        return ()
    written = []
    try:
        (folder / "posts").mkdir(parents=True, exist_ok=True)
        for row in new:
            path = folder / "posts" / f"{row.name}.md"
            with path.open("x", encoding="utf-8") as file:
                file.write(row.content)
            written.append(path)
        recipe = folder / RECIPE
        names = [row.name for row in new]
        if recipe.exists():
            _add_to_order(recipe, names)
        else:
            recipe.write_text(_first_recipe(new, today), "utf-8")
            written.append(recipe)
    except OSError as error:
        what = f"it cannot be written ({(error.strerror or str(error)).lower()})"
        fix = "Choose another folder with --into"
        raise ZineError([Problem(str(folder), None, "import", what, fix)]) from None
    return tuple(written)


def _add_to_order(recipe: Path, names: Sequence[str]) -> None:
    read, lines, problems = read_recipe(recipe)
    if lines is None:
        raise ZineError(problems)
    order = [*read.order, *(name for name in names if name not in read.order)]
    rewrite(recipe, lambda text: reordered(text, order), "the order")


def _first_recipe(rows: Sequence[Row], today: datetime.date) -> str:
    """The recipe of a zine that had none: what has to be there, for people to go on with."""
    authors = dict.fromkeys(author for row in rows for author in row.arrived.authors)
    order = "".join(f"  {_quoted(row.name)},\n" for row in rows)
    language = next((row.arrived.language for row in rows if row.arrived.language), "en")
    return (
        f"title = {_quoted(rows[0].arrived.title)}\n"
        f"authors = [{', '.join(map(_quoted, authors))}]\n"
        f"language = {_quoted(language)}\n"
        f"date = {today.isoformat()}\n\n"
        f"# The posts in their order, one a line.\norder = [\n{order}]\n"
    )
