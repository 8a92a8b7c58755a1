"""A chapter → its section: told of before it begins, with a way round.

Law: a noted chapter or passage is told of before it, with a way round that says where it lands and
one sentence on what is missed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from zinewright.assemble.contributors import NOBODY, said_by
from zinewright.assemble.foot_notes import feet
from zinewright.assemble.markup import E, around, page_of, piece, section_title, tongue, turned
from zinewright.assemble.told.note_sentences import said_before, said_of_experience, said_of_notes
from zinewright.assemble.told.taken_over import heading_of, taken_over
from zinewright.bidi import isolate_in
from zinewright.body import HEADINGS, Body, Element, parsed, serialized
from zinewright.languages.words import Words
from zinewright.manuscript.content_notes import STATED
from zinewright.manuscript.posts import Post
from zinewright.model import Section, Told, direction_of
from zinewright.prose.chapter import Chapter, ranked, weight_of
from zinewright.prose.normalize import Passage
from zinewright.prose.quotes import curled
from zinewright.review.reviewed import review_of

MOST_EXACT = 10  # words of a passage that are counted


@dataclass(frozen=True)
class NearestHelp:
    """Where a reader of a chapter finds help: the name of the place, and its id in the zine."""

    name: str
    id: str


@dataclass(frozen=True)
class _Framing:
    """What stands before a chapter, besides what it is about; `people` leads to biographies."""

    following: str
    told: bool
    support: NearestHelp | None
    once: Collection[str]
    people: Mapping[str, str]


def chapter_section(
    chapter: Chapter,
    following: str,
    words: Words,
    *,
    told: bool = True,
    support: NearestHelp | None = None,
    once: Collection[str] = (),
    foot: int = 0,
    people: Mapping[str, str] = NOBODY,
) -> Section:
    """The section of a chapter; `following` is the section where the way round it lands.

    `told` says whether notes stand before it and before its passages; where they do, they take the
    place of a warning of the author's own that says the same. A status in `once` is told at the
    front, for all chapters together. Notes of so many words as the `foot` of a page has room for
    stand there. `people` has the id of the biography of each author who has one, by their name.
    """
    post, ways = chapter.post, _Framing(following, told, support, once, people)
    kept = _kept(chapter, ways)
    return Section(
        name=post.name,
        kind=post.kind,
        title=chapter.title,
        language=chapter.language,
        body=_body_of(chapter, kept, ways, words),
        source=post.where,
        direction=post.direction or direction_of(chapter.language),
        told=tuple(_told(chapter)),
        review=review_of(chapter),
        weight=weight_of(chapter.notes.told, chapter.passages),
        words=kept.prose.words,
        whole=_whole_of(chapter.whole, ways, words) if chapter.whole else None,
        left_out=chapter.left_out,
        feet=feet(chapter, foot),
    )


def _kept(chapter: Chapter, ways: _Framing) -> Chapter:
    """The chapter without a warning that the note before it says as well."""
    return taken_over(chapter) if ways.told else chapter


def _whole_of(full: Chapter, ways: _Framing, words: Words) -> Body:
    """What pages are set from where an edition leaves passages out."""
    return _body_of(full, _kept(full, ways), ways, words)


def _body_of(full: Chapter, chapter: Chapter, ways: _Framing, words: Words) -> Body:
    """The text of a chapter, of which `full` has all that its author wrote."""
    post = chapter.post
    root = parsed(chapter.prose.xhtml)
    places = _places_in(root)
    for passage in chapter.passages if ways.told else ():
        _announce(*places[passage.id], passage, chapter, words)
    root.insert(0, section_title(post.name, chapter.title))
    place = 1
    byline = _byline(post, chapter.language, ways.people, words)
    if byline is not None:
        root.insert(place, byline)
        place += 1
    notice = _notice(chapter, ways, words) if ways.told else None
    if notice is not None:
        if anchor := heading_of(full, chapter):
            notice[1].set("id", anchor)
        root.insert(place, notice)
    _number_links(root, chapter, words)
    isolate_in(root)
    return Body(serialized(root))


def _number_links(root: Element, chapter: Chapter, words: Words) -> None:
    """Put the number of each link behind it, as “Links and notes” lists it; in no heading."""
    numbers = chapter.link_numbers
    for link in [link for link in root.iter("a") if link.get("href") in numbers]:
        if next(link.iterancestors(*HEADINGS), None) is not None:
            continue
        number = numbers[str(link.get("href"))]
        target = f"#links--{chapter.post.name}--link-{number}"
        reference = E.a(
            {"class": "linkref", "href": target}, words.say("link-number", number=number)
        )
        reference.tail, link.tail = link.tail, None
        link.addnext(reference)


def _byline(post: Post, language: str, people: Mapping[str, str], words: Words) -> Element | None:
    days = [words.day(day) for day in (post.date, post.updated) if day]
    said = words.say("chapter-dates", published=days[0], updated=days[1]) if len(days) > 1 else ""
    when = said or "".join(days)
    by = [*said_by(post.authors, people, words)] if post.authors else []
    if not by and not when:
        return None
    between = [" · "] if by and when else []
    return E.p({"class": "byline"} | tongue(words.language, language), *by, *between, when)


def _told(chapter: Chapter) -> Iterator[Told]:
    label = chapter.vocabulary.label
    for note in chapter.notes.told:
        yield Told(
            note.topic, label(note.topic), chapter.post.name, note.level, note.flags, note.state
        )
    for passage in chapter.passages:
        for note in passage.notes:
            yield Told(note.topic, label(note.topic), passage.id, note.level, note.flags, STATED)


def _notice(chapter: Chapter, ways: _Framing, words: Words) -> Element | None:
    """What a reader is told before a chapter; None where nothing applies."""
    post, notes, passages = chapter.post, chapter.notes, chapter.passages
    said = [*said_before(chapter, ways.once, words)]
    if not said or (notes.status == "none" and not passages):
        return None
    notice = E.section(
        {"class": "notice"} | tongue(words.language, chapter.language),
        E.h2({"id": f"{post.name}--note"}, words.say("chapter-note")),
        *map(E.p, said),
    )
    if notes.status == "noted":
        notice.append(_missed(chapter, words))
    if ways.support is not None and weight_of(notes.told, passages) > 1:
        notice.append(_way_to(ways.support, words))
    if notes.status == "noted":
        notice.append(_way_past(ways.following, words))
    return notice


def _missed(chapter: Chapter, words: Words) -> Element:
    if not chapter.summary:
        return E.p(words.say("chapter-missed-unknown"))
    summary = piece(chapter.summary, chapter.language, words.language)
    return E.p(*around(words.say("chapter-missed", summary="\0"), summary))


def _way_to(support: NearestHelp, words: Words) -> Element:
    """The way to the part of the support pages that fits."""
    before, _, after = words.say("chapter-support", link="\0").partition("\0")
    link = E.a({"href": f"#{support.id}"} | turned(support.name, words.language), support.name)
    return E.p(before, link, page_of(support.id, words), after)


def _way_past(following: str, words: Words) -> Element:
    """The way round a chapter. An edition without pages names what follows it.

    Pages do not: moving a chapter would change the text of the one before it.
    """
    before, _, after = words.say("chapter-skip", following="\0").partition("\0")
    lands = E.span({"data-title-of": following}, words.say("chapter-follows"))
    link = E.a({"href": f"#{following}"}, before, lands, after, page_of(following, words))
    return E.p({"class": "skip"}, link)


def _way_round(said: str, target: str, words: Words) -> Element:
    """A link whose words say where it lands, and the page in print."""
    link = E.a({"href": f"#{target}"}, said, page_of(target, words))
    return E.p({"class": "skip"}, link)


def _announce(
    section: Element, before: int, passage: Passage, chapter: Chapter, words: Words
) -> None:
    """Put a note before a passage, and after it the line where the way round lands.

    `before` is the level of the heading that the passage stands below.
    """
    language, level = chapter.language, before + 1
    labels = chapter.labels(passage.topics)
    landing = words.say(
        "passage-landing" if labels else "passage-landing-untold", topics=_first_two(labels, words)
    )
    missed = piece(curled(passage.sentence, language), language, words.language)
    notice = E.section(
        {"class": "notice"} | tongue(words.language, language),
        E(f"h{min(level, 6)}", {"id": f"{passage.id}-note"}, words.say("passage-note")),
        E.p(_said_of_passage(passage, chapter, words)),
        E.p(*around(words.say("passage-missed", sentence="\0"), missed)),
        _way_round(words.say("passage-skip", landing=landing), passage.end, words),
    )
    end = E.p(
        {"class": "passage-end", "id": passage.end} | tongue(words.language, language), landing
    )
    section.addprevious(notice)
    end.tail, section.tail = section.tail, None
    section.addnext(end)


def _said_of_passage(passage: Passage, chapter: Chapter, words: Words) -> str:
    """What the next part holds, how much of it, and how long the part is."""
    length = _length_of(passage.words, words)
    if not passage.notes:
        return words.say("passage-note-says-untold", length=length)
    said = words.say(
        "passage-note-says",
        length=length,
        said=said_of_notes(ranked(passage.notes), chapter, words),
    )
    return " ".join((said, *said_of_experience(passage.notes, words)))


def _length_of(count: int, words: Words) -> str:
    if count > MOST_EXACT:
        return words.say("passage-length", words=_rounded(count))
    return words.say("passage-length-one" if count == 1 else "passage-length-exact", words=count)


def _first_two(topics: tuple[str, ...], words: Words) -> str:
    """Topics short enough for a line that a link names."""
    if len(topics) < 3:
        return words.several(topics)
    return words.say("passage-more", topics=words.several(topics[:2]))


def _places_in(root: Element) -> dict[str, tuple[Element, int]]:
    """The passages by their ids, each with the level of the last heading before it that is in no
    note and in no passage.

    The title's where there is none. So it is the same whatever is left out.
    """
    level, places = 1, {}
    for element in root.iter():
        tag = str(element.tag)
        if tag == "section":
            places[element.get("id", "")] = element, level
        elif tag in HEADINGS and next(element.iterancestors("section"), None) is None:
            level = int(tag[1])
    return places


def _rounded(words: int) -> int:
    """A length that a reader can picture: to the next ten, from a hundred on to the next fifty."""
    step = 10 if words < 100 else 50
    return max(step, -(-words // step) * step)
