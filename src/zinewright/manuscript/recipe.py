"""`zine.toml` → the recipe of a zine: what it is called, its order, what its readers are told."""

from __future__ import annotations

import datetime
import math
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import inspect

from zinewright.body import is_address
from zinewright.languages.tags import as_written, wrong_language
from zinewright.languages.vocabulary import SLUG, Topic, Vocabulary, vocabulary_for
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.manuscript.post_names import composed
from zinewright.manuscript.resources.regions import wrong_regions
from zinewright.manuscript.toml_files import LONGEST as LONGEST_TEXT
from zinewright.manuscript.toml_files import WHOLE, Lines, Span, fields_of, read_toml, wrong_values
from zinewright.paper.contrast import colour_of
from zinewright.paper.inks import INKS
from zinewright.paper.papers import pages, paper
from zinewright.particulars import Particulars, at_most
from zinewright.problems import Problem, ZineError, nearest, shown
from zinewright.rules import RULES

RECIPE = "zine.toml"
PROJECT = uuid.UUID("5f1c2b64-6f0e-5a5e-9d5e-2f6f1c6f0a11")

TOLD = ("title", "subtitle", "description")  # whole sentences that readers meet


class OwnTopic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic that a zine adds to the vocabulary, or one of the vocabulary's that it renames."""

    slug: str
    label: str
    meaning: str = ""
    group: str = ""
    resources: tuple[str, ...] = ()


class OwnPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the zine: its title, the post that it begins with, and what stands on its page."""

    title: Annotated[str, at_most(300)]
    first: str
    text: Annotated[str, at_most(2_000)] = ""


class OwnBiography(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person who wrote a post says of themselves, by their name as the post has it."""

    name: Annotated[str, at_most(200)]
    text: Annotated[str, at_most(2_000)] = ""


class Pocket(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The pocket zine: the ids of the places of support in it, none for those for everyone; the
    `post` that it gives to read, "" for one without content notes; whether a panel is for `notes`.
    """

    resources: tuple[str, ...] = ()
    post: Annotated[str, at_most(200)] = ""
    notes: bool = False


class Overrule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that a person lets stand: which rule, where, why, and who says so.

    `post` is a post's name, or the name of a file of the manuscript; `digest` is that of the
    sentence, so that another one at its place is found again; `line` is where it stood then.
    """

    rule: str
    post: str
    digest: str
    reason: str
    by: str
    on: datetime.date
    line: Annotated[int, msgspec.Meta(ge=0)] = 0


class Support(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The places of support: ids of those that are listed whatever posts are about, and at most
    how many for a topic. Without a limit, all that the editor chose for the topics are listed.
    """

    always: tuple[str, ...] = ()
    most: Annotated[float, msgspec.Meta(ge=1, le=99)] = math.inf


class Recipe(Particulars, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `zine.toml` says: the particulars of a zine, its order, and what its editors decided.

    `order` holds post names, `part` its parts, `author` biographies; `name` names the finished
    files; `layout` is a layout's name, or its folder in the manuscript. `notes` is how much readers
    are told of content notes before they read, `notes_at` where notes of posts stand on pages,
    `codes` which addresses stand in print as codes, too, `pocket` what is in the pocket zine,
    `support` which places of support are listed. `dropped` names posts that are left out on
    purpose, `overruled` the findings that may stand.
    """

    order: tuple[str, ...] = ()
    part: tuple[OwnPart, ...] = ()
    author: tuple[OwnBiography, ...] = ()
    name: Annotated[str, at_most(100)] = ""
    layout: Annotated[str, at_most(200)] = ""
    notes: Literal["none", "short", "standard", "full"] = "standard"
    notes_at: Literal["end", "foot"] = "end"
    codes: Literal["support", "links", "all", "none"] = "support"
    topic: tuple[OwnTopic, ...] = ()
    pocket: Pocket = Pocket()
    support: Support = Support()
    dropped: tuple[str, ...] = ()
    overruled: tuple[Overrule, ...] = ()

    @property
    def particulars(self) -> Particulars:
        """What of it readers and editions meet; no other part of the recipe leaves the manuscript.

        A zine that names no identifier has one that its title makes.
        """
        told = msgspec.convert(self, Particulars, from_attributes=True)
        return msgspec.structs.replace(told, identifier=self.identity)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the zine's language, with its own topics."""
        known = vocabulary_for(self.language)
        return known.extended([_own(topic, known) for topic in self.topic])

    @property
    def identity(self) -> str:
        """What tells the zine from all others: its identifier, or one that its title makes."""
        return self.identifier or uuid.uuid5(PROJECT, self.title).urn

    @property
    def file_name(self) -> str:
        """The first part of the names of finished files: plain ASCII, never empty."""
        plain = (self.name or self.title).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-") or "zine"


def _own(topic: OwnTopic, known: Vocabulary) -> Topic:
    """A zine's topic; what it does not say of one that is known stays as it is."""
    old = known.topics.get(topic.slug) or Topic(topic.slug, "", "", "", (), ())
    return Topic(
        topic.slug,
        topic.group or old.group,
        topic.label,
        topic.meaning or old.meaning,
        topic.resources or old.resources,
        old.onix,
    )


NO_RECIPE = Recipe(title="", date=datetime.date.min)


def read_recipe(path: Path) -> tuple[Recipe, Lines | None, list[Problem]]:
    """The recipe, the lines of its order, and what is wrong; a broken one says what it can."""
    try:
        read, lines = read_toml(path)
    except ZineError as error:
        return NO_RECIPE, None, list(error.problems)
    problems = recipe_problems(lines, read)
    if not problems:
        recipe = msgspec.convert(read, Recipe)
        names = {key: tuple(map(composed, getattr(recipe, key))) for key in ("order", "dropped")}
        return msgspec.structs.replace(recipe, **names), lines, []
    try:
        order = msgspec.convert(read.get("order", ()), tuple[str, ...])
    except msgspec.ValidationError:
        return NO_RECIPE, None, problems
    return msgspec.structs.replace(NO_RECIPE, order=order), lines, problems


def told_in(recipe: Recipe, lines: Lines) -> tuple[Paragraph, ...]:
    """The sentences of a recipe that readers meet, those of its tables too, each with its line."""
    said = [(getattr(recipe, key), lines.of(key)) for key in TOLD]
    said.append((recipe.centre.text, lines.inner("centre", "text")))
    for name, keys in (("topic", ("label",)), ("part", ("title", "text")), ("author", ("text",))):
        heads = [*lines.tables(name), None]
        for number, entry in enumerate(getattr(recipe, name)):
            span = (heads[number] or 1, heads[number + 1]) if len(heads) > number + 1 else WHOLE
            said += [(getattr(entry, key), lines.of(key, span)) for key in keys]
    return tuple(Paragraph(text, ((0, line or 1),)) for text, line in said if text.strip())


def recipe_problems(lines: Lines, read: Mapping[str, object]) -> list[Problem]:
    """What is wrong with what a recipe says."""
    return [
        *wrong_values(Recipe, read, lines),
        *_recipe_problems(lines, read),
        *_entry_problems("topic", OwnTopic, _odd_topic, lines, read),
        *_entry_problems("part", OwnPart, _odd_part, lines, read),
        *_entry_problems("author", OwnBiography, lambda *_: (), lines, read),
        *_entry_problems("overruled", Overrule, _odd_overrule, lines, read),
    ]


def _recipe_problems(lines: Lines, read: Mapping[str, object]) -> Iterator[Problem]:
    title, language = read.get("title"), read.get("language", "en")
    if isinstance(title, str) and not title.strip():
        fix = 'Write title = "…"'
        yield Problem(lines.where, lines.of("title"), "title", "the zine has no title", fix)
    yield from _too_long(lines, read)
    yield from _website_problems(lines, read.get("website"))
    yield from wrong_regions(read, lines)
    yield from _print_problems(lines, read.get("print"))
    yield from _accent_problems(lines, read.get("accent"))
    yield from _page_problems(lines, read.get("page"))
    if isinstance(language, str) and (wrong := wrong_language(language)):
        what, fix = wrong[0], as_written("language = ", wrong[1], '"')
        yield Problem(lines.where, lines.of("language"), "language", what, fix)


def _too_long(lines: Lines, read: Mapping[str, object]) -> Iterator[Problem]:
    """Texts that no cover, no title page and no catalogue holds."""
    for key, most in _longest():
        value = read.get(key)
        if isinstance(value, str) and most < len(value) <= LONGEST_TEXT:  # else it was said
            what = f"“{key}” has {len(value):,} letters, more than the {most:,} that are taken"
            yield Problem(lines.where, lines.of(key), "size", what, "Write a shorter one")
    authors = read.get("authors")
    if isinstance(authors, list):
        yield from _authors_too_long(lines, authors)


def _authors_too_long(lines: Lines, authors: list[object]) -> Iterator[Problem]:
    form = fields_of(Recipe)["authors"].type
    assert isinstance(form, inspect.VarTupleType)
    assert isinstance(form.item_type, inspect.StrType)
    most, longest = form.max_length or 0, form.item_type.max_length or 0
    if len(authors) > most:
        what = f"there are {len(authors):,} authors, more than the {most} that are taken"
        fix = "Name a collective, and thank all people in a post"
        yield Problem(lines.where, lines.of("authors"), "size", what, fix)
    for name in authors:
        if isinstance(name, str) and len(name) > longest:
            what = f"the author “{shown(name)}” has {len(name):,} letters"
            fix = f'Write at most {longest}, and names apart, like ["A", "B"]'
            yield Problem(lines.where, lines.of("authors"), "size", what, fix)


def _longest() -> Iterator[tuple[str, int]]:
    """How many letters each text may have."""
    for key, field in fields_of(Recipe).items():
        if isinstance(field.type, inspect.StrType) and field.type.max_length:
            yield key, field.type.max_length


def _website_problems(lines: Lines, website: object) -> Iterator[Problem]:
    """A website that no link leads to: mostly one without its https://."""
    if not isinstance(website, str) or not website:
        return
    if website.startswith("http") and is_address(website):
        return
    meant = f"https://{website.strip()}"
    is_meant = "." in website and is_address(meant) and ":" not in website
    fix = f'Write website = "{meant}"' if is_meant else 'Write website = "https://…"'
    what = f"“{shown(website)}” is no web address"
    yield Problem(lines.where, lines.of("website"), "link-address", what, fix)


def _accent_problems(lines: Lines, accent: object) -> Iterator[Problem]:
    """An accent that is no colour. Whether text in it can be read, its layout knows."""
    if isinstance(accent, str) and accent and colour_of(accent) is None:
        what, fix = f"“{shown(accent)}” is no colour", 'Write accent = "#a01040", red green blue'
        yield Problem(lines.where, lines.of("accent"), "value", what, fix)


def _page_problems(lines: Lines, named: object) -> Iterator[Problem]:
    """A size of pages that is none, or at which nobody could read."""
    if not isinstance(named, str) or not named:
        return
    try:
        pages(named, "A4")
    except ZineError as error:
        for problem in error.problems:
            yield Problem(lines.where, lines.of("page"), problem.rule, problem.what, problem.fix)


def _print_problems(lines: Lines, printed: object) -> Iterator[Problem]:
    """A paper or an ink that is none; its form was looked at before."""
    if not isinstance(printed, dict):
        return
    inks = printed.get("inks", [])
    if printed.get("ink") == "riso" and isinstance(inks, list):
        yield from _ink_problems(lines, inks)
    named = printed.get("paper")
    if not isinstance(named, str):
        return
    try:
        paper(named)
    except ZineError as error:
        for problem in error.problems:
            line = lines.inner("print", "paper")
            yield Problem(lines.where, line, problem.rule, problem.what, problem.fix)


def _ink_problems(lines: Lines, inks: list[object]) -> Iterator[Problem]:
    if not inks:
        what, fix = "no inks are named for the riso", 'Write inks = ["black", "fluorescent-pink"]'
        yield Problem(lines.where, lines.inner("print", "ink"), "no-such-ink", what, fix)
    for ink in inks:
        if isinstance(ink, str) and ink not in INKS:
            what = f"there is no ink “{shown(ink)}”{nearest(ink, INKS)}"
            fix = "Use names such as black, blue, red, yellow, fluorescent-pink"
            yield Problem(lines.where, lines.inner("print", "inks"), "no-such-ink", what, fix)


def _entry_problems(
    name: str,
    kind: type[msgspec.Struct],
    odd: Callable[[Mapping[str, str], Lines, Span], Iterable[Problem]],
    lines: Lines,
    read: Mapping[str, object],
) -> Iterator[Problem]:
    """What is wrong with the entries of a list of tables; `odd` looks at those of right form."""
    entries = read.get(name, [])
    if not isinstance(entries, list):
        return
    heads = lines.tables(name)
    for number, entry in enumerate(entries):
        start = heads[number] if number < len(heads) else 1
        span = (start, heads[number + 1] if number + 1 < len(heads) else None)
        if isinstance(entry, dict):
            wrong = list(wrong_values(kind, entry, lines, span, Recipe))
            yield from wrong or odd(entry, lines, span)


def _odd_overrule(entry: Mapping[str, str], lines: Lines, span: Span) -> Iterator[Problem]:
    if (rule := entry["rule"]) not in RULES:
        said = f"there is no rule “{shown(rule)}”{nearest(rule, RULES)}"
        fix = "Write it as the finding names it, or take the entry out"
        yield Problem(lines.where, lines.of("rule", span), "overruled", said, fix)
    for key, what in (("reason", "why it may stand"), ("by", "who says so")):
        if not entry[key].strip():
            said, fix = f"nothing says {what}", f'Write {key} = "…"'
            yield Problem(lines.where, lines.of(key, span), "overruled", said, fix)


def _odd_part(part: Mapping[str, str], lines: Lines, span: Span) -> Iterator[Problem]:
    if not part["title"].strip():
        what, fix = "a part has no title", 'Write title = "…"'
        yield Problem(lines.where, lines.of("title", span), "part", what, fix)


def _odd_topic(topic: Mapping[str, str], lines: Lines, span: Span) -> Iterator[Problem]:
    slug, group, groups = topic["slug"], topic.get("group", ""), vocabulary_for("en").groups
    if not SLUG.match(slug):
        what, fix = f"“{shown(slug)}” cannot name a topic", "Write small letters and hyphens"
        yield Problem(lines.where, lines.of("slug", span), "topic-entry", what, fix)
    if not topic["label"].strip():
        what, fix = f"the topic “{shown(slug)}” has no label", "Write what readers are told"
        yield Problem(lines.where, lines.of("label", span), "topic-entry", what, fix)
    if group and group not in groups:
        what = f"there is no group “{shown(group)}”{nearest(group, groups)}"
        fix = f"Leave it out, or choose one of: {', '.join(groups)}"
        yield Problem(lines.where, lines.of("group", span), "topic-entry", what, fix)
