"""What it takes to look for the ink of every word, beside a cold build: work of all processors.

./zine test tests/bench/test_ink_cost.py -m bench -s
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from made_up import write_manuscript
from manuscripts import press

from zinewright.checks import ink, pdf
from zinewright.press.build import build

pytestmark = pytest.mark.bench
POSTS = 30
MOST, MOST_AGAIN = 0.08, 0.005  # of the work of the cold build


def test_looking_for_ink_costs_little(tmp_path: Path, monkeypatch) -> None:
    looked = _Timed(ink.ink_problems)
    drawn = _Timed(ink.looked_at)
    monkeypatch.setattr(pdf, "ink_problems", looked.all)
    monkeypatch.setattr(ink, "looked_at", drawn.one)
    write_manuscript(tmp_path / "m", POSTS)
    rows = {}
    for name in ("cold", "with no change"):
        looked.seconds, drawn.times, begun = 0.0, 0, _work()
        with press(tmp_path) as ready:
            build(tmp_path / "m", tmp_path / "out", ready)
        rows[name] = (_work() - begun, looked.seconds, drawn.times)
    whole = rows["cold"][0]
    print(f"\n{POSTS} posts{'':20}{'seconds':>9}{'for ink':>9}{'of cold':>9}{'drawn':>7}")
    for name, (seconds, inked, pages) in rows.items():
        print(f"{name:28}{seconds:9.2f}{inked:9.3f}{inked / whole:9.3f}{pages:7}")

    assert rows["cold"][1] <= MOST * whole
    assert rows["with no change"][1] <= MOST_AGAIN * whole
    assert rows["with no change"][2] == 0


def _work() -> float:
    """Seconds of all processors, of this process and of those that it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


class _Timed:
    """A function, and what it takes."""

    def __init__(self, does) -> None:
        self.does, self.seconds, self.times = does, 0.0, 0

    def all(self, *words) -> list:
        begun = time.process_time()
        found = list(self.does(*words))
        self.seconds += time.process_time() - begun
        return found

    def one(self, *words):
        self.times += 1
        return self.does(*words)
