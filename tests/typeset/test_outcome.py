"""Job → bytes, or what is wrong: nothing that a section does is raised."""

from __future__ import annotations

import pickle

import pytest
from bound import LAYOUT

from zinewright.problems import Problem, ZineError
from zinewright.typeset import outcome as module
from zinewright.typeset.outcome import outcome
from zinewright.typeset.section import Job, restored


def job(html: str) -> Job:
    return Job("one", "posts/one.md", html, "", LAYOUT.fonts, {"a.png": b"PNG"})


def test_a_section_comes_back_as_bytes_for_the_cache():
    asked = job('<html lang="en"><title>T</title><body><section><p>Words.</p></section></body>')
    content, problems = outcome(pickle.loads(pickle.dumps(asked)))

    assert problems == ()
    assert restored(content or b"").pages == 1


ODD = Problem("posts/one.md", None, "typeset", "it is odd", "Fix")
LIMITS = "typesetting the section “one” took all the memory that there is"
FAULT = "typesetting the section “one” failed (ValueError: no such thing)"


@pytest.mark.parametrize(
    ("raised", "rule", "what"),
    [
        (MemoryError(), "typeset-limits", LIMITS),
        (ValueError("no such thing"), "typeset", FAULT),
        (
            ZineError([Problem("posts/one.md", 3, "typeset", "it is odd", "Fix")]),
            "typeset",
            "it is odd",
        ),
    ],
)
def test_what_goes_wrong_is_a_problem_of_the_section(raised, rule, what, monkeypatch):
    def fail(asked: Job) -> None:
        raise raised

    monkeypatch.setattr(module, "typeset", fail)
    content, problems = outcome(job("<p>"))

    assert content is None
    assert [(each.where, each.rule, each.what) for each in problems] == [
        ("posts/one.md", rule, what)
    ]
