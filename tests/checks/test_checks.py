"""Promises read back from finished files: each rule finds a defect that was put in."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from manuscripts import arrange, manuscript, press
from pikepdf import Array, Dictionary, Name, String

from zinewright import checks
from zinewright.checks import CHECKS, check_finished
from zinewright.checks.ink import Ledger, Looking
from zinewright.pdf import render as rendering
from zinewright.press.build import build
from zinewright.rules import RULES

MUTATIONS = 60
BUILT_AGAIN = "Build it again, and report this if it stays"


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """Finished files in which nothing is wrong, by their endings."""
    folder = tmp_path_factory.mktemp("good")
    with press() as ready:
        built = build(manuscript(folder / "manuscript"), folder / "out", ready)
    paper = ("-large-print.pdf", "-booklet.pdf", "-pocket.pdf")
    names = [name for name in built.files if not name.endswith(paper)]
    return {Path(name).suffix: Path(name).read_bytes() for name in names}


def found(name: str, content: bytes) -> list[str]:
    """What is wrong, without what to do."""
    return [
        f"{name if problem.line is None else problem.line} {problem.what} [{problem.rule}]"
        for problem in check_finished(name, content)
    ]


@pytest.mark.parametrize("ending", [".pdf", ".epub", ".html", ".txt"])
def test_good_files_are_passed(good, ending):
    assert check_finished(f"zine{ending}", good[ending]) == ()


def test_another_kind_of_file_cannot_be_checked():
    assert [str(problem) for problem in check_finished("zine.doc", b"")] == [
        "zine.doc: this is no kind of file that can be checked. "
        "Name a .pdf, .epub, .html, .txt file. [file-kind]"
    ]


# --- PDF


def _pdf(content: bytes, change) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _link(pdf: pikepdf.Pdf, kind: Name) -> Dictionary:
    """The first link with an action of that kind; it is on page 2 or 4."""
    return next(
        annotation
        for page in pdf.pages
        for annotation in page.obj.get("/Annots", [])
        if kind == annotation.A.S
    )


def _font(pdf: pikepdf.Pdf) -> Dictionary:
    fonts = pdf.pages[0].obj.Resources.Font
    return next(font for font in fonts.values() if str(font.BaseFont).endswith("Hyperlegible"))


def _lead_nowhere(pdf: pikepdf.Pdf) -> None:
    _link(pdf, Name.GoTo).A.D[0] = pdf.make_indirect(Dictionary(Type=Name.Page))


def _lose(holder: str, key: str):
    """Take a key out of the catalogue or of what it holds."""

    def lose(pdf: pikepdf.Pdf) -> None:
        thing = pdf.Root[holder] if holder else pdf.Root
        del thing[key]

    return lose


def _aimless_and_direct(pdf: pikepdf.Pdf) -> None:
    """Write two bookmarks into the outline itself, the second without an aim."""
    first = pdf.Root.Outlines.First
    second = pikepdf.Dictionary(Title="Nowhere")
    pdf.Root.Outlines.First = pikepdf.Dictionary(Title=first.Title, A=first.A, Next=second)


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>"""
BREAK_PDF = {
    "the structure": (
        _lose("", "/StructTreeRoot"),
        ["zine.pdf the file has no structure for screen readers [pdf-tags]"],
    ),
    "its mark": (
        _lose("", "/MarkInfo"),
        ["zine.pdf the file has no structure for screen readers [pdf-tags]"],
    ),
    "the language": (
        _lose("", "/Lang"),
        ["zine.pdf the file does not say its language [pdf-language]"],
    ),
    "the title": (
        lambda pdf: pdf.Root.__setattr__("Metadata", pdf.make_stream(XMP)),
        ["zine.pdf the file has no title [pdf-title]"],
    ),
    "the wish to show it": (
        _lose("/ViewerPreferences", "/DisplayDocTitle"),
        ["zine.pdf viewers would show the file's name in place of its title [pdf-title]"],
    ),
    "labels": (_lose("", "/PageLabels"), ["zine.pdf the pages have no labels [pdf-labels]"]),
    "bookmarks": (_lose("", "/Outlines"), ["zine.pdf the file has no bookmarks [pdf-bookmarks]"]),
    "the aim of a bookmark": (
        lambda pdf: pdf.Root.Outlines.First.A.__delitem__("/D"),
        ["zine.pdf the bookmark “Small hours” leads nowhere [pdf-bookmarks]"],
    ),
    "the aim of a bookmark that is no object of its own": (
        _aimless_and_direct,
        ["zine.pdf the bookmark “Nowhere” leads nowhere [pdf-bookmarks]"],
    ),
    "the order of links": (
        lambda pdf: pdf.pages[2].obj.__setattr__("Tabs", Name.R),
        ["zine.pdf page 3 does not take its links in the order of the text [pdf-tabs]"],
    ),
    "the words of a link": (
        lambda pdf: _link(pdf, Name.GoTo).__delitem__("/Contents"),
        ["zine.pdf page 2: the link has no words [pdf-link-words]"],
    ),
    "the aim of a link": (
        lambda pdf: _link(pdf, Name.GoTo).A.__delitem__("/D"),
        ["zine.pdf page 2: the link “Start with the first piece, page 3” leads nowhere [pdf-link]"],
    ),
    "a page that is none": (
        _lead_nowhere,
        ["zine.pdf page 2: the link “Start with the first piece, page 3” leads nowhere [pdf-link]"],
    ),
    "a name that is none": (
        lambda pdf: _link(pdf, Name.GoTo).A.__setattr__("D", String("nowhere")),
        ["zine.pdf page 2: the link “Start with the first piece, page 3” leads nowhere [pdf-link]"],
    ),
    "a font": (
        lambda pdf: _font(pdf).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
        ["zine.pdf the font ?+Atkinson-Hyperlegible is not inside [pdf-fonts]"],
    ),
    "its letters": (
        lambda pdf: _font(pdf).__delitem__("/ToUnicode"),
        ["zine.pdf the font ?+Atkinson-Hyperlegible has no letters [pdf-unicode]"],
    ),
}


def _paint(operators: str, before: bool = False):
    """Paint more on page 5, above what is there or below it."""

    def paint(pdf: pikepdf.Pdf) -> None:
        content = operators.encode() % {
            b"font": next(iter(pdf.pages[4].obj.Resources.Font)).encode(),
            b"word": b"<%s>" % _glyphs(pdf, "lost").encode(),
        }
        pdf.pages[4].contents_add(content, prepend=before)

    return paint


def _glyphs(pdf: pikepdf.Pdf, text: str) -> str:
    """The glyphs of a text in the first font, as its ToUnicode map has them."""
    font = next(iter(pdf.pages[4].obj.Resources.Font.values()))
    known = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>", font.ToUnicode.read_bytes())
    glyphs = {chr(int(code, 16)): glyph.decode() for glyph, code in known}
    return "".join(glyphs[letter] for letter in text)


LOST = "BT %%(font)s %s Tf 1 0 0 1 %s Tm %%(word)s Tj ET"
NO_INK = "are in the text and have no ink on the page [pdf-ink]"
BREAK_PDF |= {
    "the ink of a word": (
        _paint("1 g " + LOST % (12, "60 60")), [f"zine.pdf page 5: the words “lost” {NO_INK}"],
    ),
    "a word in a clip": (
        _paint("0 0 40 40 re W n " + LOST % (12, "60 60")),
        [f"zine.pdf page 5: the words “lost” {NO_INK}"],
    ),
    "a word below a fill": (
        _paint(LOST % (12, "60 60") + " 0.5 g 57 56 40 16 re f"),
        [f"zine.pdf page 5: the words “lost” {NO_INK}"],
    ),
    "a word off the page": (
        _paint(LOST % (12, "60 -60")),
        ["zine.pdf page 5: the words “lost” stand outside the page, where nobody sees them "
         "[pdf-sheet]"],
    ),
    "the size of a word": (
        _paint(LOST % (0, "60 60")),
        ["zine.pdf page 5: words are set in letters of no size [pdf-size]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("lost", BREAK_PDF)
def test_a_pdf_that_lost(good, lost):
    change, expected = BREAK_PDF[lost]
    lines = found("zine.pdf", _pdf(good[".pdf"], change))

    assert [re.sub(r"\b[A-Z]{6}\+", "?+", line) for line in lines] == expected


def test_what_is_no_link_needs_no_words(good):
    def note(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text)])

    assert found("zine.pdf", _pdf(good[".pdf"], note)) == []


def test_a_link_may_lead_by_a_name(good):
    def name(pdf: pikepdf.Pdf) -> None:
        link = _link(pdf, Name.GoTo)
        pdf.Root.Names = Dictionary(
            Dests=Dictionary(Names=Array([String("here"), Dictionary(D=link.A.D)]))
        )
        del link["/A"]
        link.Dest = String("here")

    assert found("zine.pdf", _pdf(good[".pdf"], name)) == []


def test_a_link_of_pdf_2_leads_to_an_element(good):
    with pikepdf.open(io.BytesIO(good[".pdf"])) as pdf:
        del _link(pdf, Name.GoTo).A["/SD"]
        old, new = io.BytesIO(), io.BytesIO()
        pdf.save(old)
        pdf.save(new, min_version="2.0")

    assert found("zine.pdf", old.getvalue()) == []
    assert found("zine.pdf", new.getvalue()) == [
        "zine.pdf page 2: the link “Start with the first piece, page 3” leads to a page, and to no "
        "element there [pdf-link]"
    ]


# --- web


def _web(old: str, new: str):
    return lambda text: text.replace(old, new, 1)


BREAK_WEB = {
    "its end": (lambda text: text.removesuffix("</html>\n"), ["the file ends early [web-open]"]),
    "its language": (
        _web('<html lang="en-GB"', "<html"),
        ["the page does not say its language [web-language]"],
    ),
    "its title": (
        _web("<title>Small hours</title>", "<title> </title>"),
        ["the page has no title [web-title]"],
    ),
    "its main part": (
        lambda text: text.replace("<main", "<div").replace("</main", "</div"),
        ["the page has no main part to skip to [web-main]"],
    ),
    "its policy": (
        _web("default-src 'none'", "default-src *"),
        ["the page does not forbid browsers to fetch anything [web-policy]"],
    ),
    "its innocence": (
        _web("<footer>", "<script>alert(1)</script><footer>"),
        ["the page holds a “script” [web-alone]"],
    ),
    "its independence": (
        _web("<footer>", '<img src="https://example.org/x.png" alt="x"><footer>'),
        ["a “img” is fetched from https://example.org/x.png [web-alone]"],
    ),
    "its calm": (
        _web("<footer>", '<footer onclick="x()">'), ["a “footer” runs a script [web-alone]"],
    ),
    "its style": (
        _web("<style>", '<link rel="stylesheet" href="x.css"><style>'),
        ["a “link” is fetched from x.css [web-alone]"],
    ),
    "the aim of a link": (
        _web('href="#money"', 'href="#nowhere"'),
        ["the link “Start with the first piece” to #nowhere leads nowhere [web-link]"],
    ),
    "a name of its own": (
        _web("<footer>", '<footer id="money">'), ["the name money is used 2 times [web-id]"],
    ),
    "a page in the list": (
        _web('<li><a href="#locator--5">5</a></li>', ""),
        ["locator--5 cannot be reached from the list of pages [web-pages]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("lost", BREAK_WEB)
def test_a_web_page_that_lost(good, lost):
    change, expected = BREAK_WEB[lost]
    broken = change(good[".html"].decode()).encode()

    assert broken != good[".html"]
    assert found("zine.html", broken) == [f"zine.html {line}" for line in expected]


# --- EPUB


def _epub(content: bytes, change) -> bytes:
    """The EPUB with its files changed: `change` gets names and contents in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {info.filename: packed.read(info) for info in packed.infolist()}
    stored = {"mimetype"}
    change(files, stored)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, inside in files.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            packed.writestr(name, inside, kind)
    return out.getvalue()


def _named(files, ending: str) -> str:
    return next(name for name in files if name.endswith(ending))


def _replaced(ending: str, old: bytes, new: bytes):
    def change(files, stored):
        name = _named(files, ending)
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


def _last(files, stored):
    files["mimetype"] = files.pop("mimetype")


BREAK_EPUB = {
    "its first place": (
        _last,
        ["zine.epub the mimetype is not first, or not stored (EPUB 3.3, 4.2.2) [epub-mimetype]"],
    ),
    "its plain beginning": (
        lambda files, stored: stored.clear(),
        ["zine.epub the mimetype is not first, or not stored (EPUB 3.3, 4.2.2) [epub-mimetype]"],
    ),
    "a picture": (
        lambda files, stored: files.pop(_named(files, ".png")),
        ["zine.epub EPUB/* is listed but not there [epub-manifest]"],
    ),
    "the aim of a link": (
        _replaced("money.xhtml", b'href="waiting.xhtml"', b'href="nowhere.xhtml"'),
        [
            "zine.epub the link “Skip this piece*” in EPUB/money.xhtml (“Money at night”) to "
            "nowhere.xhtml leads nowhere [epub-link]"
        ],
    ),
    "the part that a link leads to": (
        _replaced("waiting.xhtml", b'href="money.xhtml#', b'href="money.xhtml#x'),
        [
            "zine.epub the link “the first piece” in EPUB/waiting.xhtml (“The long wait”) to "
            "money.xhtml#* leads nowhere [epub-link]"
        ],
    ),
    "its navigation": (
        _replaced(".opf", b' properties="nav"', b""),
        ["zine.epub there is no navigation document (EPUB 3.3, 7) [epub-nav]"],
    ),
    "a way to a chapter": (
        lambda files, stored: files.update(
            {
                _named(files, "nav.xhtml"): re.sub(
                    rb'href="after.xhtml', b'href="money.xhtml', files[_named(files, "nav.xhtml")]
                )
            }
        ),
        [
            "zine.epub the link “*” in EPUB/nav.xhtml (“*”) to * leads nowhere [epub-link]",
            "zine.epub EPUB/after.xhtml cannot be reached from the contents [epub-nav]",
            "zine.epub page 6 is not in the list of pages [epub-pages]",
        ],
    ),
    "its container": (
        lambda files, stored: files.pop("META-INF/container.xml"),
        ["zine.epub the file is no whole EPUB (*) [epub-open]"],
    ),
    "the way to its package": (
        _replaced("container.xml", b"rootfile ", b"other "),
        ["zine.epub the file is no whole EPUB (*) [epub-open]"],
    ),
    "a page in the list": (
        _replaced("nav.xhtml", b'<li><a href="money.xhtml#locator--3">3</a></li>', b""),
        ["zine.epub page 3 is not in the list of pages [epub-pages]"],
    ),
    "the number of a page": (
        _replaced("nav.xhtml", b'locator--5">5<', b'locator--5">6<'),
        ["zine.epub page 5 is called 6 in the list of pages [epub-pages]"],
    ),
    "a closing tag": (
        _replaced("after.xhtml", b"</body>", b""),
        ["zine.epub the file is no whole EPUB (*) [epub-open]"],
    ),
}


@pytest.mark.parametrize("lost", BREAK_EPUB)
def test_an_epub_that_lost(good, lost):
    change, expected = BREAK_EPUB[lost]
    lines = found("zine.epub", _epub(good[".epub"], change))

    assert len(lines) == len(expected)
    for line, pattern in zip(lines, expected, strict=True):
        assert re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), line), line


# --- text


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"One\n\xff\n", ["2 the bytes are not UTF-8 [text-utf-8]"]),
        (b"One\n\x07two\n", ["2 the line “two” holds a control character [text-control]"]),
        (
            b"One\r\ntwo\n",
            [
                "1 the line “One” holds a control character [text-control]",
                "1 the line “One” ends in a space [text-space]",
            ],
        ),
        ("One \ntwo\u00a0\n".encode(), ["1 the line “One” ends in a space [text-space]",
                                        "2 the line “two” ends in a space [text-space]"]),
        (b"One\ntwo", ["2 the last line has no end [text-end]"]),
        (b"", ["1 the last line has no end [text-end]"]),
    ],
)  # fmt: skip
def test_a_text(content, lines):
    assert found("zine.txt", content) == lines


# --- all of them


@pytest.mark.parametrize("ending", CHECKS)
@pytest.mark.parametrize("content", [b"", b"\0" * 64, b"%PDF-1.7\n", b"PK\3\4", b"<html>"])
def test_what_is_no_such_file_is_said_and_no_accident(ending, content):
    problems = check_finished(f"zine{ending}", content)

    assert all(problem.where == f"zine{ending}" for problem in problems)
    assert problems or ending == ".txt"


@pytest.mark.parametrize("ending", CHECKS)
def test_no_damage_is_an_accident(good, ending):
    """Bytes lost, changed and doubled at random places: there is an answer, whatever it is."""
    rolled = random.Random(ending)
    for _ in range(MUTATIONS):
        content = bytearray(good[ending])
        for _ in range(rolled.choice([1, 3, 40])):
            place = rolled.randrange(len(content))
            match rolled.choice(["change", "cut", "lose", "double"]):
                case "change":
                    content[place] = rolled.randrange(256)
                case "cut" if place > len(content) / 2:
                    del content[place:]
                case "lose":
                    del content[place : place + rolled.randrange(50)]
                case "double":
                    content[place:place] = content[place : place + rolled.randrange(50)]
        check_finished(f"zine{ending}", bytes(content))


def test_every_rule_has_its_defect_here():
    here = Path(__file__)
    files = [*here.parent.glob("test_*.py"), here.parents[1] / "hostile" / "bad_finished.txt"]
    defects = "".join(path.read_text("utf-8") for path in files)
    rules = {
        rule
        for path in Path(checks.__file__).parent.glob("*.py")
        for rule in re.findall(r'"([a-z]+-[a-z0-9-]+)"', path.read_text("utf-8"))
        if rule in RULES
    }

    assert rules >= {"pdf-tags", "epub-nav", "text-end", "file-kind"}
    assert [r for r in rules if f"[{r}]" not in defects and f'"{r}"' not in defects] == []
    assert "[pdf-open]" in str(check_finished("zine.pdf", b"no PDF")[0])


# --- what was looked at before


def _looked(content: bytes, ledger: Ledger, monkeypatch) -> tuple[list[int], list[str]]:
    """The pages that are drawn, from 0, and what is wrong."""
    drawn: list[int] = []
    page = rendering.Pages.page
    monkeypatch.setattr(
        rendering.Pages, "page", lambda self, n: drawn.append(n) or page(self, n)
    )  # fmt: skip
    problems = check_finished("zine.pdf", content, Looking(ledger=ledger))
    monkeypatch.undo()
    return drawn, [problem.what for problem in problems]


def test_a_page_is_looked_at_once(good, monkeypatch):
    ledger = Ledger()
    pages = len(pikepdf.open(io.BytesIO(good[".pdf"])).pages)

    assert _looked(good[".pdf"], ledger, monkeypatch) == (list(range(pages)), [])
    assert _looked(good[".pdf"], ledger, monkeypatch) == ([], [])


def test_a_page_that_changed_is_looked_at_again_and_no_other(good, monkeypatch):
    ledger, changed = Ledger(), _pdf(good[".pdf"], _paint("1 g " + LOST % (12, "60 60")))
    check_finished("zine.pdf", good[".pdf"], Looking(ledger=ledger))
    found = ["page 5: the words “lost” are in the text and have no ink on the page"]

    assert _looked(changed, ledger, monkeypatch) == ([4], found)
    assert _looked(changed, ledger, monkeypatch) == ([4], found), "what is wrong stays so"


def test_chapters_in_another_order_are_not_looked_at_again(tmp_path, monkeypatch):
    """Their numbers change; the parts that list them are new, and so is the head of a chapter on a
    side where it did not stand before."""
    ledger = Ledger()
    with press() as ready:
        folder = manuscript(tmp_path / "m")
        first = build(folder, tmp_path / "out", ready, ("reading", "booklet"))
        was = [Path(name).read_bytes() for name in first.files[:2]]
        arrange(folder, "waiting", "money", "after")
        again = build(folder, tmp_path / "out", ready, ("reading", "booklet"))
        reading, booklet = (Path(name).read_bytes() for name in again.files[:2])
    for content in was:
        check_finished("zine.pdf", content, Looking(ledger=ledger))
    before, now = _parts(was[0]), _parts(reading)
    drawn, problems = _looked(reading, ledger, monkeypatch)

    assert problems == []
    assert list(before) != list(now)
    for title in CHAPTERS:
        new = {number % 2 for number in now[title]} - {number % 2 for number in before[title]}
        assert len({*drawn} & {*now[title]}) == len(new)
    assert _looked(booklet, ledger, monkeypatch) == ([], [])


CHAPTERS = ("Money at night", "The long wait", "Afterwards")


def _parts(content: bytes) -> dict[str, range]:
    """The pages of each part of a zine, from 0, by its title."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        begins = {str(item.title): numbers[item.action.D[0].objgen] for item in outline.root}
        ends = [*list(begins.values())[1:], len(numbers)]
    return {title: range(b, e) for (title, b), e in zip(begins.items(), ends, strict=True)}


def test_the_plate_of_one_ink_is_not_looked_at(good):
    changed = _pdf(good[".pdf"], _paint("1 g " + LOST % (12, "60 60")))

    assert check_finished("zine.pdf", changed, Looking(is_plate=True)) == ()


def test_words_are_told_with_the_post_that_they_are_from(good):
    changed = _pdf(good[".pdf"], _paint("1 g " + LOST % (12, "60 60")))
    whose = ["“Small hours”"] * 4 + ["m/posts/money.md"] * 9

    assert [str(problem) for problem in check_finished("z.pdf", changed, Looking(whose))] == [
        "z.pdf: page 5: the words “lost” of m/posts/money.md are in the text and have no ink on "
        "the page. Look at the page and at the layout's style there; report this if the layout is "
        "Zinewright's. [pdf-ink]"
    ]
