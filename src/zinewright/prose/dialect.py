"""Blocks of Markdown → XHTML as Python-Markdown writes it, which reads what stands inside of them.

Raw HTML is switched off: it shows as text. Four marks are ours: a passage with a note of its own
(`::: note topics | sentence` … `:::`), a poem that keeps its lines (`::: poem` … `:::`), a pull
quote (`::: pull` … `:::`), and a phrase in another language (`[phrase]{lang=fr}`). Two come from
CommonMark and from what most blogs write: a backslash at the end of a line breaks it there, and
`~~words~~` are struck out.
"""

from __future__ import annotations

import bisect
import html
import re
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from html.entities import html5
from typing import Self, cast

import markdown
from lxml import etree
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import (
    BACKTICK_RE,
    AutomailInlineProcessor,
    BacktickInlineProcessor,
    EscapeInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import AMP_SUBSTITUTE, AtomicString, code_escape

from zinewright.body import HEADINGS, INLINES, PULL, is_address
from zinewright.languages.words import quotes_of
from zinewright.prose.commonmark import Block, blocks_of
from zinewright.prose.formulas import formula_in
from zinewright.prose.quotes import STANDING, quoted

OPENING = re.compile(r":::[ \t]*note(?:[ \t]+(.*))?\Z")
END = re.compile(r":::\Z")
TICKS = re.compile("`+")
INDENT = re.compile(r"\n[ \t]+")
PUT_AWAY = re.compile("[\x02\x03\ufdd0-\ufdd3]")
"""Signs between which Python-Markdown puts away, and those of `quotes`; no text may hold them."""
SIGN = r"[^\s\x02<>()\[\]{}\"*~]|~(?!~)|\*(?=\w)"  # of an address; \x02 begins what is put away
ADDRESS = rf"https?://(?:{SIGN}|\((?:{SIGN}){{0,200}}\)){{3,500}}"
MISSING = r"\[\^([^\]\s]{1,60})\]"
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z0-9]+);")  # as Python-Markdown lets pass
REAL = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z0-9]{1,40});")  # CommonMark 2.5
MAIL = r"<([^<> !\x02\x03]+@[^@<> \x02\x03]+)>"


def converted(text: str, language: str) -> str:
    """Python-Markdown's XHTML, with characters for the entities that XML does not know.

    A reference to a note that has no text is a ``mark`` element. `data-line` is the line of a
    block, counted from 0; `data-odd` stands at one that is indented for nothing (`Block.odd`);
    `data-formula` is a formula that stands in it, behind the number of lines before that.
    """
    quotes = quotes_of(language)
    curled = ["smarty"] if quotes else []
    md = _Markdown(
        extensions=[
            "tables", _Footnotes(UNIQUE_IDS=False, BACKLINK_TEXT="↩"), "abbr", *curled,
            _Extension(),
        ],
        extension_configs={
            "smarty": {"smart_angled_quotes": False, "substitutions": dict(STANDING)},
        },
        output_format="xhtml",
    )  # fmt: skip
    made = ENTITY.sub(lambda m: _character(m[0]), md.convert(PUT_AWAY.sub("", text)))
    return quoted(made, quotes)


def _character(entity: str) -> str:
    """The character that an entity stands for; the text as it is where there is no such entity."""
    return html.escape(plain(entity))


def plain(text: str) -> str:
    """A text with the characters that whole entities stand for, and with all others as they are:
    `&copy=2` is a part of an address (CommonMark 2.5).
    """
    return REAL.sub(lambda m: html.unescape(m[0]) if _is_known(m[0]) else m[0], text)


def _is_known(entity: str) -> bool:
    return entity[1] == "#" or entity[1:] in html5


def tell_lines(root: etree._Element, first: int) -> None:
    """Give each element its line as `sourceline`; the text begins on line `first`."""
    line = first
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            said = element.attrib.pop("data-line", "")
            line = first + int(said) if said else line
            element.sourceline = min(line, 65535)  # type: ignore[misc]  # libxml2 keeps 16 bits
            line += (element.text or "").count("\n") if (element.text or "").strip() else 0
        elif element.tag in INLINES:  # behind blocks stand the line ends of XHTML alone
            line += (element.tail or "").count("\n")


class _Markdown(markdown.Markdown):
    """Python-Markdown, with another way to find blocks."""

    def build_parser(self) -> Self:
        super().build_parser()
        self.parser = _CommonBlocks(self)
        return self


class _CommonBlocks(BlockParser):
    """Puts blocks as CommonMark finds them where Python-Markdown would put its own."""

    notes: _Footnotes

    def parseDocument(self, lines: Iterable[str]) -> ET.ElementTree:
        """The tree of a whole text."""
        self.root = ET.Element(self.md.doc_tag)
        tables = self.blockprocessors["table"]
        found = blocks_of("\n".join(lines), lambda rows: tables.test(self.root, rows))
        self.md.references.update(found.references)
        self._put(self.root, found.blocks)
        return ET.ElementTree(self.root)

    def parseChunk(self, parent: ET.Element, text: object) -> None:
        """Put the blocks of a note, which were found with all others, into its item."""
        self._put(parent, cast(tuple[Block, ...], text))

    def _put(self, parent: ET.Element, blocks: Sequence[Block]) -> None:
        """Put blocks into an element; those between the two marks of a passage into a section."""
        ends = [n for n, each in enumerate(blocks) if each.kind == "mark" and END.match(each.text)]
        at = 0
        while at < len(blocks):
            block = blocks[at]
            head = OPENING.match(block.text) if block.kind == "mark" else None
            behind = bisect.bisect(ends, at)
            if head and behind < len(ends):
                section = _put_new(parent, "section", block)
                section.attrib.update(_passage(head[1] or ""))
                self._put(section, blocks[at + 1 : ends[behind]])
                at = ends[behind]
            else:
                getattr(self, f"_put_{block.kind}", self._put_text)(parent, block)
            at += 1

    def _put_text(self, parent: ET.Element, block: Block) -> None:
        """A paragraph, a heading, or the mark of a passage that is none."""
        tag = block.kind if block.kind in HEADINGS else "p"
        element = _put_new(parent, tag, block)
        element.text = _inline(block.text)
        _tell_formula(element, block)

    def _put_words(self, parent: ET.Element, block: Block) -> None:
        """A paragraph of a list without empty lines: the words of the item itself."""
        if parent.tag not in ("li", "dd") or len(parent) or parent.text:
            self._put_text(parent, block)
        else:
            parent.text = _inline(block.text)
            _tell_formula(parent, block)

    def _put_pre(self, parent: ET.Element, block: Block) -> None:
        code = ET.SubElement(_put_new(parent, "pre", block), "code")
        lines = block.text.rstrip().expandtabs(4)
        code.text = AtomicString(f"{code_escape(lines)}\n")

    def _put_hr(self, parent: ET.Element, block: Block) -> None:
        _put_new(parent, "hr", block)

    def _put_holder(self, parent: ET.Element, block: Block) -> None:
        holder = _put_new(parent, block.kind, block)
        if block.kind == "ol" and block.name != "1":
            holder.set("start", block.name)
        self._put(holder, block.blocks)

    def _put_poem(self, parent: ET.Element, block: Block) -> None:
        poem = _put_new(parent, "section", block)
        poem.set("class", "poem")
        self._put(poem, block.blocks)

    def _put_pull(self, parent: ET.Element, block: Block) -> None:
        quote = _put_new(parent, "p", block)
        quote.set("class", PULL)
        quote.text = " ".join(block.text.split())

    _put_blockquote = _put_ul = _put_ol = _put_li = _put_holder

    def _put_dd(self, parent: ET.Element, block: Block) -> None:
        """What a term means; the lines of the paragraph before it are terms."""
        last = parent[-1] if len(parent) else None
        if last is None or last.tag != "dl":
            self._put_terms(parent, last)
        self._put_holder(parent[-1], block)

    def _put_terms(self, parent: ET.Element, paragraph: ET.Element | None) -> None:
        """Put terms in place of a paragraph, or of the words that an item begins with."""
        holder = parent if paragraph is None else paragraph
        words, holder.text = holder.text or "", None
        if paragraph is not None:
            parent.remove(paragraph)
        if not len(parent) or parent[-1].tag != "dl":
            ET.SubElement(parent, "dl")
        for line, term in enumerate(words.split("\n"), int(holder.get("data-line", "0"))):
            ET.SubElement(parent[-1], "dt", {"data-line": str(line)}).text = term

    def _put_table(self, parent: ET.Element, block: Block) -> None:
        tables = self.blockprocessors["table"]
        tables.test(parent, block.text)  # which keeps the second row for what follows
        tables.run(parent, [block.text])
        wide = len(next(parent[-1].iter("tr")))
        for number, line in enumerate(block.text.split("\n")[2:], 2):
            if len(tables._split_row(line)) > wide:  # type: ignore[attr-defined]
                parent[-1].set("data-beyond", f"{number} {line.strip()}")
        for number, row in enumerate(parent[-1].iter("tr")):
            for cell in row:
                cell.set("data-line", str(block.line + number + (number > 0)))
        parent[-1].set("data-line", str(block.line))
        _tell_formula(parent[-1], block)

    def _put_note(self, parent: ET.Element, block: Block) -> None:
        self.notes.setFootnote(block.name, block.blocks)  # type: ignore[arg-type]

    def _put_abbr(self, parent: ET.Element, block: Block) -> None:
        long_forms: dict[str, str] = self.blockprocessors["abbr"].abbrs  # type: ignore[attr-defined]
        long_forms[block.name] = block.text


def _put_new(parent: ET.Element, tag: str, block: Block) -> ET.Element:
    odd = {"data-odd": "yes"} if block.odd else {}
    return ET.SubElement(parent, tag, {"data-line": str(block.line)} | odd)


def _tell_formula(element: ET.Element, block: Block) -> None:
    if found := formula_in(block.text):
        element.set("data-formula", f"{found[0]} {found[1]}")


def _passage(said: str) -> dict[str, str]:
    topics, _, sentence = said.partition("|")
    return {
        "class": "passage", "data-topics": topics.strip(), "data-sentence": sentence.strip(),
    }  # fmt: skip


def _inline(text: str) -> str:
    """The lines of a paragraph as Python-Markdown wants them, without indents."""
    return INDENT.sub("\n", text.replace("\t", " ")).rstrip()


class _Extension(Extension):
    """Raw HTML off; passages and phrases in another language on."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_MissingNote(MISSING, md), "missing-note", 174)
        md.ESCAPED_CHARS += string.punctuation
        md.inlinePatterns.register(_EscapeProcessor(r"\\(.)", md), "escape", 180)
        md.inlinePatterns.register(_CodeProcessor(BACKTICK_RE), "backtick", 190)
        md.inlinePatterns.register(AutomailInlineProcessor(MAIL, md), "automail", 110)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "break", 178)
        md.inlinePatterns.register(
            SimpleTagInlineProcessor(
                r"(~~)(?![~\s])((?:[^~]|~(?!~)){1,1000}?)(?<![\s~])~~(?!~)", "del"
            ),
            "struck",
            65,
        )
        md.inlinePatterns.register(_AddressProcessor(ADDRESS, md), "address", 100)
        md.inlinePatterns.register(
            _PhraseProcessor(r"\[([^\[\]]{1,500})\]\{([^{}\n]{1,80})\}", md), "phrase", 175
        )


class _EscapeProcessor(EscapeInlineProcessor):
    """A backslash before any sign of ASCII (CommonMark 2.4); no entity begins with `\\&`."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str | None, int | None, int | None]:
        if m[1] == "&":
            return f"{AMP_SUBSTITUTE}amp;", m.start(0), m.end(0)
        return super().handleMatch(m, data)


class _CodeProcessor(BacktickInlineProcessor):
    """Code stands between two runs of backticks of one length (CommonMark 6.1).

    Thousands of runs that have no other take no longer than as many that have.
    """

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.rest = ""  # what was read already: what is before it changes as code is put away
        self.runs: dict[int, list[int]] = {}  # how far from the end runs of each length begin

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str | None, int | None, int | None]:
        if m[1]:
            return super().handleMatch(m, data)
        begin, end = self._span(m.start(), data)
        if end is None:
            return None, m.start(), begin
        words = data[begin:end]
        if words.strip() and words[0] in " \n" and words[-1] in " \n":
            words = words[1:-1]
        code = ET.Element("code")
        code.text = AtomicString(code_escape(words))
        return code, m.start(), end + begin - m.start()

    def _span(self, start: int, text: str) -> tuple[int, int | None]:
        """Where the code begins, and where it ends if it does."""
        if len(text) - start > len(self.rest) or not text.endswith(self.rest):
            self.runs = {}
            for run in reversed([*TICKS.finditer(text, start)]):
                self.runs.setdefault(len(run[0]), []).append(len(text) - run.start())
        found = TICKS.match(text, start)
        begin = found.end() if found else start
        places = self.runs.get(begin - start, [])
        behind = bisect.bisect_right(places, len(text) - begin)
        end = len(text) - places[behind - 1] if behind else None
        self.rest = text[begin if end is None else end + begin - start :]
        return begin, end


class _PhraseProcessor(InlineProcessor):
    """`[phrase]{lang=fr}` → a span with its language, and `dir=rtl` where it is given."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        pairs = [item.partition("=") for item in m[2].split()]
        if not pairs or any(key not in ("lang", "dir") or not value for key, _, value in pairs):
            return None, None, None
        span = ET.Element("span", {key: value.strip("\"'") for key, _, value in pairs})
        span.text = m[1]
        return span, m.start(0), m.end(0)


class _Footnotes(FootnoteExtension):
    """Footnotes; ten thousand references to one note take no longer than to ten thousand notes."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        super().extendMarkdown(md)
        cast(_CommonBlocks, md.parser).notes = self

    def unique_ref(self, reference: str, found: bool = False) -> str:
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        kind, _, rest = reference.partition(self.get_separator())
        return reference if count == 1 else f"{kind}{count}{self.get_separator()}{rest}"


class _MissingNote(InlineProcessor):
    """`[^name]` where no note has that name; the footnotes extension has taken the others."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        missing = ET.Element("mark")
        missing.text = AtomicString(m[0])
        return missing, m.start(0), m.end(0)


class _AddressProcessor(InlineProcessor):
    """A web address that stands in the text → a link, as blogs show it; what is none stays text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        address = m[0].rstrip(".,;:!?'\"*_")
        if not is_address(address):
            return None, None, None
        link = ET.Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(0), m.start(0) + len(address)
