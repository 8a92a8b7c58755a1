"""The digest of what was checked."""

from __future__ import annotations

from zinewright.digests import digest_of


def test_it_is_the_same_for_the_same_text():
    assert digest_of("A line\nthat an editor  wraps anew.") == digest_of(
        "A line that an editor wraps anew."
    )
    assert digest_of("") == "e3b0c44298fc"


def test_any_change_of_a_text_changes_it():
    assert len({digest_of("a", "b"), digest_of("ab"), digest_of("b", "a"), digest_of("a b")}) == 4
