"""The zine in the middle: frozen types, and the laws that hold for a zine as a whole.

A `Zine` that exists has sections with different names, ids that occur once, links that arrive and
pictures that are there. Editions are made from it and from nothing else.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import msgspec

from zinewright.body import Body
from zinewright.particulars import Particulars
from zinewright.problems import Problem, ZineError, nearest, shown

Direction = Literal["ltr", "rtl"]
Kind = Literal[
    "title-page", "content-notes", "contents", "imprint",
    "foreword", "part-opening", "chapter", "afterword", "centre",
    "resources", "contributors", "links", "formats", "back-cover", "plan",
    "pocket", "pocket-list", "pocket-drawing",
]  # fmt: skip
FRONT = ("title-page", "content-notes", "contents")
BACK = ("resources", "contributors", "links", "formats", "imprint", "back-cover")
PARTS = (
    "title-page", "content-notes", "contents", "imprint", "support", "links", "formats", "cover",
    "back-cover", "locator", "centre-spread", "contributors",
)  # fmt: skip
CENTRE = "centre-spread"
"""The name of the section that stands over the two middle pages of the booklet."""
FIRST = "@first"
"""The first piece by a name that never changes, so that no new order changes what leads to it."""
IN_WHOLE = "@whole:"
"""Before an id: its page in the reading edition, in an edition that holds but a part of the zine.
Behind the name of a section may stand `@` and how many of its letters come before."""
RTL_LANGUAGES = frozenset(("ar arc ckb dv fa ha-arab he ks ku-arab ps sd ug ur yi").split())


def direction_of(language: str) -> Direction:
    """The direction in which a language (BCP 47) is usually written."""
    tag = language.lower()
    rtl = tag in RTL_LANGUAGES or tag.split("-")[0] in RTL_LANGUAGES or "-arab" in tag
    return "rtl" if rtl else "ltr"


@dataclass(frozen=True)
class Picture:
    """A picture as it stands in the manuscript: checked header, size in pixels, original bytes."""

    name: str
    media_type: str
    width: int
    height: int
    content: bytes = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """The digest (SHA-256) of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Told:
    """A content note that reaches readers, before the chapter or the passage with the id `anchor`.

    `topic` is its slug, `label` what readers see; `level` is "" where nobody says.
    """

    topic: str
    label: str
    anchor: str
    level: str = ""
    flags: tuple[str, ...] = ()
    state: str = ""


@dataclass(frozen=True)
class Review:
    """What is known of the notes of a chapter, and who looked at them when."""

    status: str
    on: datetime.date | None = None
    by: str = ""


@dataclass(frozen=True)
class Section:
    """One unit of a zine. `name` is its id and its file name; `body` begins with its h1.

    `source` is the file that it was made from ("" for a generated one), `told` are the content
    notes before it and before its passages, `weight` is how heavy they are (0 to 3), `words`
    counts those of the post alone. `within` names the section that opens the part in which it is.

    Where an edition leaves passages out, `left_out` holds the id of each and what is said in its
    place. Pages are then set from `whole`, in which they still stand, so that every other word
    keeps its page; nothing else reads it. `room` are blank pictures of the size of theirs.

    `feet` is a list of the notes that its pages have at their foot; editions without pages have
    them where all notes are.
    """

    name: str
    kind: Kind
    title: str
    language: str
    body: Body
    source: str = ""
    direction: Direction = "ltr"
    told: tuple[Told, ...] = ()
    review: Review | None = None
    weight: int = 0
    words: int = 0
    whole: Body | None = None
    left_out: tuple[tuple[str, str], ...] = ()
    room: tuple[Picture, ...] = ()
    feet: Body | None = None
    within: str = ""

    @property
    def is_piece(self) -> bool:
        """Whether it is a post, and no page around them."""
        return self.matter == "body" and self.kind not in ("part-opening", "centre")

    @property
    def notes(self) -> tuple[str, ...]:
        """The topics of its content notes, as readers see them."""
        return tuple(dict.fromkeys(note.label for note in self.told))

    @cached_property
    def digest(self) -> str:
        """The digest (SHA-256) of all that it holds."""
        return hashlib.sha256(msgspec.msgpack.encode(self)).hexdigest()

    @property
    def matter(self) -> Literal["front", "body", "back"]:
        return "front" if self.kind in FRONT else "back" if self.kind in BACK else "body"


@dataclass(frozen=True)
class ZineFacts:
    """What a layout is told of a zine: nothing that another order of its chapters would change."""

    particulars: Particulars
    title: str
    full_title: str
    language: str
    direction: Direction


@dataclass(frozen=True)
class Zine:
    """The assembled publication. `modified` dates the files (UTC).

    `draft` says why this is not a release, one reason each; it is never a secret. `edition` tells
    this one from the full edition, “” where it is that. `sources` are the addresses that its posts
    come from, `pocket` the sections of the pocket zine, `on_cover` the picture on its cover, None
    for one that is drawn.
    Raises `ZineError` with every breach of the laws above.
    """

    particulars: Particulars
    modified: datetime.datetime
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...] = ()
    sources: tuple[str, ...] = ()
    draft: tuple[str, ...] = ()
    edition: str = ""
    pocket: tuple[Section, ...] = ()
    on_cover: Picture | None = None

    def __post_init__(self) -> None:
        if problems := tuple(self._breaches()):
            raise ZineError(problems)

    @property
    def title(self) -> str:
        return self.particulars.title

    @property
    def language(self) -> str:
        return self.particulars.language

    @property
    def direction(self) -> Direction:
        return direction_of(self.language)

    @property
    def full_title(self) -> str:
        """The title by which this edition is told from others."""
        return f"{self.title} ({self.edition})" if self.edition else self.title

    @property
    def facts(self) -> ZineFacts:
        """What a layout is told of it."""
        return ZineFacts(
            self.particulars, self.title, self.full_title, self.language, self.direction
        )

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section that holds an id; a section's own name is an id, too, and so is `FIRST`."""
        inside = {name: section for section in self.sections for name in section.body.ids}
        named = {section.name: section for section in self.sections}
        first = next((section for section in self.sections if section.is_piece), None)
        return inside | named | ({FIRST: first} if first else {})

    @cached_property
    def topics(self) -> dict[str, str]:
        """The label of every topic that readers are told of, by slug, in the order of the slugs."""
        told = {note.topic: note.label for section in self.sections for note in section.told}
        return dict(sorted(told.items()))

    def follower(self, section: Section) -> str:
        """The name of the section behind another, "" for the last."""
        return self._followers.get(section.name, "")

    @cached_property
    def _followers(self) -> dict[str, str]:
        """What is read behind each section; the centre spread, which moves, is passed over."""
        names = [section.name for section in self.sections if section.name != CENTRE]
        return dict(zip(names, [*names[1:], ""], strict=True))

    def with_centre_behind(self, name: str) -> Zine:
        """The same zine, with its centre spread behind the section of that name.

        Between two pieces of a part it is within that part.
        """
        others = [section for section in self.sections if section.name != CENTRE]
        at = 1 + [section.name for section in others].index(name)
        around = {section.within for section in others[at - 1 : at + 1]}
        within = around.pop() if len(around) == 1 else ""
        centre = replace(self.section_of[CENTRE], within=within)
        return replace(self, sections=(*others[:at], centre, *others[at:]))

    @property
    def without_centre(self) -> Zine:
        """The same zine without its centre spread."""
        if CENTRE not in self.section_of:
            return self
        return replace(self, sections=tuple(s for s in self.sections if s.name != CENTRE))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language of the zine, its own first, then those of its chapters."""
        return tuple(dict.fromkeys([self.language, *(s.language for s in self.sections)]))

    def _breaches(self) -> Iterator[Problem]:
        yield from self._clashes()
        known = {*self.section_of, *(section.name for section in self.pocket)}
        pictures = {picture.name for picture in self.pictures}
        for section in self.sections:
            where = section.source or section.title
            for target in dict.fromkeys(section.body.targets):
                if target not in known and not target.startswith(IN_WHOLE):
                    yield Problem(
                        where, None, "link-target", f"a link leads nowhere (to “#{target}”)",
                        f"Mend the link{nearest(target, known)}",
                    )  # fmt: skip
            for name in section.body.pictures:
                if name not in pictures:
                    yield Problem(
                        where, None, "picture", f"the picture {name} is not in the zine",
                        "Put it into the manuscript",
                    )  # fmt: skip

    def _clashes(self) -> Iterator[Problem]:
        owners: dict[str, list[Section]] = {}
        for section in self.sections:
            for name in (section.name, *section.body.ids):
                owners.setdefault(name, []).append(section)
        for name, sections in owners.items():
            if len(sections) > 1:
                titles = " and ".join(dict.fromkeys(f"“{shown(s.title)}”" for s in sections))
                where = max(section.source for section in sections) or self.title
                what = f"the name “{shown(name)}” is used more than once, in {titles}"
                fix = "Rename the post or the heading that it comes from"
                yield Problem(where, None, "id", what, fix)
