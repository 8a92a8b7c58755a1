"""Sections with their pages → where the centre spread stands: in the middle, between two pieces."""

from __future__ import annotations

import pytest

from zinewright.bind.book import Leaf
from zinewright.bind.centre import CentrePlace, beside_middle, centred, place_of
from zinewright.bind.folios import numbered
from zinewright.model import CENTRE
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.paper.spreads import READY
from zinewright.typeset.section import Typeset
from zinewright.typeset.structure_tree import Tag

SIZE = (420.0, 595.0)


def leaf(name: str, pages: int, matter: str = "body", **more: object) -> Leaf:
    made = Typeset(b"", pages, SIZE, Tag("Document"), [], {}, {}, [])
    return Leaf(name, name, "en", made, matter=matter, **more)


def leaves(front: int, pieces: list[int], back: int) -> list[Leaf]:
    texts = [leaf(f"piece-{number}", pages) for number, pages in enumerate(pieces, 1)]
    spread = leaf(CENTRE, 2 * READY + 2)
    return [leaf("front", front, "front"), *texts, spread, leaf("back", back, "back")]


FOUND = {
    "where two pieces meet": ((2, [1, 12, 6], 9), (("front", "piece-1", "piece-2"), 0, 0)),
    "a blank page before it": ((2, [6, 4], 3), (("front", "piece-1"), 1, 0)),
    "a blank page behind it": ((1, [8, 4], 1), (("front", "piece-1"), 0, 1)),
    "after the last piece": ((2, [5], 6), (("front", "piece-1"), 0, 0)),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_it_stands_in_the_middle_between_two_pieces(case):
    (front, pieces, back), (behind, before, after) = FOUND[case]
    whole = leaves(front, pieces, back)
    place = place_of(whole)

    assert place == CentrePlace(behind, before, after, is_middle=True)
    assert beside_middle(numbered(centred(whole, place))) is None


@pytest.mark.parametrize("front", range(1, 4))
@pytest.mark.parametrize("pieces", [[1, 2, 3], [6, 6, 6], [3, 9, 1, 5], [2] * 9, [7, 30, 2]])
@pytest.mark.parametrize("back", [1, 4, 9])
def test_its_halves_meet_on_the_innermost_sheet(front, pieces, back):
    """Read back from the sheets of a booklet: both pages are on one side, next to each other."""
    whole = leaves(front, pieces, back)
    place = place_of(whole)
    bound = numbered(centred(whole, place))
    first = next(leaf for leaf in _placed(bound) if leaf[0] == CENTRE)[1] + place.before
    pages = sum(len(each.shown) for each in bound)
    sheets = FOLDS["booklet"].impose(pages, Wish("left", blanks="back")).sheets
    inner = [slot.page for slot in sheets[-1].back]
    outer = [slot.page for slot in sheets[0].front]

    assert first % 2 == 0  # a left page, which faces the next one
    assert (inner == [first, first + 1]) == place.is_middle == (beside_middle(bound) is None)
    assert outer == [pages, 1]  # the back cover, whose blank pages stand inside it
    used = [each.name for each in bound if each.name != CENTRE]
    assert used == [each.name for each in whole if each.name != CENTRE]  # no piece is parted
    without = sum(each.typeset.pages for each in bound if each.name != CENTRE) + 2
    assert len(sheets) <= -(-without // 4) + 1  # a sheet more, at most
    names = [folio for each in bound for folio in each.folios if folio]
    assert names == [str(number) for number in range(1, pages + 1)]


def in_parts(*pieces: tuple[str, int, str]) -> list[Leaf]:
    """Pieces with their pages, each in a part; a part opens with a page of its own."""
    made = [leaf("front", 1, "front")]
    for name, pages, part in pieces:
        if part and part not in {each.name for each in made}:
            made.append(leaf(part, 1, opens=True))
        made.append(leaf(name, pages, within=part))
    return [*made, leaf(CENTRE, 2 * READY + 2), leaf("back", 1, "back")]


PARTS = {
    "between the parts, and in none": (
        [("a", 3, "one"), ("b", 4, "two")],
        ["front", "one", "a", CENTRE, "two", "b", "back"], "",
    ),
    "not between an opening and its first piece": (
        [("a", 2, "one"), ("b", 4, "two")],
        ["front", "one", "a", CENTRE, "two", "b", "back"], "",
    ),
    "nor at the first of all": (
        [("a", 2, "one")], ["front", "one", "a", CENTRE, "back"], "",
    ),
    "in the part whose pieces are around it": (
        [("a", 3, "one"), ("b", 4, "one")],
        ["front", "one", "a", CENTRE, "b", "back"], "one",
    ),
    "behind the pieces of no part": (
        [("a", 4, ""), ("b", 3, "two")], ["front", "a", CENTRE, "two", "b", "back"], "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PARTS)
def test_it_parts_no_part_from_its_opening(case):
    pieces, order, within = PARTS[case]
    whole = in_parts(*pieces)
    bound = centred(whole, place_of(whole))

    assert [each.name for each in bound] == order
    assert next(each.within for each in bound if each.name == CENTRE) == within


def test_an_edition_without_the_first_piece_of_a_part_has_it_before_the_part():
    whole = in_parts(("a", 3, ""), ("b", 2, "one"), ("c", 6, "one"))
    place = place_of(whole)
    assert place.behind[-1] == "b"
    bound = centred([each for each in whole if each.name != "b"], place)

    assert [each.name for each in bound] == ["front", "a", CENTRE, "one", "c", "back"]


def _placed(bound):
    first = 1
    for each in bound:
        yield each.name, first
        first += len(each.shown)


def test_where_no_pieces_meet_near_the_middle_it_says_so():
    whole = leaves(2, [30, 2], 4)
    place = place_of(whole)

    assert place == CentrePlace(("front", "piece-1"), 1, 0, is_middle=False)
    assert beside_middle(numbered(centred(whole, place))) == (34, 22)


def test_an_edition_that_leaves_the_piece_before_it_out_has_it_behind_the_one_before_that():
    whole = leaves(2, [1, 6, 6, 6], 9)
    place = place_of(whole)
    fewer = [each for each in whole if each.name != "piece-3"]
    found = [each.name for each in centred(fewer, place)]

    assert found == ["front", "piece-1", "piece-2", CENTRE, "piece-4", "back"]


def test_a_zine_without_one_stays_as_it_is():
    whole = [each for each in leaves(2, [3], 4) if each.name != CENTRE]

    assert place_of(whole) is None
    assert centred(whole, None) == tuple(whole)
    assert beside_middle(whole) is None
