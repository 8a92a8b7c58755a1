"""Posts from elsewhere → files of a manuscript, for people to finish; nothing there is changed.

What would be done is told first. A post that is there already stays as it is, whether somebody has
edited it or not.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from zinewright.importers.common.arrived import Arrivals, Arrived, Image, Source
from zinewright.importers.common.escaping import MOST_LETTERS, TOO_LONG, cleaned
from zinewright.importers.freshness import signs
from zinewright.importers.links import linked
from zinewright.languages.vocabulary import vocabulary_for
from zinewright.limits import SECONDS, in_bounds
from zinewright.manuscript.arrive import arriving, sweep
from zinewright.manuscript.edit.starter import new_recipe, untouched, with_values
from zinewright.manuscript.posts import Post
from zinewright.manuscript.recipe import RECIPE, read_recipe
from zinewright.manuscript.settle import settle
from zinewright.manuscript.toml_lists import added_to
from zinewright.model import PARTS
from zinewright.problems import Problem, ZineError
from zinewright.prose.convert import cut_off
from zinewright.prose.skim import glanced
from zinewright.prose.stated_notes.head import stated_in

FileState = Literal["new", "there", "edited"]
ImportProgress = Callable[[int, int, str], None]
LONGEST, TITLE_WORDS, LONGEST_SUMMARY, LONGEST_TITLE = 60, 6, 300, 200
POSTS_A_SECOND = 200
UNSAID = "en"  # the language of a zine where nothing that is brought says one


@dataclass(frozen=True)
class PlannedPost:
    """A post and what becomes of it: `state` tells whether its file is there, and still the same.

    `notes` are the topics that its author states, as readers see them; `dropped` what did not come
    along; `remarks` what somebody should look at.
    """

    name: str
    content: str
    arrived: Arrived
    state: FileState
    words: int
    notes: tuple[str, ...]
    dropped: tuple[str, ...]
    remarks: tuple[str, ...]
    source: str

    @property
    def file(self) -> str:
        """The path of its file in the zine."""
        return f"posts/{self.name}.md"

    @property
    def images(self) -> tuple[Image, ...]:
        return self.arrived.images


@dataclass(frozen=True)
class Brought:
    """What importing would do: its posts, what stays `behind`, and what a new zine is called.

    `title` is that of the blog or the book, "" where there is none, or several; `language` is its
    language or else that of most posts, "" where nothing says one.
    """

    rows: tuple[PlannedPost, ...]
    behind: tuple[str, ...] = ()
    title: str = ""
    language: str = ""

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for row in self.rows for name in row.arrived.authors))


def brought(
    found: Iterable[tuple[Source, Arrivals]],
    folder: Path,
    progress: ImportProgress = lambda *_: None,
) -> Brought:
    """What importing some sources into a folder would do, and what of them stays behind.

    Links from one post to another become links inside the zine.
    """
    named: dict[str, Arrived] = {}
    places: dict[str, str] = {}
    behind: list[str] = []
    titles: list[str] = []
    tongues: list[str] = []
    numbers: Counter[str] = Counter()
    for source, arrivals in found:
        for post in arrivals.posts:
            whole = _titled(post)
            name = _name_for(whole.title, named, numbers)
            named[name], places[name] = whole, source.name
            progress(len(named), 0, whole.title)
        behind += [f"{source.name}: {what}" for what in arrivals.dropped]
        titles.append(" ".join(cleaned(arrivals.title[:MOST_LETTERS]).split())[:LONGEST_TITLE])
        tongues.append(arrivals.language)
    rows: list[PlannedPost] = []
    seconds = SECONDS + len(named) / POSTS_A_SECOND
    with in_bounds(next(iter(places.values()), ""), None, "Import it in parts", seconds):
        for name, post in linked(named).items():
            rows.append(_row(name, post, places[name], folder))
            progress(len(rows), len(named), post.title)
    said = [*filter(None, dict.fromkeys(titles))]
    usual = Counter(row.arrived.language for row in rows if row.arrived.language).most_common(1)
    tongue = next(filter(None, tongues), usual[0][0] if usual else "")
    return Brought(tuple(rows), tuple(behind), said[0] if len(said) == 1 else "", tongue)


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


def _row(name: str, arrived: Arrived, where: str, folder: Path) -> PlannedPost:
    path = folder / "posts" / f"{name}.md"
    content = _content(arrived)
    state: FileState = "new"
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
    return PlannedPost(
        name, content, arrived, state, sum(len(each.text.split()) for each in paragraphs),
        (*labels, *(words for words, _ in stated.unmapped)),
        tuple(dict.fromkeys(arrived.dropped)),
        (*arrived.remarks, *(f"{path}:{h.line}: {h.what}" for h in hints if state != "edited")),
        where,
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


def write(found: Brought, folder: Path, today: datetime.date) -> tuple[Path, ...]:
    """Write what is new, and add it to the order: all of it, or nothing.

    What stands there stays. Returns the new files. Raises `ZineError`.
    """
    waiting = [row for row in found.rows if row.state == "new"]
    if not waiting:
        settle(folder)
        sweep(folder)
        return ()
    with arriving(folder) as arrival:
        new = [row for row in waiting if not os.path.lexists(arrival.folder / row.file)]
        is_first = not (arrival.folder / RECIPE).exists()
        if new:
            text, order = _recipe_with(replace(found, rows=tuple(new)), folder / RECIPE, today)
            arrival.put_recipe(text, order)
        for row in new:
            for image in row.images:
                if image.path not in arrival.files and not (arrival.folder / image.path).exists():
                    arrival.put(image.path, image.made())
            arrival.put(row.file, row.content.encode())
    names = [*arrival.files, *([RECIPE] if new and is_first else [])]
    return tuple(folder / name for name in names)


def _recipe_with(found: Brought, path: Path, today: datetime.date) -> tuple[str, list[str]]:
    """The recipe with the new posts behind the others, and their names."""
    names = [row.name for row in found.rows]
    said: dict[str, object] = {"title": found.title, "authors": list(found.authors)}
    posts = sorted(post.stem for post in path.parent.glob("posts/[!.]*.md"))
    if not path.exists():
        order = [*posts, *names]
        values = {key: value for key, value in said.items() if value} | {"order": order}
        return new_recipe(found.language or UNSAID, values, today), order
    read, lines, problems = read_recipe(path)
    if lines is None:
        raise ZineError(problems)
    there = list(read.order) or posts
    if not there:
        said["language"] = found.language
    text = path.read_bytes().decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    open_ = {*untouched(path), "language"}
    values = {key: value for key, value in said.items() if value and key in open_}
    order = [name for name in dict.fromkeys([*there, *names]) if name not in read.order]
    try:
        return mark + added_to(with_values(text.removeprefix(mark), values), "order", order), order
    except ValueError as error:
        line, fix = lines.of("order"), "Add the posts yourself"
        problem = Problem(str(path), line, "cannot-write", str(error), fix)
        raise ZineError([problem]) from None
