"""Markdown → XHTML as Python-Markdown writes it. The only module that knows Python-Markdown.

Raw HTML is switched off: it shows as text. Two marks are ours: a passage with a note of its own
(`::: note topics | sentence` … `:::`) and a phrase in another language (`[phrase]{lang=fr}`). Two
come from CommonMark and from what most blogs write: a backslash at the end of a line breaks it
there, and `~~words~~` are struck out.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

import markdown
from lxml import etree
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import (
    InlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from zinewright.body import is_address

LINE = "\ufdd0[\ufdd1-\ufdda]+"  # the mark of a line: signs that Unicode keeps out of all texts
PASSAGE = re.compile(rf"^({LINE})?:::[ \t]*note(?:[ \t]+([^\n]*))?$", re.MULTILINE)
PASSAGE_END = re.compile(rf"^(?:{LINE})?:::[ \t]*$", re.MULTILINE)
PASSAGE_LINE = re.compile(rf"(?:{LINE})?:::")
HEADING = re.compile(
    r"(?:^|\n)(?P<level>#{2,6}|#(?=[ \t\n]|\Z))(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
)
LEAD = re.compile(
    r"""
    [ \t>]*                                   # indents, quotations
    (?: (?: [-+*] | \d{1,9}\. | : | \[\^[^\]]*\]: ) [ \t]+[ \t>]* | \|[ \t]* )*
    (?: \#{2,6}[ \t]* | \#(?:[ \t]+|$)         # behind the marks of a heading, or in front of …
      | (?= :::
          | [^\s\d\-=~|:\#+>*_`\[]            # … a letter, or a sign that begins nothing
          | \d+(?![.\d]) | \[(?!\^?[^\]]*\]:) | \*{1,2}[^\W_] | _{1,2}[^\W_]
        )
    )
    """,
    re.VERBOSE,
)
ADDRESS = r"https?://(?:[^\s\x02<>()\[\]{}\"*~]|~(?!~)){3,500}"  # \x02 begins what is put away
MISSING = r"\[\^([^\]\s]{1,60})\]"
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z0-9]+);")  # as Python-Markdown lets pass
LONGEST_ENTITY = 40  # “&CounterClockwiseContourIntegral;” has 33 letters


def converted(text: str, language: str) -> str:
    """Python-Markdown's XHTML, with characters for the entities that XML does not know.

    A reference to a note that has no text is a ``mark`` element.
    """
    curled = ["smarty"] if language.split("-")[0] == "en" else []
    md = markdown.Markdown(
        extensions=[
            "tables", _Footnotes(UNIQUE_IDS=False, BACKLINK_TEXT="↩"), "abbr", "def_list",
            "sane_lists", "fenced_code", *curled, _Dialect(),
        ],
        extension_configs={"smarty": {"smart_angled_quotes": False}},
        output_format="xhtml",
        tab_length=4,
    )  # fmt: skip
    return ENTITY.sub(lambda m: _character(m[0]), md.convert(text))


def _character(entity: str) -> str:
    """The character that an entity stands for; the text as it is where there is no such entity."""
    return html.escape(html.unescape(entity) if len(entity) <= LONGEST_ENTITY else entity)


def numbered(text: str, first: int) -> str:
    """The text with a mark of its number, from `first`, in front of what stands on each line.

    Lines whose first sign would no longer work behind a mark are left as they are.
    """
    return "\n".join(_marked(line, number) for number, line in enumerate(text.split("\n"), first))


def _marked(line: str, number: int) -> str:
    lead = LEAD.match(line)
    if not lead:
        return line
    mark = "\ufdd0" + "".join(chr(0xFDD1 + int(digit)) for digit in str(number))
    gap = " " if lead[0].endswith("#") else ""
    return line[: lead.end()] + gap + mark + line[lead.end() :]


def tell_lines(root: etree._Element) -> None:
    """Take the marks of `numbered` out, and give each element its line as `sourceline`."""
    line = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            line = _line_in(element.attrib.pop("data-line", "")) or line
            text = element.text or ""
            element.sourceline = (text.startswith("\ufdd0") and _line_in(text)) or line  # type: ignore[misc]
            for name, value in element.attrib.items():
                element.set(name, re.sub(LINE, "", str(value)))
            element.text, line = _unmarked(element.text, line)
        else:
            element.tail, line = _unmarked(element.tail, line)


def _unmarked(text: str | None, line: int) -> tuple[str | None, int]:
    """The text without its marks, and the line on which it ends."""
    if not text or "\ufdd0" not in text:
        return text, line
    return re.sub(LINE, "", text), _line_in(re.findall(LINE, text)[-1])


def _line_in(text: str) -> int:
    """The number in the first mark of a text, 0 where there is none; libxml2 keeps 16 bits."""
    found = re.search(LINE, text)
    return min(int("".join(str(ord(d) - 0xFDD1) for d in found[0][1:])), 65535) if found else 0


class _Dialect(Extension):
    """Raw HTML off; passages and phrases in another language on."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_PassageLines(md), "passage", 10)
        md.parser.blockprocessors.register(_PassageProcessor(md.parser), "passage", 110)
        md.parser.blockprocessors["hashheader"].RE = HEADING  # type: ignore[attr-defined]
        md.inlinePatterns.register(_MissingNote(MISSING, md), "missing-note", 174)
        md.ESCAPED_CHARS.append("~")
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


class _PassageLines(Preprocessor):
    """Lets the lines of passages stand apart, so that nobody has to leave lines empty."""

    def run(self, lines: list[str]) -> list[str]:
        apart = (["", line, ""] if PASSAGE_LINE.match(line) else [line] for line in lines)
        return [line for part in apart for line in part]


class _PassageProcessor(BlockProcessor):
    """`::: note topics | sentence` … `:::` → a section that holds the blocks between."""

    def test(self, parent: ET.Element, block: str) -> bool:
        return bool(PASSAGE.match(block))

    def run(self, parent: ET.Element, blocks: list[str]) -> bool:
        """Take the blocks up to the closing line; without one nothing is taken."""
        for number, block in enumerate(blocks):
            after_mark = PASSAGE.sub("", block, count=1) if number == 0 else block
            if PASSAGE_END.search(after_mark):
                self._take(parent, blocks, number)
                return True
        return False

    def _take(self, parent: ET.Element, blocks: list[str], last: int) -> None:
        head = PASSAGE.match(blocks[0])
        assert head is not None
        topics, _, sentence = (head[2] or "").partition("|")
        section = ET.SubElement(parent, "section", {"class": "passage"})
        section.set("data-topics", topics.strip())
        section.set("data-sentence", sentence.strip())
        section.set("data-line", head[1] or "")
        taken = [blocks.pop(0) for _ in range(last + 1)]
        taken[0] = taken[0][head.end() :].lstrip("\n")
        inside, _, behind = _parted(taken[-1])
        taken[-1] = inside
        if behind.strip():
            blocks.insert(0, behind.lstrip("\n"))
        self.parser.parseBlocks(section, [block for block in taken if block.strip()])


def _parted(block: str) -> tuple[str, str, str]:
    end = PASSAGE_END.search(block)
    assert end is not None
    return block[: end.start()], end[0], block[end.end() :]


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
