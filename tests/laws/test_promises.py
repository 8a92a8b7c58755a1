"""What every zine promises: held by the validators of others, and read back by ourselves."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import pytest
from bound import places_of
from built import Built
from finished import Finished, blocks, is_for_eyes
from manuscripts import press, zine
from torture import SIGNS, torture
from validators import ace, epubcheck, verapdf

from zinewright.checks import check_finished
from zinewright.press.build import build, order_of

pytestmark = pytest.mark.slow


class Made:
    """A built zine: its files by their endings, and what they were made from."""

    def __init__(self, zine: Built) -> None:
        with press() as ready:
            prepared, self.leaves = order_of(zine.manuscript, ready)
        paper = ("-large-print.pdf", "-booklet.pdf", "-pocket.pdf")
        found = [path for path in sorted(zine.out.iterdir()) if not path.name.endswith(paper)]
        self.files = {path.suffix: path for path in found}
        self.large = zine.file("-large-print.pdf")
        places = [name for leaf in self.leaves for name, *_ in leaf.parts]
        self.sections = sorted(prepared.zine.sections, key=lambda each: places.index(each.name))

    @cached_property
    def pdf(self) -> Finished:
        return Finished(self.files[".pdf"].read_bytes(), places_of(self.leaves))


@pytest.fixture(scope="module")
def made(either):
    return Made(either)


def test_verapdf_finds_nothing(made):
    assert verapdf([made.files[".pdf"], made.large], "ua1", "3a") == []


def test_verapdf_finds_nothing_by_newer_standards(tortured, tmp_path):
    newer = replace(tortured, manuscript=torture(tmp_path / "m"), out=tmp_path / "out")
    recipe = newer.manuscript / "zine.toml"
    recipe.write_text(f'pdf_standard = "ua-2"\n{recipe.read_text("utf-8")}', "utf-8")
    with press() as ready:
        build(newer.manuscript, newer.out, ready, ("reading", "large-print"))
    made = Made(newer)
    both = made.files[".pdf"], made.large

    assert made.pdf.elements == blocks(made.sections, made.pdf, SIGNS)
    assert verapdf(both, "ua2", "wt1a", "wt1r", "4") == []
    for path in both:
        assert check_finished(path.name, path.read_bytes()) == ()


def test_epubcheck_says_nothing(made):
    assert epubcheck(made.files[".epub"]) == []


def test_ace_finds_no_violation(made):
    assert ace(made.files[".epub"]) == []


def test_our_own_checks_find_nothing(made):
    for path in (*made.files.values(), made.large):
        if path.suffix != ".json":
            assert check_finished(path.name, path.read_bytes()) == ()


def test_the_pdf_says_all_that_the_text_says_in_its_order(made):
    large = Finished(made.large.read_bytes(), places_of(made.leaves))

    on_facing_pages = {
        " ".join("".join(caption.itertext()).split())
        for section in made.sections
        if section.kind == "centre"
        for caption in section.body.root.iter("figcaption")
    }  # on the page beside the picture, where it is the caption of nothing
    assert made.pdf.elements == [
        ("P", words) if kind == "Caption" and words in on_facing_pages else (kind, words)
        for kind, words in blocks(made.sections, made.pdf, SIGNS)
    ]
    assert large.elements == blocks(made.sections, large, SIGNS)
    assert (made.pdf.unmarked, large.unmarked) == ({}, {})


def test_every_section_says_its_language(made):
    document = made.pdf.pdf
    sections = [each for part in document.Root.StructTreeRoot.K[0].K for each in part.K]

    assert [str(each.Lang) for each in sections] == [each.language for each in made.sections]


def test_every_link_of_the_text_can_be_followed(made):
    wanted = [
        link.get("href")
        for each in made.sections
        for link in each.body.root.iter("a")
        if not is_for_eyes(link)
    ]  # fmt: skip
    found = [
        str(annotation.A.URI) if "/URI" in annotation.A else "#"
        for annotation in made.pdf.annotations
    ]  # fmt: skip

    assert found == ["#" if address.startswith("#") else address for address in wanted]


def test_the_command_agrees(made):
    paths = [path for path in made.files.values() if path.suffix != ".json"]
    done = zine("check", *paths)

    assert (done.returncode, done.stdout) == (0, "")
