"""What the measure of pages and words counts, of two posts whose words can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import made_up
import pytest
from built import EXAMPLE
from manuscripts import arrange, press
from room import room_in

SHORT = "---\ntitle: One\nnotes: none\n---\nFour words of text.[^a]\n\n[^a]: Two more.\n"
LONG = f"---\ntitle: Two\nnotes: none\n---\n{'So it goes. ' * 200}\n"


@pytest.mark.slow
def test_pages_and_words_are_counted(tmp_path: Path) -> None:
    (tmp_path / "m" / "posts").mkdir(parents=True)
    (tmp_path / "m" / "posts" / "one.md").write_text(SHORT, "utf-8")
    (tmp_path / "m" / "posts" / "two.md").write_text(LONG, "utf-8")
    arrange(tmp_path / "m", "one", "two")
    with press() as ready:
        room = room_in(tmp_path / "m", ready)

    assert (room.pieces, room.own) == (3, 4 + 2 + 600)
    assert str(room.front + 1) in room.emptier  # the short piece has a page of its own
    assert room.before < room.heard - room.own


@pytest.mark.slow
def test_the_example_has_room_for_its_pieces() -> None:
    with press() as ready:
        room = room_in(EXAMPLE, ready)

    assert room.pieces / (room.pieces + room.apparatus) > 0.6
    assert room.before <= 250
    assert room.heard / room.own < 1.6
    assert len(room.emptier) <= 4


@pytest.mark.slow
def test_forty_short_posts_begin_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_up, "WORDS", 120)
    made_up.write_manuscript(tmp_path / "m", 40)
    with press() as ready:
        assert room_in(tmp_path / "m", ready).front <= 6
