"""What is still missing → why a zine is a draft, and what stands in the way of a release."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from zinewright.digests import digest_of
from zinewright.languages.words import Words
from zinewright.manuscript.content_notes import SUGGESTED
from zinewright.manuscript.folder import RESOURCES, Manuscript
from zinewright.manuscript.recipe import RECIPE
from zinewright.manuscript.resources.choose import Served
from zinewright.manuscript.resources.resource import Resource
from zinewright.problems import Problem, behind
from zinewright.prose.chapter import Chapter
from zinewright.review.questions import command
from zinewright.review.reviewed import is_reviewed, wanting
from zinewright.review.suggest.scan import Evidence, Suggestion, suggestions

MOST_TITLES = 4
PERSONAL = "personal"
Waiting = Mapping[str, tuple[Suggestion, ...]]  # suggested notes without a decision, by post


def draft_reasons(
    chapters: tuple[Chapter, ...],
    resources: tuple[Resource, ...],
    today: datetime.date,
    warnings: tuple[Problem, ...],
    words: Words,
    waiting: Waiting | None = None,
) -> tuple[str, ...]:
    """One sentence for each thing that a person has to do before this can be a release.

    They are the same in every order of chapters. The last one always stands: a build does not
    pass the gates of a release, `zine release` does.
    """
    return (
        *_about_notes(chapters, waiting or {}, words),
        *_about_support(resources, today, words),
        *_about_warnings(warnings, words),
        words.say("draft-gates"),
    )


def _about_notes(chapters: tuple[Chapter, ...], waiting: Waiting, words: Words) -> Iterator[str]:
    for key, lacking in (
        ("draft-unreviewed", [c for c in chapters if not _was_reviewed(c)]),
        ("draft-review-ended", [c for c in chapters if _was_reviewed(c) and not is_reviewed(c)]),
        ("draft-waiting", [c for c in chapters if waiting.get(c.post.name)]),
        ("draft-summary", [c for c in chapters if lacks_summary(c)]),
    ):
        if lacking:
            yield words.say(key, titles=_named((c.title for c in lacking), words))


def _was_reviewed(chapter: Chapter) -> bool:
    """Whether a person ever looked at notes that are there."""
    return chapter.notes.status != "unreviewed" and chapter.notes.reviewed is not None


def lacks_summary(chapter: Chapter) -> bool:
    return chapter.notes.status == "noted" and not chapter.summary


def _about_support(
    resources: tuple[Resource, ...], today: datetime.date, words: Words
) -> Iterator[str]:
    if not resources:
        yield words.say("draft-no-resources")
    standings = [resource.standing(today) for resource in resources]
    for standing in ("unchecked", "stale"):
        if count := standings.count(standing):
            yield words.say(f"draft-{standing}", count=count, total=len(resources))


def _about_warnings(warnings: tuple[Problem, ...], words: Words) -> Iterator[str]:
    rules = tuple(sorted({problem.rule for problem in warnings if problem.level == "warning"}))
    if rules:
        yield words.say("draft-warnings", rules=words.several(rules))


def _named(titles: Iterable[str], words: Words) -> str:
    """A few titles by name, many by their number."""
    ordered = sorted(titles)
    if len(ordered) > MOST_TITLES:
        return words.say("draft-pieces", count=len(ordered))
    return words.listed(tuple(words.say("quote", text=title) for title in ordered))


# --- the gates of a release


def gates(
    manuscript: Manuscript,
    chapters: tuple[Chapter, ...],
    waiting: Waiting,
    served: Served,
    today: datetime.date,
) -> Iterator[Problem]:
    """Everything that stands in the way of a release, with the command or the line that mends it.

    `today` is the day on which it is made, by the clock: support has to be fresh then, and nothing
    was checked later. `served` is who is listed. The warnings of a check stand in the way as well.
    """
    for chapter in chapters:
        yield from _gates_of(chapter, waiting.get(chapter.post.name, ()), today)
    yield from _gates_of_support(manuscript, served, today)


def _gates_of(
    chapter: Chapter, waiting: tuple[Suggestion, ...], today: datetime.date
) -> Iterator[Problem]:
    post = chapter.post
    if waiting:
        lines = [e.line for suggestion in waiting for e in suggestion.evidence]
        topics = ", ".join(suggestion.topic for suggestion in waiting)
        what = f"suggested content notes wait for a decision: {topics}"
        fix = f"Decide: {command(chapter, 'accept', 'TOPIC')} (or dismiss in place of accept)"
        yield Problem(post.where, min(lines, default=None), "notes-waiting", what, fix)
    if what := wanting(chapter, today):
        fix = _to_review(chapter)
        yield Problem(post.where, None, "notes-review", what, fix)
    if lacks_summary(chapter):
        what = "nobody has written what a reader misses by skipping this post"
        fix = "Write it: " + command(chapter, "summary", '"…"')
        yield Problem(post.where, None, "summary", what, fix)


def _to_review(chapter: Chapter) -> str:
    """The command that mends what is wanting, or those to choose from."""
    if chapter.notes.status == "unreviewed":
        none, unsaid = command(chapter, "none"), command(chapter, "unsaid")
        return f"If none do: {none}. If the author chooses not to say: {unsaid}"
    return f"Look at them, then: {command(chapter, 'reviewed', '--by NAME')}"


def days_to_come(
    manuscript: Manuscript,
    chapters: tuple[Chapter, ...],
    modified: datetime.datetime | None,
    today: datetime.date,
) -> Iterator[Problem]:
    """Days that are printed, or written into files, and that are still to come."""
    fix = "Correct it"
    for chapter in chapters:
        post = chapter.post
        for key, day in (("date", post.date), ("updated", post.updated)):
            if day and day > today:
                what = f"the day of “{key}”, {day}, is still to come"
                digest = digest_of(key, str(day))
                yield Problem(post.where, None, "day-to-come", what, fix, "warning", digest)
    dated, where = manuscript.recipe.date, str(manuscript.folder / RECIPE)
    if dated > today:
        what = f"the zine is dated {dated}, a day that is still to come"
        digest = digest_of("date", str(dated))
        yield Problem(where, None, "day-to-come", what, fix, "warning", digest)
    if modified and modified.date() > today:
        what = f"SOURCE_DATE_EPOCH dates the files {modified.date()}, a day that is still to come"
        yield Problem("SOURCE_DATE_EPOCH", None, "day-to-come", what, "Unset it", "warning")


def _gates_of_support(
    manuscript: Manuscript, served: Served, today: datetime.date
) -> Iterator[Problem]:
    """What keeps the places that are printed from being released; of the others nothing is asked.

    A check has to be fresh on the day of the zine and today, whichever is later.
    """
    place, where = behind(manuscript.folder), str(manuscript.folder / RESOURCES)
    is_broken = any(p.where == where and p.level == "error" for p in manuscript.problems)
    if not served.resources and not is_broken:
        what = "the zine lists no places of support"
        fix = f"Choose some: zine resources add ID{place}"
        yield Problem(where, None, "no-support", what, fix)
    printed = {resource.id for resource in served.resources}
    for resource in manuscript.resources:
        what = _unchecked(resource, manuscript.recipe.date, today) if resource.id in printed else ""
        if what:
            command = f"zine resources verify {resource.id} --by NAME{place}"
            fix = f"Compare it with its page, then: {command}"
            line = manuscript.checks.get(resource.id)
            yield Problem(where, line, "resource-unchecked", what, fix)


def _unchecked(resource: Resource, dated: datetime.date, today: datetime.date) -> str:
    """Why the check of a place of support does not count; "" where it does.

    Of a check that is due, or that is later than the zine, the check of the manuscript warns.
    """
    day, later = resource.verified_on, max(dated, today)
    if day is None or not resource.verified_by:
        return f"nobody has checked “{resource.id}”"
    if day > today:
        return f"“{resource.id}” is said to be checked on {day}, a day that is still to come"
    if resource.changed:
        parts = ", ".join(resource.changed)
        return f"“{resource.id}” was changed after it was checked on {day}: {parts}"
    if not resource.verified_of:
        return f"nobody recorded what of “{resource.id}” was compared on {day}"
    if day > dated or resource.standing(dated) == "due" or resource.standing(later) == "checked":
        return ""
    return f"“{resource.id}” was last checked {(later - day).days} days ago"


def undecided(chapter: Chapter, suggested: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """The suggestions that nobody has decided on, each with what speaks for it.

    A note of the chapter answers all of its topic, in any state; the note of a passage answers what
    stands inside it. One that stands in the post's file as suggested is among them, whoever wrote
    it there. That something is told from experience is never suggested: only a person says so.
    """
    notes = chapter.notes.notes
    decided = {note.topic for note in notes if note.state != SUGGESTED}
    open_ones = [each for each in suggested if each.topic not in decided]
    found = [left for each in open_ones if (left := _outside(chapter, each))]
    known = {each.topic for each in found}
    written = (
        Suggestion(note.topic, note.level, note.flags, ())
        for note in notes
        if note.state == SUGGESTED and note.topic not in known
    )
    return tuple(_unpersonal(each) for each in (*found, *written))


def _unpersonal(suggestion: Suggestion) -> Suggestion:
    return replace(suggestion, flags=tuple(f for f in suggestion.flags if f != PERSONAL))


def _outside(chapter: Chapter, suggestion: Suggestion) -> Suggestion | None:
    """What is left of a suggestion outside of the passages whose notes name its topic.

    Its level and its flags are then those of the text that is left.
    """
    noted = {p.id for p in chapter.passages if suggestion.topic in p.topics}
    if not noted:
        return suggestion
    left = tuple(e for e in suggestion.evidence if not noted.intersection(passages_of(chapter, e)))
    if not left or left == suggestion.evidence:
        return suggestion if left else None
    rest = [p for p in chapter.prose.paragraphs if p.passage not in noted]
    again = suggestions(rest, chapter.language, chapter.title)
    same = next((each for each in again if each.topic == suggestion.topic), None)
    level, flags = (same.level, same.flags) if same else ("", ())
    return Suggestion(suggestion.topic, level, flags, left)


def passages_of(chapter: Chapter, evidence: Evidence) -> frozenset[str]:
    """The id of the passage in which a sentence stands; nothing where that is not certain."""
    there = {
        paragraph.passage
        for paragraph in chapter.prose.paragraphs
        if evidence.text in paragraph.text
        and paragraph.line <= evidence.line <= paragraph.starts[-1][1]
    }
    return frozenset(there) if len(there) == 1 and "" not in there else frozenset()
