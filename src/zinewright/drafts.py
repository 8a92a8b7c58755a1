"""What is still missing → why a zine is a draft, and what stands in the way of a release."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from zinewright.chapter import Chapter
from zinewright.manuscript import RESOURCES, Manuscript, behind
from zinewright.notes import SUGGESTED
from zinewright.problems import Problem
from zinewright.resources import Resource
from zinewright.scan import Suggestion
from zinewright.served import Served
from zinewright.words import Words

MOST_TITLES = 4
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
    for key, wanting in (
        ("draft-unreviewed", [c for c in chapters if not is_reviewed(c)]),
        ("draft-waiting", [c for c in chapters if waiting.get(c.post.name)]),
        ("draft-summary", [c for c in chapters if lacks_summary(c)]),
    ):
        if wanting:
            yield words.say(key, titles=_named((c.title for c in wanting), words))


def is_reviewed(chapter: Chapter) -> bool:
    """Whether a person looked at the notes, and nothing was changed after that day."""
    notes, updated = chapter.notes, chapter.post.updated
    return notes.reviewed is not None and (updated is None or notes.reviewed >= updated)


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

    `today` is the day on which it is made, by the clock; `served` is who is listed. The warnings of
    the check stand in the way as well.
    """
    folder = str(manuscript.folder)
    for chapter in chapters:
        yield from _gates_of(chapter, waiting.get(chapter.post.name, ()), folder, today)
    yield from _gates_of_support(manuscript, served, today)


def _gates_of(
    chapter: Chapter, waiting: tuple[Suggestion, ...], folder: str, today: datetime.date
) -> Iterator[Problem]:
    post = chapter.post
    if waiting:
        lines = [e.line for suggestion in waiting for e in suggestion.evidence]
        topics = ", ".join(suggestion.topic for suggestion in waiting)
        what = f"suggested content notes wait for a decision: {topics}"
        fix = (
            f"Decide: zine notes accept {post.name} TOPIC {folder} (or dismiss in place of accept)"
        )
        yield Problem(post.where, min(lines, default=None), "notes-waiting", what, fix)
    if what := _unreviewed(chapter, today):
        fix = f"Look at them, then: zine notes reviewed {post.name} --by NAME {folder}"
        yield Problem(post.where, None, "notes-review", what, fix)
    if lacks_summary(chapter):
        what = "nobody has written what a reader misses by skipping this post"
        yield Problem(post.where, None, "summary", what, "Add summary: … between the lines of ---")


def _unreviewed(chapter: Chapter, today: datetime.date) -> str:
    """Why the review of a chapter's notes does not count; "" where it does."""
    day = chapter.notes.reviewed
    if day is None:
        return "nobody has reviewed the content notes"
    if day > today:
        said = f"the content notes are said to be reviewed on {day}"
        return f"{said}, a day that is still to come"
    if not is_reviewed(chapter):
        return "the post was updated after its content notes were reviewed"
    return "" if chapter.notes.reviewed_by else "nobody says who reviewed the content notes"


def _gates_of_support(
    manuscript: Manuscript, served: Served, today: datetime.date
) -> Iterator[Problem]:
    """What keeps the places that are printed from being released; of the others nothing is asked.

    A check has to be fresh on the day of the zine and today, whichever is later.
    """
    place, where = behind(manuscript.folder), str(manuscript.folder / RESOURCES)
    if not served.resources:
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


def undecided(chapter: Chapter, suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """The suggestions that no note of the chapter or of a passage in it answers, in any state.

    One that stands in the post's file as suggested is among them, whoever wrote it there.
    """
    notes = chapter.notes.notes
    decided = {note.topic for note in notes if note.state != SUGGESTED}
    decided |= {topic for passage in chapter.passages for topic in passage.topics}
    found = tuple(each for each in suggestions if each.topic not in decided)
    known = {each.topic for each in found}
    written = (
        Suggestion(note.topic, note.level, note.flags, ())
        for note in notes
        if note.state == SUGGESTED and note.topic not in known
    )
    return (*found, *written)
