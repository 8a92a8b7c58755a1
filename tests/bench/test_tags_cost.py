"""How long typesetting takes with our tags, beside WeasyPrint's own; both in one run, in turns.

./zine test tests/bench/test_tags_cost.py -m bench -s
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from made_up import write_manuscript
from manuscripts import press

from zinewright.layout.layout import plain
from zinewright.press.build import prepare
from zinewright.typeset.section import Job, typeset

pytestmark = pytest.mark.bench
ROUNDS = 7
MOST = 1.15


def test_our_tags_cost_little(tmp_path: Path) -> None:
    layout = plain()
    write_manuscript(tmp_path / "m", 10)
    with press(tmp_path) as ready:
        zine = prepare(tmp_path / "m", ready).zine
    style = layout.page_style("print.css")
    jobs = [
        Job(section.name, "", layout.page(section, zine), style, layout.fonts)
        for section in zine.sections
        if section.matter == "body"
    ]
    ours, theirs = [], []
    typeset(jobs[0])
    for _ in range(ROUNDS):
        ours.append(_timed(jobs, typeset))
        theirs.append(_timed(jobs, _as_weasyprint_does))
    ratio = min(ours) / min(theirs)
    print(f"\n{len(jobs)} chapters: {min(ours):.2f} s with our tags, {min(theirs):.2f} s with "
          f"WeasyPrint's: {ratio:.2f}")  # fmt: skip
    assert ratio <= MOST


def _timed(jobs: list[Job], make) -> float:
    start = time.perf_counter()
    for job in jobs:
        make(job)
    return time.perf_counter() - start


def _as_weasyprint_does(job: Job) -> bytes:
    """The same pages with WeasyPrint's own tags, and whole fonts as ours has them, as a PDF."""
    import weasyprint.pdf.fonts

    from zinewright.typeset.section import press_with

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasyprint.pdf.fonts.Font, "clean", lambda *whatever: None)
        return press_with(job.fonts).document(job).write_pdf(pdf_tags=True)
