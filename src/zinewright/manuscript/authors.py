"""The biographies of a recipe and its posts → those of people who wrote any of these.

A biography is what somebody says of themselves. It is found by the name of its person, as it stands
in a post or, for posts that name nobody, among the authors of the zine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zinewright.manuscript.post_names import composed
from zinewright.manuscript.posts import Post
from zinewright.manuscript.recipe import OwnBiography, Recipe
from zinewright.manuscript.toml_files import WHOLE, Lines
from zinewright.problems import Problem, nearest, shown


@dataclass(frozen=True)
class Biography:
    """What a person says of themselves; `place` is which of the biographies of a recipe it is,
    from 0, whatever the order of the posts."""

    name: str
    text: str
    place: int


def one_spelling(name: str) -> str:
    """A name as it is compared: accents composed, one space between words."""
    return " ".join(composed(name).split())


def biographies_of(recipe: Recipe, posts: Iterable[Post]) -> Mapping[str, Biography]:
    """The biographies of those who wrote some posts, by their names in `one_spelling`, in the order
    in which they are met.

    One without a text is passed over, and so is a second one of the same name.
    """
    known: dict[str, Biography] = {}
    for place, own in enumerate(recipe.author):
        name, text = one_spelling(own.name), own.text.strip()
        if name and text:
            known.setdefault(name, Biography(name, text, place))
    return {name: known[name] for name in _met(recipe, posts) if name in known}


def _met(recipe: Recipe, posts: Iterable[Post]) -> dict[str, None]:
    """Everybody who wrote any of some posts, in their order."""
    written = (name for post in posts for name in post.authors or recipe.authors)
    return dict.fromkeys(map(one_spelling, written))


def biography_problems(recipe: Recipe, posts: Sequence[Post], lines: Lines) -> Iterator[Problem]:
    """Biographies of nobody who wrote a post of the zine, those without a text, and second ones."""
    heads, met, seen = [*lines.tables("author"), None], _met(recipe, posts), set[str]()
    for number, own in enumerate(recipe.author):
        span = (heads[number] or 1, heads[number + 1]) if number + 1 < len(heads) else WHOLE
        name = one_spelling(own.name)
        found = _fault(own, name, met, seen)
        if found is not None:
            line = lines.of(found.key, span) or span[0]
            yield Problem(lines.where, line, "biography", found.what, found.fix, "warning")
        if own.text.strip():
            seen.add(name)


class _Wanting(NamedTuple):
    """The key at which a biography is not as it must be, why it is not printed, and the remedy."""

    key: str
    what: str
    fix: str


def _fault(
    own: OwnBiography, name: str, met: Collection[str], seen: Collection[str]
) -> _Wanting | None:
    said = shown(name)
    if not name:
        return _Wanting("name", "a biography has no name", 'Write name = "…", as the posts have it')
    if name in seen:
        what = f"there is more than one biography of “{said}”, and the first is printed"
        return _Wanting("name", what, "Put what they say into one [[author]]")
    if name not in met:
        what = f"“{said}” has a biography, and wrote no post of this zine{nearest(name, met)}"
        fix = "Write the name as the post has it, or take the [[author]] out"
        return _Wanting("name", what, fix)
    if not own.text.strip():
        what = f"the biography of “{said}” says nothing"
        fix = 'Write what they say of themselves: text = "…", or take it out'
        return _Wanting("text", what, fix)
    return None
