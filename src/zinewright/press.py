"""Plan → run → publish: which sections have to be typeset, and everything that follows.

A build reads the manuscript, plans a job for each section of each edition with pages, takes from
the cache what was typeset before, hands the rest to worker processes, makes the editions, checks
them, and puts the whole set into place.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import msgspec

from zinewright.assemble import BUILD, Choice, assemble, chapters_of
from zinewright.cache import Cache, code_of
from zinewright.chapter import Chapter
from zinewright.checks import check_finished
from zinewright.editions import EDITIONS, READING, Edition, Material
from zinewright.folios import as_in, locators_of, numbered
from zinewright.fonts import FontFile, part_of
from zinewright.layouts import Layout
from zinewright.locators import UNKNOWN, Locators
from zinewright.manifest import manifest
from zinewright.manuscript import Manuscript, read_manuscript
from zinewright.matrix import PostNotes, notes_of
from zinewright.meaning import Meaning, found_in, remarks
from zinewright.model import Zine
from zinewright.plan import Press, Work, fitted_for, plan
from zinewright.posts import Post
from zinewright.problems import Problem, ZineError
from zinewright.prose import Prose, prose
from zinewright.publish import MANIFEST, finish, publish
from zinewright.scan import Suggestion
from zinewright.structure import Leaf
from zinewright.told import CONTENT_NOTES, content_notes_json
from zinewright.words import words_for

PROSE_CODE = tuple(
    f"zinewright.{name}"
    for name in (
        "body",
        "dialect",
        "figures",
        "mending",
        "notes",
        "paragraphs",
        "problems",
        "prose",
    )
)


T = TypeVar("T")
Suggestions, Remarks = tuple[Suggestion, ...], tuple[Problem, ...]
MEANING = ("messaging", "phrases", "directory", "vocabulary")  # what they say stands in files
MEANING_CODE = tuple(
    f"zinewright.{name}"
    for name in (*MEANING, "meaning", "notes", "paragraphs", "scan", "sentences", "unfinished")
)


@cache
def _said_in_files() -> str:
    """The digest (SHA-256) of the words and phrases that texts are read with."""
    digest = hashlib.sha256()
    for name in MEANING:
        for path in sorted((Path(__file__).parent / name).glob("*.t*")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Built:
    """What a build made. `typeset` counts the sections that were typeset anew, of `sections`."""

    zine: Zine
    files: tuple[str, ...]
    pages: Mapping[str, int]
    typeset: int
    sections: int
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Prepared:
    """A manuscript and the zine made from it."""

    manuscript: Manuscript
    zine: Zine
    warnings: tuple[Problem, ...]


def prepare(folder: Path, press: Press, choice: Choice = BUILD) -> Prepared:
    """Read and assemble. Raises `ZineError` with everything that is wrong."""
    return _assembled(read_manuscript(folder), press, choice)


def _assembled(manuscript: Manuscript, press: Press, choice: Choice) -> Prepared:
    convert = partial(_prose, press.cache)
    read = partial(_meaning, press.cache)
    zine, warnings = assemble(manuscript, manuscript.picture, _modified(), convert, choice, read)
    return Prepared(manuscript, zine, warnings)


def build(
    folder: Path,
    out: Path,
    press: Press,
    editions: tuple[str, ...] = (),
    choice: Choice = BUILD,
) -> Built:
    """Make the editions (all of them, unless named) of the manuscript in `folder` into `out`.

    Raises `ZineError` with every problem; what stood in `out` is then as it was.
    """
    press.workers.start()
    finish(out)
    prepared = prepare(folder, press, choice)
    chosen = [EDITIONS[name] for name in editions or EDITIONS]
    made, works, pages = _made(prepared, chosen, press, choice)
    files = _files(prepared, chosen, made, pages, press, choice)
    publish(files, out)
    press.cache.prune()
    names = tuple(str(out / name) for name in files)
    typeset, total = (sum(counts) for counts in zip(*((w.typeset, w.total) for w in works)))
    return Built(prepared.zine, names, pages, typeset, total, prepared.warnings)


def _made(
    prepared: Prepared, chosen: list[Edition], press: Press, choice: Choice
) -> tuple[dict[str, bytes], tuple[Work, Work], dict[str, int]]:
    """The bytes of the chosen editions, what was typeset for them, and how many pages each has.

    The reading edition is made first, since the others name its pages; those without pages are made
    while workers typeset.
    """
    zine, made = prepared.zine, dict[str, bytes]()
    first, leaves = _reading(prepared, press, choice)
    _make(zine, EDITIONS[READING], press, made, leaves, UNKNOWN)
    locators = _locators(zine, leaves, made[READING], press.layout)
    others = [edition for edition in chosen if edition.name != READING]
    flat = [partial(_make, zine, each, press, made, (), locators)
            for each in others if not each.style]  # fmt: skip
    second = plan(zine, others, press, locators)
    found = second.done(flat)
    for name, pages in found.items():
        _make(zine, EDITIONS[name], press, made, pages, locators)
    found[READING] = leaves
    counts = {
        each.name: sum(len(leaf.shown) for leaf in found[each.name])
        for each in chosen if each.style
    }  # fmt: skip
    return made, (first, second), counts


def _reading(prepared: Prepared, press: Press, choice: Choice) -> tuple[Work, tuple[Leaf, ...]]:
    """The pages of the reading edition, with their numbers: those of the full edition."""
    front = prepared.zine.front_pages
    work = plan(prepared.zine, [EDITIONS[READING]], press)
    leaves = work.done()[READING]
    if choice.without:
        full = _assembled(prepared.manuscript, press, replace(choice, without=()))
        there = plan(full.zine, [EDITIONS[READING]], press).done()[READING]
        leaves = as_in(leaves, numbered(there, front))
    return work, numbered(leaves, front)


def _locators(zine: Zine, leaves: tuple[Leaf, ...], pdf: bytes, layout: Layout) -> Locators:
    """The pages of the reading edition, and which PDF that is."""
    words = words_for(zine.language)
    digest = hashlib.sha256(pdf).hexdigest()
    source = words.say(
        "page-source", title=zine.full_title, day=zine.date.isoformat(), digest=digest
    )
    spelled = {section.name: layout.spelled(section) for section in zine.sections}
    return locators_of(leaves, spelled, source)


def _files(
    prepared: Prepared,
    chosen: list[Edition],
    made: Mapping[str, bytes],
    pages: Mapping[str, int],
    press: Press,
    choice: Choice,
) -> dict[str, bytes]:
    """The finished files by name, checked. Raises `ZineError` where one breaks a promise."""
    tail = _tail(choice)
    stem = f"{prepared.manuscript.recipe.file_name}{tail}"
    files = {f"{stem}{edition.ending}": made[edition.name] for edition in chosen}
    problems = [p for name, content in files.items() for p in check_finished(name, content)]
    if problems:
        raise ZineError(problems)
    notes = {CONTENT_NOTES.replace(".", f"{tail}."): content_notes_json(prepared.zine)}
    said = manifest(
        prepared.manuscript, prepared.zine, chosen, files, notes, pages, press.layout.fonts
    )
    return files | notes | {MANIFEST.replace(".", f"{tail}."): said}


def _tail(choice: Choice) -> str:
    """What the names of files say of topics that are left out."""
    named = [_in_ascii(topic) for topic in choice.without]
    return "-".join(["-without", *named]) if named else ""


def _in_ascii(topic: str) -> str:
    """A topic as the name of a file has it; digits of a digest where it has no such letters."""
    plain = re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")
    return plain or hashlib.sha256(topic.encode()).hexdigest()[:6]


def notes_in(folder: Path, press: Press) -> tuple[PostNotes, ...]:
    """The content notes of every post in the order, decided and suggested.

    Raises `ZineError` where a post or the recipe cannot be read.
    """
    manuscript = read_manuscript(folder)
    errors = [problem for problem in manuscript.problems if problem.level == "error"]
    if manuscript.unread or not manuscript.posts:
        raise ZineError(errors)
    chapters = chapters_of(manuscript, partial(_prose, press.cache))
    return tuple(notes_of(chapter, _suggested(press.cache, chapter)) for chapter in chapters)


def order_of(folder: Path, press: Press) -> tuple[Prepared, tuple[Leaf, ...]]:
    """The zine with the pages of every section in the reading edition."""
    press.workers.start()
    prepared = prepare(folder, press)
    return prepared, _reading(prepared, press, BUILD)[1]


def _modified() -> datetime.datetime | None:
    """SOURCE_DATE_EPOCH as a date in UTC; the clock is never asked."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        what, fix = f"“{epoch}” is no number of seconds", "Write seconds since 1970, or unset it"
        raise ZineError([Problem("SOURCE_DATE_EPOCH", None, "date", what, fix)]) from None


# --- editions


def _make(
    zine: Zine,
    edition: Edition,
    press: Press,
    made: dict[str, bytes],
    leaves: tuple[Leaf, ...],
    locators: Locators,
) -> None:
    pictures = fitted_for(zine, edition, press) if not edition.style else {}
    part = partial(_part, press.cache)
    made[edition.name] = edition.make(
        Material(zine, press.layout, pictures, leaves, part, locators)
    )


def _part(cache: Cache, file: FontFile, glyphs: tuple[int, ...]) -> bytes:
    """The part of a font, from the cache where the same glyphs were asked for before."""
    asked = f"font\0{code_of('zinewright.fonts')}\0{file.digest}\0{glyphs}"
    key = hashlib.sha256(asked.encode()).hexdigest()
    if held := cache.get(key):
        return held
    made = part_of(file, glyphs)
    cache.put(key, made)
    return made


def _prose(cache: Cache, post: Post, posts: frozenset[str], language: str) -> Prose:
    """The text of a post, from the cache where the same text was converted before."""
    asked = (
        code_of(*PROSE_CODE),
        post.name,
        post.where,
        post.text,
        post.first_line,
        sorted(posts),
        language,
    )
    key = hashlib.sha256(b"prose\0" + msgspec.msgpack.encode(asked)).hexdigest()
    with contextlib.suppress(msgspec.MsgspecError):
        if held := cache.get(key):
            return msgspec.msgpack.decode(held, type=Prose)
    made = prose(post, posts, language)
    cache.put(key, msgspec.msgpack.encode(made))
    return made


def _meaning(store: Cache, chapter: Chapter) -> Meaning:
    """What is read of a text, from the cache where the same text was read before."""
    return Meaning(_suggested(store, chapter), _kept(store, "remarks", chapter, _remarks, Remarks))


def _suggested(store: Cache, chapter: Chapter) -> tuple[Suggestion, ...]:
    return _kept(store, "suggestions", chapter, found_in, Suggestions)


def _remarks(chapter: Chapter) -> tuple[Problem, ...]:
    return tuple(remarks(chapter))


def _kept(
    store: Cache, name: str, chapter: Chapter, made_of: Callable[[Chapter], T], form: type[T]
) -> T:
    """What is made of a chapter’s text, from the cache where it was made before."""
    asked = (
        code_of(*MEANING_CODE), _said_in_files(), name, chapter.post.where, chapter.title,
        chapter.language, chapter.post.summary,
        [passage.sentence for passage in chapter.passages], chapter.prose.paragraphs,
    )  # fmt: skip
    key = hashlib.sha256(b"meaning\0" + msgspec.msgpack.encode(asked)).hexdigest()
    with contextlib.suppress(msgspec.MsgspecError):
        if held := store.get(key):
            return msgspec.msgpack.decode(held, type=form)
    made = made_of(chapter)
    store.put(key, msgspec.msgpack.encode(made))
    return made
