"""XHTML as Python-Markdown writes it → the dialect of `Body`, step by step.

Ids carry the post's name, footnotes are taken out of the text, links lead to sections. What cannot
be mended becomes a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from zinewright.bidi import turn_blocks
from zinewright.body import LANGUAGE, Element, Fault, is_said_again, serialized, text_of
from zinewright.languages.tags import is_part_of
from zinewright.languages.words import saying_so
from zinewright.manuscript.content_notes import Note, topics_from
from zinewright.manuscript.post_names import composed, post_name
from zinewright.manuscript.posts import Post
from zinewright.manuscript.text_files import decoded
from zinewright.model import direction_of
from zinewright.problems import nearest, shown
from zinewright.prose.figures import (
    drop,
    mend_caption,
    mend_picture,
    mend_table,
    pair_up,
    put,
    sized_in,
    take_word,
    unsaid,
    widths_in,
    wordless,
)
from zinewright.prose.heading_names import heading_names
from zinewright.prose.pull_quotes import faults_of, hints_on, strip_quotes
from zinewright.prose.stray_marks import OPENING, StrayMarks
from zinewright.prose.verse import set_in_lines

UNSAID = "unsaid"  # stands for an element whose words are kept, and which is not


@dataclass(frozen=True)
class Footnote:
    """A note of a post. `xhtml` is its inside; `id` and the ids that refer to it are zine-wide.

    `name` is what the post calls it, `line` where it begins there.
    """

    number: int
    id: str
    refs: tuple[str, ...]
    xhtml: str
    name: str = ""
    line: int = 0


@dataclass(frozen=True)
class Passage:
    """A marked part with a note of its own; its section and its end carry ids, `line` begins it.

    `topics` are as they are written, until `notes` are known and they are those of these.
    """

    id: str
    end: str
    topics: tuple[str, ...]
    sentence: str
    words: int
    line: int = 0
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Jump:
    """A link inside the zine: to a post, or to a part of it; its address as written; its words."""

    post: str
    part: str
    address: str
    words: str
    line: int


class Mended:
    """Python-Markdown's output, made into our dialect step by step.

    `faults` and `hints` are what is wrong, each with the line of the element that it is found in.
    """

    def __init__(self, post: Post, posts: frozenset[str], root: Element, language: str) -> None:
        self.post, self.posts, self.root, self.language = post, posts, root, language
        self.direction = post.direction or direction_of(language)
        self.faults: list[Fault] = []
        self.hints: list[Fault] = []
        self.passages: list[Passage] = []
        self.links: list[tuple[str, str]] = []
        self.pictures: list[tuple[str, int]] = []
        self.alts: list[str] = []
        self.jumps: list[Jump] = []
        self.items: list[Element] = []
        self._remark_blocks()
        quotes = strip_quotes(root)
        for link in [link for link in root.iter("a") if link.find(".//a") is not None]:
            self._flatten(link)
        for heading, name in heading_names(root):
            heading.set("id", self.id(name))
        for missing in list(root.iter("mark")):
            self._missing_note(missing)
        refs = self._number_references()
        self._drop_backlinks()
        self._mend_figures()
        for passage in root.iterfind(".//section[@class='passage']"):
            self._passage(passage)
        self.faults += faults_of(quotes)
        self.hints += hints_on(quotes, root)
        for code in root.iter("code"):
            code.attrib.pop("class", None)
        for quote in root.iter("blockquote"):
            self._attribution(quote)
        for link in [*root.iter("a")]:
            self._link(link)
        for phrase in root.iter("span"):
            self._phrase(phrase)
        etree.strip_tags(root, UNSAID)
        marks = StrayMarks()
        blocks = root.iter("p", "li", "dd", "td", "th")
        self.faults += filter(None, [marks.said_of(block) for block in blocks])
        poems = root.iterfind(".//section[@class='poem']")
        self.faults += filter(None, [set_in_lines(poem) for poem in poems])
        for block in root.iter("p", "li", "dd", "dt", "td", "th", "caption", "figcaption"):
            _trim(block)
        turn_blocks(root, self.direction)
        self.footnotes = self._take_notes(refs)

    def id(self, name: str) -> str:
        """The zine-wide id of a name inside this post."""
        return f"{self.post.name}--{name}"

    def _mend_figures(self) -> None:
        """Mend pictures and tables, and put captions into them."""
        for picture in list(self.root.iter("img")):
            self.hints += filter(None, [take_word(picture)])
            self.faults += filter(None, [mend_picture(picture)])
            self.hints += filter(None, [wordless(picture)])
            self.pictures.append((picture.get("src", ""), picture.sourceline or 0))
            self.alts.append(picture.get("alt", ""))
        for table in list(self.root.iter("table")):
            mend_table(table)
        for paragraph in list(self.root.iter("p")):
            self.hints += filter(None, [mend_caption(paragraph)])
        self.hints += pair_up(self.root)
        self.sized = tuple(sized_in(self.root))
        self.tables = tuple(widths_in(self.root))
        pictures = self.root.iter("img")
        self.hints += filter(None, [unsaid(picture, self.language) for picture in pictures])

    def _remark_blocks(self) -> None:
        """Say what the blocks of a text say of themselves."""
        for block in self.root.iterfind(".//*[@data-odd]"):
            self._odd(block)
        for block in self.root.iterfind(".//*[@data-formula]"):
            self._formula(block)
        for table in self.root.iterfind(".//*[@data-beyond]"):
            self._beyond(table)

    def _odd(self, block: Element) -> None:
        """Say of what is indented for nothing that it is no part of the list before it."""
        del block.attrib["data-odd"]
        what = "this is indented, but too little to be a part of the list item above it"
        fix = "Indent it as far as the words of the item, or not at all"
        self._hint("list", what, fix, "", block)

    def _beyond(self, table: Element) -> None:
        number, _, row = table.attrib.pop("data-beyond").partition(" ")
        what = f"a row has more cells than the first one, and those are left out: “{shown(row)}”"
        fix = "Give the first row as many cells, or put \\ before a | that is a sign of the text"
        line = (table.sourceline or 0) + int(number)
        self.hints.append(Fault("table", what, fix, "", line))

    def _formula(self, block: Element) -> None:
        before, _, formula = block.attrib.pop("data-formula").partition(" ")
        what = f"“{shown(formula)}” is a formula in TeX, of which print shows the signs alone"
        fix = "Write it in words or in plain signs (x², ½), or make a picture of it"
        line = (block.sourceline or 0) + int(before)
        self.hints.append(Fault("formula", what, fix, "", line))

    def _flatten(self, link: Element) -> None:
        """Make one link of those that stand in one another: the outer one, and notes behind it."""
        for sup in [each for each in link.iter("sup") if each.get("id", "").startswith("fnref")]:
            drop(sup)
            sup.tail, link.tail = link.tail, None
            link.addnext(sup)
        for inner in [each for each in link.iter("a") if each is not link]:
            address = inner.get("href", "")
            if address not in (link.get("href"), text_of(inner)):
                what = f"a link to “{shown(address)}” stands inside another link, and is left out"
                self._hint("link-inside", what, "Put it before or behind that", address, inner)
        etree.strip_tags(link, "a")

    def _number_references(self) -> dict[str, list[str]]:
        """Number the references to notes in the text; the ids of those to each name."""
        refs: dict[str, list[str]] = {}
        for sup in [el for el in self.root.iter("sup") if el.get("id", "").startswith("fnref")]:
            link = sup[0]
            name = link.get("href", "").removeprefix("#fn:")
            earlier = refs.setdefault(name, [])
            number = list(refs).index(name) + 1
            again = f"-{len(earlier) + 1}" if earlier else ""
            earlier.append(self.id(f"fnref-{number}{again}"))
            link.attrib.clear()
            link.attrib.update(
                {"class": "noteref", "id": earlier[-1], "href": f"#{self.id(f'fn-{number}')}"}
            )
            link.text = str(number)
            link.tail = sup.tail
            put(sup, link)
        return refs

    def _drop_backlinks(self) -> None:
        for back in [el for el in self.root.iter("a") if "backref" in el.get("class", "")]:
            before, holder = back.getprevious(), back.getparent()
            if before is not None:
                before.tail = (before.tail or "").rstrip("\xa0 ")
            elif holder is not None:
                holder.text = (holder.text or "").rstrip("\xa0 ")
            drop(back)

    def _take_notes(self, refs: dict[str, list[str]]) -> tuple[Footnote, ...]:
        """Take the list of notes out."""
        block = next((el for el in self.root.iter("div") if el.get("class") == "footnote"), None)
        if block is None:
            return ()
        items = {item.get("id", "").removeprefix("fn:"): item for item in block.iterfind("ol/li")}
        made = [
            self._footnote(number, name, items[name], tuple(ids))
            for number, (name, ids) in enumerate(refs.items(), 1)
        ]
        for name, item in items.items():
            if name not in refs:
                self._unused(name, item)
        drop(block)
        return tuple(made)

    def _unused(self, name: str, item: Element) -> None:
        line = _first_line(item)
        what = f"nothing in the text refers to the note [^{name}], so it is left out"
        fix = f"Put [^{name}] where it belongs, or take the note out"
        self.hints.append(Fault("footnote", what, fix, f"[^{name}]:", line))

    def _footnote(self, number: int, name: str, item: Element, refs: tuple[str, ...]) -> Footnote:
        for empty in [el for el in item.iter("p") if not text_of(el) and not len(el)]:
            drop(empty)
        self.items.append(item)
        inside = serialized(item).strip()
        return Footnote(number, self.id(f"fn-{number}"), refs, inside, name, _first_line(item))

    def _passage(self, section: Element) -> None:
        number, line = len(self.passages) + 1, section.sourceline or 0
        topics = topics_from(section.attrib.pop("data-topics", ""))
        sentence = section.attrib.pop("data-sentence", "")
        quoted = (quote for quote in section.iter("p") if is_said_again(quote))
        words = len("".join(section.itertext()).split())
        words -= sum(len("".join(quote.itertext()).split()) for quote in quoted)
        for wrong, what, fix in (
            (not topics, "the note of the passage names no topic", f"Write {OPENING}"),
            (topics and not sentence, "the note of the passage does not say what is missed",
             f"Write {OPENING}"),
            (not words, "the passage holds no words", "Write it, or take its two lines out"),
            (_is_in_note(section), "a passage cannot stand in a note", "Put it into the text"),
        ):  # fmt: skip
            if wrong:
                self._fault("passage", what, fix, ":::", section)
        identity, end = self.id(f"passage-{number}"), self.id(f"passage-{number}-end")
        section.set("id", identity)
        self.passages.append(Passage(identity, end, topics, sentence, words, line))

    def _attribution(self, quote: Element) -> None:
        last = quote[-1] if len(quote) else None
        if last is not None and last.tag == "p" and (last.text or "").lstrip()[:1] in ("—", "–"):
            last.set("class", "attribution")

    def _link(self, link: Element) -> None:
        if "noteref" in link.get("class", ""):
            return
        link.attrib.pop("title", None)
        from zinewright.prose.dialect import plain  # with two readers of Markdown

        address = plain(link.get("href", "")).strip()
        words = text_of(link)
        if "](" in words:
            what = f"the words of a link hold another: “{shown(words)}”"
            self._hint("link-inside", what, "Put it before or behind that", "](", link)
        if address.startswith("#"):
            self._jump(link, self.post.name, composed(decoded(address[1:])), address)
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address):
            link.set("href", address)
            if address.startswith("http") and not _is_in_note(link):
                self.links.append((words, address))
            self._vague(words, link)
        else:
            self._chapter(link, address)

    def _chapter(self, link: Element, address: str) -> None:
        """Lead a link to another post, named by its file or by its name."""
        path, _, part = decoded(address).partition("#")
        part = composed(part)
        name = post_name(PurePosixPath(path.rstrip("/")).name)
        if name in self.posts:
            self._jump(link, name, part, address)
            return
        link.set("href", f"#{self.post.name}")
        words = shown(text_of(link))
        what = f"the link “{words}” leads nowhere: there is no address in it"
        if address:
            found = f"“{shown(address)}”, which is no post in the order{nearest(name, self.posts)}"
            what = f"the link “{words}” leads to {found}"
        fix = "Write https://…, the file name of a post, or # and a heading"
        self._fault("link-target", what, fix, address or f"[{words}]", link)

    def _jump(self, link: Element, post: str, part: str, address: str) -> None:
        link.set("href", f"#{post}--{part}" if part else f"#{post}")
        self.jumps.append(Jump(post, part, address, text_of(link), link.sourceline or 0))

    def _vague(self, words: str, link: Element) -> None:
        vague = saying_so("link-says-nothing", self.language)
        if words.casefold().strip(" .…") in vague or re.match(r"https?://|www\.", words):
            what = f"the words of the link “{shown(words)}” do not say where it leads"
            fix = "Let the words between the square brackets name the place"
            self._hint("link-words", what, fix, link.get("href", ""), link)

    def _phrase(self, phrase: Element) -> None:
        language = phrase.get("lang", "en")
        if not LANGUAGE.match(language):
            what, fix = f"“{shown(language)}” is no language", "Write a tag such as fr, cy or ar"
            self._fault("language", what, fix, f"={language}", phrase)
            phrase.attrib.pop("lang")
        if is_part_of(language, self.language) and "dir" not in phrase.attrib:
            phrase.tag = UNSAID  # it is the language of the post, which is said of the whole
        turns = phrase.get("lang") and direction_of(language) != self.direction
        if turns and not phrase.get("dir"):
            phrase.set("dir", direction_of(language))
        if phrase.get("dir", "ltr") not in ("ltr", "rtl", "auto"):
            what, fix = f"“{shown(phrase.get('dir', ''))}” is no direction", "Write ltr or rtl"
            self._fault("value", what, fix, f"={phrase.get('dir')}", phrase)
            phrase.attrib.pop("dir")

    def _missing_note(self, missing: Element) -> None:
        """Show a reference to a note that has no text as it was written."""
        name = text_of(missing)
        what = f"the note {name} has no text"
        fix = f"Write {name}: and its text on a line of its own"
        self._fault("footnote", what, fix, name, missing)
        missing.tag = "span"

    def _fault(self, rule: str, what: str, fix: str, sign: str, element: Element) -> None:
        self.faults.append(Fault(rule, what, fix, sign, element.sourceline or 0))

    def _hint(self, rule: str, what: str, fix: str, sign: str, element: Element) -> None:
        self.hints.append(Fault(rule, what, fix, sign, element.sourceline or 0))


def _trim(block: Element) -> None:
    """Take the spaces at the end of a block out, which would break its last line too early."""
    if len(block):
        block[-1].tail = (block[-1].tail or "").rstrip(" ") or None
    else:
        block.text = (block.text or "").rstrip(" ") or None


def _first_line(note: Element) -> int:
    """The line of the first block of a note, 0 where none is known."""
    return next((el.sourceline or 0 for el in note.iter("p", "pre")), 0)


def _is_in_note(element: Element) -> bool:
    """Whether an element is in the text of a footnote, where addresses show themselves."""
    return any(item.get("id", "").startswith("fn:") for item in element.iterancestors("li"))
