"""The topics of content notes, and how much of a topic a note can tell.

`topics.toml` holds what is the same in every language, and one file a language holds the words. A
zine may add topics, and give those of the vocabulary other labels.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zinewright.languages import files
from zinewright.languages.files import FOLDER, main_of
from zinewright.languages.spelling import spelled

FILE = "topics.toml"
FALLBACK = "en"
Table = Mapping[str, Any]  # as a file of ours has it, which tests read whole
LEVELS = ("mention", "discussion", "description", "detail")  # of growing weight
SPOKEN_OF = LEVELS[: LEVELS.index("description")]
"""Levels of what is spoken of; in what is heavier, it is told as it was."""
FLAGS = ("personal", "theme", "implied")  # told from experience, throughout, not by name
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
WORD = re.compile(r"[^\W_]+")
URI = "urn:zinewright:content-notes"  # names the vocabulary in the metadata of editions


@dataclass(frozen=True)
class Topic:
    """One thing that a note can name.

    `group` is a slug of `Vocabulary.groups`, "" for none. `resources` are topics of places of
    support that fit. `onix` are codes of list 203 (content advice) of the ONIX code lists. Where
    readers are told of several topics, those that are most `grave` go first.
    """

    slug: str
    group: str
    label: str
    meaning: str
    resources: tuple[str, ...] = ()
    onix: tuple[str, ...] = ()
    grave: int = 0


@dataclass(frozen=True)
class Vocabulary:
    """The topics by slug and the labels of their groups, both in the order readers meet them.

    `names` leads from every other way of naming a topic, folded, to its slug. `own` are the topics
    that a zine added to those of the language.
    """

    language: str
    groups: Mapping[str, str]
    topics: Mapping[str, Topic]
    names: Mapping[str, str] = field(repr=False)
    articles: frozenset[str] = field(default=frozenset(), repr=False)
    own: tuple[Topic, ...] = ()

    def named(self, words: str) -> str | None:
        """The slug of the topic that words name: a slug, a label, or another name of it."""
        return words if words in self.topics else self.names.get(folded(words))

    @cached_property
    def bare(self) -> Mapping[str, str]:
        """Every name without its articles, and the slug of its topic."""
        return {self.bared(name): slug for name, slug in self.names.items()}

    def bared(self, words: str) -> str:
        """Words as `folded` makes them, without articles and whose they are."""
        return " ".join(word for word in folded(words).split() if word not in self.articles)

    @cached_property
    def squeezed(self) -> Mapping[str, str]:
        """The same without spaces, as hashtags are written."""
        return {name.replace(" ", ""): slug for name, slug in self.bare.items()}

    def label(self, topic: str) -> str:
        """What readers are told of a topic; the words themselves where it is not known."""
        known = self.topics.get(topic)
        return known.label if known else topic

    def extended(self, topics: Iterable[Topic]) -> Vocabulary:
        """The vocabulary with topics of a zine's own; each takes the place of one with its slug."""
        own = {topic.slug: topic for topic in topics}
        names = {folded(name): topic.slug for topic in own.values() for name in names_of(topic)}
        return replace(
            self,
            topics=MappingProxyType({**self.topics, **own}),
            names=MappingProxyType({**self.names, **names}),
            own=(*self.own, *own.values()),
        )


def folded(words: str) -> str:
    """Words without case, hyphens, umlauts and the plural, as two people write the same topic."""
    return " ".join(_singular(word) for word in WORD.findall(spelled(words)))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


def names_of(topic: Topic) -> tuple[str, str]:
    return topic.slug, topic.label


def languages() -> tuple[str, ...]:
    """Every language that has words for the topics."""
    return files.languages(FILE)


@cache
def vocabulary_for(language: str) -> Vocabulary:
    """The topics in a language (BCP 47); in English where there are no words of its own."""
    main = main_of(language)
    if main in languages():
        return replace(_vocabulary(main), language=language)
    return _vocabulary(FALLBACK)


@cache
def _vocabulary(main: str) -> Vocabulary:
    words, shared = _read(FOLDER / main / FILE), _read(FOLDER / FILE)
    topics = {
        slug: _topic(slug, group, words["topics"][slug], said)
        for group, within in shared.items()
        for slug, said in within.items()
    }
    names = {
        folded(name): slug
        for slug, topic in topics.items()
        for name in (*words["topics"][slug]["also"], *names_of(topic))
    }
    return Vocabulary(
        main,
        MappingProxyType({group: words["groups"][group] for group in shared}),
        MappingProxyType(topics),
        MappingProxyType(names),
        frozenset(map(spelled, words["articles"].split())),
    )


def _topic(slug: str, group: str, words: Table, said: Table) -> Topic:
    support, codes = tuple(said["resources"]), tuple(said["onix"])
    return Topic(
        slug, group, words["label"], words["meaning"], support, codes, said.get("grave", 0)
    )


def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text("utf-8"))
