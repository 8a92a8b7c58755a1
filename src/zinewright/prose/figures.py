"""Pictures and tables as Python-Markdown writes them → with captions, header cells and scopes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import zip_longest

from lxml import etree

from zinewright.body import Element, Fault, text_of
from zinewright.manuscript.text_files import decoded
from zinewright.problems import nearest, shown
from zinewright.prose.alternatives import says_nothing

CAPTION = "Caption:"
DECORATIVE, PAIR = "decorative", "pair"
SIZES = ("full", "small", PAIR)  # a page of its own; beside the text; beside another picture
IN_BRACES = re.compile(r"\{[ \t]*([A-Za-z][A-Za-z -]{0,40}?)[ \t]*\}")
LETTERS = 57  # that stand side by side on an A5 page in a table, before it has its smaller size
MOST_COLUMNS = 4  # in the larger of them
SYLLABLES = 7  # letters of a long word that stand together, with a hyphen behind them
NO_WORDS = "[insert what this picture shows]"  # in place of words that nobody has written yet


def take_word(picture: Element) -> Fault | None:
    """Make a class of the word in braces behind a picture. Returns why it means nothing."""
    tail = (picture.tail or "").lstrip()
    found = IN_BRACES.match(tail)
    if not found:
        return None
    word, source = found[1].casefold(), shown(picture.get("src", ""))
    if word not in (DECORATIVE, *SIZES):
        known = nearest(word, (DECORATIVE, *SIZES))
        what = f"“{shown(found[0])}” behind the picture {source} means nothing{known}"
        fix = "Write {full}, {small}, {pair} or {decorative}, or take it out"
        return Fault("picture-word", what, fix, found[0], picture.sourceline or 0)
    picture.tail = tail[found.end() :]
    holder = picture.getparent()
    is_alone = holder is not None and holder.tag == "p" and _is_alone(picture, holder)
    if word == DECORATIVE or is_alone:
        picture.set("class", word)
        return None
    what = f"the picture {source} stands in a line of text, where it cannot be {{{word}}}"
    fix = "Put it into a paragraph of its own"
    return Fault("picture-word", what, fix, found[0], picture.sourceline or 0)


def mend_picture(picture: Element) -> Fault | None:
    """Make a figure of a picture that stands alone in a paragraph, with its caption.

    The caption is what begins with “Caption:” behind it, else its title. Returns what is wrong.
    """
    picture.set("src", decoded(picture.get("src", "")))
    title = picture.attrib.pop("title", "")
    is_decorative = picture.get("class") == DECORATIVE
    if is_decorative:
        picture.set("alt", "")
    holder = picture.getparent()
    if holder is None or holder.tag != "p" or not _is_alone(picture, holder):
        return None
    if is_decorative and not (picture.tail or "").strip():
        holder.set("class", "ornament")
        picture.tail = None
        return None
    _make_figure(picture, holder, title)
    return _ornament_with_caption(picture) if is_decorative else None


def wordless(picture: Element) -> Fault | None:
    """What is to be said of a picture whose words are still to be written."""
    if picture.get("alt") != NO_WORDS:
        return None
    what = f"the picture {picture.get('src', '')} has no words yet for those who cannot see it"
    fix = "Write what it shows, or make it an ornament: ![](…){decorative}"
    return Fault("placeholder", what, fix, picture.get("src", ""), picture.sourceline or 0)


def unsaid(picture: Element, language: str) -> Fault | None:
    """What is to be said of a picture whose words do not tell what it shows; in its place at last.

    `language` is that of the text around it.
    """
    why = says_nothing(picture, language) if picture.get("alt") != NO_WORDS else ""
    if not why:
        return None
    source, alt = picture.get("src", ""), picture.get("alt", "")
    what = f"the words in place of the picture {source} are {why}: “{shown(alt)}”"
    fix = "Write what it shows, in a sentence, or make it an ornament: ![](…){decorative}"
    return Fault("alt-words", what, fix, source, picture.sourceline or 0)


def _is_alone(picture: Element, paragraph: Element) -> bool:
    """Whether a picture is all that a paragraph holds, but for its caption."""
    if paragraph[0] is not picture or (paragraph.text or "").strip():
        return False
    tail = (picture.tail or "").strip()
    return tail.startswith(CAPTION) or (not tail and len(paragraph) == 1)


def _make_figure(picture: Element, paragraph: Element, title: str) -> None:
    caption = etree.Element("figcaption")
    words = (picture.tail or "").lstrip().removeprefix(CAPTION).lstrip()
    caption.text = words if len(paragraph) > 1 else words.rstrip() or title
    caption.extend(paragraph[1:])
    picture.tail = None
    figure = etree.Element("figure")
    if picture.get("class") in SIZES:
        figure.set("class", picture.attrib.pop("class"))
    figure.tail = paragraph.tail
    put(paragraph, figure)
    figure.append(picture)
    if caption.text or len(caption):
        figure.append(caption)


def _ornament_with_caption(picture: Element) -> Fault:
    what = "a decorative picture has a caption, so it is no decoration"
    fix = "Write what it shows between the square brackets, and take {decorative} out"
    return Fault("alt", what, fix, picture.get("src", ""), picture.sourceline or 0)


def mend_caption(paragraph: Element) -> Fault | None:
    """Move “Caption: …” into the figure or table before it. Returns what is wrong."""
    text = (paragraph.text or "").lstrip()
    if not text.startswith(CAPTION):
        return None
    before = paragraph.getprevious()
    if before is None or before.tag not in ("figure", "table"):
        what = "the caption stands under no picture or table"
        fix = "Put it right behind one, with an empty line between"
        return Fault("caption", what, fix, CAPTION, paragraph.sourceline or 0)
    if before.find("figcaption") is not None or before.find("caption") is not None:
        what, fix = "this is the second caption here", "Make one of the two"
        return Fault("caption", what, fix, CAPTION, paragraph.sourceline or 0)
    paragraph.text = text.removeprefix(CAPTION).lstrip()
    paragraph.tag = "figcaption" if before.tag == "figure" else "caption"
    tail, paragraph.tail = paragraph.tail, None
    before.tail = tail
    before.insert(len(before) if before.tag == "figure" else 0, paragraph)
    return None


def pair_up(root: Element) -> Iterator[Fault]:
    """Put two figures that are to stand side by side into a section. Says what stands alone."""
    for figure in [each for each in root.iter("figure") if each.get("class") == PAIR]:
        if figure.attrib.pop("class", "") != PAIR:
            continue  # it is the second of a pair
        other = figure.getnext()
        if other is not None and other.tag == "figure" and other.get("class") == PAIR:
            del other.attrib["class"]
            pair = etree.Element("section", {"class": PAIR})
            pair.tail, other.tail = other.tail, None
            put(figure, pair)
            pair.extend([figure, other])
            continue
        picture = figure[0]
        what = (
            f"no second picture follows the picture {shown(picture.get('src', ''))} of a {{pair}}"
        )
        fix = "Write {pair} behind each of two pictures that follow one another"
        yield Fault("picture-word", what, fix, "{pair}", picture.sourceline or 0)


def sized_in(root: Element) -> Iterator[tuple[str, str, int]]:
    """The pictures for which a size is said: address, size and line."""
    for picture in root.iterfind(".//figure/img"):
        figure = picture.getparent()
        assert figure is not None
        around = figure.getparent()
        size = figure.get("class") or (around.get("class") if around is not None else "")
        if size in SIZES:
            yield picture.get("src", ""), size, picture.sourceline or 0


def mend_table(table: Element) -> None:
    """Scopes for header cells, a class for cells of numbers, one for the size of type."""
    for cell in [*table.iter("th"), *table.iter("td")]:
        style = cell.attrib.pop("style", "") + cell.attrib.pop("align", "")
        if "right" in style:
            cell.set("class", "numeric")
        if cell.tag == "th" and text_of(cell):
            cell.set("scope", "col")
        elif cell.tag == "th":
            cell.tag = "td"  # an empty header cell heads nothing
    for row in table.iterfind("tbody/tr"):
        if len(row) and _is_all_strong(row[0]):
            row[0].tag = "th"
            row[0].set("scope", "row")
    for empty in [part for part in table.iter("tbody") if not len(part)]:
        drop(empty)
    for head in [part for part in table.iter("thead") if not text_of(part)]:
        if next(head.iter("img"), None) is None and table.find("tbody") is not None:
            drop(head)  # a row of empty cells is how Markdown writes a table that has none
    columns = list(zip_longest(*table.iter("tr")))
    longest = sum(max(_longest_word(cell, sys.maxsize) for cell in column) for column in columns)
    if longest + 2 * len(columns) > LETTERS or len(columns) > MOST_COLUMNS:
        table.set("class", "wide")


def widths_in(root: Element) -> Iterator[tuple[str, int, int]]:
    """The tables of a text: the words of the first cell that has any, how many letters have to
    stand side by side at least, and the line.
    """
    for table in root.iter("table"):
        columns = list(zip_longest(*table.iter("tr")))
        least = sum(max(_longest_word(cell, SYLLABLES) for cell in column) for column in columns)
        first = next((cell for cell in table.iter("th", "td") if text_of(cell)), table)
        words = text_of(first) if first is not table else ""
        yield words, least + len(columns), first.sourceline or table.sourceline or 0


def _longest_word(cell: Element | None, most: int) -> int:
    """The letters of the longest word that stand together, `most` of those of one that has but
    letters; lines break at spaces, hyphens and signs of addresses."""
    words = re.split(r"[\s/?&-]+", text_of(cell)) if cell is not None else []
    return max((min(len(word), most) if word.isalpha() else len(word) for word in words), default=0)


def _is_all_strong(cell: Element) -> bool:
    return (
        len(cell) == 1
        and cell[0].tag == "strong"
        and not (cell.text or "").strip()
        and not (cell[0].tail or "").strip()
    )


def put(old: Element, new: Element) -> None:
    """Put an element into the place of another."""
    parent = old.getparent()
    assert parent is not None
    parent.replace(old, new)


def drop(element: Element) -> None:
    """Take an element out and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
