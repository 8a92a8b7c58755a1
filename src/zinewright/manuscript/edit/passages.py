"""Paragraphs of a post that get a note of their own → the text of the post with the two marks."""

from __future__ import annotations

from collections.abc import Sequence

ENDS = ("\r\n", "\n", "\r")


def with_passage(text: str, first: int, behind: int, topics: Sequence[str], sentence: str) -> str:
    """The text of a file with a passage from the line `first` (from 1) up to the line `behind`, or
    to the end where that is 0; line ends stay as they are.

    Raises `ValueError` where the lines are none of a passage, or no topic or sentence is given.
    """
    if not topics or not sentence:
        raise ValueError("a passage needs a topic, and a sentence on what is missed")
    lines = text.splitlines(keepends=True)
    end = next((end for end in ENDS if lines and lines[0].endswith(end)), "\n")
    last = (behind or len(lines) + 1) - 1
    while last >= first and not lines[last - 1].strip():
        last -= 1
    inside = lines[first - 1 : last]
    if not inside or first < 1:
        raise ValueError("there is no paragraph between these lines")
    if any(line.lstrip().startswith(":::") for line in inside):
        raise ValueError("there is a passage, or the edge of one, between these lines already")
    if any(line[:1] in (" ", "\t") for line in (inside[0],)):
        raise ValueError("a passage cannot begin inside of a list or a quotation")
    if not inside[-1].endswith(ENDS):
        inside[-1] += end
    opening = f"::: note {', '.join(topics)} | {sentence}{end}"
    return "".join([*lines[: first - 1], opening, *inside, f":::{end}", *lines[last:]])
