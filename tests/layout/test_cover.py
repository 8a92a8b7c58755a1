"""A title → what is drawn on the cover: the same title, the same drawing, all in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from zines import HARD, png, section, zine

from zinewright.layout.based_on import layouts_folder
from zinewright.layout.cover import (
    SEEDS,
    THINNEST,
    WAVES,
    cover_values,
    framed,
    overprinted,
    plots,
    rolls,
    seeds,
    tiles,
    title_at,
    waves,
)
from zinewright.layout.layout import Layout, plain
from zinewright.model import Picture
from zinewright.paper.contrast import WHITE, colour_of, contrast
from zinewright.particulars import Cover

OURS = sorted(path for path in layouts_folder().iterdir() if (path / "cover.svg").is_file())
TITLES = ["Hm.", "A title of a middling length and more lines", "long " * 40, HARD, "ليل طويل"]
MOST_NODES = 3000  # that a cover has, so that it is drawn at once
NUMBER = re.compile(r"-?\d+\.\d+")


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:12])
@pytest.mark.parametrize("folder", OURS, ids=lambda path: path.name)
def test_every_cover_is_drawn_from_the_title_alone(folder, title):
    one, layout = zine(section("a"), title=title), Layout(folder)

    with_words, without = (layout.cover(one, words=words) for words in (True, False))

    said = "".join(ElementTree.fromstring(with_words).itertext()).split()
    assert "".join(title.split()) in "".join(said)
    drawn = ElementTree.fromstring(without)
    assert "".join(drawn.itertext()).strip() == ""
    assert 10 < len(list(drawn.iter())) <= MOST_NODES
    assert layout.cover(zine(section("b"), title=title), words=False) == without
    assert layout.cover(zine(section("a"), title="Another"), words=False) != without


@pytest.mark.parametrize("folder", OURS, ids=lambda path: path.name)
def test_another_seed_is_another_drawing_of_the_same_title(folder):
    layout = Layout(folder)
    covers = {seed: zine(section("a"), cover=Cover(seed=seed)) for seed in (0, 1, 7)}
    drawn = {seed: layout.cover(one, words=False) for seed, one in covers.items()}

    assert drawn[0] == layout.cover(zine(section("a")), words=False)
    assert len(set(drawn.values())) == 3
    assert drawn[7] == layout.cover(covers[7], words=False)
    for each in covers.values():
        said = "".join(ElementTree.fromstring(layout.cover(each, words=True)).itertext())
        assert said.split() == ["Small", "hours"]


def test_tiles_depend_on_the_title():
    assert tiles("Small hours", 2, 2) == tiles("Small hours", 2, 2)
    assert tiles("Small hours", 6) != tiles("Large hours", 6)
    assert [tile[:2] for tile in tiles("x", 2, 3)] == [
        (0, 0), (1, 0), (2, 0),
        (0, 1), (1, 1), (2, 1),
    ]  # fmt: skip
    assert {shape for _, _, shape, _ in tiles("x", 40)} == set(range(6))


def test_seeds_lie_in_their_circle_and_touch_nothing():
    found = seeds("Small hours", SEEDS)

    assert found == seeds("Small hours", SEEDS) != seeds("Large hours", SEEDS)
    assert len(found) == SEEDS
    assert all(x * x + y * y < 1 for x, y, _ in found)
    for number, (x, y, radius) in enumerate(found):
        for other_x, other_y, other in found[:number]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 > (radius + other) ** 2
    sizes = sorted(radius for _, _, radius in found)
    assert sizes[-1] > 2 * sizes[0]  # one side is lit


def test_waves_swell_about_the_middle_and_are_never_thinner_than_they_may_be():
    found = waves("Small hours", WAVES, THINNEST)

    assert found == waves("Small hours", WAVES, THINNEST) != waves("Large hours", WAVES, THINNEST)
    assert len(found) == WAVES
    for path in found:
        points = list(map(float, NUMBER.findall(path)))
        across, down = points[0::2], points[1::2]
        half = len(down) // 2
        thick = [low - high for high, low in zip(down[:half], reversed(down[half:]), strict=True)]
        assert (min(across), max(across)) == (0, 1)
        assert min(thick) >= THINNEST - 0.0002
        assert max(thick) == max(thick[half // 4 : -half // 4]) > 2 * thick[0]
        assert -0.05 < min(down) < max(down) < 1.1
    starts = [float(NUMBER.findall(path)[1]) for path in found]
    assert all(above < below for above, below in pairwise(starts))


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (6, 5), (6, 7), (20, 3)])
def test_plots_fill_their_grid_once(columns, rows):
    found = plots("Small hours", columns, rows)

    covered = [
        (column, row)
        for left, top, wide, high, _ in found
        for column in range(left, left + wide)
        for row in range(top, top + high)
    ]
    assert sorted(covered) == [(x, y) for x in range(columns) for y in range(rows)]
    kinds = [kind for *_, kind in found]
    assert set(kinds) <= set(range(6))
    assert all(one != other for one, other in pairwise(kinds))
    assert found == plots("Small hours", columns, rows)


def test_rolls_are_spread_and_depend_on_the_title():
    many = rolls("Small hours", 2000)

    assert rolls("Small hours", 3) == rolls("Small hours")[:3] != rolls("Large hours", 3)
    assert len(rolls("Small hours")) == 128
    assert all(0 <= each < 1 for each in many)
    quarters = [sum(int(each * 4) == part for each in many) for part in range(4)]
    assert quarters == [pytest.approx(500, abs=60)] * 4


def test_what_a_template_of_a_cover_is_given():
    drawn = {"accent": "#ff4fb3", "ink": "black", "paper": "white"}
    made = cover_values("Small hours", "Ada", drawn, words=True)

    asked = ("lines", "size", "small", "authors", "properties", "overprinted", "rolls")
    assert {name: made[name] for name in asked} == {
        "lines": ("Small hours",), "size": "large", "small": False, "authors": "Ada",
        "properties": drawn, "overprinted": "#662048", "rolls": rolls("Small hours"),
    }  # fmt: skip
    assert cover_values("Small hours", "Ada", drawn, words=False)["lines"] == ()


@pytest.mark.parametrize(
    ("accent", "black", "found"),
    [
        ("#ff48b0", 0.6, "#661d46"),
        ("#ff48b0", 0, "#ff48b0"),
        ("#ff48b0", 1, "#000000"),
        ("red", 0.6, "#666666"),
    ],
)
def test_an_accent_with_black_over_it(accent, black, found):
    assert overprinted(accent, black) == found


@pytest.mark.parametrize(
    ("accent", "shown"),
    [
        ("", "#ff4fb3"),
        ("#ff48b0", "#ff4fb3"),
        ("#ffe800", "#ffe800"),
        ("#0078bf", "#009bf6"),
        ("#7a0019", "#ff5a7c"),
        ("#000000", "#959595"),
    ],
)
def test_black_can_be_read_on_every_accent_of_riso(accent, shown):
    made = Layout(layouts_folder() / "riso").properties(accent)["accent"]

    assert made == shown
    assert contrast((0, 0, 0), colour_of(made)) >= 7
    if accent == "#7a0019":  # and where an accent is for rules, it stays as it can be read
        assert contrast(WHITE, colour_of(plain().properties(accent)["accent"])) >= 7


# --- a picture in the place of the drawing

PICTURE = Picture("night.png", "image/png", 1, 1, png())
SVG = "{http://www.w3.org/2000/svg}"
SHORT, LONG = "Ham & an awful lot of <eggs>", "Ham & an awful lot of <eggs> for all of us"


@pytest.mark.parametrize(
    ("at", "begins"),
    [("", "data:image/png;base64,iVBORw0KGgo"), ("zine:picture/a&b", "zine:picture/a&b")],
)
def test_a_picture_lies_in_the_drawing_or_at_its_address(at, begins):
    root = ElementTree.fromstring(framed(PICTURE, at, "Night", "Ada", words=False))
    (shown,) = root.iter(f"{SVG}image")

    assert shown.get("href").startswith(begins)
    assert [element.tag for element in root.iter(f"{SVG}text")] == []


def test_the_words_on_it_are_text():
    root = ElementTree.fromstring(framed(PICTURE, "", SHORT, "Ada & Bo", words=True))

    assert [each.text for each in root.iter(f"{SVG}text")] == [
        "Ham & an awful lot", "of <eggs>", "Ada & Bo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "place", "expected"),
    [
        (SHORT, "", (14, 134, "xMinYMax meet", [("14", "152"), ("14", "164.5"), ("14", "198")])),
        (LONG, "", (14, 110, "xMinYMax meet", [("14", "128"), ("14", "135.5"), ("14", "198")])),
        (SHORT, "top", (76, 196, "xMinYMax meet", [("14", "26"), ("14", "38.5"), ("14", "51")])),
        (LONG, "top", (100, 196, "xMinYMax meet", [("14", "26"), ("14", "33.5"), ("14", "41")])),
        (SHORT, "middle",
         (14, 134, "xMidYMax meet", [("74", "152"), ("74", "164.5"), ("74", "198")])),
    ],
)  # fmt: skip
def test_where_a_picture_and_the_title_stand(title, place, expected):
    drawn = [framed(PICTURE, "", title, "Ada", place, words=words) for words in (True, False)]
    root, wordless = map(ElementTree.fromstring, drawn)
    (shown,), (alone,) = root.iter(f"{SVG}image"), wordless.iter(f"{SVG}image")

    top, height = int(shown.get("y")), int(shown.get("height"))
    lines = [(line.get("x"), line.get("y")) for line in root.iter(f"{SVG}text")]
    assert (top, top + height, shown.get("preserveAspectRatio"), lines) == expected
    assert alone.attrib == shown.attrib


def test_a_layout_says_where_its_title_stands():
    layouts = [Layout(layouts_folder() / name) for name in ("bulletin", "chapbook", "plain")]
    here = replace(zine(section("a"), title="Night"), on_cover=PICTURE)

    assert [title_at(layout.properties()) for layout in layouts] == ["top", "middle", ""]
    assert 'y="76"' in layouts[0].cover(here, words=False)
    assert "xMid" in layouts[1].cover(here, words=False)


def test_a_zine_with_a_picture_has_no_drawing():
    here = zine(section("a"), title="Night")
    there = replace(here, on_cover=PICTURE)

    assert "<image" in plain().cover(there, words=False)
    assert "<image" not in plain().cover(here, words=False)
    assert "Night" in plain().cover(there, words=True)
