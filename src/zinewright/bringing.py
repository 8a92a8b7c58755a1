"""Posts from elsewhere → files of a manuscript, for people to finish; nothing there is changed.

What would be done is told first. A post that is there already stays as it is, whether somebody has
edited it or not.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from zinewright.ageing import signs
from zinewright.glance import glanced
from zinewright.importers.common.arrived import Arrivals, Arrived, Image, Source
from zinewright.importers.common.escaping import MOST_LETTERS, TOO_LONG, cleaned
from zinewright.linking import linked
from zinewright.model import PARTS
from zinewright.order import reordered
from zinewright.posts import Post
from zinewright.problems import Problem, ZineError
from zinewright.prose import cut_off
from zinewright.recipe import RECIPE, read_recipe
from zinewright.sources import rewrite
from zinewright.stated import stated_in
from zinewright.vocabulary import vocabulary_for

State = Literal["new", "there", "edited"]
Progress = Callable[[int, int, str], None]
LONGEST, TITLE_WORDS, LONGEST_SUMMARY = 60, 6, 300


@dataclass(frozen=True)
class Row:
    """A post and what becomes of it: `state` tells whether its file is there, and still the same.

    `notes` are the topics that its author states, as readers see them; `dropped` what did not come
    along; `remarks` what somebody should look at.
    """

    name: str
    content: str
    arrived: Arrived
    state: State
    words: int
    notes: tuple[str, ...]
    dropped: tuple[str, ...]
    remarks: tuple[str, ...]
    source: str

    @property
    def images(self) -> tuple[Image, ...]:
        return self.arrived.images


def brought(
    found: Iterable[tuple[Source, Arrivals]], folder: Path, progress: Progress = lambda *_: None
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """What importing some sources into a folder would do, and what of them stays behind.

    Links from one post to another become links inside the zine.
    """
    named: dict[str, Arrived] = {}
    places: dict[str, str] = {}
    behind: list[str] = []
    numbers: Counter[str] = Counter()
    for source, arrivals in found:
        for post in arrivals.posts:
            whole = _titled(post)
            name = _name_for(whole.title, named, numbers)
            named[name], places[name] = whole, source.name
            progress(len(named), 0, whole.title)
        behind += [f"{source.name}: {what}" for what in arrivals.dropped]
    rows = []
    for name, post in linked(named).items():
        rows.append(_row(name, post, places[name], folder))
        progress(len(rows), len(named), post.title)
    return tuple(rows), tuple(behind)


def _titled(post: Arrived) -> Arrived:
    """A post with a title, and no longer than a post can be.

    One that has no title is called by its first words.
    """
    title = " ".join(cleaned(post.title[:MOST_LETTERS]).split())
    if len(post.text) > MOST_LETTERS:
        cut = post.text[:MOST_LETTERS]
        post = replace(post, text=cut, dropped=(*post.dropped, TOO_LONG))
    if not post.text.strip():
        post = replace(post, dropped=(*post.dropped, "its text: it has none"))
    if title:
        return replace(post, title=title)
    first = next((p.text for p in glanced(post.text[:2000]) if p.text), "")
    words = first.split()[:TITLE_WORDS]
    said = f"{' '.join(words)} …" if words else "Untitled"
    return replace(post, title=said, dropped=(*post.dropped, "a title: it had none"))


def _row(name: str, arrived: Arrived, where: str, folder: Path) -> Row:
    path = folder / "posts" / f"{name}.md"
    content = _content(arrived)
    state: State = "new"
    if path.exists():
        state = "there" if _text_of(path) == content else "edited"
    first = content.count("\n") - arrived.text.strip().count("\n")
    paragraphs = glanced(arrived.text.strip(), first)
    vocabulary = vocabulary_for(arrived.language or "en")
    stated = stated_in(paragraphs, vocabulary)
    labels = [vocabulary.label(note.topic) for note, _, _ in stated.notes]
    post = Post(name, str(path), arrived.title, arrived.text.strip(), first)
    found = [*cut_off(post), *signs(post.text, paragraphs, str(path), first)]
    hints = sorted(found, key=lambda hint: hint.line or 0)
    return Row(
        name, content, arrived, state, sum(len(each.text.split()) for each in paragraphs),
        (*labels, *(words for words, _ in stated.unmapped)),
        tuple(dict.fromkeys(arrived.dropped)),
        tuple(f"line {hint.line}: {hint.what}" for hint in hints), where,
    )  # fmt: skip


def _name_for(title: str, taken: Container[str], numbers: Counter[str]) -> str:
    """A post's name, made of its title: small letters, digits and single hyphens.

    `numbers` counts the posts that would have the same one.
    """
    slug = re.sub(r"[\W_]+", "-", title.lower().replace("’", "").replace("'", "")).strip("-")
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    slug = slug or "post"
    name = f"my-{slug}" if slug in PARTS else slug
    while name in taken:
        numbers[slug] += 1
        name = f"{slug}-{numbers[slug] + 1}"
    return name


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
    if post.licence:
        yield f"licence: {_quoted(post.licence)}"
    if post.tags:
        yield f"tags: [{', '.join(map(_quoted, post.tags))}]"
    if post.summary and len(post.summary) <= LONGEST_SUMMARY:
        yield f"summary: {_quoted(post.summary)}"


def _quoted(text: str) -> str:
    """A text as YAML holds it, whatever is in it: JSON's strings are YAML's."""
    return json.dumps(" ".join(cleaned(text).split()), ensure_ascii=False)


# --- writing


def write(rows: Sequence[Row], folder: Path, today: datetime.date) -> tuple[Path, ...]:
    """Write what is new, and add it to the order. Raises `ZineError`; what stands there stays."""
    new = [row for row in rows if row.state == "new"]
    if not new:
        return ()
    written: list[Path] = []
    try:
        (folder / "posts").mkdir(parents=True, exist_ok=True)
        for row in new:
            path = folder / "posts" / f"{row.name}.md"
            written += _write_images(row.images, folder)
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


def _write_images(images: Sequence[Image], folder: Path) -> Iterator[Path]:
    """Write pictures that are not there; their names tell what is in them."""
    for image in images:
        path = folder / image.path
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as file:
                file.write(image.made())
            yield path


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
