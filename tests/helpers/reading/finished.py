"""A finished PDF → what a reader meets in it: its structure, outline and artifacts as text."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

import pikepdf

CHARACTERS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
MARK = re.compile(r"[•◦▪–]|\d+\.|\.\d+")
NOTHING = pikepdf.Dictionary()


class Finished:
    """A PDF read back with pikepdf alone. Pages count from 1, as they do for people.

    `places` are the pages of ids, as binding knew them.
    """

    def __init__(self, content: bytes, places: Mapping[str, int] | None = None) -> None:
        self.places, self.content = places or {}, content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        self.texts: dict[tuple[int, int], str] = defaultdict(str)
        self.artifacts: dict[int, list[str]] = defaultdict(list)
        self.unmarked: dict[int, str] = defaultdict(str)
        self.actual: dict[tuple[int, int], str] = {}
        for number, page in enumerate(self.pdf.pages, 1):
            self._read(number, page)
        self.texts.update(self.actual)

    def _read(self, number: int, page: pikepdf.Page) -> None:
        """Sort the text of a page by the marked content that it stands in."""
        fonts = page.obj.Resources.get("/Font", NOTHING)
        maps = {name: _characters(font) for name, font in fonts.items()}
        letters: dict[int, str] = {}
        marks: list[tuple[str, int | None]] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    said = operands[1] if len(operands) > 1 else NOTHING
                    marks.append((str(operands[0]), said.get("/MCID")))
                    if marks[-1][0] == "/Artifact":
                        self.artifacts[number].append("")
                    elif "/ActualText" in said:
                        self.actual[number, int(said.MCID)] = str(said.ActualText)
                case "EMC":
                    marks.pop()
                case "Tf":
                    letters = maps[str(operands[0])]
                case "Tj" | "TJ":
                    self._say(number, marks, _shown(operands[0], letters))
                case "Do" if _is_picture(page, operands[0]):
                    self._say(number, marks, "▣")

    def _say(self, number: int, marks: list[tuple[str, int | None]], text: str) -> None:
        if any(tag == "/Artifact" for tag, _ in marks):
            self.artifacts[number][-1] += text
        elif found := [mcid for _, mcid in marks if mcid is not None]:
            self.texts[number, int(found[-1])] += text
        else:
            self.unmarked[number] += text

    @property
    def note(self) -> str:
        """The role of notes, which PDF 2.0 calls otherwise."""
        return "FENote" if self.pdf.pdf_version >= "2.0" else "Note"

    @cached_property
    def artifacts_said(self) -> dict[int, list[str]]:
        """The words of each page that no reader reads aloud."""
        return {page: [said for said in all_ if said] for page, all_ in self.artifacts.items()}

    @cached_property
    def tree(self) -> str:
        """The structure as an indented tree: role, attributes, words; `|` where a page ends and
        `▣` for a picture."""
        return "\n".join(self._lines(self.pdf.Root.StructTreeRoot.K[0], 0))

    def _lines(self, element: pikepdf.Object, depth: int) -> list[str]:
        head = "  " * depth + " ".join([str(element.S)[1:], *_attributes(element)])
        lines: list[str] = []
        said, last = "", None
        if "/ActualText" in element:
            return [f"{head} “{element.ActualText}”"]
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                lines += [f"{'  ' * (depth + 1)}“{said}”"] if said else []
                said = ""
                lines += self._lines(kid, depth + 1)
            elif isinstance(kid, pikepdf.Dictionary) and kid.Type == pikepdf.Name.OBJR:
                head += f" → {self._target(kid.Obj)}"
            else:
                page, mcid = self.place(kid, element)
                said += "|" if last not in (None, page) else ""
                said, last = said + self.texts[page, mcid], page
        if lines:
            return [head, *lines, *([f"{'  ' * (depth + 1)}“{said}”"] if said else [])]
        return [f"{head} “{said}”" if said else head]

    def place(self, kid: pikepdf.Object, element: pikepdf.Object) -> tuple[int, int]:
        """The page and number of a marked content."""
        if isinstance(kid, pikepdf.Dictionary):
            return self.numbers[kid.Pg.objgen], int(kid.MCID)
        return self.numbers[element.Pg.objgen], int(kid)

    def _target(self, annotation: pikepdf.Object) -> str:
        words = str(annotation.Contents)
        if annotation.A.S == pikepdf.Name.URI:
            return f"{annotation.A.URI} ({words})"
        return f"page {self.numbers[annotation.A.D[0].objgen]} ({words})"

    @cached_property
    def elements(self) -> list[tuple[str, str]]:
        """Every block with the words of its own, in reading order; the marks of lists left out."""
        found: list[tuple[str, str]] = []
        self._collect(self.pdf.Root.StructTreeRoot.K[0], found)
        return [
            (role, from_right(text))
            for role, text in found
            if role != "Lbl" or not MARK.fullmatch(text)
        ]

    def _collect(self, element: pikepdf.Object, found: list[tuple[str, str]]) -> str:
        role, place = str(element.S)[1:], len(found)
        text = str(element.get("/ActualText", ""))
        for kid in element.K if not text else ():
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                text += self._collect(kid, found)
            elif not isinstance(kid, pikepdf.Dictionary) or kid.Type == pikepdf.Name.MCR:
                text += self.texts[self.place(kid, element)]
        if role not in INLINE and role not in GROUPS:
            found.insert(place, (role, " ".join(text.split())))
        return text if role in INLINE else ""

    @cached_property
    def outline(self) -> str:
        """The bookmarks as an indented tree, with the page that each leads to."""
        with self.pdf.open_outline() as outline:
            return "\n".join(self._bookmarks(outline.root, 0))

    def _bookmarks(self, items: list[pikepdf.OutlineItem], depth: int) -> list[str]:
        lines = []
        for item in items:
            page = self.numbers[item.action.D[0].objgen]
            lines += [f"{'  ' * depth}{item.title} → {page}"]
            lines += self._bookmarks(item.children, depth + 1)
        return lines

    @cached_property
    def annotations(self) -> list[pikepdf.Object]:
        """The first place of every link, in reading order."""
        return list(self._annotations(self.pdf.Root.StructTreeRoot.K[0]))

    def _annotations(self, element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        first = True
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self._annotations(kid)
            elif isinstance(kid, pikepdf.Dictionary) and kid.Type == pikepdf.Name.OBJR and first:
                yield kid.Obj
                first = False

    @cached_property
    def links(self) -> list[tuple[int, str, str]]:
        """The page, words and address or page of every link, in the order of the pages."""
        return [
            (number, str(annotation.Contents), self._target(annotation).rpartition(" (")[0])
            for number, page in enumerate(self.pdf.pages, 1)
            for annotation in page.obj.get("/Annots", [])
        ]


INLINE = ("Link", "Span", "Sub", "Code", "Quote", "Em", "Strong", "Reference")
GROUPS = (
    "Document", "Part", "Sect", "Aside", "L", "LI", "Table", "THead", "TBody", "TR", "BlockQuote",
    "Figure", "TOC",
)  # fmt: skip


def _is_picture(page: pikepdf.Page, name: pikepdf.Name) -> bool:
    return page.obj.Resources.XObject[name].Subtype == pikepdf.Name.Image


def _attributes(element: pikepdf.Object) -> list[str]:
    """What an element says of itself: language, words for a picture, expansion, scope, spans."""
    said = [f"[{element[key]}]" for key in ("/Lang", "/Alt", "/E") if key in element]
    stated = element.get("/A", pikepdf.Array())
    for attributes in [stated] if isinstance(stated, pikepdf.Dictionary) else stated:
        for key in ("/Scope", "/ListNumbering"):
            said += [str(attributes[key])[1:]] if key in attributes else []
        for key in ("/ColSpan", "/RowSpan"):
            said += [f"{key[1:]}={attributes[key]}"] if key in attributes else []
    return said


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """What each glyph of a font stands for."""
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in CHARACTERS.findall(font.ToUnicode.read_bytes())
    }


def _shown(operand: pikepdf.Object, letters: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    shown = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    glyphs = [int.from_bytes(shown[n : n + 2], "big") for n in range(0, len(shown), 2)]
    return "".join(letters.get(glyph, "") for glyph in glyphs)  # one letter may have two


def from_right(text: str) -> str:
    """Text with Arabic in it as its sorted letters: a page shows each line from right to left."""
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    return "".join(sorted(text.replace(" ", ""))) if arabic else text


# --- what a source says, to be compared with what was read


NO_SIGNS: Mapping[str, str] = {}
BLOCKS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P", "pre": "P", "li": "LBody", "dd": "LBody", "dt": "Lbl", "th": "TH", "td": "TD",
    "caption": "Caption", "figcaption": "Caption",
}  # fmt: skip


def blocks(sections, read: Finished, signs: Mapping[str, str] = NO_SIGNS) -> list[tuple[str, str]]:
    """What `Finished.elements` has to be: role and words of each block, page numbers filled in.

    `signs` are those that no font has, with what stands in their place.
    """
    shown = str.maketrans(dict(signs))
    found = []
    for element in [el for section in sections for el in section.body.root.iter(*BLOCKS)]:
        said = from_right(" ".join(_said(element, read).translate(shown).split()))
        if element.get("class") == "footnote":
            found += [("LBody", ""), (read.note, said)]
        elif element.tag == "li" and element.getparent().tag == "ol" and _is_contents(element):
            found.append(("TOCI", said))
        elif element.get("class") not in ("ornament", "pull"):
            found.append((BLOCKS[element.tag], said))
    return found


def _is_contents(item) -> bool:
    return "contents" in (item.getparent().get("class") or "").split()


def is_for_eyes(element) -> bool:
    """Whether print alone shows an element: the number, or the address, of a link."""
    return element.get("class") == "linkref" or (
        element.tag == "span" and element.get("class") == "address"
    )


def _said(element, read: Finished) -> str:
    return "".join(_own_words(element, read))


def _own_words(element, read: Finished) -> Iterator[str]:
    """The words of a block without those of the blocks inside it."""
    if is_for_eyes(element):
        return
    yield "" if element.get("data-qr") else element.text or ""  # a drawing, with words of its own
    if target := element.get("data-page-of"):
        yield str(read.places[target])
    for child in element:
        if child.tag == "br":
            yield " "
        elif child.tag not in BLOCKS and child.tag not in ("ul", "ol", "dl", "section"):
            yield from _own_words(child, read)
        yield child.tail or ""
