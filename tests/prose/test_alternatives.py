"""The words in place of a picture: which of them say what it shows."""

from __future__ import annotations

import pytest
from lxml import etree

from zinewright.manuscript.posts import Post
from zinewright.prose.alternatives import says_nothing
from zinewright.prose.convert import prose


def why(alt: str, source: str = "images/a.png", caption: str = "", language: str = "en-GB") -> str:
    picture = etree.Element("img", alt=alt, src=source)
    figure = etree.Element("figure")
    figure.append(picture)
    if caption:
        etree.SubElement(figure, "figcaption").text = caption
    return says_nothing(picture, language)


@pytest.mark.parametrize(
    "alt",
    ["IMG_1234", "img_1234.jpg", "DSC01234", "PXL_20230101_120000.MP", "image1.png", "photo (2)",
     "my holiday.jpeg", "Screenshot 2023-01-01 at 10.00.00", "WhatsApp Image 2023-01-01 at 10.00",
     "WA0012", "20230101_120000", "P1010001", "Screen Shot 2023-01-01 at 1.00.00 PM", "scan-0001"],
)  # fmt: skip
def test_the_name_of_a_file(alt):
    assert why(alt) in ("the name of a file", "one word" if alt == "WA0012" else "")


def test_the_name_of_its_own_file():
    assert why("a-walk-by-the-sea", "images/a-walk-by-the-sea.png") == "the name of a file"
    assert why("A Walk by the Sea", "images/a-walk-by-the-sea.png") == ""


@pytest.mark.parametrize(
    "alt", ["image", "Photo", "a photo.", "Picture of", "Figure 3", "Screen shot", "featured image"]
)
def test_what_every_picture_is(alt):
    assert why(alt) in ("what every picture is", "the name of a file")


@pytest.mark.parametrize("alt", ["Sunflower", "black-and-white", "it’s", "42"])
def test_one_word(alt):
    assert why(alt) in ("one word", "the name of a file")


def test_the_caption_again():
    assert why("The march, in May", caption="the march in May.") == "the caption again"
    assert why("Forty people on a bridge", caption="The march, in May") == ""


@pytest.mark.parametrize(
    "alt",
    ["A hat", "A photo of a hat", "Ada, at 10 pm", "Screenshot of a letter that refuses care", "",
     "42 people wait", "Form DS1500, page 2", "☂", "病院の待合室", "ห้องรอ", "The 2023 march",
     "photo.jpg as it shows in a browser", "IMG_1234 is what the camera called it", "Clock 10:30"],
)  # fmt: skip
def test_words_that_say_something(alt):
    assert why(alt) == ""


def test_a_language_without_words_of_its_own_has_those_of_english():
    assert why("image", language="cy") == why("image", language="") == "what every picture is"


def test_hostile_words_take_no_time():
    assert why("1 at " * 20_000) == ""
    assert why("photo" + "-1" * 50_000 + "!y") == "one word"


def test_it_is_told_of_with_its_line():
    text = (
        "Text\n\n![IMG_1](a.png)\n\n- x\n- ![A hat](b.png)\n  ![hat](c.png)\n\n![The sea](d.png)\n"
    )
    found = prose(Post("one", "one.md", "One", f"{text}Caption: The *sea*"), frozenset(), "en")

    said = "Write what it shows, in a sentence, or make it an ornament: ![](…){decorative}."
    assert [str(problem) for problem in found.problems] == [
        "one.md:3: the words in place of the picture a.png are the name of a file: “IMG_1”. "
        f"{said} [alt-words]",
        "one.md:7: the words in place of the picture c.png are one word: “hat”. "
        f"{said} [alt-words]",
        "one.md:9: the words in place of the picture d.png are the caption again: “The sea”. "
        f"{said} [alt-words]",
    ]
    assert {problem.level for problem in found.problems} == {"warning"}
    assert all(problem.digest for problem in found.problems)
