"""Plan → run → publish: which sections have to be typeset, and everything that follows.

A build reads the manuscript, plans a job for each section of each edition with pages, takes from
the cache what was typeset before, hands the rest to worker processes, makes the editions, checks
them, and puts the whole set into place.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from zinewright.assemble.selection import chapters_of, selection_of
from zinewright.assemble.zine import BUILD, Choice, assemble
from zinewright.bind.book import Leaf
from zinewright.checks import check_finished
from zinewright.checks.ink import Ledger, Looking, ledger_of
from zinewright.editions import EDITIONS, LARGE_PRINT
from zinewright.editions.content_notes import CONTENT_NOTES, content_notes_json
from zinewright.editions.edition import Edition
from zinewright.layout.based_on import is_ours
from zinewright.layout.choose import accent_problems, layout_of
from zinewright.layout.layout import Layout, plain
from zinewright.layout.missing_glyphs import unshown_in
from zinewright.layout.properties import faces_in
from zinewright.limits import SECONDS, in_bounds
from zinewright.manuscript.folder import Manuscript, read_manuscript
from zinewright.manuscript.posts import Post
from zinewright.manuscript.resources.choose import Served
from zinewright.model import Zine
from zinewright.press.beside import done_beside
from zinewright.press.find_line import with_lines
from zinewright.press.jobs import OF_TEXTS, Press
from zinewright.press.make import Made, make, reading_pages
from zinewright.press.typesetting import tried
from zinewright.problems import Problem, Unprintable, ZineError, by_place
from zinewright.prose.chapter import Chapter
from zinewright.prose.convert import Prose, prose
from zinewright.publish.manifest import manifest
from zinewright.publish.ownership import MANIFEST, refuse_others
from zinewright.publish.released import home_of
from zinewright.publish.swap import finish, publish
from zinewright.review.matrix import PostNotes, notes_of
from zinewright.review.read_closely import Meaning, found_in, notes_on, remarks, unread_in
from zinewright.review.suggest.scan import Evidence, Suggestion
from zinewright.sealed import Keep

LESS = "Take out what repeats itself, or make several posts of it"
A_BOOK = 500_000  # letters
T = TypeVar("T")
Suggestions, Remarks = tuple[Suggestion, ...], tuple[Problem, ...]


@dataclass(frozen=True)
class Built:
    """What a build put into the folder `out`.

    `typeset` counts the sections that were typeset anew, of `sections`. `stopped` are editions that
    were asked for and could not be made of what people wrote, for the reasons in `unprintable`.
    """

    zine: Zine
    out: Path
    files: tuple[str, ...]
    pages: Mapping[str, int]
    typeset: int
    sections: int
    warnings: tuple[Problem, ...]
    stopped: tuple[str, ...] = ()
    unprintable: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A manuscript, the zine made from it, and the layout of that."""

    manuscript: Manuscript
    zine: Zine
    layout: Layout
    warnings: tuple[Problem, ...]


def prepare(folder: Path, press: Press, choice: Choice = BUILD) -> Prepared:
    """Read and assemble. Raises `ZineError` with everything that is wrong."""
    press.take_up(folder)
    return assembled(read_manuscript(folder, press.keep), press, choice)


def assembled(manuscript: Manuscript, press: Press, choice: Choice = BUILD) -> Prepared:
    """The zine of a manuscript that was read. Raises `ZineError` with everything that is wrong."""
    press.take_up(manuscript.folder)
    layout, wrong = _layout(manuscript, press)
    if wrong:
        manuscript = replace(manuscript, problems=(*manuscript.problems, *wrong))
    choice = replace(choice, faces=faces_in(layout.properties()))
    convert = partial(_prose, press.keep)
    read = partial(_meaning, press.keep)
    zine, warnings = assemble(
        manuscript, manuscript.picture, _modified(), convert, choice, read, press.keep
    )
    return Prepared(manuscript, zine, layout, warnings)


def _layout(manuscript: Manuscript, press: Press) -> tuple[Layout, tuple[Problem, ...]]:
    """The layout of a zine, and everything that is wrong with it; one of ours is right.

    Where it is wrong, nothing will be made of the zine, and it has the plain layout meanwhile.
    """
    try:
        layout = layout_of(manuscript.folder, manuscript.recipe.layout, press.layout)
    except ZineError as error:
        return plain(), error.problems
    if is_ours(layout.folder):
        layout = press.met(layout)
        return layout, accent_problems(manuscript.folder, layout, manuscript.recipe.accent)
    from zinewright.layout.slips import slips  # which loads templates and readers of styles

    wrong = slips(layout)
    if wrong and (layout.source.problems or any(each.rule == "font" for each in wrong)):
        return plain(), wrong
    layout = press.met(layout)
    wrong += tried(layout, press)
    wrong += accent_problems(manuscript.folder, layout, manuscript.recipe.accent)
    return (plain(), by_place(wrong)) if wrong else (layout, ())


def build(
    source: Manuscript | Path,
    out: Path | None,
    press: Press,
    editions: tuple[str, ...] = (),
    choice: Choice = BUILD,
) -> Built:
    """Make the editions (all of them, unless named) of a manuscript, or that in a folder.

    They go into the folder `out`, or the zine's own in `build/`, apart for drafts and releases.
    Raises `ZineError` with every problem; what stood in `out` is then as it was.
    """
    press.will_typeset = True
    press.take_up(source.folder if isinstance(source, Manuscript) else source)
    if out is not None:
        finish(out)  # whatever becomes of this build
    manuscript = source if isinstance(source, Manuscript) else read_manuscript(source, press.keep)
    out = out or home_of(manuscript, release=choice.release)
    refuse_others(out, manuscript.recipe.identity, release=choice.release)
    finish(out)
    prepared, made, files = _made(manuscript, press, editions, choice)
    publish(files, out)
    press.lay_down()
    names = tuple(str(out / name) for name in files)
    return Built(
        prepared.zine, out, names, made.pages, made.typeset, made.sections,
        (*prepared.warnings, *made.warnings),
        tuple(name for name in editions or EDITIONS if name in made.stopped),
        made.stopping,
    )  # fmt: skip


def examine(
    folder: Path, press: Press, choice: Choice = BUILD, *, quick: bool = False
) -> tuple[Problem, ...]:
    """The warnings of a build that is made whole, and thrown away, and what would stop print.

    A quick one makes no editions. Raises `ZineError` with everything for which a build, or a
    release, would be refused.
    """
    if quick:
        prepared = prepare(folder, press, choice)
        return (*prepared.warnings, *unprintable_in(prepared))
    press.will_typeset = True
    press.take_up(folder)
    prepared, made, _ = _made(read_manuscript(folder, press.keep), press, (), choice)
    return (*prepared.warnings, *made.warnings, *made.stopping)


def unprintable_in(prepared: Prepared) -> tuple[Problem, ...]:
    """The letters that no face shows, all at once."""
    zine, layout = prepared.zine, prepared.layout
    found = [(each, layout.unshown(each)) for each in (*zine.sections, *zine.pocket)]
    return unshown_in(found, prepared.manuscript)


def _made(
    manuscript: Manuscript, press: Press, editions: tuple[str, ...], choice: Choice
) -> tuple[Prepared, Made, dict[str, bytes]]:
    """The zine, its editions, and the finished files by name, checked."""
    prepared = assembled(manuscript, press, choice)
    unprintable = unprintable_in(prepared)
    if unprintable and not choice.release:
        prepared = assembled(manuscript, press, choice := replace(choice, printable=False))
    chosen = [EDITIONS[name] for name in editions or EDITIONS]
    name = f"{manuscript.recipe.file_name}{_tail(choice)}"
    full = _full(prepared, press, choice)
    if choice.release and unprintable:
        raise ZineError(unprintable)
    try:
        made = make(prepared.zine, full, prepared.layout, chosen, press, name, unprintable)
        left = [edition for edition in chosen if edition.name not in made.stopped]
        if made.stopped and (choice.release or not left):
            raise ZineError(made.stopping)
        return prepared, made, _files(prepared, left, made, press, choice)
    except ZineError as error:
        raise type(error)(with_lines(error.problems, manuscript.posts)) from None


def _full(prepared: Prepared, press: Press, choice: Choice) -> Zine:
    """The zine with all that an edition leaves out, whose page numbers it keeps."""
    if not choice.without:
        return prepared.zine
    return assembled(prepared.manuscript, press, replace(choice, without=())).zine


def _files(
    prepared: Prepared,
    chosen: list[Edition],
    made: Made,
    press: Press,
    choice: Choice,
) -> dict[str, bytes]:
    """The finished files by name, checked. Raises `ZineError` where one breaks a promise."""
    tail = _tail(choice)
    stem = f"{prepared.manuscript.recipe.file_name}{tail}"
    files = {f"{stem}{edition.ending}": made.files[edition.name] for edition in chosen}
    inks = {f"{stem}{ending}": content for ending, content in made.also.items()}
    named = zip(chosen, files.items(), strict=True)
    whole = [_Finished(name, content, edition.name) for edition, (name, content) in named]
    plates = [_Finished(name, content, is_plate=True) for name, content in inks.items()]
    if problems := _problems_of((*whole, *plates), made, press, prepared.zine):
        raise ZineError(problems)
    notes = inks | {CONTENT_NOTES.replace(".", f"{tail}."): content_notes_json(prepared.zine)}
    said = manifest(
        prepared.manuscript, prepared.zine, prepared.layout, chosen, files, notes, made.pages,
        tuple(dict.fromkeys((*prepared.layout.fonts, *made.fonts))), choice.notes,
    )  # fmt: skip
    return files | notes | {MANIFEST.replace(".", f"{tail}."): said}


@dataclass(frozen=True)
class _Finished:
    """A finished file, and the edition that it is, or whose plate."""

    name: str
    content: bytes
    edition: str = ""
    is_plate: bool = False


def _problems_of(
    files: Sequence[_Finished], made: Made, press: Press, zine: Zine
) -> tuple[Problem, ...]:
    """What is wrong with finished files, in their order.

    Large print has pages that no other file has, so it is looked at beside them.
    """
    large = [file for file in files if file.edition == LARGE_PRINT]
    others = [file for file in files if file.edition != LARGE_PRINT]
    found: dict[str, tuple[Problem, ...]] = {}
    with ledger_of(press.store, zine) as ledger:
        works = [partial(_checked, group, made, ledger) for group in (large, others) if group]
        count = press.jobs if press.executor is None else 1
        for problems, learned in done_beside(works, count):
            found |= problems
            ledger.add(learned)
    return tuple(problem for file in files for problem in found[file.name])


def _checked(
    files: Iterable[_Finished], made: Made, ledger: Ledger
) -> tuple[dict[str, tuple[Problem, ...]], Ledger]:
    """What is wrong with each of some files, and the ledger, which then knows their pages."""
    found = {}
    for file in files:
        looking = Looking(made.whose.get(file.edition, ()), ledger, file.is_plate)
        found[file.name] = check_finished(file.name, file.content, looking)
    return found, ledger


def _tail(choice: Choice) -> str:
    """What the names of files say of topics that are left out."""
    named = [_in_ascii(topic) for topic in choice.without]
    return "-".join(["-without", *named]) if named else ""


def _in_ascii(topic: str) -> str:
    """A topic as the name of a file has it; digits of a digest where it has no such letters."""
    plain = re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")
    return plain or hashlib.sha256(topic.encode()).hexdigest()[:6]


def notes_in(source: Manuscript | Path, press: Press) -> tuple[PostNotes, ...]:
    """The content notes of every post in the order, decided and suggested.

    Raises `ZineError` where a post or the recipe cannot be read.
    """
    press.take_up(source.folder if isinstance(source, Manuscript) else source)
    manuscript = source if isinstance(source, Manuscript) else read_manuscript(source, press.keep)
    errors = [problem for problem in manuscript.problems if problem.level == "error"]
    if manuscript.unread or not manuscript.posts:
        raise ZineError(errors)
    chapters = chapters_of(manuscript, partial(_prose, press.keep), press.keep)
    keep = press.keep
    return tuple(notes_of(c, _suggested(keep, c), _unread(keep, c)) for c in chapters)


def support_of(manuscript: Manuscript, press: Press) -> tuple[tuple[Chapter, ...], Served]:
    """The chapters of a manuscript, and the places of support that a build would list for them."""
    press.take_up(manuscript.folder)
    content = selection_of(manuscript, partial(_prose, press.keep), press.keep)
    return content.chapters, content.served


def order_of(folder: Path, press: Press) -> tuple[Prepared, tuple[Leaf, ...]]:
    """The zine with the pages of every section in the reading edition; without, if it has none."""
    press.will_typeset = True
    prepared = prepare(folder, press)
    try:
        return prepared, reading_pages(prepared.zine, prepared.zine, prepared.layout, press)
    except Unprintable:
        return prepared, ()


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


# --- what was made before


def _prose(keep: Keep, post: Post, posts: frozenset[str], language: str) -> Prose:
    """The text of a post, converted."""
    asked = (post.name, post.where, post.text, post.first_line, sorted(posts), language)

    def made() -> Prose:
        with in_bounds(post.where, post.first_line, LESS, _seconds(post)):
            return prose(post, posts, language)

    return keep(OF_TEXTS, asked, Prose, made)


def _seconds(post: Post) -> float:
    """For how long a text may be read: a whole book has twice the time."""
    return SECONDS * (1 + min(1.0, len(post.text) / A_BOOK))


def _meaning(keep: Keep, chapter: Chapter) -> Meaning:
    """What is read of a text."""
    return Meaning(_suggested(keep, chapter), _of_text(keep, "remarks", chapter, _remarks, Remarks))


def _suggested(keep: Keep, chapter: Chapter) -> tuple[Suggestion, ...]:
    return _of_text(keep, "suggestions", chapter, found_in, Suggestions)


def _unread(keep: Keep, chapter: Chapter) -> tuple[Evidence, ...]:
    return _of_text(keep, "unread", chapter, unread_in, tuple[Evidence, ...])


def _remarks(chapter: Chapter) -> tuple[Problem, ...]:
    return tuple(remarks(chapter))


def _of_text(
    keep: Keep, name: str, chapter: Chapter, made_of: Callable[[Chapter], T], form: type[T]
) -> T:
    """What is made of a chapter’s text."""
    asked = (
        chapter.post.where, chapter.title, chapter.language, chapter.post.title,
        chapter.post.title_line, tuple(notes_on(chapter)), chapter.prose.paragraphs,
        chapter.prose.alts,
    )  # fmt: skip

    def made() -> T:
        where, line = chapter.post.where, chapter.post.first_line
        with in_bounds(where, line, LESS, _seconds(chapter.post)):
            return made_of(chapter)

    return keep(f"zinewright.review.read_closely {name}", asked, form, made)
