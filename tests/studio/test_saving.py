"""A text is saved, merged, or kept beside the file: never lost, and never over somebody else's."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zinewright.problems import ZineError
from zinewright.studio.journal import KEPT, Journal, digest_of_text
from zinewright.studio.saving import save

BEGAN = "---\ntitle: One\n---\n\nThey came at night, and we waited.\n"


def opened(folder, text=BEGAN):
    """A file that somebody has open, its history, and the state from which they begin."""
    path = folder / "posts/one.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    journal = Journal(folder)
    journal.look()
    return journal, path, digest_of_text(path.read_bytes())


def test_what_nobody_else_changed_is_saved(tmp_path):
    journal, path, base = opened(tmp_path)

    settled = save(journal, path, base, BEGAN.replace("night", "dawn"), "Robin")

    assert settled.how == "saved"
    assert path.read_text() == BEGAN.replace("night", "dawn")
    assert settled.digest == digest_of_text(path.read_bytes())


def test_what_an_editor_outside_changed_meanwhile_is_in_it_as_well(tmp_path):
    journal, path, base = opened(tmp_path)
    path.write_text(BEGAN.replace("waited", "hoped"))

    settled = save(journal, path, base, BEGAN.replace("night", "dawn"), "Robin")

    assert settled.how == "merged"
    assert path.read_text() == "---\ntitle: One\n---\n\nThey came at dawn, and we hoped.\n"


def test_the_same_word_twice_leaves_the_file_and_keeps_the_other(tmp_path):
    journal, path, base = opened(tmp_path)
    theirs = BEGAN.replace("night", "noon")
    path.write_text(theirs)
    mine = BEGAN.replace("night", "dawn")

    settled = save(journal, path, base, mine, "Robin")

    assert (settled.how, path.read_text()) == ("kept", theirs)
    assert journal.content(settled.other) == mine.encode()
    assert journal.entries()[-1][1:4] == ("Robin", KEPT, "posts/one.md")


def test_a_state_that_nobody_knows_is_never_saved_over_the_file(tmp_path):
    journal, path, _ = opened(tmp_path)

    settled = save(journal, path, "0" * 64, "Mine.\n", "Robin")

    assert (settled.how, path.read_text()) == ("kept", BEGAN)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay(tmp_path, mark):
    text = mark + BEGAN.replace("\n", "\r\n")
    journal, path, base = opened(tmp_path, text)

    save(journal, path, base, BEGAN.replace("night", "dawn"), "Robin")

    assert path.read_bytes().decode() == text.replace("night", "dawn")


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    journal, path, base = opened(tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zinewright.studio.saving.write_surely", full)

    with pytest.raises(ZineError, match="the disk is full"):
        save(journal, path, base, "Mine.\n", "Robin")
    assert path.read_text() == BEGAN
    assert [each.name for each in path.parent.iterdir()] == ["one.md"]


# Three people: two with browsers, who save what they had open, and one with an editor.
STEP = st.tuples(st.sampled_from("ABE"), st.integers(0, 8), st.booleans())


@settings(deadline=None, max_examples=40)  # it waits for the disk
@given(st.lists(STEP, max_size=14))
def test_every_word_that_anybody_saved_is_in_the_file_or_kept(tmp_path_factory, steps):
    journal, path, base = opened(tmp_path_factory.mktemp("zine"), "one two three four five\n")
    has = {"A": (base, path.read_text()), "B": (base, path.read_text())}
    saved = Counter[str]()
    for number, (who, place, again) in enumerate(steps):
        word = f"{who}{number}"
        if who == "E":  # what is there, read and written at once
            path.write_text(put(path.read_text(), place, word))
        else:
            began, text = has[who]
            settled = save(journal, path, began, put(text, place, word), who)
            if again:  # as a page does that hears of it
                has[who] = (settled.digest, settled.text)
        saved[word] += 1

    journal.look()
    kept = [journal.content(e.digest).decode() for e in journal.entries()]
    assert {word for word in saved if not any(word in text.split() for text in kept)} == set()
    assert {"one", "five"} <= set(path.read_text().split())


def put(text, place, word):
    words = text.split()
    return " ".join([*words[:place], word, *words[place:]]) + "\n"
