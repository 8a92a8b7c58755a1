"""XHTML as Python-Markdown writes it → the dialect of `Body`, step by step.

Ids carry the post's name, header cells get a scope, figures and tables their captions, footnotes
are taken out of the text. What cannot be mended becomes a fault.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree
from markdown.extensions.toc import slugify_unicode

from zinewright.body import Element, Fault, serialized, text_of
from zinewright.notes import topics_from
from zinewright.posts import Post
from zinewright.problems import nearest

CAPTION = "Caption:"
VAGUE = frozenset({"here", "click here", "this", "this page", "link", "this link", "read more"})


@dataclass(frozen=True)
class Footnote:
    """A note of a post. `xhtml` is its inside; `id` and the ids that refer to it are zine-wide."""

    number: int
    id: str
    refs: tuple[str, ...]
    xhtml: str


@dataclass(frozen=True)
class Passage:
    """A marked part with a note of its own. Its section and its end carry ids."""

    id: str
    end: str
    topics: tuple[str, ...]
    sentence: str
    words: int


class Mended:
    """Python-Markdown's output, made into our dialect step by step."""

    def __init__(self, post: Post, posts: frozenset[str], root: Element) -> None:
        self.post, self.posts, self.root = post, posts, root
        self.faults: list[Fault] = []
        self.hints: list[Fault] = []
        self.passages: list[Passage] = []
        self.links: list[tuple[str, str]] = []
        self.pictures: list[str] = []
        self._number_headings()
        self.footnotes = self._footnotes()
        for picture in list(root.iter("img")):
            self._picture(picture)
        for table in list(root.iter("table")):
            self._table(table)
        for paragraph in list(root.iter("p")):
            self._caption(paragraph)
        for passage in list(root.iter("section")):
            self._passage(passage)
        for code in root.iter("code"):
            code.attrib.pop("class", None)
        for quote in root.iter("blockquote"):
            self._attribution(quote)
        for link in [*root.iter("a")]:
            self._link(link)
        self._leftovers()

    def id(self, name: str) -> str:
        """The zine-wide id of a name inside this post."""
        return f"{self.post.name}--{name}"

    def _number_headings(self) -> None:
        used: set[str] = set()
        for heading in self.root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            words = slugify_unicode(text_of(heading), "-") or "part"
            name, count = words, 1
            while name in used:
                count += 1
                name = f"{words}-{count}"
            used.add(name)
            heading.set("id", self.id(name))

    def _footnotes(self) -> tuple[Footnote, ...]:
        """Take the list of notes out; number the references in the text."""
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
            _put(sup, link)
        block = next((el for el in self.root.iter("div") if el.get("class") == "footnote"), None)
        if block is None:
            return ()
        items = {item.get("id", "").removeprefix("fn:"): item for item in block.iter("li")}
        made = [
            self._footnote(number, items[name], tuple(ids))
            for number, (name, ids) in enumerate(refs.items(), 1)
        ]
        _drop(block)
        return tuple(made)

    def _footnote(self, number: int, item: Element, refs: tuple[str, ...]) -> Footnote:
        for back in [el for el in item.iter("a") if "backref" in el.get("class", "")]:
            before = back.getprevious()
            holder = back.getparent()
            if before is not None:
                before.tail = (before.tail or "").rstrip("\xa0 ")
            elif holder is not None:
                holder.text = (holder.text or "").rstrip("\xa0 ")
            _drop(back)
        for empty in [el for el in item.iter("p") if not text_of(el) and not len(el)]:
            _drop(empty)
        for link in item.iter("a"):
            self._link(link, listed=False)
        return Footnote(number, self.id(f"fn-{number}"), refs, serialized(item).strip())

    def _picture(self, picture: Element) -> None:
        source = unquote(picture.get("src", ""))
        picture.set("src", source)
        title = picture.attrib.pop("title", "")
        tail = picture.tail or ""
        if tail.lstrip().startswith("{decorative}"):
            picture.tail = tail.lstrip().removeprefix("{decorative}")
            picture.set("class", "decorative")
            picture.set("alt", "")
        self.pictures.append(source)
        holder = picture.getparent()
        if holder is None or holder.tag != "p" or not _is_alone(picture, holder):
            return
        if picture.get("class"):
            holder.set("class", "ornament")
            picture.tail = None
            return
        figure = etree.Element("figure")
        figure.tail, picture_tail = holder.tail, picture.tail or ""
        _put(holder, figure)
        figure.append(picture)
        picture.tail = None
        if caption := picture_tail.strip().removeprefix(CAPTION).strip() or title:
            etree.SubElement(figure, "figcaption").text = caption

    def _table(self, table: Element) -> None:
        columns = max((len(row) for row in table.iter("tr")), default=0)
        if columns > 4:
            table.set("class", "wide")
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
            _drop(empty)

    def _caption(self, paragraph: Element) -> None:
        """Move “Caption: …” into the figure or table before it."""
        before = paragraph.getprevious()
        text = (paragraph.text or "").lstrip()
        if not text.startswith(CAPTION) or before is None:
            return
        if before.tag not in ("figure", "table"):
            return
        paragraph.text = text.removeprefix(CAPTION).lstrip()
        paragraph.tag = "figcaption" if before.tag == "figure" else "caption"
        tail, paragraph.tail = paragraph.tail, None
        before.tail = tail
        before.insert(len(before) if before.tag == "figure" else 0, paragraph)

    def _passage(self, section: Element) -> None:
        number = len(self.passages) + 1
        topics = topics_from(section.attrib.pop("data-topics", ""))
        sentence = section.attrib.pop("data-sentence", "")
        sign = f"::: note {', '.join(topics)}" if topics else "::: note"
        if not topics or not sentence:
            fix = "Write ::: note topic, topic | one sentence on what this part tells"
            missing = "no sentence on what is missed" if topics else "no topics"
            self.faults.append(Fault("passage", f"the passage has {missing}", fix, sign))
        if next((el for el in section.iterancestors("section")), None) is not None:
            fix = "Close the first passage with ::: before the next begins"
            self.faults.append(Fault("passage", "a passage stands inside another", fix, sign))
        identity = self.id(f"passage-{number}")
        section.set("id", identity)
        end = self.id(f"passage-{number}-end")
        words = len("".join(section.itertext()).split())
        self.passages.append(Passage(identity, end, topics, sentence, words))

    def _attribution(self, quote: Element) -> None:
        last = quote[-1] if len(quote) else None
        if last is not None and last.tag == "p" and (last.text or "").lstrip()[:1] in ("—", "–"):
            last.set("class", "attribution")

    def _link(self, link: Element, *, listed: bool = True) -> None:
        if "noteref" in link.get("class", ""):
            return
        link.attrib.pop("title", None)
        address = html.unescape(link.get("href", "")).strip()
        words = text_of(link)
        if address.startswith("#"):
            link.set("href", f"#{self.id(unquote(address[1:]))}")
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address):
            link.set("href", address)
            if listed and address.startswith("http"):
                self.links.append((words, address))
            self._vague(words, address)
        else:
            link.set("href", self._chapter(address, words))

    def _chapter(self, address: str, words: str) -> str:
        """The link to another post, by its file name or its name."""
        path, _, part = unquote(address).partition("#")
        name = PurePosixPath(path.rstrip("/")).name.removesuffix(".md")
        if name in self.posts:
            return f"#{name}--{part}" if part else f"#{name}"
        what = f"the link “{words}” leads to “{address}”, which is no post of this zine"
        fix = f"Write https://… or the file name of a post{nearest(name, self.posts)}"
        self.faults.append(Fault("link-target", what, fix, address))
        return "#" + self.post.name

    def _vague(self, words: str, address: str) -> None:
        if words.casefold().strip(" .…") in VAGUE or re.match(r"https?://|www\.", words):
            what = f"the words of the link “{words}” do not say where it leads"
            fix = "Let the words between the square brackets name the place"
            self.hints.append(Fault("link-words", what, fix, address))

    def _leftovers(self) -> None:
        """Marks that Markdown did not take, so that they would be printed as they stand."""
        for line in re.findall(r"^:::.*$", "\n".join(self._paragraph_texts()), re.MULTILINE):
            fix = "Begin with ::: note topics | sentence and close with ::: on lines of their own"
            self.faults.append(
                Fault("passage", f"“{line[:40]}” opens or closes nothing", fix, line)
            )
        for name in re.findall(r"\[\^([^\]\s]{1,60})\]", "".join(self.root.itertext())):
            what = f"the note [^{name}] has no text"
            fix = f"Write [^{name}]: and its text on a line of its own"
            self.faults.append(Fault("footnote", what, fix, f"[^{name}]"))

    def _paragraph_texts(self) -> Iterator[str]:
        for paragraph in self.root.iter("p", "li"):
            yield "".join(paragraph.itertext())


def _is_alone(picture: Element, paragraph: Element) -> bool:
    """Whether a picture is all that a paragraph holds, but for its caption."""
    if len(paragraph) > 1 or (paragraph.text or "").strip():
        return False
    tail = (picture.tail or "").strip()
    return not tail or tail.startswith(CAPTION)


def _is_all_strong(cell: Element) -> bool:
    return (
        len(cell) == 1
        and cell[0].tag == "strong"
        and not (cell.text or "").strip()
        and not (cell[0].tail or "").strip()
    )


def _put(old: Element, new: Element) -> None:
    """Put an element into the place of another."""
    parent = old.getparent()
    assert parent is not None
    parent.replace(old, new)


def _drop(element: Element) -> None:
    """Take an element out and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
