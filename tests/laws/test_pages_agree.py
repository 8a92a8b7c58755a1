"""Law: page 12 is page 12 in every edition, word for word."""

from __future__ import annotations

import hashlib
import itertools
import random
import re
import zipfile
from pathlib import Path

import pytest
from manuscripts import arrange, press
from pages_read import editions

from zinewright.press.build import build

ROOT = Path(__file__).parents[2]
WORDS = (
    "night bread window slow under the of and to a river letter quiet long-lost it’s open "
    "naïve stairs — 1999 yellow tea, again; corner: somebody’s self-made (perhaps) paper"
).split()


class Writer:
    """Writes posts at random, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def words(self, fewest: int, most: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(fewest, most)))

    def sentence(self) -> str:
        kind = self.chance.randrange(9)
        words = self.words(4, 30)
        more = {
            0: f"*{self.words(1, 6)}* and **{self.words(1, 3)}**",
            1: f"[{self.words(1, 9)}](https://example.org/{self.chance.randrange(99)})",
            2: f"[{self.words(1, 4)}]{{lang=fr}}",
            3: "the NHS",
            4: f"`{self.chance.choice(WORDS)}`",
        }.get(kind, "so")
        return f"X{words} {more} {self.words(1, 5)}."

    def paragraph(self) -> str:
        text = " ".join(self.sentence() for _ in range(self.chance.randint(1, 14)))
        self.notes += 1
        return f"{text}[^{self.notes}]" if self.chance.random() < 0.3 else text

    def block(self) -> str:
        match self.chance.randrange(10):
            case 0:
                return f"## A {self.words(1, 7)}"
            case 1:
                return "\n".join(
                    f"- A {self.words(1, 40)}" for _ in range(self.chance.randint(1, 30))
                )
            case 2:
                return "\n".join(
                    f"1. A {self.words(1, 9)}" for _ in range(self.chance.randint(1, 9))
                )
            case 3:
                said = " ".join(self.sentence() for _ in range(self.chance.randint(1, 6)))
                return f"::: note grief | What {self.words(2, 9)}.\n{said}\n:::"
            case 4:
                lines = (f"{' ' * self.chance.randrange(9)}A {self.words(1, 25)}" for _ in range(9))
                return f"::: poem\n{chr(10).join(lines)}\n:::"
            case 5:
                said = self.words(3, 25)
                return f"{self.paragraph()} {said}.\n\n::: pull\n{said}\n:::"
            case _:
                return self.paragraph()

    def post(self, number: int) -> str:
        self.notes = 0
        blocks = "\n\n".join(self.block() for _ in range(self.chance.randint(1, 40)))
        notes = "\n\n".join(f"[^{n}]: A {self.words(3, 20)}." for n in range(1, self.notes + 1))
        title = f"The {self.words(1, 20)}"
        told = self.chance.choice(["none", "[debt, night work (own)]", "unsaid"])
        summary = f"How {self.words(3, 20)}."
        head = f'---\ntitle: "{title}"\nnotes: {told}\nsummary: "{summary}"\n---\n'
        return f"{head}\n{blocks}\n\n{notes}\n\n*[NHS]: NHS\n"


def manuscript(folder: Path, seed: int) -> Path:
    writer = Writer(seed)
    (folder / "posts").mkdir(parents=True)
    names = [f"post-{number}" for number in range(1, writer.chance.randint(2, 5))]
    for number, name in enumerate(names):
        (folder / "posts" / f"{name}.md").write_text(writer.post(number), "utf-8")
    depth = writer.chance.choice(["none", "short", "standard", "full"])
    front = writer.chance.choice(["arabic", "roman"])
    arrange(folder, *names, notes=f'"{depth}"', front_pages=f'"{front}"')
    return folder


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory):
    with press(jobs=2) as ready:
        yield ready


SEEDS = [pytest.param(seed, marks=pytest.mark.slow if seed != 2 else ()) for seed in range(1, 21)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_edition_has_the_same_words_on_the_same_page(ready, tmp_path, seed):
    folder = manuscript(tmp_path / "m", seed)
    build(folder, tmp_path / "out", ready, ("reading", "epub", "web", "text"))
    found = editions(tmp_path / "out", "small-hours")
    found["text"] = dict(_behind_tables(found["text"]))
    assert_same(found)


def _behind_tables(pages):
    """The pages behind that on which the contents begin: before them tables of topics may stand,
    which plain text reads row by row."""
    behind = itertools.dropwhile(lambda page: "Contents" not in page[1], pages.items())
    return itertools.islice(behind, 1, None)


def assert_same(found) -> None:
    whole, linked = found.pop("reading"), found.pop("linked")
    for name, pages in found.items():
        reading = whole if name == "text" else linked
        assert list(pages) == list(reading)[-len(pages) :], name
        for label, words in pages.items():
            assert words == reading[label], f"{name}, page {label}"


NIGHT = "كان الليل طويلا في المدينة، ولم يصل القطار إلا في الصباح. "


def test_a_zine_in_arabic(ready, tmp_path):
    (tmp_path / "m" / "posts").mkdir(parents=True)
    text = (
        f"{NIGHT * 30}\n\n## الصباح\n\n- أول\n- ثان\n\n{NIGHT * 9}قال *بعضهم* ذلك.[^1]\n\n"
        "[^1]: شخص ما."
    )
    head = "---\ntitle: الليل\nlang: ar\nnotes: [grief]\nsummary: عن الليل.\n---\n"
    (tmp_path / "m" / "posts" / "one.md").write_text(head + text, "utf-8")
    arrange(tmp_path / "m", "one", language='"ar"')
    build(tmp_path / "m", tmp_path / "out", ready, ("reading", "epub", "web", "text"))

    assert_same(editions(tmp_path / "out", "small-hours"))


ALL_AT_ONCE = """
[centre]
text = "Here we are.\\nStill."
[back_cover]
text = "All of it, at once."
[[part]]
title = "What was"
first = "one"
text = "Before."
[[part]]
title = "What is"
first = "three"
"""


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["plain", "bulletin"])
def test_notes_at_the_foot_parts_a_centre_spread_and_a_back_cover(ready, tmp_path, layout):
    writer, folder = Writer(7), tmp_path / "m"
    (folder / "posts").mkdir(parents=True)
    for number, name in enumerate(("one", "two", "three", "four")):
        (folder / "posts" / f"{name}.md").write_text(writer.post(number), "utf-8")
    arrange(folder, "one", "two", "three", "four", layout=f'"{layout}"', notes_at='"foot"')
    with (folder / "zine.toml").open("a", encoding="utf-8") as recipe:
        recipe.write(ALL_AT_ONCE)
    build(folder, tmp_path / "out", ready, ("reading", "epub", "web", "text"))
    found = editions(tmp_path / "out", "small-hours")
    found.pop("text")  # it has notes behind the text, as EPUB and web do

    assert_same_with_feet(found)


WAYS_BACK = {"Back"}  # of notes, which at the foot of a page are their numbers


def assert_same_with_feet(found) -> None:
    """On the same pages, and not a word lost: notes stand elsewhere where pages have no foot."""
    whole, linked = found.pop("reading"), found.pop("linked")
    for name, pages in found.items():
        assert list(pages) == list(linked)[-len(pages) :], name
        assert _words(pages) - WAYS_BACK <= _words(whole), name


def _words(pages) -> set[str]:
    """The words without numbers and signs, which stand close to the calls of notes."""
    return {word for said in pages.values() for word in re.findall(r"[^\W\d_]+", " ".join(said))}


@pytest.mark.slow
def test_the_example(example):
    found = editions(example.out, "worth-listening-to")
    found.pop("text")  # it explains abbreviations and reads tables row by row
    assert_same(found)


@pytest.mark.slow
def test_the_ebook_says_which_pdf_its_pages_are_those_of(example):
    pdf = example.file("-reading.pdf").read_bytes()
    with zipfile.ZipFile(example.file(".epub")) as packed:
        package = packed.read("EPUB/content.opf").decode()

    assert re.findall(r'<meta property="pageBreakSource">(.*)</meta>', package) == [
        f"Worth Listening To: PDF of 2026-11-23, SHA-256 {hashlib.sha256(pdf).hexdigest()}"
    ]
    assert '<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>' in package
    assert '<meta property="schema:accessibilityFeature">pageNavigation</meta>' in package
