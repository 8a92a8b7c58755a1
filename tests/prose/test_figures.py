"""Pictures with a word in braces: what people write, and where print puts them."""

from __future__ import annotations

import pytest
from bound import SMALL, bound, set_in_type
from zines import png, section, zine

from zinewright.editions.text import text
from zinewright.manuscript.posts import Post
from zinewright.prose.convert import Prose, prose

PICTURES = {"a.png": png(), "b.png": png()}
FULL, ONE = '<figure class="full">{}</figure>', '<img src="a.png" alt="One"/>'
SMALL_ONE = f'<figure class="small">{ONE}</figure>'
PAIR = (
    f'<section class="pair"><figure>{ONE}<figcaption>First.</figcaption></figure>'
    '<figure><img src="b.png" alt="Two"/><figcaption>Second.</figcaption></figure></section>'
)


def read(written: str) -> Prose:
    return prose(Post("one", "one.md", "One", written, 1), frozenset({"one"}), "en")


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("{full}", '<figure class="full"><img alt="A red cup" src="a.png"/></figure>'),
        ("{ Small }\nCaption: So.",
         '<figure class="small"><img alt="A red cup" src="a.png"/>'
         "<figcaption>So.</figcaption></figure>"),
        ("\n{full}", '<figure class="full"><img alt="A red cup" src="a.png"/></figure>'),
        ("{lang=fr}", '<p><img alt="A red cup" src="a.png"/>{lang=fr}</p>'),
        ("{: .right }", '<p><img alt="A red cup" src="a.png"/>{: .right }</p>'),
        ("{1}", '<p><img alt="A red cup" src="a.png"/>{1}</p>'),
    ],
)  # fmt: skip
def test_a_word_in_braces(written, made):
    found = read(f"![A red cup](a.png){written}")

    assert found.xhtml.strip() == made
    assert found.problems == ()


def test_two_that_follow_one_another_are_a_pair_and_a_third_is_none():
    cup = "![A red cup]({}.png){{pair}}\n\n"
    found = read("".join(cup.format(name) for name in "abc") + "Caption: So.")

    figure = '<figure><img alt="A red cup" src="{}.png"/></figure>'
    assert found.xhtml.strip() == (
        f'<section class="pair">{figure.format("a")}\n{figure.format("b")}</section>\n'
        + figure.format("c").replace("</figure>", "<figcaption>So.</figcaption></figure>")
    )
    assert found.sized == (("a.png", "pair", 1), ("b.png", "pair", 3))
    assert [str(each) for each in found.problems] == [
        "one.md:5: no second picture follows the picture c.png of a {pair}. Write {pair} behind "
        "each of two pictures that follow one another. [picture-word]"
    ]


def test_each_is_a_figure_with_its_words():
    made = bound(section("a", FULL.format(ONE) + SMALL_ONE + PAIR), pictures=PICTURES)

    assert [line.strip() for line in made.tree.splitlines()[4:]] == [
        "Figure [One] “▣”", "Figure [One] “▣”", "Sect",
        "Figure [One]", "“▣”", "Caption “First.”", "Figure [Two]", "“▣”", "Caption “Second.”",
    ]  # fmt: skip


def test_plain_text_says_one_after_the_other():
    made = text(zine(section("a", PAIR), pictures=tuple(PICTURES))).splitlines()[3:]

    assert made == ["[Picture: One]", "", "First.", "", "[Picture: Two]", "", "Second."]


def pages_of(text: str) -> list[int]:
    """The pages of the places x, y and z, from 0."""
    made = set_in_type(section("a", text), pictures=PICTURES, css=SMALL)
    return [made.places[name][0] for name in "xyz"]


def test_a_full_one_has_a_page_of_its_own():
    picture = f'<figure id="y">{ONE}</figure>'
    around = '<p id="x">One.</p>{}<p id="z">Two.</p>'

    assert pages_of(around.format(picture)) == [0, 0, 0]
    assert pages_of(around.format(picture.replace(" id", ' class="full" id'))) == [0, 1, 2]


def test_text_stands_beside_a_small_one_and_never_before_it_on_another_page():
    square = ".small { width: 20mm } .small img { height: 30mm }"
    before = "<p>One two.</p>" * 3
    made = set_in_type(
        section("a", f"{before}{SMALL_ONE}<p>Three.</p><p>Four.</p>"),
        pictures=PICTURES, css=SMALL + square,
    )  # fmt: skip

    assert made.starts == [0, len("A" + "Onetwo." * 3)]
