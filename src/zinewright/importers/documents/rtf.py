"""A document in Rich Text Format (RTF; WordPad, TextEdit, Word, LibreOffice, Scrivener) → a post.

Paragraphs, headings, stress, lists, tables, links, notes and pictures come along. Struck-out
changes, hidden text, remarks, and what stands at the head and foot of each page are told of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, unreadable
from zinewright.importers.common.escaping import TOO_LONG, cleaned
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import day
from zinewright.importers.documents.rtf_flow import Flow, Looks
from zinewright.importers.documents.rtf_tokens import (
    PAGES,
    SIGNS,
    Token,
    decoded,
    page_of,
    tokens,
    unicode_sign,
)

DEEPEST, MOST = 500, 40_000_000  # groups in groups; bytes, of which pictures take most
STORIES = {"footnote": "note", "shptxt": "box", "dptxbxtext": "box"}
TOLD = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
                     "footerf"), "what stands at the head or foot of every page"),
    "annotation": "a remark", "objdata": "an object that is embedded", "mmath": "a formula",
    "do": "a drawing",
}  # fmt: skip
SKIPPED = frozenset(
    "colortbl listtable listoverridetable generator themedata colorschememapping datastore "
    "xmlnstbl rsidtbl mmathPr pgptbl revtbl latentstyles bkmkstart bkmkend filetbl private "
    "objclass objname nonshppict expandedcolortbl txe atnid atnauthor atntime atnref atnicn "
    "atnparent atndate pntxta pntxtb pnseclvl listname template falt panose fontemb blipuid "
    "picprop sp "
    "sn sv passwordhash wgrffmtfilter ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn tc xe "
    "formfield datafield userprops docvar keywords comment subject category operator company "
    "manager doccomm hlinkbase author".split()
)
KEPT = frozenset(
    ("shppict", "shpinst", "shprslt", "expandedcolortbl", "fldinst", "listtext", "txe")
)
LINK = re.compile(r"HYPERLINK\s+(?:\\l\s+)?\"([^\"]{1,2000})\"|HYPERLINK\s+(\S{1,2000})", re.I)


@dataclass(frozen=True)
class GroupState:
    """What holds inside a group: where its text goes, and how it looks."""

    goes: str = "text"
    page: str = "cp1252"
    skip: int = 1
    looks: Looks = field(default_factory=Looks)
    link: str = ""


class Reader:
    """A document while it is read."""

    def __init__(self) -> None:
        self.left: Counter[str] = Counter()
        self.notes: dict[str, str] = {}
        self.facts: dict[str, str] = {}
        self.fonts: dict[int, str] = {}
        self.styles: dict[int, str] = {}
        self.flow = Flow(self.styles)
        self.flows: list[tuple[Flow, int]] = []
        self.stack: list[GroupState] = []
        self.state = GroupState()
        self.is_starred = self.is_first = False
        self.waiting = 0  # signs that stand in for one in Unicode, and are passed over
        self.half = 0  # the first half of a sign of two (UTF-16)
        self.bytes = b""
        self.held: list[str] = []  # what a group that is no text says
        self.picture = ""
        self.font = 0

    def read(self, content: bytes) -> str:
        """The document as HTML."""
        for token in tokens(content):
            if token.kind != "text" or self.waiting:
                self._flush()
            READ[token.kind](self, token)
        self._flush()
        while self.flows:
            self._end_story()
        return self.flow.html()

    # --- groups

    def open(self, token: Token) -> None:
        if len(self.stack) < DEEPEST:
            self.stack.append(self.state)
        else:
            self.left["all that is nested too deeply"] = 1
            self.stack.append(replace(self.state, goes="skip"))
        self.is_first, self.is_starred, self.waiting = True, False, 0

    def close(self, token: Token) -> None:
        self.waiting = 0
        if not self.stack:
            return
        before, ended = self.stack.pop(), self.state.goes
        if ended != before.goes or ended == "stylesheet":
            self._ended(ended)
        self.state = before
        if self.flows and len(self.stack) < self.flows[-1][1]:
            self._end_story()
        if ended == "fldinst" and before.goes != ended:
            found = LINK.search("".join(self.held))
            self.state = replace(before, link=(found[1] or found[2]) if found else "")
            self.held = []

    def cut(self, token: Token) -> None:
        self.left[TOO_LONG] = 1

    def star(self, token: Token) -> None:
        self.is_starred = True

    def _ended(self, goes: str) -> None:
        """What becomes of the words of a group that is no text."""
        said = cleaned("".join(self.held)).strip()
        if goes == "pict":
            self._picture(said)
        elif goes == "title" and said:
            self.facts["title"] = said
        elif goes == "listtext":
            self.flow.marked(said)
        elif goes == "stylesheet" and said:
            self.styles[self.state.looks.style] = said.rstrip(";").strip().lower()
        if goes != "fldinst":
            self.held = []

    def _picture(self, said: str) -> None:
        digits = re.sub(r"[^0-9a-fA-F]", "", said)
        if not self.picture or len(digits) < 40:
            self.left["a picture in a form that only Windows draws (WMF, EMF)"] += bool(digits)
            return
        import base64

        packed = base64.b64encode(bytes.fromhex(digits[: len(digits) // 2 * 2])).decode()
        self.flow.put(f'<img src="data:image/{self.picture};base64,{packed}">', self.state.looks)
        self.picture = ""

    def _begin(self, word: str) -> None:
        """A group that is a text of its own: a note, a box."""
        if len(self.flows) > 20:
            return
        self.flows.append((self.flow, len(self.stack)))
        self.flow = Flow(self.styles, word)
        self.state = replace(self.state, goes="text", looks=Looks(), link="")

    def _end_story(self) -> None:
        ended, (self.flow, _) = self.flow, self.flows.pop()
        made = ended.html()
        if STORIES[ended.kind] == "note":
            number = f"note-{len(self.notes)}"
            self.notes[number] = made
            self.flow.put(f'<sup data-fn="{number}"></sup>', self.state.looks)
        elif made:
            self.flow.beside(made)

    # --- words of control

    def word(self, token: Token) -> None:
        word, number = token.word, token.number
        is_first, starred = self.is_first, self.is_starred
        self.is_first = self.is_starred = False
        if is_first and self._destination(word, starred):
            return
        if word == "u" and number is not None:
            self._unicode(unicode_sign(number))
        elif word == "uc":
            self.state = replace(self.state, skip=min(max(number or 0, 0), 20))
        elif word in SIGNS and not self._passed(1):
            self.said(Token("said", said=SIGNS[word]))
        elif word in PLACES:
            self._placed(word, number)
        elif word in ("f", "cs", "s", "ls", "li", "ilvl", "outlinelevel", "fcharset", "ansicpg"):
            self._numbered(word, number or 0)
        elif word in ("mac", "pc", "pca") and self.state.page == "cp1252":
            page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
            self._paged(page)
        elif word in ("pngblip", "jpegblip"):
            self.picture = word[:-4]
        elif self.state.goes == "creatim" and word in ("yr", "mo", "dy"):
            self.facts[word] = f"{number or 0:02}"
        else:
            looks = self.state.looks.told(word, number)
            if looks is not self.state.looks:
                self.state = replace(self.state, looks=looks)

    def _destination(self, word: str, starred: bool) -> bool:
        """Whether a group is no part of the text; it goes where its first word says."""
        goes = self.state.goes
        if goes == "skip":
            return True
        if word in TOLD:
            self.left[TOLD[word]] += 1
        if word in STORIES and goes == "text":
            self._begin(word)
            return True
        if word in ("pict", "title", "creatim", "fonttbl", "stylesheet", "fldinst", "listtext"):
            self.held = []
            self.picture = ""
            self.state = replace(self.state, goes=word)
            return True
        if word == "pntext":
            self.held, self.state = [], replace(self.state, goes="listtext")
            return True
        if word in SKIPPED or word in TOLD or (starred and word not in KEPT):
            self.state = replace(self.state, goes="skip")
            return True
        return word in KEPT

    def _placed(self, word: str, number: int | None) -> None:
        if self.state.goes == "listtext" or self.state.goes != "text":
            return
        if word in ("par", "sect", "page", "column"):
            self.flow.end(self.state.looks)
        elif word == "line":
            self.flow.put("<br>", self.state.looks)
        elif word == "pard":
            self.state = replace(self.state, looks=self.state.looks.plain_paragraph())
        elif word in ("cell", "nestcell"):
            self.flow.cell(self.state.looks)
        elif word in ("row", "nestrow"):
            self.flow.row()

    def _numbered(self, word: str, number: int) -> None:
        looks = self.state.looks
        if word == "f":
            self.font = number
            page = self.fonts.get(number, "") or self.fonts.get(-1, "cp1252")
            self.state = replace(self.state, page=page)
        elif word == "fcharset":
            self.fonts[self.font] = "" if number == 1 else PAGES.get(number, "")
        elif word == "ansicpg":
            self._paged(page_of(number))
        elif word == "s":
            self.state = replace(self.state, looks=replace(looks, style=number))
        elif word in ("ls", "li", "ilvl", "outlinelevel"):
            self.state = replace(self.state, looks=looks.placed(word, min(max(number, 0), 99_999)))

    def _paged(self, page: str) -> None:
        self.fonts[-1] = page
        self.state = replace(self.state, page=page)

    # --- text

    def text(self, token: Token) -> None:
        self.is_first = False
        text = token.text
        if self.waiting:
            passed = min(self.waiting, len(text))
            self.waiting -= passed
            text = text[passed:]
        self.bytes += text

    def said(self, token: Token) -> None:
        self.is_first = False
        if self._passed(len(token.said)):
            return
        goes, looks = self.state.goes, self.state.looks
        if goes in ("skip", "creatim") or not token.said:
            return
        if goes != "text":
            self.held.append(token.said)
        elif looks.hidden or looks.deleted:
            what = "what was struck out in tracked changes" if looks.deleted else "hidden text"
            self.left[what] = 1
        else:
            self.flow.say(token.said, looks, self.state.link)

    def _passed(self, count: int) -> bool:
        """Whether something is but the stand-in for a sign in Unicode."""
        if not self.waiting:
            return False
        self.waiting = max(0, self.waiting - count)
        return True

    def _unicode(self, number: int) -> None:
        if 0xD800 <= number < 0xDC00:
            self.half = number
        elif 0xDC00 <= number < 0xE000:
            if self.half:
                self.waiting = 0
                sign = 0x10000 + ((self.half - 0xD800) << 10) + number - 0xDC00
                self.said(Token("said", said=chr(sign)))
            self.half = 0
        else:
            self.waiting = 0
            self.said(Token("said", said=chr(number)))
        self.waiting = self.state.skip

    def _flush(self) -> None:
        """Bytes that follow each other, read together: a letter may be two of them."""
        if self.bytes:
            text, self.bytes = self.bytes, b""
            waiting, self.waiting = self.waiting, 0
            self.said(Token("said", said=decoded(text, self.state.page)))
            self.waiting = waiting


PLACES = frozenset("par sect page column line pard cell nestcell row nestrow".split())
READ: Mapping[str, Callable[[Reader, Token], None]] = {
    "word": Reader.word, "text": Reader.text, "said": Reader.said, "open": Reader.open,
    "close": Reader.close, "star": Reader.star, "cut": Reader.cut,
}  # fmt: skip


def is_rtf(source: Source) -> bool:
    return source.head.startswith(b"{\\rtf")


def posts_in_rtf(source: Source) -> Arrivals:
    """The document as one post. Raises `ZineError` where it has no words."""
    if len(source.content) > MOST:
        what = f"the document has more than {MOST // 10**6} MB"
        raise unreadable(source, what, "Save it as docx in a word processor, and import that")
    reader = Reader()
    made = reader.read(source.content)
    reading = HtmlReading(image=source.picture)
    reading.dropped.update(+reader.left)
    converted = Converted(made, reading, reader.notes)
    if not converted.text.strip():
        raise unreadable(source, "the document has no words", "Leave it out")
    stem = source.name.rpartition("/")[2].rpartition(".")[0]
    facts = reader.facts
    post = Arrived(
        title=reader.flow.title or facts.get("title", "") or stem,
        text=converted.text,
        date=day(f"{facts.get('yr', '')}-{facts.get('mo', '')}-{facts.get('dy', '')}"),
        dropped=converted.dropped,
        images=converted.images,
        summary=reader.flow.subtitle,
    )
    return arrivals([post], {})
