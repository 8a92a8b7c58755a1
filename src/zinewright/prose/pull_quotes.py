"""Pull quotes: words of a post that stand in it once more, large, for those who see it.

Nobody is read them twice and nothing counts them, so they must be words of the post. They stand
behind what they are taken from, and not outside of a passage that readers may skip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from zinewright.body import INLINES, PULL, Element, Fault, text_of
from zinewright.manuscript.paragraphs import holders
from zinewright.problems import shown

MOST_WORDS, MOST_QUOTES = 25, 20  # of a quote; in a post
KEPT = ("em", "strong", "span", "q", "cite")  # all else leads somewhere, or is explained elsewhere
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»]?\s+")
LIKE = 0.5  # of the words of a quote, in the sentence that may be meant


def strip_quotes(root: Element) -> list[Element]:
    """The pull quotes of a text, with nothing left in them but words and their emphasis."""
    quotes = [each for each in root.iter("p") if each.get("class") == PULL]
    for quote in quotes:
        for line_end in quote.iter("br"):
            line_end.tail = f" {line_end.tail or ''}"
        etree.strip_elements(quote, "sup", "mark", "img", with_tail=False)
        etree.strip_tags(quote, *INLINES.difference(KEPT))
    return quotes


def faults_of(quotes: list[Element]) -> Iterator[Fault]:
    """What makes a pull quote none: it has no words, or stands where nobody can read on."""
    for quote in quotes:
        if not text_of(quote):
            what, fix = "the pull quote holds no words", "Write some, or take its two lines out"
            yield Fault("pull", what, fix, ":::", quote.sourceline or 0)
        elif any(each.get("id", "").startswith("fn:") for each in quote.iterancestors("li")):
            what, fix = "a pull quote cannot stand in a note", "Put it into the text"
            yield Fault("pull", what, fix, ":::", quote.sourceline or 0)


def hints_on(quotes: list[Element], root: Element) -> Iterator[Fault]:
    """What is to be said of pull quotes once the passages of the text are known."""
    if not quotes:
        return
    source = _Source(root)
    for quote in quotes[:MOST_QUOTES]:
        if words := _words(text_of(quote)):
            said = source.remark(quote, words)
            yield from (Fault("pull", *each, ":::", quote.sourceline or 0) for each in said)
    if len(quotes) > MOST_QUOTES:
        what = f"there are {len(quotes)} pull quotes, and only {MOST_QUOTES} were compared"
        line = quotes[MOST_QUOTES].sourceline or 0
        yield Fault("pull", what, "Take some out", ":::", line)


class _Source:
    """A text that is quoted: its paragraphs, each with its words and its place."""

    def __init__(self, root: Element) -> None:
        self.places = {element: number for number, element in enumerate(root.iter())}
        self.texts = [(element, text, _joined(_words(text))) for element, text in holders(root)]

    def remark(self, quote: Element, words: list[str]) -> Iterator[tuple[str, str]]:
        """What is wrong with a quote of these words, and how to mend it."""
        begin = f"“{shown(text_of(quote))}”"
        if len(words) > MOST_WORDS:
            what = f"the pull quote {begin} has {len(words)} words, of at most {MOST_WORDS}"
            yield what, "Choose fewer"
        found = [element for element, _, said in self.texts if _joined(words) in said]
        around = set(_passages(quote))
        near = [each for each in found if around.issuperset(_passages(each))]
        if not found:
            what = f"the words of the pull quote {begin} do not stand in the post"
            yield f"{what}{self._nearest(words)}", "Write them as they stand in one paragraph of it"
        elif not near:
            what = f"the pull quote {begin} shows what readers may skip, outside of its passage"
            yield what, "Put it into the passage, or choose other words"
        elif all(self.places[each] > self.places[quote] for each in near):
            what = f"the pull quote {begin} stands before the words that it repeats"
            yield what, "Put it behind the paragraph that they are in"

    def _nearest(self, words: list[str]) -> str:
        """The sentence that is most like some words, if one is like them."""
        wanted, best, most = set(words), "", (LIKE * len(set(words)), 0)
        for _, text, _ in self.texts:
            for sentence in SENTENCE_END.split(text):
                held = set(_words(sentence))
                if (alike := (len(held & wanted), -len(held))) > most:
                    best, most = sentence, alike
        return f" (did you mean “{shown(best)}”?)" if best else ""


def _passages(element: Element) -> Iterator[Element]:
    """The passages with a note of their own that an element stands in."""
    return (each for each in element.iterancestors("section") if each.get("class") == "passage")


def _words(text: str) -> list[str]:
    """The words of a text, whatever signs stand between them."""
    return [word.replace("’", "'") for word in WORD.findall(text.casefold())]


def _joined(words: list[str]) -> str:
    return f" {' '.join(words)} "
