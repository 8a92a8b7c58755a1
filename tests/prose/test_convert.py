"""Markdown → checked XHTML: `everything.md` and `everything.xhtml` hold all of it side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.body import Body
from zinewright.manuscript.posts import Post, read_post
from zinewright.prose.convert import prose
from zinewright.prose.normalize import Footnote, Jump, Passage
from zinewright.prose.quotes import curled

HERE = Path(__file__).parent


def prose_of(text, posts=("one", "two"), language="en", first_line=1):
    post = Post("one", "one.md", "One", text, first_line)
    return prose(post, frozenset(posts), language)


def xhtml_of(text, **more):
    return prose_of(text, **more).xhtml.strip()


def said_of(text, **more):
    return [str(problem) for problem in prose_of(text, **more).problems]


def everything():
    post = read_post(HERE / "everything.md", "everything.md")
    return prose(post, frozenset({"everything", "two"}), "en-GB")


def test_everything_as_xhtml():
    assert everything().xhtml == (HERE / "everything.xhtml").read_text("utf-8").removesuffix("\n")


def test_what_is_found_in_everything():
    found = everything()
    jump = {"line": 105, "address": "two.md"}

    assert found.problems == ()
    assert found.words == 189
    assert found.footnotes == (
        Footnote(
            1,
            "everything--fn-1",
            ("everything--fnref-1", "everything--fnref-1-2", "everything--fnref-1-3"),
            '<p>The plan, with <a href="https://example.org/plan">its page</a>.</p>\n'
            "<p>A second paragraph.</p>",
            "plan",
            117,
        ),
        Footnote(
            2,
            "everything--fn-2",
            ("everything--fnref-2", "everything--fnref-2-2"),
            "<p>Short.</p>",
            "2",
            120,
        ),
        Footnote(
            3,
            "everything--fn-3",
            ("everything--fnref-3",),
            '<p>See <a class="noteref" id="everything--fnref-1-3" href="#everything--fn-1">1</a> '
            "above.</p>",
            "3",
            121,
        ),
    )
    assert found.passages == (
        Passage("everything--passage-1", "everything--passage-1-end", ("grief", "a court"),
                "What the court said.", 9, 85),
    )  # fmt: skip
    assert found.links == (
        ("a page", "https://example.org/a?b=1&c=2"),
        ("where it is from", "https://example.org/line"),
        ("a form", "https://example.org/form"),
        ("a title", "https://example.org"),
    )
    assert found.pictures == (
        ("images/line.png", 48), ("images/fall.png", 51), ("sprig.png", 55),
        ("tall.png", 57), ("cup.png", 60), ("left.png", 62), ("right.png", 64), ("face.png", 68),
    )  # fmt: skip
    assert found.sized == (
        ("tall.png", "full", 57), ("cup.png", "small", 60),
        ("left.png", "pair", 62), ("right.png", "pair", 64),
    )  # fmt: skip
    assert found.jumps == (
        Jump("two", "", words="the next piece", **jump),
        Jump("two", "in-short", words="a part of it", **jump | {"address": "two.md#in-short"}),
        Jump("everything", "in-figures", words="above", **jump | {"address": "#in-figures"}),
    )
    assert found.ids == (
        "everything--fnref-1", "everything--fnref-2", "everything--fnref-1-2",
        "everything--in-figures", "everything--in-words", "everything--fnref-3",
        "everything--passage-1", "everything--inside",
        "everything--fnref-2-2", "everything--in-figures-2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("markdown", "xhtml"),
    [
        ("{{ 7*7 }} <script>x</script>", "<p>{{ 7*7 }} &lt;script&gt;x&lt;/script&gt;</p>"),
        ("<div>\n\n*x*\n\n</div>", "<p>&lt;div&gt;</p>\n<p><em>x</em></p>\n<p>&lt;/div&gt;</p>"),
        ("&eacute; &#233; &#xe9; &lt; &#60;", "<p>é é é &lt; &lt;</p>"),
        ("&nope; AT&T &amp;amp;", "<p>&amp;nope; AT&amp;T &amp;amp;</p>"),
        ("&2; &" + "a" * 50 + "; &#" + "9" * 50 + ";",
         "<p>&amp;2; &amp;" + "a" * 50 + "; &amp;#" + "9" * 50 + ";</p>"),
        ("&#0; &#xD800; &#x110000;", "<p>� � �</p>"),
        ("#MeToo\n\n#1 of two", "<p>#MeToo</p>\n<p>#1 of two</p>"),
        ("##Close ##", '<h2 id="one--close">Close</h2>'),
        ("## A\n\n## A\n\n## *A* b!", '<h2 id="one--a">A</h2>\n<h2 id="one--a-2">A</h2>\n'
         '<h2 id="one--a-b"><em>A</em> b!</h2>'),
        ("## ليل", '<h2 id="one--ليل" dir="rtl">ليل</h2>'),
        ("## ???", '<h2 id="one--part">???</h2>'),
        ("## Note", '<h2 id="one--part-note">Note</h2>'),
        ("## fn 1", '<h2 id="one--part-fn-1">fn 1</h2>'),
        ("[mot\njuste]{lang=fr}", '<p><span lang="fr">mot\njuste</span></p>'),
        ("[mot]{title=fr} [x]{}", "<p>[mot]{title=fr} [x]{}</p>"),
        ("![a](b.png \"Words\")",
         '<figure><img alt="a" src="b.png"/><figcaption>Words</figcaption></figure>'),
        ("![a](my%20b.png)", '<figure><img alt="a" src="my b.png"/></figure>'),
        ("- ![a](b.png)", '<ul>\n<li><img alt="a" src="b.png"/></li>\n</ul>'),
        ("[![a](b.png)](two)", '<p><a href="#two"><img alt="a" src="b.png"/></a></p>'),
        ("https://example.org/a_b. (http://example.org)",
         '<p><a href="https://example.org/a_b">https://example.org/a_b</a>. '
         '(<a href="http://example.org">http://example.org</a>)</p>'),
        ("http://[x and https://a..b/", "<p>http://[x and https://a..b/</p>"),
        ("[two](posts/two.md) [two](two) [two](/two/) [part](#a%20b)",
         '<p><a href="#two">two</a> <a href="#two">two</a> <a href="#two">two</a> '
         '<a href="#one--a b">part</a></p>'),
        ("Text\n::: note a | b\nInside\n:::\nText",
         '<p>Text</p>\n<section class="passage" id="one--passage-1">\n<p>Inside</p>\n</section>\n'
         "<p>Text</p>"),
        ("::: note a | b\n- x\n\n## y\n:::\n\n::: note c | d\nz\n:::",
         '<section class="passage" id="one--passage-1">\n<ul>\n<li>x</li>\n</ul>\n'
         '<h2 id="one--y">y</h2>\n</section>\n'
         '<section class="passage" id="one--passage-2">\n<p>z</p>\n</section>'),
        ("All night\\\nI sat", "<p>All night<br/>\nI sat</p>"),
        ("~~no~~, ~~so *it* goes~~ a~b~~c ~~ d \\~~e~~",
         "<p><del>no</del>, <del>so <em>it</em> goes</del> a~b~~c ~~ d ~~e~~</p>"),
        ("|||\n|-|-|\n|a|b|",
         "<table>\n\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n</tbody>\n</table>"),
        ("> Said\n> – Her", "<blockquote>\n<p>Said\n– Her</p>\n</blockquote>"),
        ("|a|b|c|d|e|\n|-|-|-|-|-|\n|1|2|3|4|5|",
         '<table class="wide">\n<thead>\n<tr>\n'
         + "".join(f'<th scope="col">{letter}</th>\n' for letter in "abcde")
         + "</tr>\n</thead>\n<tbody>\n<tr>\n"
         + "".join(f"<td>{number}</td>\n" for number in range(1, 6))
         + "</tr>\n</tbody>\n</table>"),
        ("||b|\n|-|-|\n|**c** d|e|",
         '<table>\n<thead>\n<tr>\n<td/>\n<th scope="col">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
         "<td><strong>c</strong> d</td>\n<td>e</td>\n</tr>\n</tbody>\n</table>"),
        ("", ""),
    ],
)  # fmt: skip
def test_pieces(markdown, xhtml):
    assert xhtml_of(markdown) == xhtml


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "<p>“It’s ‘so’” – 1990–99…</p>"),
        ("fr", "<p>\"It's 'so'\" -- 1990--99...</p>"),
    ],
)
def test_quotation_marks_are_those_of_english_in_english_alone(language, words):
    assert xhtml_of("\"It's 'so'\" -- 1990--99...", language=language) == words


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ('"Yes," he said', "“Yes,” he said"),
        ("It's the '90s ('so')", "It’s the ‘90s (‘so’)"),
        ("Wait...", "Wait…"),
        ('“"Deep"”', "““Deep””"),
    ],
)
def test_titles_get_the_marks_of_print(plain, printed):
    assert curled(plain, "en-GB") == printed
    assert curled(plain, "ar") == plain


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("The text stops in the mid...", "stops in the mid..."),
        ("It goes on […] and on, as ever…", "and on, as ever…"),
        (" ".join(["word"] * 12), "word word word word"),
        (" ".join(["word"] * 12) + ",\n\n- a list", "word word word word,"),
    ],
)
def test_a_text_that_seems_cut_off(markdown, said):
    assert said_of(markdown, first_line=4) == [
        f"one.md:4: the post seems to be cut off: it ends with “{said}”. "
        "Put the rest in, or end the sentence. [cut-off]"
    ]


@pytest.mark.parametrize(
    "markdown", ["A short line", " ".join(["word"] * 12) + ".", "He waited …", "- " + "a " * 12, ""]
)
def test_a_text_that_is_whole(markdown):
    assert said_of(markdown) == []


def test_every_fault_is_said_with_its_line():
    text = """\
Text with [a link](three.md) in it.

```
[a link](three.md)
```

And with [a link](three.md)
in a line, [a link](three.md) and one
[that is
wrapped](three.md).

1. In a list
2. there is [a link](three.md)[^1] as well

[^1]: In a note
    [a link](three.md)
"""
    assert [problem.line for problem in prose_of(text, first_line=11).problems] == [
        11, 17, 18, 20, 23, 26,
    ]  # fmt: skip
    assert {problem.rule for problem in prose_of(text).problems} == {"link-target"}


def test_a_picture_whose_words_are_still_to_be_written():
    assert said_of("A\n\n![\\[insert what this picture shows\\]](images/a.png)") == [
        "one.md:3: the picture images/a.png has no words yet for those who cannot see it. Write "
        "what it shows, or make it an ornament: ![](…){decorative}. [placeholder]"
    ]


def test_a_text_that_cannot_be_read_is_empty():
    found = prose_of("Text.\n\n" + "> " * 300 + "deep", first_line=5)

    assert found.xhtml == ""
    assert list(map(str, found.problems)) == [
        "one.md:7: the text is nested too deeply. Take some levels out. [nesting]"
    ]


MARKS = st.sampled_from(
    [*"ab \n#*_`[](){}!|:-+>=~^&<\\\"'.1", "\n\n", "    ", "](", "[^1]", "[^1]: ",
     "::: note a | b\n", ":::\n", "```\n", "|-|-|\n", "two.md", "![", "{decorative}", "{full}",
     "{pair}", "Caption: ", "::: poem\n", "::: pull\n",
     "*[a]: ", "ل", "\t", "https://a.b/", "- ", "1. ", "## "]
)  # fmt: skip


@given(st.lists(MARKS, max_size=40).map("".join))
def test_any_text_gives_a_body_or_says_why_not(text):
    found = prose_of(text)

    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in found.problems)
    if not any(problem.level == "error" for problem in found.problems):
        assert Body(found.xhtml, first_heading=2).words == found.words


@pytest.mark.parametrize(
    ("markdown", "xhtml"),
    [
        ("[[https://t.co/x]{lang=en}](https://t.co/x)",
         '<p><a href="https://t.co/x">https://t.co/x</a></p>'),
        ("[[https://t.co/x]{lang=fr}](https://t.co/x)",
         '<p><a href="https://t.co/x"><span lang="fr">https://t.co/x</span></a></p>'),
        ("[<https://a.b/>](https://a.b/)", '<p><a href="https://a.b/">https://a.b/</a></p>'),
        ("[hello]{lang=en} [so *it* goes]{lang=EN-gb} [color]{lang=en-US}",
         '<p>hello so <em>it</em> goes <span lang="en-US">color</span></p>'),
        ("[words[^1] more](https://a.b/) end\n\n[^1]: Note.",
         '<p><a href="https://a.b/">words more</a><a class="noteref" id="one--fnref-1" '
         'href="#one--fn-1">1</a> end</p>'),
    ],
)  # fmt: skip
def test_no_link_stands_in_another_and_no_language_in_itself(markdown, xhtml):
    found = prose_of(markdown, language="en-GB")

    assert found.xhtml.strip() == xhtml
    assert {problem.rule for problem in found.problems} <= {"link-words"}


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("Text\n[![a cat](b.png) [c](https://d.e/)](https://x.y/)",
         "one.md:2: a link to “https://d.e/” stands inside another link, and is left out. "
         "Put it before or behind that. [link-inside]"),
        ("Text\n[a [c](https://d.e/)](https://x.y/)",
         "one.md:2: the words of a link hold another: “a [c](https://d.e/)”. "
         "Put it before or behind that. [link-inside]"),
        ("Text\nwith\n$x^2$ in it, for $5",
         "one.md:3: “$x^2$” is a formula in TeX, of which print shows the signs alone. Write it "
         "in words or in plain signs (x², ½), or make a picture of it. [formula]"),
        ("- a\n  - b\n\n    \\(x\\)",
         "one.md:4: “\\(x\\)” is a formula in TeX, of which print shows the signs alone. Write "
         "it in words or in plain signs (x², ½), or make a picture of it. [formula]"),
    ],
)  # fmt: skip
def test_what_would_not_be_read_as_it_was_meant(markdown, said):
    assert said_of(markdown) == [said]


@pytest.mark.parametrize(
    ("markdown", "xhtml"),
    [
        ("\\!\\\"\\#\\$\\%\\&amp; \\\\ \\é", "<p>!\"#$%&amp;amp; \\ \\é</p>"),
        ("`` a`b `` ```c`` \\`d `e` ", "<p><code>a`b</code> ```c`` `d <code>e</code></p>"),
        ("`a\n`b ` ` c", "<p><code>a\n</code>b <code> </code> c</p>"),
        ("&#87654321; &#x41; &#x1234567;", "<p>&amp;#87654321; A &amp;#x1234567;</p>"),
        ("<a\\+b@example.org>", "<p>&lt;a+b@example.org&gt;</p>"),
    ],
)  # fmt: skip
def test_signs_inside_of_a_line(markdown, xhtml):
    assert xhtml_of(markdown, language="de") == xhtml


def test_a_line_of_nothing_but_tabs_is_read_at_once():
    assert xhtml_of("Text.\n\n" + "\t" * 100_000) == "<p>Text.</p>"


def test_thousands_of_pieces_of_code():
    assert xhtml_of("`a` " * 2000).count("<code>a</code>") == 2000
    assert xhtml_of("".join("`" * length + " " for length in range(1, 200))).count("<code>") == 0


@pytest.mark.parametrize(
    ("markdown", "address"),
    [
        ("[map](https://x.example/?a=1&copy=2&region=3)", "https://x.example/?a=1&copy=2&region=3"),
        ("https://x.example/?a=1&not=5", "https://x.example/?a=1&not=5"),
        ("https://x.example/wiki/Mercury_(planet).", "https://x.example/wiki/Mercury_(planet)"),
        ("(https://x.example/a)", "https://x.example/a"),
        ("https://x.example/a*b*c", "https://x.example/a*b*c"),
        ("**https://x.example/a**", "https://x.example/a"),
        ("[a](https://x.example/?b&amp;c)", "https://x.example/?b&c"),
    ],
)
def test_addresses_arrive_as_they_are(markdown, address):
    found = prose(Post("one", "one.md", "One", markdown), frozenset(), "en")

    assert [each for _, each in found.links] == [address]


def test_an_entity_that_there_is_not_stays_as_it_is():
    found = prose(Post("one", "one.md", "One", "&notanentity; &copy; &eacute;"), frozenset(), "en")

    assert found.xhtml == "<p>&amp;notanentity; © é</p>"


def test_a_row_with_more_cells_than_the_first_is_told_of():
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 | 5 |\n"
    [problem] = prose(Post("one", "one.md", "One", text), frozenset(), "en").problems

    assert str(problem) == (
        "one.md:4: a row has more cells than the first one, and those are left out: "
        "“| 3 | 4 | 5 |”. Give the first row as many cells, or put \\ before a | that is a sign of "
        "the text. [table]"
    )


@pytest.mark.parametrize(
    "text", ["![a view](%00.png)", "[a](#%00)", "[a](two.md#%01)", "[a](%0B.md)"]
)
def test_addresses_that_stand_for_no_text_are_told_of(text):
    found = prose(Post("one", "one.md", "One", text), frozenset({"two"}), "en")

    assert found.problems or found.pictures or found.jumps
