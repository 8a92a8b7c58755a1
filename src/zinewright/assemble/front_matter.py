"""What stands before the posts: title page, content notes, contents; and the imprint behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from zinewright.assemble.markup import (
    E,
    address_words,
    around,
    body,
    page_of,
    piece,
    section_title,
    to_contact,
    tongue,
)
from zinewright.assemble.omit import NOTHING, LeftOut
from zinewright.assemble.parts import Opening
from zinewright.assemble.told.by_topic import by_topic, summed_up
from zinewright.assemble.told.note_sentences import said_of_others, said_of_passages
from zinewright.bidi import isolated
from zinewright.body import Element
from zinewright.languages.words import Words
from zinewright.manuscript.content_notes import Status
from zinewright.model import FIRST, Section, direction_of
from zinewright.particulars import Cover, Particulars
from zinewright.prose.chapter import Chapter, told_first

ATKINSON = ("Atkinson Hyperlegible",)  # of which more is told than its name
UNNOTED: tuple[Status, ...] = ("unreviewed", "unsaid", "none")
UNKNOWN: tuple[Status, ...] = ("unreviewed", "unsaid")


def title_page(
    particulars: Particulars, words: Words, draft: tuple[str, ...] = (), left_out: LeftOut = NOTHING
) -> Section:
    parts = [section_title("title-page", particulars.title)]
    spoken = tongue(words.language, particulars.language)
    if particulars.subtitle:
        parts.append(E.p({"class": "subtitle"}, particulars.subtitle))
    if particulars.authors:
        by = words.say("by", authors=words.listed(particulars.authors))
        parts.append(E.p({"class": "authors"} | spoken, by))
    if left_out.topics:
        said = words.say("left-out", topics=words.listed(left_out.labels))
        parts.append(E.p({"class": "left-out"} | spoken, said))
    if draft:
        said = f"{words.say('draft')} · {words.day(particulars.date)}"
        parts.append(E.p({"class": "draft"} | spoken, said))
    title, language = particulars.title, particulars.language
    direction = direction_of(language)
    return Section("title-page", "title-page", title, language, body(*parts), direction=direction)


def content_notes(
    chapters: tuple[Chapter, ...], has_support: bool, words: Words, *, full: bool = False
) -> Section:
    """What notes are, how to take a break, and the ways to the first piece and to support.

    The contents say what each chapter holds; what is the same for all stands here. With `full`, a
    table of topics and of the chapters in which they come up stands behind.
    """
    title = words.say("notes-title")
    has_topics = any(chapter.topics for chapter in chapters)
    parts = [
        section_title("content-notes", title),
        *_way_to_first(chapters, words),
        E.p(words.say("notes-lead" if has_topics else "notes-lead-bare")),
        E.p(words.say("notes-break")),
        *(_said_of_all(UNNOTED, chapters, words) if len(chapters) > 1 else ()),
        *([way_to_support(words)] if has_support else []),
        *(by_topic(chapters, words) if full else ()),
    ]
    return Section("content-notes", "content-notes", title, words.language, body(*parts))


def _way_to_first(chapters: tuple[Chapter, ...], words: Words) -> Iterator[Element]:
    """The first link of a zine, for those who want to be told nothing else first."""
    if chapters:
        link = E.a({"href": f"#{FIRST}"}, words.say("start"), page_of(FIRST, words))
        yield E.p({"class": "start"}, link)


def told_once(chapters: tuple[Chapter, ...]) -> frozenset[str]:
    """What the notes in front say for all chapters for which it holds, and those before these do
    not say again."""
    return frozenset({"unreviewed"} | ({"unsaid"} & _shared(chapters)))


def _shared(chapters: tuple[Chapter, ...]) -> frozenset[Status]:
    """What is known of the notes of several chapters, but for what they hold."""
    counted = Counter(chapter.notes.status for chapter in chapters if not chapter.passages)
    return frozenset(status for status in UNNOTED if counted[status] > 1)


def _said_of_all(
    statuses: tuple[Status, ...], chapters: tuple[Chapter, ...], words: Words
) -> Iterator[Element]:
    """What is the same for all chapters, and how many pieces cannot be spoken of."""
    counted, total = Counter(chapter.notes.status for chapter in chapters), len(chapters)
    for status in statuses:
        if counted[status] == total > 0:
            yield E.p(words.say(f"notes-all-{status}"))
        elif counted[status] > 1 and status in UNKNOWN:
            yield E.p(words.say(f"notes-count-{status}", count=counted[status], total=total))


def way_to_support(words: Words) -> Element:
    before, _, after = words.say("notes-support", link="\0").partition("\0")
    link = E.a({"href": "#support"}, words.say("resources-title"))
    return E.p(before, link, page_of("support", words), after)


def what_is_said(chapter: Chapter, counted: Counter[Status], words: Words) -> Iterator[str]:
    """The main topics of a chapter; the note before it says how much there is, and what else."""
    notes = chapter.notes
    if notes.status == "noted":
        named, rest = told_first(notes.told)
        labels = words.several(chapter.labels(note.topic for note in named))
        topics = words.say("passage-more", topics=labels) if rest else labels
        yield f"{topics[:1].upper()}{topics[1:]}."
    elif not chapter.passages and 1 <= counted[notes.status] < max(2, counted.total()):
        is_counted = notes.status == "unreviewed" and counted[notes.status] > 1
        yield words.say("not-reviewed" if is_counted else f"notes-{notes.status}")
    if chapter.passages:
        yield said_of_passages(chapter, words)
        yield from said_of_others(chapter, words)


def _entry_line(name: str, title: str, language: str, words: Words) -> Element:
    attributes = {"href": f"#{name}"} | tongue(language, words.language)
    page = E.span({"data-page-of": name, "class": "page"}, " ")
    return E.p({"class": "part"}, E.a(attributes, title), page)


def contents(
    particulars: Particulars,
    chapters: tuple[Chapter, ...],
    behind: tuple[Section, ...],
    words: Words,
    notes: str = "standard",
    left_out: LeftOut = NOTHING,
    opened: tuple[Opening, ...] = (),
) -> Section:
    """Every part with its page, and what is told of each chapter before one reads it.

    An author stands there where the whole zine's are others, a summary where no note before the
    chapter says it.
    """
    title, told = words.say("contents-title"), notes in ("standard", "full")
    counted = Counter(chapter.notes.status for chapter in chapters) if told else None
    entries = list(_entries(chapters, particulars.authors, words, counted, opened))
    entries += [
        E.li({"class": "entry"}, _entry_line(s.name, s.title, s.language, words))
        for s in behind
        if s.kind != "back-cover"
    ]
    has_support = any(section.name == "support" for section in behind)
    parts = [section_title("contents", title)]
    if left_out.topics:
        said = words.say(
            "left-out-counts",
            topics=words.listed(left_out.labels),
            pieces=left_out.pieces,
            parts=left_out.parts,
        )
        parts.append(E.p({"class": "left-out"}, said))
    if not told:
        parts += _way_to_first(chapters, words)
    if notes == "short":
        parts += _in_short(chapters, words)
        parts += [way_to_support(words)] if has_support else []
    parts.append(E.ol({"class": "contents"}, *entries))
    return Section("contents", "contents", title, words.language, body(*parts))


def _entries(
    chapters: tuple[Chapter, ...],
    usual: tuple[str, ...],
    words: Words,
    counted: Counter[Status] | None,
    opened: tuple[Opening, ...],
) -> Iterator[Element]:
    """An entry for each chapter, or for a part, which holds those of its chapters."""
    within = {name: opening for opening in opened for name in opening.posts}
    division, held = E.li(), E.ol()
    for chapter in chapters:
        entry, name = _chapter_entry(chapter, usual, words, counted), chapter.post.name
        opening = within.get(name)
        if opening is None:
            yield entry
            continue
        if name == opening.posts[0]:
            made, held = opening.section, E.ol({"class": "contents"})
            line = _entry_line(made.name, made.title, made.language, words)
            division = E.li({"class": "entry division"}, line, held)
        held.append(entry)
        if name == opening.posts[-1]:
            yield division


def _in_short(chapters: tuple[Chapter, ...], words: Words) -> Iterator[Element]:
    """A sentence on what a zine holds, and how many pieces it cannot speak of."""
    if topics := summed_up(chapters, words):
        yield E.p({"class": "status"}, words.say("contents-notes", topics=topics))
    yield from _said_of_all(UNKNOWN, chapters, words)
    yield E.p(words.say("notes-break"))


def _chapter_entry(
    chapter: Chapter, usual: tuple[str, ...], words: Words, counted: Counter[Status] | None
) -> Element:
    """The entry of a chapter, with its notes where those of all chapters are `counted`."""
    entry = E.li({"class": "entry"}, _entry_line(
        chapter.post.name, chapter.title, chapter.language, words))  # fmt: skip
    if chapter.post.authors and chapter.post.authors != usual:
        entry.append(E.p({"class": "byline"}, words.listed(chapter.post.authors)))
    if chapter.summary and (counted is None or chapter.notes.status != "noted"):
        attributes = {"class": "summary"} | tongue(chapter.language, words.language)
        entry.append(E.p(attributes, chapter.summary))
    if said := " ".join(what_is_said(chapter, counted, words) if counted else ()):
        entry.append(E.p({"class": "status"}, said))
    return entry


def imprint(
    particulars: Particulars,
    chapters: tuple[Chapter, ...],
    words: Words,
    draft: tuple[str, ...] = (),
    faces: tuple[str, ...] = (),
) -> Section:
    title = words.say("imprint-title")
    parts = [section_title("imprint", title), *_facts(particulars, words)]
    if particulars.cover.picture:
        parts.append(_on_cover(particulars.cover, words, particulars.language))
    sources = sorted((c.title, c.post.source, c.language) for c in chapters if c.post.source)
    if sources:
        parts.append(E.h2({"id": "imprint--sources"}, words.say("imprint-sources")))
        parts.append(E.ul(*(_source(*source, words) for source in sources)))
    licences = tuple(_licences(particulars, chapters, words))
    if licences:
        parts.append(E.h2({"id": "imprint--licences"}, words.say("imprint-licences")))
        parts.append(E.ul(*licences))
    if faces in ((), ATKINSON):
        parts.append(E.p(words.say("imprint-made")))
    else:
        parts.append(E.p(words.say("imprint-made-in", faces=words.listed(faces))))
    if draft:
        parts.append(E.h2({"id": "imprint--draft"}, words.say("imprint-draft")))
        parts.append(E.p(words.say("imprint-draft-lead")))
        parts.append(E.ul(*(E.li(reason) for reason in draft)))
    return Section("imprint", "imprint", title, words.language, body(*parts))


def _on_cover(cover: Cover, words: Words, language: str) -> Element:
    """What the picture on the cover shows, for those who cannot see it, and who made it."""
    key = "imprint-cover-by" if cover.credit else "imprint-cover"
    shown = piece(cover.alt.strip().rstrip("."), language, words.language)
    return E.p({"class": "fact"}, *around(words.say(key, alt="\0", credit=cover.credit), shown))


def _licences(
    particulars: Particulars, chapters: tuple[Chapter, ...], words: Words
) -> Iterator[Element]:
    """The licences of pieces that are not that of the zine, each said once of all that have it."""
    own = [c for c in chapters if c.post.licence not in ("", particulars.licence)]
    pieces: dict[str, list[Chapter]] = {}
    for chapter in sorted(own, key=lambda c: (c.title, c.post.licence)):
        pieces.setdefault(chapter.post.licence, []).append(chapter)
    if len(pieces) == 1 and len(own) == len(chapters) > 1:
        yield E.li(words.say("imprint-piece-all", licence=own[0].post.licence))
        return
    most = max(pieces, key=lambda licence: len(pieces[licence]), default="")
    is_most = len(pieces.get(most, ())) * 2 > len(chapters)
    are_others = is_most and len(pieces) > 1 and len(own) == len(chapters)
    for licence, named in pieces.items():
        if not are_others or licence != most:
            yield _licence(licence, named, words)
    if are_others:
        yield E.li(words.say("imprint-piece-others", licence=most))


def _licence(licence: str, chapters: list[Chapter], words: Words) -> Element:
    between = words.between(tuple(chapter.title for chapter in chapters))
    said = words.say("imprint-piece", titles=between.join("\0" for _ in chapters), licence=licence)
    before, *behind = said.split("\0")
    named = (piece(chapter.title, chapter.language, words.language) for chapter in chapters)
    return E.li(before, *chain.from_iterable(zip(named, behind, strict=True)))


def _facts(particulars: Particulars, words: Words) -> list[Element]:
    day = words.day(particulars.date)
    direction = direction_of(particulars.language)
    titles = filter(None, (particulars.title, particulars.subtitle))
    named = ": ".join(isolated(text, direction) for text in titles)
    facts = [named]
    if particulars.authors:
        facts.append(words.say("imprint-by", authors=words.listed(particulars.authors)))
    if particulars.publisher:
        facts.append(words.say("imprint-publisher", publisher=particulars.publisher, day=day))
    else:
        facts.append(words.say("imprint-published", day=day))
    if particulars.licence and not particulars.has_back_cover:
        facts.append(words.say("imprint-licence", licence=particulars.licence))
    made = [E.p(fact) for fact in facts]
    made[0].attrib.update(tongue(particulars.language, words.language))
    if particulars.contact:
        made.append(to_contact(particulars.contact, words.say("imprint-contact", contact="\0")))
    made.append(E.p(words.say("imprint-identifier", identifier=particulars.identifier)))
    for fact in made:
        fact.set("class", "fact")
    return made


def _source(title: str, url: str, language: str, words: Words) -> Element:
    before, _, behind = words.say("imprint-source", title="\0", link="\1").partition("\0")
    between, _, behind = behind.partition("\1")
    link = E.a({"href": url}, address_words(url))
    return E.li(before, piece(title, language, words.language), between, link, behind)
