"""A piece that is kept with room for page numbers says what one that is made anew would say."""

from __future__ import annotations

import itertools

import pytest
from shelves import Shelf
from zines import odd, rich, section, zine

from zinewright.editions.epub.documents import document
from zinewright.editions.pieces import piece
from zinewright.editions.text import text
from zinewright.editions.web import web
from zinewright.locators import Locators, Page
from zinewright.sealed import Sealed

ARABIC = (
    '<p>قال <a href="#b">هناك<span data-page-of="b">، صفحة </span></a> ' + "كلمة " * 60 + "</p>"
)
NEXT = (
    '<p>See <a href="#b">there<span data-page-of="b">, page </span></a>. ' + "word " * 60 + "</p>"
)


def pages_of(made, labels):
    """A page for each hundred letters of every section, with these labels one after another."""
    pages = {
        each.name: tuple(Page(next(labels), at) for at in range(0, len(each.body.xhtml), 100))
        for each in made.sections
    }
    first = {name: found[0].label for name, found in pages.items()}
    inside = {id_: first[each.name] for each in made.sections for id_ in each.body.ids}
    return Locators(pages, first | inside, source="The PDF")


def numbers(first, letters=""):
    return (f"{number}{letters}" for number in itertools.count(first))


def editions(made, locators, *keep):
    """The text, the page and every document of a zine."""
    pictures = {picture.name: picture for picture in made.pictures}
    return (
        text(made, 40, locators, *keep),
        web(made, "<svg/>", "", pictures, locators, *keep),
        *(document(made, each, each.title, pictures, locators, *keep) for each in made.sections),
    )


ZINES = {
    "rich": rich,
    "odd": odd,
    "in Arabic": lambda: zine(section("a", ARABIC, language="ar"), section("b"), language="ar"),
    "with digits": lambda: zine(
        section("a", NEXT + f"<p>{'7' * 20} \ue000\uf8ff</p>"), section("b")
    ),
}


@pytest.mark.parametrize("name", ZINES)
@pytest.mark.parametrize(
    "labels",
    [lambda: numbers(10), lambda: numbers(500), lambda: numbers(5, "a"), lambda: numbers(1, "–x")],
    ids=["two digits", "three digits", "letters", "signs"],
)
def test_what_is_kept_says_what_is_made_anew(name, labels):
    made, keep = ZINES[name](), Sealed(Shelf())
    editions(made, pages_of(made, numbers(10)), keep)

    assert editions(made, pages_of(made, labels()), keep) == editions(
        made, pages_of(made, labels())
    )


def test_other_numbers_make_nothing_anew():
    made, shelf = rich(), Shelf()
    editions(made, pages_of(made, numbers(10)), Sealed(shelf))
    before = shelf.taken
    editions(made, pages_of(made, numbers(40)), Sealed(shelf))

    assert (before > 0, shelf.taken) == (True, before)


def test_a_line_ends_elsewhere_where_numbers_are_longer():
    made, keep = zine(section("a", NEXT), section("b")), Sealed(Shelf())
    labels = {"a": "1", "b": "99"}

    def there(label):
        return text(made, 29, Locators({}, labels | {"b": label}), keep).splitlines()[3]

    assert [there(label) for label in ("99", "10", "100")] == [
        "See there, page 99. word word", "See there, page 10. word word",
        "See there, page 100. word",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"sections": (section("a", NEXT), section("c"))},
        {"language": "de"},
    ],
    ids=str,
)
def test_what_a_piece_depends_on_makes_it_anew(other):
    made, keep = zine(section("a", NEXT), section("b")), Sealed(Shelf())
    sections = (section("a", NEXT.replace("#b", "#c").replace('"b"', '"c"')), section("c"))
    changed = zine(*(sections if "sections" in other else made.sections), **{
        key: value for key, value in other.items() if key != "sections"})  # fmt: skip
    editions(made, pages_of(made, numbers(10)), keep)

    assert editions(changed, pages_of(changed, numbers(10)), keep) == editions(
        changed, pages_of(changed, numbers(10))
    )


def test_a_number_that_no_piece_shows_is_left_alone():
    """A sign is filled in where it stands for a label of its own section, and nowhere else."""
    made = zine(section("a"), section("b"))
    shelf = Sealed(Shelf())
    said = piece(
        "zinewright.editions.text", made, made.sections[0],
        Locators({"a": (Page("12", 0),)}), None,
        lambda locators: locators.pages["a"][0].label + f" {'0' * 20}", shelf,
    )  # fmt: skip

    assert said == f"12 {'0' * 20}"
