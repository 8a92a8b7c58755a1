"""Units that are laid out in one document are what each is alone."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from bound import LAYOUT
from zines import section, zine

from zinewright.layout.listed import units
from zinewright.problems import ZineError
from zinewright.typeset.outcome import outcomes
from zinewright.typeset.section import Job, stored, typeset
from zinewright.typeset.units import typeset_units

CSS = LAYOUT.page_style("print.css")
LIST = (
    '<h1>What is in it</h1><p class="lead">Read <em>this</em> first, and the Arabic: '
    '<span lang="ar" dir="rtl">ليل</span>.</p>'
    '<ul class="contents">'
    '<li class="entry"><p class="part"><a href="#a">One<span data-page-of="a"> page</span></a></p>'
    '<p class="status">Ada &amp; Bo, <abbr title="National Health Service">NHS</abbr></p></li>'
    '<li class="entry"><p class="part"><a href="#b">Two<span data-page-of="b"> page</span></a>'
    "</p></li>"
    '<li class="entry"><p class="part"><a href="#c">Žluť «ffi» ﬁ 3\u00a0½</a></p></li></ul>'
    '<h2 id="more">More</h2><p>What <strong>follows</strong></p>'
    '<ol><li>First <a href="https://example.org/a">there</a></li><li>Second</li></ol>'
    '<table><thead><tr><th scope="col">Who</th><th scope="col">When</th></tr></thead>'
    "<tbody><tr><td>Ada</td><td>Now</td></tr></tbody></table>"
)


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    """A section that lists things, each of its units a job."""
    here = section("contents", LIST, kind="contents")
    zine(here, section("a", "<p>A.</p>"), section("b", "<p>B.</p>"), section("c", "<p>C.</p>"))
    pages = [LAYOUT.unit_page(here, unit) for unit in units(here)]
    fonts = tuple(dict.fromkeys(font for page in pages for font in LAYOUT.fonts_for(page)))
    return [Job("contents", "", page, CSS, fonts, is_unit=True) for page in pages]


@pytest.fixture(scope="module")
def alone(jobs: list[Job]) -> dict[str, bytes]:
    return {job.key: stored(typeset_units([job])[0]) for job in jobs}


def test_they_are_units_of_several_blocks(jobs):
    assert [job.html.count("<section") for job in jobs] == [3, 1, 1, 1, 5]


@pytest.mark.parametrize("seed", range(6))
def test_a_unit_is_the_same_with_any_others(jobs, alone, seed):
    chance = random.Random(seed)
    some = chance.sample(jobs, chance.randint(2, len(jobs)))

    assert [stored(made) for made in typeset_units(some)] == [alone[job.key] for job in some]


def test_a_unit_is_what_a_document_of_its_own_would_be(jobs, alone):
    for job in jobs:
        assert stored(typeset(job)) == alone[job.key]


def test_no_glyph_of_a_neighbour_is_taken_along(jobs):
    first, second, *_ = typeset_units(jobs[1:3])
    texts = {text for use in first.fonts.values() for text in use.texts.values()}

    assert ("O" in texts, "T" in texts) == (True, False)
    assert "T" in {text for use in second.fonts.values() for text in use.texts.values()}


def test_one_that_cannot_be_typeset_is_named_and_costs_no_other(jobs):
    """Not even where a whole document is lost with it."""
    good, bad = jobs[1], replace(jobs[2], html=jobs[2].html.replace("Two", '<img src="x:y">'))
    with pytest.raises(ZineError):
        typeset_units([good, bad])
    (made, none), (missing, problems) = outcomes((good, bad))

    assert (made is not None, none, missing) == (True, (), None)
    assert [problem.rule for problem in problems] == ["typeset"]
    assert "x:y" in problems[0].what
