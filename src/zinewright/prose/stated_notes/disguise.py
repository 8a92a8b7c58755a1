"""Words that their writers disguised (“s3lf h@rm”, “r*pe”) → what they are written for.

Law: no letter of a text moves, and what can be read in two ways stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zinewright.languages.vocabulary import Vocabulary

CHUNK = re.compile(r"[^\s,;:()\[\]/&+#“”—–\"-]+")
LETTERS = {
    "@": "a", "4": "a", "3": "e", "€": "e", "1": "il", "!": "il", "|": "il", "0": "o", "$": "s",
    "5": "s", "7": "t",
}  # fmt: skip
HIDDEN = "*•●"
SIGNS = frozenset(LETTERS) | frozenset(HIDDEN)


def undisguised(text: str, vocabulary: Vocabulary) -> str:
    """A text of the same length, in which each disguised word of a topic is written out."""
    if not SIGNS & {*text}:
        return text
    known = _words(vocabulary)
    return CHUNK.sub(lambda found: _written_out(found[0], known), text)


def _written_out(chunk: str, known: Mapping[int, Sequence[str]]) -> str:
    bare = chunk.strip(".!?'’‘_|*")
    if not SIGNS & {*bare} or not any(map(str.isalpha, bare)) or re.fullmatch(r"\d+\w{1,2}", bare):
        return chunk
    form = re.compile("".join(map(_form_of, bare)), re.IGNORECASE)
    meant = {word for word in known.get(len(bare), ()) if form.fullmatch(word)}
    return chunk.replace(bare, meant.pop()) if len(meant) == 1 else chunk


def _form_of(sign: str) -> str:
    return "[a-z]" if sign in HIDDEN else f"[{re.escape(LETTERS.get(sign, sign))}]"


def _words(vocabulary: Vocabulary) -> Mapping[int, Sequence[str]]:
    """The words of the names of topics by their length, each also with the plural."""
    found: dict[int, list[str]] = {}
    for word in {word for name in vocabulary.bare for word in name.split() if len(word) > 2}:
        found.setdefault(len(word), []).append(word)
        found.setdefault(len(word) + 1, []).append(f"{word}s")
    return found
