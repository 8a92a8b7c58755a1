"""Whatever HTML a post is made of, its words arrive in order, and its parts in their number."""

from __future__ import annotations

import json
from html import escape

import exports
import pytest
import service_exports as services
from html_read import counts_of, shown, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from zinewright.importers import importer_of
from zinewright.importers.common.archive import zipped
from zinewright.importers.common.arrived import Arrived, Source
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading

WORD = st.sampled_from(
    """
    one two. three, (four) 5 6. 7) *eight* _nine_ _ten __x__ **y** [eleven] [^12] `13` ``14
    # ## + - = > | : :: ::: ~ ~~ ~~~ 1. 2) \\ \\* &amp; &lt;b&gt; &amp;amp; &amp;#42; a*b
    a_b_c {15} {lang=fr} ![16](x) [17](y.md) Caption: *[HTML]: [^1]:
    (http://e.example/a_b_c) &#8239; été العربية 日本語 --- *** ___ ||| !important "quoted"
    it's ... <br>
    """.split()
)
TEXT = st.lists(WORD, min_size=1, max_size=6).map(" ".join)


def around(*tags: str):
    def made(drawn):
        tag, inside = drawn
        more = ' href="https://e.example/a_(b)"' if tag == "a" else ""
        return f"<{tag}{more}>{inside}</{tag}>"

    return lambda inner: st.tuples(st.sampled_from(tags), inner).map(made)


PHRASE = st.recursive(
    TEXT,
    lambda inner: st.one_of(
        around("em", "strong", "b", "i", "del", "span", "u", "small", "mark")(inner),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
    ),
    max_leaves=5,
)
LINE = st.one_of(
    PHRASE,
    around("a")(PHRASE.filter(lambda said: "<br>" not in said)),
    around("code")(TEXT.filter(lambda said: "<br>" not in said)),
)
LINES = st.lists(LINE, min_size=1, max_size=3).map(" ".join)
ITEM = around("li")


def lists(inner):
    return around("ul", "ol")(st.lists(around("li")(inner), min_size=1, max_size=3).map("".join))


TABLE = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        st.lists(around("td", "th")(LINES), min_size=width, max_size=width).map(
            lambda cells: f"<tr>{''.join(cells)}</tr>"
        ),
        min_size=1,
        max_size=3,
    ).map(lambda rows: f"<table>{''.join(rows)}</table>")
)
BLOCK = st.recursive(
    st.one_of(around("p")(LINES), around("h2", "h3", "h4")(LINES), around("pre")(TEXT), TABLE),
    lambda inner: st.one_of(
        lists(st.one_of(LINES, inner, st.tuples(LINES, inner).map("".join))),
        around("blockquote", "div", "section")(
            st.lists(inner, min_size=1, max_size=3).map("".join)
        ),
    ),
    max_leaves=6,
)
POST = st.lists(st.one_of(BLOCK, LINES), min_size=1, max_size=4).map("\n".join)


@given(POST)
@settings(max_examples=120, deadline=None, derandomize=True)
def test_words_arrive_in_their_order(content):
    made = shown(Arrived("x", Converted(content, HtmlReading()).text))

    assert words_of(made) == words_of(content)
    for name in ("headings", "links", "table"):
        assert counts_of(made).get(name) == counts_of(content).get(name), name


# --- the same posts, in every wrapping that an importer knows


def in_feed(content: str) -> Source:
    entry = f"<entry><title>x</title><content type='html'>{escape(content)}</content></entry>"
    return Source("x", f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>".encode())


def in_book(content: str) -> Source:
    page = f"<html><body><h1>x</h1>{content}</body></html>"
    return files(
        exports.ebook(**{"OPS/one.xhtml": page, "OPS/two.xhtml": "", "OPS/notes.xhtml": ""})
    )


def in_csv(content: str) -> Source:
    cell = f"<div>{content}</div>".replace('"', '""')
    return Source("x", f'title,content html\nx,"{cell}"\n'.encode())


def in_journal(content: str) -> Source:
    entry = services.livejournal_entry("x", content, more="<opt_preformatted>1</opt_preformatted>")
    return Source("x", services.livejournal(entry.replace("tired", "")))


def in_json(content: str) -> Source:
    row = {"title": "x", "content_html": content}
    feed = {"version": "https://jsonfeed.org/version/1", "items": [row]}
    return Source("x", json.dumps(feed).encode())


def in_medium(content: str) -> Source:
    page = (
        '<article class="h-entry"><h1 class="p-name">x</h1><section data-field="body">'
        f'<h3 class="graf--title">x</h3>{content}</section></article>'
    )
    return files(exports.zipped({"posts/2026-01-31_x.html": page}))


def files(content: bytes) -> Source:
    return Source("x", content, zipped(content, "x"))


WRAPPINGS = {
    "feed": in_feed,
    "ghost": lambda content: Source("x", exports.ghost(exports.ghost_post(html=content))),
    "json": in_json,
    "csv": in_csv,
    "livejournal": in_journal,
    "tumblr": lambda content: files(
        exports.zipped({"posts/html/1.html": services.tumblr_page(content, tags="")})
    ),
    "medium": in_medium,
    "ebook": in_book,
    "substack": lambda content: files(exports.substack(**{"posts/11.the-long-wait.html": content})),
    "web-page": lambda content: Source("x", f"<html><h1>x</h1><main>{content}</main>".encode()),
}


@pytest.mark.parametrize("kind", WRAPPINGS)
@given(content=POST)
@settings(max_examples=12, deadline=None, derandomize=True)
def test_words_arrive_from_every_source(kind, content):
    source = WRAPPINGS[kind](content)
    importer = importer_of(source)
    assert importer is not None
    assert importer.name == kind
    (post,) = importer.read(source).posts

    assert words_of(shown(Arrived("x", post.text))) == words_of(content)


PLAIN = st.lists(st.lists(WORD.filter(lambda word: word != "<br>"), min_size=1, max_size=6),
                 min_size=1, max_size=5)  # fmt: skip


def as_rtf(paragraphs: list[list[str]]) -> Source:
    """Words with every sign that is none of ASCII in Unicode, each second one stressed."""

    def written(word: str, number: int) -> str:
        signs = "".join(f"\\{sign}" if sign in "\\{}" else sign for sign in word)
        said = "".join(
            sign if ord(sign) < 128 else f"\\u{ord(sign) - 65536 * (ord(sign) > 32767)}?"
            for sign in signs
        )
        return f"{{\\b {said}}}" if number % 2 else said

    said = "".join(
        " ".join(written(word, number) for number, word in enumerate(words)) + "\\par "
        for words in paragraphs
    )
    return Source("x", f"{{\\rtf1\\ansi\\uc1 {said}}}".encode())


def as_odt(paragraphs: list[list[str]]) -> Source:
    said = "".join(
        "<text:p>"
        + " ".join(
            f'<text:span text:style-name="T1">{escape(word)}</text:span>' if n % 2 else escape(word)
            for n, word in enumerate(words)
        )
        + "</text:p>"
        for words in paragraphs
    )
    content = services.odt()
    unpacked = {path: zipped(content, "x")[path] for path in zipped(content, "x")}
    text = unpacked["content.xml"].decode().replace(services.ODT_TEXT, said)
    return files(exports.zipped({**unpacked, "content.xml": text}))


def as_docx(paragraphs: list[list[str]]) -> Source:
    """Words in the odd places where mammoth does not look, one kind a paragraph."""
    kinds = ("{}", '<w:fldSimple w:instr="x">{}</w:fldSimple>', '<w:dir w:val="ltr">{}</w:dir>',
             "<w:ins>{}</w:ins>", "<w:smartTag>{}</w:smartTag>")  # fmt: skip
    said = ""
    for number, words in enumerate(paragraphs):
        run = f'<w:r><w:t xml:space="preserve">{escape(" ".join(words))}</w:t></w:r>'
        said += f"<w:p>{kinds[number % len(kinds)].format(run)}</w:p>"
    return files(exports.word(**{"word/document.xml": (
        f'<w:document {exports.W} xmlns:r="{exports.R}"><w:body>{said}</w:body></w:document>'
    )}))  # fmt: skip


@pytest.mark.parametrize("written", [as_rtf, as_odt, as_docx])
@given(paragraphs=PLAIN)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_words_of_documents_arrive(written, paragraphs):
    source = written(paragraphs)
    importer = importer_of(source)
    assert importer is not None
    (post,) = importer.read(source).posts
    html = "".join(f"<p>{escape(' '.join(words))}</p>" for words in paragraphs)

    assert words_of(shown(Arrived("x", post.text))) == words_of(html)


CODE = "<pre>if x:\n    y\n\n  z</pre>"


@pytest.mark.parametrize(
    "content",
    [
        f"<ul><li>{CODE}</li></ul>",
        f"<ul><li>a{CODE}</li><li><p>b</p><ul><li>c{CODE}</li></ul></li></ul>",
        f"<ol><li>{CODE}<p>b</p></li><li>a{CODE}</li></ol>",
        f'<ol start="998"><li>{CODE}</li><li>a</li><li><p>b</p>{CODE}<p>c</p></li></ol>',
        f"<blockquote>{CODE}<p>a</p><ul><li>{CODE}</li></ul></blockquote>",
        f"<blockquote>{CODE}</blockquote><blockquote>{CODE}</blockquote>",
        f"<ul><li><blockquote>{CODE}</blockquote></li></ul>{CODE}",
        f"<dl><dt>a</dt><dd>{CODE}</dd><dt>b</dt><dd><p>c</p>{CODE}</dd></dl>",
        f'<p>a<sup><a href="#n" id="r">1</a></sup></p><ol><li id="n"><p>b'
        f' <a href="#r">↩</a></p>{CODE}</li></ol>',
    ],
)
def test_code_arrives_as_it_is_wherever_it_stands(content):
    made = shown(Arrived("x", Converted(content, HtmlReading()).text))

    assert made.count("<pre><code>if x:\n    y\n\n  z\n</code></pre>") == content.count("<pre>")
    assert made.count("<blockquote>") == content.count("<blockquote>")
    assert made.count("<li>") == content.count("<li>")
    assert "\u2060" not in made
