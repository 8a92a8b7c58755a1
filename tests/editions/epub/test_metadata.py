"""Zine → EPUB metadata: every claim beside the fact that it rests on."""

from __future__ import annotations

import pytest
from ebooks import STYLE
from zines import png, rich, section, zine

from zinewright.editions.epub.metadata import claims, metadata, moves
from zinewright.model import Picture

PLAIN = {
    "accessMode": ["textual"],
    "accessModeSufficient": ["textual"],
    "accessibilityFeature": [
        "ARIA", "displayTransformability", "readingOrder", "structuralNavigation",
        "tableOfContents", "unlocked",
    ],
    "accessibilityHazard": ["none"],
}  # fmt: skip
SEEN = {
    "accessMode": ["textual", "visual"],
    "accessModeSufficient": ["textual", "textual,visual"],
    "accessibilityFeature": ["alternativeText", *PLAIN["accessibilityFeature"]],
}
UNSAID = {
    "accessMode": ["textual", "visual"],
    "accessModeSufficient": ["textual,visual"],
}
UNSURE = ["noSoundHazard", "unknownFlashingHazard", "unknownMotionSimulationHazard"]
FIGURE = '<p><img src="a.png" alt="A line that rises"/></p>'
NAMED = FIGURE + '<p>x <img src="a.png" alt="IMG_1234.JPG"/></p>'
TWICE = '<figure><img src="a.png" alt="A hat."/><figcaption>A <em>hat</em></figcaption></figure>'
TO_WRITE = '<p><img src="a.png" alt="[insert what this picture shows]"/></p>'
SPRIG = '<p><img src="a.png" alt="" class="decorative"/></p>'


@pytest.mark.parametrize(
    ("xhtml", "picture", "style", "expected"),
    [
        ("<p>Words.</p>", None, STYLE, PLAIN),
        (SPRIG, png(), STYLE, PLAIN),
        (FIGURE, png(), STYLE, PLAIN | SEEN),
        (NAMED, png(), STYLE, PLAIN | UNSAID),
        (TWICE, png(), STYLE, PLAIN | UNSAID),
        (TO_WRITE, png(), STYLE, PLAIN | UNSAID),
        (SPRIG, png((b"acTL", b"\0" * 8)), STYLE, PLAIN | {"accessibilityHazard": UNSURE}),
        (
            "<p>Words.</p>", None, "p { font-size: 12PT }",
            PLAIN | {"accessibilityFeature": [
                "ARIA", "readingOrder", "structuralNavigation", "tableOfContents", "unlocked",
            ]},
        ),
    ],
    ids=["text", "decoration", "figure", "file name", "caption again", "to be written", "moving",
         "fixed sizes"],
)  # fmt: skip
def test_claims_rest_on_what_is_there(xhtml, picture, style, expected):
    a_zine = zine(section("money", xhtml), pictures=("a.png",) if picture else ())
    pictures = {"a.png": Picture("a.png", "image/png", 1, 1, picture)} if picture else {}

    found: dict[str, list[str]] = {}
    for claim in claims(a_zine, style, pictures):
        assert claim.why
        found.setdefault(claim.name, []).append(claim.value)

    assert found == expected


def test_a_fixed_colour_is_not_claimed_to_be_changeable():
    style = "p { margin: 0; color: #333 }"

    values = [claim.value for claim in claims(zine(section("money")), style, {})]

    assert "displayTransformability" not in values


def test_the_summary_says_what_is_missing():
    a_zine = rich()
    pictures = {picture.name: picture for picture in a_zine.pictures}

    entry = metadata(a_zine, STYLE, pictures)[-1]

    assert entry.attributes == {"property": "schema:accessibilitySummary"}
    assert entry.text == (
        "Content notes stand at the front, and again before each piece or part that has one, with "
        "a link that leads past it. No person has evaluated it "
        "against the Web Content Accessibility Guidelines. It is a draft."
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(), False),
        (png((b"acTL", b"\0" * 8)), True),
        (b"GIF89a..." + b"!\xf9\x04\0\0\0\0\0,", False),
        (b"GIF89a..." + b"!\xf9\x04\0\0\0\0\0," * 2, True),
        (b"RIFF....WEBPVP8 ....", False),
        (b"RIFF....WEBPVP8X....\x02...", True),
        (b"RIFF....WEBPVP8X....\x10...", False),
        (b"\xff\xd8\xff\xe0", False),
    ],
)
def test_a_picture_that_moves(content, expected):
    assert moves(content) is expected
