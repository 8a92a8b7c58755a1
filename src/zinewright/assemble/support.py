"""Places of support → the pages that list them, the plainest of a zine."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from zinewright.assemble.markup import E, address_words, body, section_title, short_address, turned
from zinewright.assemble.qr import has_code
from zinewright.bidi import isolated
from zinewright.body import Element
from zinewright.languages.words import Words
from zinewright.manuscript.resources.resource import KINDS, Channel, Resource, in_order
from zinewright.model import Section, direction_of

ABUSE = frozenset(
    (
        "abuse child-abuse child-sexual-abuse domestic-abuse emotional-abuse sexual-violence "
        "stalking-harassment"
    ).split()
)
NUMBERED = ("voice", "sms")
WIDE = 400  # letters of a card that takes a row of its own
LINE = 50  # letters of the room that a line with a number takes, besides its own
Qr = Callable[[str, Words], Element]


@dataclass(frozen=True)
class _Shared:
    """What all entries have in common: the day, the words, and the directory to turn to.

    `qr` draws an address as a code that a phone can read. With `at_numbers`, each number that
    nobody checked says so beside it; else the card says it once, for all.
    """

    today: datetime.date
    words: Words
    elsewhere: Resource | None
    qr: Qr | None
    at_numbers: bool = False


def support(
    resources: tuple[Resource, ...], today: datetime.date, words: Words, qr: Qr | None = None
) -> Section:
    """Places of support in cards, those for an emergency first; each says when it was checked.

    A card begins with a heading of the id `support--ID`. Two stand in a row, and one that is long
    has a row for itself. Services that have ended are left out.
    """
    title = words.say("resources-title")
    offered = tuple(resource for resource in in_order(resources) if resource.is_offered)
    directories = [each for each in offered if each.kind == "directory"]
    page = _Shared(today, words, next(iter(directories), None), qr)
    parts = [section_title("support", title), E.p({"class": "lead"}, words.say("resources-lead"))]
    said: set[str] = set()
    for kind in KINDS:
        group = [resource for resource in offered if resource.kind == kind]
        advice = [key for key in _advice(kind, group) if key not in said]
        parts += _group(kind, group, advice, page)
        said.update(advice)
    return Section("support", "resources", title, words.language, body(*parts))


def _advice(kind: str, group: list[Resource]) -> Iterator[str]:
    """What to know before the entries of a group: who may be told, what others may see.

    Who calls an emergency number expects that somebody comes.
    """
    if kind != "emergency" and any(resource.confidentiality for resource in group):
        yield "resources-consent"
    if any(not ABUSE.isdisjoint(resource.topics) for resource in group):
        yield "resources-shared"


def _group(kind: str, group: list[Resource], advice: list[str], page: _Shared) -> Iterator[Element]:
    if group:
        yield E.h2({"id": f"support--kind--{kind}"}, page.words.say(f"kind-{kind}"))
    for key in advice:
        yield E.p(page.words.say(key))
    yield from _rows(E.section({"class": "card"}, *_entry(each, page)) for each in group)


def _rows(cards: Iterable[Element]) -> Iterator[Element]:
    """Cards in their order, two a row where neither of them is long."""
    row: list[Element] = []
    for card in cards:
        if row and (len(row) > 1 or _is_wide(row[0]) or _is_wide(card)):
            yield _row(row)
            row = []
        row.append(card)
    if row:
        yield _row(row)


def _row(cards: list[Element]) -> Element:
    """A row; where a card has all of it, its code stands beside its lines and not below."""
    for code in cards[0].iterfind("p/span[@data-qr]") if len(cards) == 1 else ():
        said = code.getparent()
        assert said is not None
        said.text, code.tail = code.tail, None
        cards[0].insert(1, code)
    return E.section({"class": "row"}, *cards)


def _is_wide(card: Element) -> bool:
    """Whether a card is too long for half of a row; codes stand beside what they are for."""
    codes = sum(len("".join(each.itertext())) for each in card.iter("span") if each.get("data-qr"))
    lines = sum(1 for _ in card.iter("li"))
    return len("".join(card.itertext())) - codes + LINE * lines > WIDE


def _entry(resource: Resource, page: _Shared) -> Iterator[Element]:
    words = page.words
    yield E.h3({"id": f"support--{resource.id}"} | _way_of(resource.name, words), resource.name)
    if resource.alert:
        yield E.p({"class": "alert"} | _way_of(resource.alert, words), E.strong(resource.alert))
    if resource.answers(page.today):
        yield from _ways(resource, page)
    yield from _about(resource, words)
    if page.elsewhere and page.elsewhere != resource and not resource.answers(page.today):
        yield _instead(page.elsewhere, words)
    yield _page_of(resource, page)


def _about(resource: Resource, words: Words) -> Iterator[Element]:
    """What an editor wrote of a service, and the rest behind it where both run the same way."""
    told = " ".join(filter(None, (resource.notes, resource.confidentiality)))
    more, way = " ".join(_more(resource, words)), _way_of(told, words)
    parts = [({}, f"{told} {more}")] if not way else [(way, told), ({}, more)]
    yield from (E.p(attributes, said.strip()) for attributes, said in parts if said.strip())


def _more(resource: Resource, words: Words) -> Iterator[str]:
    """For whom a service is, where it is and what it speaks."""
    if resource.audience:
        yield words.say("resources-audience", audience=resource.audience)
    if not any(way.type in NUMBERED for way in resource.channels):
        yield words.say("resources-where", regions=_regions(resource.regions, words))
    if resource.languages:
        yield _sentence(_languages(resource.languages, words)) + "."


def _instead(directory: Resource, words: Words) -> Element:
    """The way to a directory, where the numbers of a service are left out."""
    before, _, after = words.say("resources-elsewhere", link="\0").partition("\0")
    there = {"href": f"#support--{directory.id}"} | _way_of(directory.name, words)
    return E.p({"class": "address"}, before, E.a(there, directory.name), after)


def _page_of(resource: Resource, page: _Shared) -> Element:
    """The page of a service, and when somebody last compared the entry with it."""
    said, address = E.p({"class": "checked"}), resource.url
    if not address:
        said.text = _checked(resource, page)
        return said
    if page.qr and has_code(address):
        said.append(page.qr(address, page.words))
    shown = short_address(address) if len(said) else address_words(address)
    said.append(E.a({"href": address}, shown))
    said[-1].tail = f" · {_checked(resource, page)}"
    return said


def _checked(resource: Resource, page: _Shared) -> str:
    words, standing = page.words, resource.standing(page.today)
    if resource.status == "temporarily closed":
        return words.say("resources-closed")
    if resource.verified_on is None or standing == "unchecked":
        return words.say("resources-unchecked" if resource.url else "resources-unchecked-alone")
    day = words.day(resource.verified_on)
    if standing == "stale":
        return words.say("resources-stale", day=day)
    if resource.verified_by:
        return words.say("resources-checked", day=day, name=resource.verified_by)
    return words.say("resources-checked-day", day=day)


def brief(resources: tuple[Resource, ...], today: datetime.date, words: Words) -> Iterator[Element]:
    """Each place with its name, how it is reached, and when somebody checked that; no more.

    For the panels of a pocket zine. What may not be printed of a place is left out here, too.
    """
    page = _Shared(today, words, None, None, at_numbers=True)
    for resource in in_order(resources):
        ways = [_way(way, resource, page) for way in resource.channels if way.type in NUMBERED]
        way = _way_of(resource.name, words)
        parts = [E.h2({"id": f"pocket--{resource.id}"} | way, resource.name)]
        if resource.alert:
            parts.append(
                E.p({"class": "alert"} | _way_of(resource.alert, words), E.strong(resource.alert))
            )
        if ways and resource.answers(today):
            parts.append(E.ul({"class": "channels"}, *ways))
        elif resource.url:
            parts.append(E.p({"class": "address"}, address_words(resource.url)))
        if resource.standing(today) != "unchecked" or not ways:
            parts.append(E.p({"class": "checked"}, _checked(resource, page)))
        yield E.section({"class": "help"}, *parts)


# --- ways to reach a service


def _ways(resource: Resource, page: _Shared) -> Iterator[Element]:
    """Numbers to call, then ways for those who cannot or would not speak.

    What is the same of all of them is said once, below.
    """
    listed = [way for way in resource.channels if not _is_own_page(way, resource)]
    ways = sorted(listed, key=lambda way: way.type != "voice")
    said = {tuple(_said(way, page.words)) for way in ways}
    in_common = said.pop() if len(said) == 1 and len(ways) > 1 else ()
    if ways:
        items = (_way(way, resource, page, silent=bool(in_common)) for way in ways)
        yield E.ul({"class": "channels"}, *items)
    if in_common:
        here = direction_of(page.words.language)
        yield E.p(" ".join(f"{isolated(_sentence(text), here)}." for text in in_common))


def _is_own_page(way: Channel, resource: Resource) -> bool:
    """Whether a way says nothing but the address of the service's page, which follows anyway."""
    is_same = way.href.rstrip("/") == resource.url.rstrip("/") != ""
    return is_same and way.type == "web" and not (way.label or way.hours or way.access or way.cost)


def _way(way: Channel, resource: Resource, page: _Shared, *, silent: bool = False) -> Element:
    """A way with its number or address and, unless it is `silent`, with all that is said of it."""
    words = page.words
    label = way.label or words.say(f"channel-{way.type}")
    where = ""
    if way.type in NUMBERED:
        is_checked = resource.standing(page.today) != "unchecked" or not page.at_numbers
        key = "number-where" if is_checked else "number-unchecked"
        where = " " + words.say(key, regions=_regions(way.regions or resource.regions, words))
    here = direction_of(words.language)
    more = () if silent else _said(way, words)
    said = where + "".join(f". {isolated(_sentence(text), here)}" for text in more)
    return E.li(f"{isolated(label, here)}: ", _shown(way, words), f"{said}." if said else "")


def _way_of(text: str, words: Words) -> dict[str, str]:
    return turned(text, words.language)


def _shown(way: Channel, words: Words) -> Element:
    """What people read of a way, as a link where a device can open it."""
    display = way.display
    if "://" in display and way.href:
        display = address_words(way.href)
    kind = {"class": "number"} if way.type in NUMBERED else {}
    kind |= {"dir": "ltr"} if direction_of(words.language) == "rtl" else {}
    return E.a({"href": way.href} | kind, display) if way.href else E.strong(kind, display)


def _said(way: Channel, words: Words) -> Iterator[str]:
    if way.keyword:
        yield words.say("channel-keyword", keyword=way.keyword)
    if way.hours:
        place = way.tz.rpartition("/")[2].replace("_", " ")
        yield words.say("channel-hours", hours=way.hours, place=place) if place else way.hours
    if way.cost:
        yield way.cost
    if way.languages:
        yield _languages(way.languages, words)
    yield from way.access


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _regions(regions: tuple[str, ...], words: Words) -> str:
    """The names of regions, each once."""
    return words.listed(tuple(dict.fromkeys(words.region(region) for region in regions)))


def _languages(languages: tuple[str, ...], words: Words) -> str:
    named = words.listed(tuple(words.tongue(language) for language in languages))
    return words.say("channel-languages", languages=named)
