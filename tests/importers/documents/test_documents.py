"""Documents of word processors, beside what mammoth reads of them, and books → posts."""

from __future__ import annotations

import base64
import datetime

import pytest
import service_exports as made
from exports import RELS, R, W, ebook, picture, word
from imported import read, source

from zinewright.importers.common.arrived import Arrivals, Arrived, Image, Source
from zinewright.problems import ZineError

DAY = datetime.date(2026, 1, 31)
LETTER = Image("images/png-442d8f.png", bytes)
NOTED = "It took **a year**.[^1]"
NOTE = "\n\n[^1]: A leap year."


def in_rtf(body: str) -> Arrived:
    (post,) = read("rtf", Source("my wait.rtf", made.rtf(body))).posts
    return post


def test_rtf():
    body = (
        r"\pard\s1 First\par \pard\s2 Below\par \pard\s16 Said.\par \pard "
        r"{\field{\*\fldinst{HYPERLINK \"https://night.example/a\"}}{\fldrslt{\ul the letters}}}"
        r" and {\i more}\line then.\par "
        rf"{{\*\shppict{{\pict\pngblip\picw4\pich3 {picture().hex()}}}}}"
        r"{\nonshppict{\pict\wmetafile8 0102}}\par "
    ).replace('\\"', '"')

    assert read("rtf", Source("my wait.rtf", made.rtf(body))) == Arrivals(
        (
            Arrived(
                title="The long wait",
                text=f"{NOTED}\n\n## First\n\n### Below\n\n> Said.\n\n"
                "[the letters](https://night.example/a) and *more*\\\nthen.\n\n"
                "![\\[insert what this picture shows\\]](images/png-442d8f.png)" + NOTE,
                date=DAY,
                dropped=("a picture without words for those who cannot see it",),
                images=(LETTER,),
            ),
        )
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (r"Caf\'e9 \lquote a\rquote\emdash\~b\par", "Café ‘a’— b"),
        (r"\u8220?a\u8221? \uc2\u233ab!\par", "“a” é!"),
        (r"\u-10179?\u-8704?\par", "😀"),
        (r"{\f1\'cf\'f0\'e8\'e2\'e5\'f2}, \'ef\par", "Привет, ï"),
        (r"{\b bold} {\i it{\b both}} \b on\b0 off\par", "**bold** *it*\u2060**both** **on**off"),
        (r"{\strike gone} H{\sub 2}O x{\super 2}\par", "~~gone~~ H₂O x²"),
        (r"{\pntext\f0 \'b7\tab}One\par{\pntext \'b7\tab}Two\par After\par",
         "- One\n- Two\n\nAfter"),
        (r"{\listtext 1.\tab}\ls1 One\par{\listtext a.\tab}\ls1\ilvl1 In\par\pard After\par",
         "1. One\n    1. In\n\nAfter"),
        (r"\trowd\pard\intbl a\cell b\cell\row\trowd\pard\intbl c\cell d\cell\row\pard After\par",
         "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n\nAfter"),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a box\par}}}Last\par",
         "Last\n\nIn a box"),
        (r"a {{{ b\par", "a b"),
        (r"}}} a\par", "a"),
        (r"{\*\newthing of nobody}a\par", "a"),
        (r"{\bkmkstart x}a{\bkmkend x}{\xe{\v index}}\par", "a"),
        ("one\\\ntwo\\par", "one\n\ntwo"),
        (r"{\pard\li360\fi-360\bullet\tab One\par}{\pard\li720 \endash\tab In\par}"
         r"{\pard\li720 More of it\par}{\pard\li360 \bullet\tab Two\par}\pard\li0 After\par",
         "- One\n\n    - In\n\n        More of it\n\n- Two\n\nAfter"),
        (r"\pard\s1{\b Head}\par", "## Head"),
    ],
)  # fmt: skip
def test_what_rtf_says(body, says):
    text = in_rtf(rf"\pard {body}").text.removeprefix(NOTED).removesuffix(NOTE)

    assert text.strip() == says


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (r"{\v secret}\par", "hidden text"),
        (r"{\deleted gone}\par", "what was struck out in tracked changes"),
        (r"{\header Page 1}{\footer Me}", "what stands at the head or foot of every page"),
        (r"{\*\annotation Really?}", "a remark"),
        (r"{\pict\wmetafile8 010203040506070809101112131415161718192021222324}\par",
         "a picture in a form that only Windows draws (WMF, EMF)"),
        (r"{\object{\*\objdata 0102}{\result shown}}\par", "an object that is embedded"),
    ],
)  # fmt: skip
def test_what_rtf_leaves_is_told(body, told):
    post = in_rtf(body)

    assert any(told in what for what in post.dropped)
    assert "secret" not in post.text
    assert "Really" not in post.text


def test_lines_of_code_are_one_block():
    lines = "".join(
        f'<text:p text:style-name="Preformatted_20_Text">{line}</text:p>' for line in ("a", "b")
    )

    assert in_odt(lines).text == f"{NOTED}\n\n```\na\nb\n```{NOTE}"


def in_odt(body: str, **more: bytes | str) -> Arrived:
    (post,) = read("opendocument", source(made.odt(body, **more), "my wait.odt")).posts
    return post


ODT_BODY = (
    '<text:h text:outline-level="1">First</text:h><text:h text:outline-level="2">Below</text:h>'
    '<text:p text:style-name="P1">Said.</text:p>'
    '<text:list text:style-name="L1"><text:list-item><text:p>One</text:p>'
    '<text:list text:style-name="L2"><text:list-item><text:p>In</text:p></text:list-item>'
    "</text:list></text:list-item><text:list-item><text:p>Two</text:p></text:list-item></text:list>"
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p>"
    "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
    "</table:table-header-rows><table:table-row><table:table-cell><text:p>c</text:p>"
    "</table:table-cell><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row>"
    '</table:table><text:p><text:a xlink:href="https://night.example/a">the letters</text:a> and '
    '<text:span text:style-name="T2">more</text:span><text:line-break/>then<text:s text:c="1"/>on.'
    "</text:p>"
)


def test_an_open_document():
    shown = (
        '<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:title>a letter'
        "</svg:title></draw:frame></text:p>"
    )

    assert in_odt(ODT_BODY + shown) == Arrived(
        title="The long wait",
        text=f"{NOTED}\n\n## First\n\n### Below\n\n> Said.\n\n1. One\n    - In\n2. Two\n\n"
        "| a | b |\n| --- | --- |\n| c | d |\n\n"
        "[the letters](https://night.example/a) and *more*\\\nthen on.\n\n"
        "![a letter](images/1-442d8f.png)" + NOTE,
        date=DAY,
        language="en-GB",
        images=(Image("images/1-442d8f.png", bytes),),
    )


def test_a_flat_open_document():
    held = base64.b64encode(picture()).decode()
    body = (
        "<text:p><draw:frame><draw:image><office:binary-data>"
        f"{held}</office:binary-data></draw:image><svg:desc>a letter</svg:desc></draw:frame>"
        "</text:p>"
    )
    (post,) = read("opendocument", Source("my wait.fodt", made.fodt(body))).posts

    assert (post.title, post.text) == (
        "The long wait", f"{NOTED}\n\n![a letter](images/png-442d8f.png){NOTE}",
    )  # fmt: skip


HEAD = f"<style:master-page {made.ODT_SPACES}><style:header><text:p>Me</text:p></style:header>"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p>"
         "</text:deletion></text:changed-region></text:tracked-changes>",
         "what was struck out in tracked changes"),
        ("<text:p>a<office:annotation><text:p>Really?</text:p></office:annotation></text:p>",
         "a remark"),
        ("<text:p><draw:frame><draw:object/></draw:frame></text:p>",
         "an object that is embedded: a formula, a chart or a sheet"),
    ],
)  # fmt: skip
def test_what_an_open_document_leaves_is_told(body, told):
    post = in_odt(body)

    assert post.dropped == (told,)
    assert "Gone" not in post.text
    assert "Really" not in post.text


def test_the_head_of_each_page_is_told():
    post = in_odt("", **{"styles.xml": f"{HEAD}</style:master-page>"})

    assert post.dropped == ("what stands at the head or foot of every page",)


def test_a_box_of_an_open_document_is_read():
    box = (
        "<text:p>Around.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>"
        "</draw:frame></text:p>"
    )

    assert in_odt(box).text == f"{NOTED}\n\nAround.\n\nIn a box.{NOTE}"


def test_a_sheet_is_no_text():
    with pytest.raises(AssertionError):
        read("opendocument", source(made.zipped({
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>",
        })))  # fmt: skip


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (made.odt(**{"content.xml": "<broken"}), "the document is broken"),
        (made.odt(**{"content.xml": "\1\2", "META-INF/manifest.xml": "<encryption-data/>"}),
         "the document is locked with a password"),
    ],
)  # fmt: skip
def test_open_documents_that_cannot_be_read(content, what):
    with pytest.raises(ZineError) as caught:
        read("opendocument", source(content))

    assert f"x: {what}. " in str(caught.value)


# --- what mammoth passes over

MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


BOX = f"<wps:wsp><wps:txbx><w:txbxContent>{said('In a box.')}</w:txbxContent></wps:txbx></wps:wsp>"
ALTERNATE = (
    f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{BOX}</w:drawing></mc:Choice>'
    "{}</mc:AlternateContent>"
)
FALLBACK = (
    '<mc:Fallback><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
    f"<w:txbxContent>{said('In a box.')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback>"
)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (f"<w:p {MORE}><w:r><w:t>Around.</w:t></w:r><w:r>{ALTERNATE.format('')}</w:r></w:p>",
         "Around.\n\nIn a box."),
        (f"<w:p {MORE}><w:r><w:t>Around.</w:t></w:r><w:r>{ALTERNATE.format(FALLBACK)}</w:r></w:p>",
         "Around.\n\nIn a box."),
        (f"<w:p {MORE}><w:r><w:drawing>{BOX}</w:drawing></w:r></w:p>", "In a box."),
        ('<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>Today</w:t></w:r></w:fldSimple></w:p>',
         "Today"),
        ('<w:p><w:dir w:val="rtl"><w:r><w:t>left</w:t></w:r></w:dir><w:bdo w:val="ltr"><w:r><w:t>'
         " right</w:t></w:r></w:bdo></w:p>", "left right"),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t>"
         "</w:r></w:rubyBase></w:ruby></w:r></w:p>", "漢(kan)"),
        (f"<w:p {MORE}><m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>"
         "</w:p>", "x=1"),
    ],
    ids=["box", "box-fallback", "box-alone", "field", "direction", "ruby", "formula"],
)  # fmt: skip
def test_words_that_stand_where_mammoth_does_not_look(body, says):
    (post,) = read("word", source(word(body), "my wait.docx")).posts

    assert post.text == f"{NOTED}\n\n{says}{NOTE}"


def related(target: str) -> str:
    return (
        f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{R}/styles" '
        f'Target="styles.xml"/><Relationship Id="rId2" Type="{R}/footnotes" '
        f'Target="footnotes.xml"/><Relationship Id="rId9" Type="{R}/aFChunk" Target="{target}"/>'
        "</Relationships>"
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.html", "<html><body><h2>Held</h2><p>Of <b>HTML</b>.</p></body></html>",
         "## Held\n\nOf **HTML**."),
        ("a.txt", "Plain words.\n\nTwo of them.", "Plain words.\n\nTwo of them."),
        ("a.docx", word(said("And more.")), "The long wait\n\nIt took a year.\n\nAnd more."),
        ("a.rtf", made.rtf(r"\pard More.\par"), "It took **a year**.[^2]\n\nMore."),
    ],
)  # fmt: skip
def test_a_document_that_lies_inside_another(name, content, says):
    more = {"word/_rels/document.xml.rels": related(name), f"word/{name}": content}
    given = source(word(f'{said("Before.")}<w:altChunk r:id="rId9"/>{said("After.")}', **more))
    (post,) = read("word", given).posts

    text = says.replace("[^2]", "")
    assert post.text == f"{NOTED}\n\nBefore.\n\n{text}\n\nAfter.{NOTE}"


@pytest.mark.parametrize(
    ("body", "more", "told"),
    [
        ('<w:altChunk r:id="rId9"/>', {"word/_rels/document.xml.rels": related("a.mht"),
                                       "word/a.mht": "MIME-Version: 1.0\n\nwords"},
         "a document that lies inside (word/a.mht)"),
        ('<w:altChunk r:id="rId77"/>', {},
         "a document that lies inside (which is not there)"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>", {}, "hidden text"),
        ("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>", {},
         "what was struck out in tracked changes"),
        ("", {"word/comments.xml": f"<w:comments {W}><w:comment w:id='1'>{said('Really?')}"
                                   "</w:comment></w:comments>"}, "a reviewer’s remark"),
        ("", {"word/header1.xml": f"<w:hdr {W}>{said('Me')}</w:hdr>"},
         "what stands at the head or foot of every page"),
        (f"<w:p><w:odd>{said('Of a kind that nobody reads')}</w:odd></w:p>", {},
         "a paragraph that stands where nothing reads it: “Of a kind that nobody reads …”"),
    ],
    ids=["mht", "no-chunk", "hidden", "deleted", "remark", "header", "lost"],
)  # fmt: skip
def test_what_word_leaves_is_told(body, more, told):
    (post,) = read("word", source(word(body, **more))).posts

    assert post.dropped == (told,)
    assert "secret" not in post.text


# --- books


def page(body: str, kind: str = "") -> str:
    attributes = f' epub:type="{kind}"' if kind else ""
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>A page</title></head><body{attributes}>{body}</body></html>"
    )


def chapter_one(one: str) -> str:
    found = read("ebook", source(ebook(**{"OPS/one.xhtml": one}))).posts
    return next(post.text for post in found if post.also_at[0].endswith("one.xhtml"))


@pytest.mark.parametrize(
    "note",
    [
        '<aside epub:type="footnote" id="n1"><p>A leap year.</p></aside>',
        '<aside epub:type="footnote" id="n1" role="doc-footnote">A leap year.</aside>',
        '<div><p id="n1">A leap year.</p></div>',
        '<section epub:type="endnotes"><ol><li id="n1">A leap year.</li></ol></section>',
        '<p><a id="n1"></a>A leap year.</p>',
        '<div><p id="n1"><a href="#r1">1</a>. A leap year.</p></div>',
        '<aside epub:type="footnote" id="n1"><p>A leap year. <a href="#r1">↩</a></p></aside>',
    ],
)
def test_notes_within_one_document_of_a_book(note):
    mark = '<a epub:type="noteref" id="r1" href="#n1">1</a>'

    assert chapter_one(page(f"<h1>One</h1><p>It took a year.{mark}</p><p>And on.</p>{note}")) == (
        "It took a year.[^1]\n\nAnd on.\n\n[^1]: A leap year."
    )


LONG = "word " * 60


def test_a_page_of_a_book_that_mixes_title_and_text():
    mixed = page(
        '<section epub:type="titlepage"><h1>Nights</h1><p>By Ada</p></section>'
        "<section><h2>One</h2><p>It took a year.</p></section>"
    )

    assert chapter_one(mixed) == "It took a year."
    assert chapter_one(page(f"<h1>One</h1><p>{LONG}</p>", "titlepage")) == LONG.strip()


def test_pages_that_stay_out_of_a_book_are_named():
    found = read("ebook", source(ebook(**{
        "OPS/one.xhtml": page("<p>Copyright Ada, all of them.</p>", "copyright-page"),
        "OPS/loose.xhtml": page("<p>Nobody leads here.</p>"),
    })))  # fmt: skip

    assert found.dropped == (
        "2 × a page that a zine makes itself: cover, title, contents",
        "1 × the page “Copyright Ada, all of them. …”, which is of the book, not of its text",
        "“OPS/loose.xhtml”, which the order of the book leaves out",
    )
    assert [post.title for post in found.posts] == ["Two", "A page"]  # notes that nothing cites


def with_metadata(said: str) -> bytes:
    package = read_package().replace("<dc:title>Nights</dc:title>", said)
    return ebook(**{"OPS/book.opf": package})


def read_package() -> str:
    return source(ebook()).files["OPS/book.opf"].decode()


@pytest.mark.parametrize(
    ("metadata", "title"),
    [
        ("<dc:title>Nights</dc:title>", "Nights"),
        ('<dc:title id="a">Of waiting</dc:title><dc:title id="b">Nights</dc:title>'
         '<meta refines="#a" property="title-type">subtitle</meta>'
         '<meta refines="#b" property="title-type">main</meta>', "Nights"),
        ("<dc:title>\n  Nights &amp; days\n</dc:title>", "Nights & days"),
        ('<dc:title><span xmlns="x">Nights</span></dc:title>', "Nights"),
        ("<dc:title/><dc:title>Nights</dc:title>", "Nights"),
        ("<dc:Title>Nights</dc:Title>", "Nights"),
    ],
)  # fmt: skip
def test_the_title_of_a_book(metadata, title):
    assert read("ebook", source(with_metadata(metadata))).title == title


def test_the_title_of_an_old_book():
    package = read_package()
    space = 'xmlns:dc="http://purl.org/dc/elements/1.{}/">'
    package = package.replace(space.format(1), f"{space.format(0)}<dc-metadata>")
    package = package.replace("</metadata>", "</dc-metadata></metadata>")

    assert read("ebook", source(ebook(**{"OPS/book.opf": package}))).title == "Nights"
