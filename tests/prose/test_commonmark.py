"""What people write with lists, quotations and code, drawn as the blocks that it becomes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.body import BLOCKS, parsed
from zinewright.manuscript.posts import Post
from zinewright.prose.commonmark import html_of
from zinewright.prose.convert import Prose, prose

HERE = Path(__file__).parent


def read(text: str) -> Prose:
    return prose(Post("one", "one.md", "One", text), frozenset({"one"}), "de")


def said_of(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def drawn(xhtml: str) -> str:
    """Each block on a line with its own words, those inside of it further in."""
    return "\n".join(_lines(parsed(xhtml), 0))


def _lines(element, depth):
    for child in element:
        words = ["" if child.tag in ("ul", "ol", "blockquote") else child.text or ""]
        inline = [each for each in child if each.tag not in BLOCKS]
        words += ["".join(each.itertext()) + (each.tail or "") for each in inline]
        said = "".join(words).strip().replace("\n", " / ")
        start = f" {child.get('start')}" if child.get("start") else ""
        yield f"{'  ' * depth}{child.tag}{start}{': ' if said else ''}{said}"
        yield from _lines([each for each in child if each.tag in BLOCKS], depth + 1)


# --- cases: what is written, "=>", what it becomes

CASES = (HERE / "structures.txt").read_text("utf-8").split("\n== ")[1:]


@pytest.mark.parametrize("case", CASES, ids=[case.partition("\n")[0] for case in CASES])
def test_what_is_written_becomes_what_was_meant(case):
    _, _, rest = case.partition("\n")
    written, _, meant = rest.partition("\n=>\n")

    found = read(written.replace("·", " ").replace("→", "\t"))

    assert drawn(found.xhtml) == meant.rstrip()
    assert found.problems == ()


@pytest.mark.parametrize(
    ("written", "line"),
    [("1. One\n  - nested?\n2. Two", 2), ("- One\n\n- Two\n\n- Ten\n\n5. a\n\n  no part", 9)],
)
def test_what_is_indented_too_little_is_told_of(written, line):
    assert said_of(written) == [
        f"one.md:{line}: this is indented, but too little to be a part of the list item above it. "
        "Indent it as far as the words of the item, or not at all. [list]"
    ]


@pytest.mark.parametrize(
    "written", ["1. One\n   - nested", "- One\n\nText", "- a\n* b", " - a\n 1. b"]
)
def test_what_is_indented_enough_or_not_at_all_is_not_told_of(written):
    assert said_of(written) == []


HEAD = "::: note grief | What was lost."


@pytest.mark.parametrize(
    "written",
    [
        f"- An item\n  {HEAD}\n  Her cup.\n  :::\n- Another",
        f"1. An item\n\n   {HEAD}\n   Her cup.\n   :::\n",
        f"> {HEAD}\n> Her cup.\n> :::\n",
        f"- {HEAD}\n  Her cup.\n  :::",
    ],
)
def test_a_passage_inside_a_list_or_a_quotation(written):
    found = read(written)

    assert found.problems == ()
    assert [(p.topics, p.sentence, p.words) for p in found.passages] == [
        (("grief",), "What was lost.", 2)
    ]


@pytest.mark.parametrize(
    "written",
    [
        f"- An item\n  {HEAD}\n  Her cup.\n:::\n- Another",
        f"- An item\n  {HEAD}\n  Her cup.\n- Another",
        f"> Said\n> {HEAD}\n> Her cup.\n\n:::",
    ],
)
def test_a_passage_that_does_not_end_where_it_begins_is_told_of_once(written):
    assert said_of(written) == [
        "one.md:2: the passage begins inside a list or a quotation, and does not end there. "
        "Put its two lines equally far in. [passage]"
    ]


def test_a_fence_hides_the_end_of_a_passage():
    assert drawn(read(f"{HEAD}\n```\n:::\n```\nWords\n:::\nText").xhtml) == (
        "section\n  pre: :::\n  p: Words\np: Text"
    )


def test_every_fault_in_a_list_has_its_line():
    written = (
        "Text\n- One\n  > two\n  > [three](x.md)\n- four\n  five [six](x.md)[^1]\n\n[^1]: [n](x.md)"
    )

    assert [problem.line for problem in read(written).problems] == [4, 6, 8]


def test_too_many_lists_in_one_another():
    deep = "".join(f"{'  ' * level}- {level}\n" for level in range(200))

    assert said_of(f"Text\n\n{deep}") == [
        "one.md:202: the text is nested too deeply. Take some levels out. [nesting]"
    ]


def test_strangers_text_is_read_with_its_html():
    assert html_of("- a <b>c</b>\n~~d~~\n") == "<ul>\n<li>a <b>c</b>\n<s>d</s></li>\n</ul>\n"


LEAD = st.lists(
    st.sampled_from([
        "- ", "* ", "+ ", "1. ", "2) ", "10. ", "1986. ", "> ", ">", "# ", "##", "### ", " ", "  ",
        "    ", "\t", "|", "| ", ": ", "Caption: ", "-", "[ ] ", "\\", "=== ", "--- ", "\u2003",
    ]),
    max_size=4,
).map("".join)  # fmt: skip
OTHER = st.sampled_from(
    ["", "", "```", "~~~", "  ```", "> ```", "|-|", "|-|-|", "---", "===", ":::", "- :::",
     "::: note a | b", "  ::: note a | b", "> ::: note a | b", "-", "1.", ">", "    "]
)  # fmt: skip
SAID = st.sampled_from(["w{}x", "*w{}x*", "w{}x | w{}y", "`w{}x", "w{}x  ", "w{}x\\", "[w{}x]"])


@given(st.lists(st.one_of(st.tuples(LEAD, SAID).map("".join), OTHER), max_size=14))
def test_no_word_is_lost(lines):
    text = "\n".join(line.replace("{}", str(number)) for number, line in enumerate(lines))
    found = read(text)
    words = re.findall(r"w\d+[xy]", text)

    if not any(problem.rule == "nesting" for problem in found.problems):
        assert re.findall(r"w\d+[xy]", "".join(parsed(found.xhtml).itertext())) == words
