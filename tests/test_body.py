"""The closed dialect: what may stand in a body, and what each other thing is called."""

from __future__ import annotations

import pytest

from zinewright.body import (
    ATTRIBUTES,
    BLOCKS,
    INLINES,
    Body,
    BodyError,
    faults_in,
    is_address,
    parsed,
    serialized,
    text_of,
)


def faults(xhtml, first_heading=1):
    with pytest.raises(BodyError) as caught:
        Body(xhtml, first_heading)
    return [f"{fault.what}. {fault.fix}. [{fault.rule}]" for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("xhtml", "said"),
    [
        ("<script>x</script>",
         "“script” is not part of the dialect. Write it in Markdown. [element]"),
        ("<p onclick='x'>y</p>",
         "“onclick” with “x” cannot stand on “p”. Leave it out. [attribute]"),
        ("<p class='notice red'>y</p>",
         "“class” with “notice red” cannot stand on “p”. Leave it out. [attribute]"),
        ("<p lang='british english'>y</p>",
         "“lang” with “british english” cannot stand on “p”. Leave it out. [attribute]"),
        ("<p dir='up'>y</p>", "“dir” with “up” cannot stand on “p”. Leave it out. [attribute]"),
        ("<table><tr><td scope='row'>y</td></tr></table>",
         "“scope” with “row” cannot stand on “td”. Leave it out. [attribute]"),
        ("<table><tr><td colspan='x'>y</td></tr></table>",
         "“colspan” with “x” cannot stand on “td”. Leave it out. [attribute]"),
        ("<p id='a'>x</p><p id='a'>y</p>",
         "the id “a” is used twice or is no name. Give each its own. [id]"),
        ("<p id='a b'>x</p>", "the id “a b” is used twice or is no name. Give each its own. [id]"),
        ("<p id=''>x</p>", "the id “” is used twice or is no name. Give each its own. [id]"),
        ("<a href='javascript:x'>y</a>",
         "the link “y” leads to “javascript:x”, which is no web address. "
         "Write https://…, mailto:…, tel:… or the file name of another post. [link-address]"),
        ("<a href='https://example.org'> </a>",
         "the link to https://example.org has no words. "
         "Say between the square brackets where it leads. [link-words]"),
        ("<img src='a.png' alt=' '/>",
         "the picture a.png has no words for those who cannot see it. "
         "Write ![what it shows](a.png), or ![](a.png){decorative} for an ornament. [alt]"),
        ("<h1>a</h1><h3>b</h3>",
         "the heading “b” (###) skips a level: the one before it has #. Begin it with ##. "
         "[heading-level]"),
        ("<h2>a</h2>", "the heading “a” (##) skips a level: it is the first one. Begin it with #. "
         "[heading-level]"),
        ("<h1> </h1>", "a heading (#) has no words. Write some, or take it out. [heading-empty]"),
        ("<p>", "the text could not be read as XHTML (Opening and ending tag mismatch: p line 1 "
         "and body, line 1, column 17 (<string>, line 1)). Report this. [xhtml]"),
        ("<p>&nbsp;</p>", "the text could not be read as XHTML (Entity 'nbsp' not defined, line 1, "
         "column 16 (<string>, line 1)). Report this. [xhtml]"),
        ("<p>" * 300 + "</p>" * 300,
         "the text is nested too deeply. Take some levels out. [nesting]"),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_a_body(xhtml, said):
    assert faults(xhtml) == [said]


def test_all_faults_are_said_at_once():
    rules = [said.rpartition("[")[2] for said in faults("<h2/><b/><p x='y'/><img src='a'/><a/>")]

    assert rules == [
        "element]", "attribute]", "alt]", "link-address]", "link-words]", "heading-empty]",
    ]  # fmt: skip


def test_the_title_of_a_post_has_a_level_of_its_own():
    assert faults("<h1>a</h1><h2>b</h2>", first_heading=2) == [
        "the heading “a” (#) has the level of the post's title. Begin it with ##. [heading-level]"
    ]


@pytest.mark.parametrize(
    "xhtml",
    [
        "",
        "words",
        "<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2><h3>e</h3>",
        "<img src='a' alt='words'/><img src='b' alt='' class='decorative'/>",
        "<a href='#a'>x</a><a href='https://a.b/?c=[d]'>x</a><a href='tel:+44'>x</a>",
        "<a href='#a'><img src='b' alt='words'/></a>",
        "<p lang='zh-Hant-TW' dir='auto' id='ä-1'>x</p>",
        "<ol start='3'><li>x</li></ol><span data-page-of='a'> </span>",
    ],
)
def test_what_can(xhtml):
    assert Body(xhtml).xhtml == xhtml


def test_the_line_of_a_fault_is_that_of_its_element():
    assert [fault.line for fault in faults_in(parsed("<p>x</p>\n<b>y</b>\n\n<i>z</i>"))] == [2, 4]


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("#a", True), ("# a", False), ("#", False), ("https://example.org", True),
        ("http://例え.jp/x", True), ("https://", False), ("https:///x", False),
        ("https://a b", False), ("https://a..b", False), ("https://a:99999", False),
        ("https://[::1]/", True), ("mailto:a@b", True), ("tel:1", True), ("sms:1", True),
        ("ftp://a", False), ("javascript:x", False), ("data:x", False), ("a.md", False),
        ("", False),
    ],
)  # fmt: skip
def test_addresses(address, leads):
    assert is_address(address) is leads


def test_what_a_body_knows_of_itself():
    body = Body(
        "<p id='a'>One<br/>two <b-/></p>".replace("<b-/>", "<em>three</em>four")
        + "<ul><li id='c'>five</li><li><a href='#a'>six<span data-page-of='c'>, page </span></a>"
        + "</li></ul><p class='pull'>five</p>"
        + "<p><a href='https://a.b'>x</a><img src='p' alt='q'/><img src='p' alt='r'/></p>"
    )

    assert body.ids == ("a", "c")
    assert body.targets == ("a", "c")
    assert body.pictures == ("p",)
    assert body.text == "One two threefour five six x"
    assert body.words == 6


def test_a_tree_is_a_copy():
    body = Body("<p>x</p>")
    body.tree()[0].text = "y"

    assert body.tree()[0].text == "x"


@pytest.mark.parametrize(
    "xhtml", ["", "a &amp; b", "a &lt;b&gt;<p>c &amp; <em>d</em></p> e", "<p>ل</p>\n<hr/>"]
)
def test_text_comes_back_from_a_tree(xhtml):
    assert serialized(parsed(xhtml)) == xhtml


def test_characters_that_xml_does_not_know():
    assert parsed("a\x00b\x0b\ufffe").text == "a�b��"


def test_words_have_single_spaces():
    assert text_of(parsed("a\n <em> b</em>c ")) == "a bc"


def test_every_attribute_stands_on_an_element_of_the_dialect():
    assert set(ATTRIBUTES) <= BLOCKS | INLINES
