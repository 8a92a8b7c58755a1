"""Whatever HTML a post is made of, its words arrive in order, and its parts in their number."""

from __future__ import annotations

import pytest
from html_read import counts_of, shown, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from zinewright.importers.common.arrived import Arrived
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import Reading

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
    made = shown(Arrived("x", Converted(content, Reading()).text))

    assert words_of(made) == words_of(content)
    for name in ("headings", "links", "table"):
        assert counts_of(made).get(name) == counts_of(content).get(name), name


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
    made = shown(Arrived("x", Converted(content, Reading()).text))

    assert made.count("<pre><code>if x:\n    y\n\n  z\n</code></pre>") == content.count("<pre>")
    assert made.count("<blockquote>") == content.count("<blockquote>")
    assert made.count("<li>") == content.count("<li>")
    assert "\u2060" not in made
