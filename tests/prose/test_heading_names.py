"""What headings are called: by their words, or as their authors name them; no two alike."""

from __future__ import annotations

import pytest

from zinewright.body import parsed, serialized
from zinewright.prose.heading_names import heading_names


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        ("<h2>One two</h2><h2>One two</h2>", ["one-two", "one-two-2"]),
        ("<h2>One {#first}</h2><h2>First</h2>", ["first", "first-2"]),
        ("<h2>First</h2><h2>One {#first}</h2>", ["first-2", "first"]),
        ("<h2>One {#a}</h2><h2>Two {#a}</h2>", ["a", "a-2"]),
        ("<h2>Übersicht {#übersicht}</h2>", ["übersicht"]),
        ("<h2>One {#a .unnumbered data-x=1}</h2>", ["a"]),
        ("<h2>One {: #a}</h2>", ["a"]),
        ("<h2>One <em>two</em> {#a}</h2>", ["a"]),
        ("<h2>{#a}</h2>", ["a"]),
        ("<h2>One {#}</h2>", ["one"]),
        ("<h2>Note</h2>", ["part-note"]),
        ("<h2>One {#note}</h2>", ["one-note"]),
        ("<h2>…</h2>", ["part"]),
    ],
)
def test_names(headings, names):
    root = parsed(f"<body>{headings}</body>")

    assert [name for _, name in heading_names(root)] == names


def test_a_name_of_its_own_is_taken_out_of_the_words():
    root = parsed("<body><h2>One <em>two</em> {#a}</h2><h2>Three {#b}</h2><h2>{#c}</h2></body>")
    list(heading_names(root))

    assert "<h2>One <em>two</em></h2><h2>Three</h2><h2>{#c}</h2>" in serialized(root)
