"""Markdown → XHTML as Python-Markdown writes it. The only module that knows Python-Markdown.

Raw HTML is switched off: it shows as text. Two marks are ours: a passage with a note of its own
(`::: note topics | sentence` … `:::`) and a phrase in another language (`[phrase]{lang=fr}`).
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

import markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

PASSAGE = re.compile(r"^:::[ \t]*note[ \t]+([^\n]*)$", re.MULTILINE)
PASSAGE_END = re.compile(r"^:::[ \t]*$", re.MULTILINE)
XML_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
ADDRESS = r"https?://[^\s<>()\[\]{}\"]{3,500}"
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")


def converted(text: str, language: str) -> str:
    """Python-Markdown's XHTML, with characters for the entities that XML does not know."""
    curled = ["smarty"] if language.split("-")[0] == "en" else []
    md = markdown.Markdown(
        extensions=[
            "tables", "footnotes", "abbr", "def_list", "sane_lists", "fenced_code", *curled,
            _Dialect(),
        ],
        extension_configs={
            "smarty": {"smart_angled_quotes": False},
            "footnotes": {"UNIQUE_IDS": False, "BACKLINK_TEXT": "↩"},
        },
        output_format="xhtml",
        tab_length=4,
    )  # fmt: skip
    made = md.convert(text)
    return ENTITY.sub(lambda m: m[0] if m[1] in XML_ENTITIES else html.unescape(m[0]), made)


class _Dialect(Extension):
    """Raw HTML off; passages and phrases in another language on."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.register(_PassageProcessor(md.parser), "passage", 110)
        md.inlinePatterns.register(_AddressProcessor(ADDRESS, md), "address", 100)
        md.inlinePatterns.register(
            _PhraseProcessor(r"\[([^\[\]\n]{1,500})\]\{([^{}\n]{1,80})\}", md), "phrase", 175
        )


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
        topics, _, sentence = head[1].partition("|")
        section = ET.SubElement(parent, "section", {"class": "passage"})
        section.set("data-topics", topics.strip())
        section.set("data-sentence", sentence.strip())
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


class _AddressProcessor(InlineProcessor):
    """A web address that stands in the text → a link, as blogs show it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        address = m[0].rstrip(".,;:!?'\"*_")
        link = ET.Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(0), m.start(0) + len(address)
