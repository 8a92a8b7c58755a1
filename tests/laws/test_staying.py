"""Programs that stay answer one question after another, and say why when they do not."""

from __future__ import annotations

import os
import sys

import pytest
from staying import Staying, staying

PROGRAM = """
import os, sys
for line in sys.stdin:
    if line == "end\\n":
        sys.exit("I have had enough")
    print(os.getpid(), line, end="", flush=True)
"""


def test_one_process_answers_them_all():
    program = staying((sys.executable, "-c", PROGRAM))
    answers = [program.ask(words).split() for words in ("one", "two")]

    assert [words for _, words in answers] == ["one", "two"]
    assert len({process for process, _ in answers}) == 1
    assert staying((sys.executable, "-c", PROGRAM)) is program


def test_one_that_ends_says_why_and_the_next_question_starts_another():
    program = Staying([sys.executable, "-c", PROGRAM], {})
    first, _ = program.ask("one").split()
    with pytest.raises(RuntimeError, match="gave no answer: I have had enough"):
        program.ask("end")
    second, words = program.ask("two").split()

    assert (first != second, words) == (True, "two")
    program.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(int(second), 0)
