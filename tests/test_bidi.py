"""Text in two directions: what is seen is what is heard."""

from __future__ import annotations

import pytest
from bound import bound
from zines import section, zine

from zinewright.assemble.markup import E, body
from zinewright.bidi import direction_in, isolate_in, isolated, settle_in, settled
from zinewright.body import parsed, serialized
from zinewright.editions.text import text
from zinewright.languages.words import words_for
from zinewright.manuscript.posts import Post
from zinewright.prose.convert import prose

RLO, LRO, RLE, RLI, FSI, PDF, PDI = "\u202e\u202d\u202b\u2067\u2068\u202c\u2069"
WORDS = words_for("en")


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"abc {RLO}def{PDF} ghi", "abc def ghi"),
        (f"{LRO}abc", "abc"),
        (f"a{PDI}b{PDF}c", "abc"),
        (f"a{RLE}b", "ab"),
        (f"{RLI}a{RLE}b{PDI}c", f"{RLI}ab{PDI}c"),
        (f"{RLI}a{PDF}b{PDI}", f"{RLI}ab{PDI}"),
        (f"{RLE}a{RLO}b{PDF}c{PDF}", f"{RLE}abc{PDF}"),
        (f"{FSI}a{PDI} {RLE}b{PDF}", f"{FSI}a{PDI} {RLE}b{PDF}"),
        ("ليل \u200fabc", "ليل \u200fabc"),
    ],
    ids=["override", "open", "nothing open", "embedding", "in an isolate", "across", "nested",
         "whole", "marks"],
)  # fmt: skip
def test_no_sign_turns_text_round_or_goes_on_behind_it(written, left):
    assert settled(written) == left
    assert settled(left) == left


def test_signs_end_with_their_block_and_may_cross_what_stands_in_it():
    root = parsed(
        f"<p>{RLE}a <em>b{PDF}</em> c {RLI}d</p><p>e{PDI}{PDF}</p><ul><li>{RLI}f</li>"
        f"<li>g{PDI}</li></ul><p>h <img src='x' alt='{RLO}i'/></p>"
    )
    settle_in(root)

    assert serialized(root) == (
        f"<p>{RLE}a <em>b{PDF}</em> c d</p><p>e</p><ul><li>f</li><li>g</li></ul>"
        '<p>h <img src="x" alt="i"/></p>'
    )


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        ("Ada", "Ada"),
        ("12 (§)", "12 (§)"),
        ("ليلى", f"{FSI}ليلى{PDI}"),
        ("Ada ليلى", f"{FSI}Ada ليلى{PDI}"),
        ("מאיה 2", f"{FSI}מאיה 2{PDI}"),
        (f"{FSI}ليلى{PDI} and Bo", f"{FSI}ليلى{PDI} and Bo"),
    ],
)
def test_what_stands_apart(written, apart):
    assert isolated(written) == apart


def test_in_a_language_from_right_to_left_other_letters_stand_apart():
    assert isolated("ليلى", "rtl") == "ليلى"
    assert isolated("Ada", "rtl") == f"{FSI}Ada{PDI}"
    assert [direction_in(each) for each in ("12 ليل a", "a ليل", "12")] == ["rtl", "ltr", "ltr"]


def test_sentences_of_ours_keep_names_apart():
    assert WORDS.say("by", authors=WORDS.listed(("ليلى", "Bo", "Ada"))) == (
        f"By {FSI}ليلى{PDI}, Bo and Ada"
    )
    assert WORDS.several(("ليل", "debt")) == f"{FSI}ليل{PDI}, debt"
    assert WORDS.say("imprint-piece", titles="One", licence="CC0") == "One: CC0"
    root = parsed(serialized(E.body(E.p(f"By {FSI}ليلى{PDI}, {FSI}b{PDI} · 1 May"))))
    isolate_in(root)
    assert serialized(root) == (
        '<p>By <span dir="rtl">ليلى</span>, <span dir="ltr">b</span> · 1 May</p>'
    )


def test_in_print_a_name_moves_no_number_beside_it():
    one = section("a")
    byline = body(E.p(WORDS.say("by", authors="ليلى") + " · 1 May 2026")).xhtml
    read = bound(section("a", byline))

    assert '<span dir="rtl">ليلى</span>' in byline
    assert read.tree.splitlines()[-4:] == [
        "      P", "        “By ”", "        Span “ليلى ”", "        “ · 1 May 2026”",
    ]  # fmt: skip
    assert one.body.xhtml == '<h1 id="a-title">A</h1>'


def test_plain_text_keeps_them_apart_in_a_line_and_not_alone():
    name = '<span dir="rtl">ليلى</span>'
    made = text(zine(section("a", f"<p>By {name} · 1 May</p><p>{name}</p>")))

    assert made.splitlines()[3:] == [f"By {FSI}ليلى{PDI} · 1 May", "", "ليلى"]


def test_a_post_is_shown_as_it_is_said():
    post = Post(
        "a", "a.md", "A", f"It was {RLO}desrever{PDF}.\n\n&#x202e;And *so* it &#8238;was.\n"
    )
    found = prose(post, frozenset(), "en")

    assert found.xhtml == "<p>It was desrever.</p>\n<p>And <em>so</em> it was.</p>"


def test_a_phrase_that_goes_the_other_way_says_so():
    def phrase(markdown: str, language: str) -> str:
        return prose(Post("a", "a.md", "A", markdown), frozenset(), language).xhtml

    assert phrase("[ليل]{lang=ar}, 12.", "en") == (
        '<p><span lang="ar" dir="rtl">ليل</span>, 12.</p>'
    )
    assert phrase("[bonne]{lang=fr}, 12.", "en") == '<p><span lang="fr">bonne</span>, 12.</p>'
    assert phrase("[night]{lang=en}, 12.", "ar") == (
        '<p><span lang="en" dir="ltr">night</span>, 12.</p>'
    )


@pytest.mark.parametrize(
    ("language", "markdown", "xhtml"),
    [
        ("en", "ليل طويل 3 kg من التفاح.", '<p dir="rtl">ليل طويل 3 kg من التفاح.</p>'),
        ("en", "The word ليل is Arabic.", "<p>The word ليل is Arabic.</p>"),
        ("en", "- ليل\n- night", '<ul>\n<li dir="rtl">ليل</li>\n<li>night</li>\n</ul>'),
        ("ar", "A night in English.", '<p dir="ltr">A night in English.</p>'),
        ("ar", "12 34", "<p>12 34</p>"),
        (
            "ar",
            "ليل [020 7946 0000](tel:+442079460000) `C++`",
            '<p>ليل <a href="tel:+442079460000" dir="ltr">020 7946 0000</a> '
            '<code dir="ltr">C++</code></p>',
        ),
    ],
)
def test_blocks_that_are_written_the_other_way_say_so(language, markdown, xhtml):
    assert prose(Post("a", "a.md", "A", markdown), frozenset(), language).xhtml == xhtml
