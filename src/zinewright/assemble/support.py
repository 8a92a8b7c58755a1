"""Places of support → the pages that list them, the plainest of a zine."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zinewright.assemble.markup import E, address_words, body, section_title, turned
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
Qr = Callable[[str, Words], Element]


@dataclass(frozen=True)
class _Shared:
    """What all entries have in common: the day, the words, and the directory to turn to.

    `qr` draws an address as a code that a phone can read.
    """

    today: datetime.date
    words: Words
    elsewhere: Resource | None
    qr: Qr | None


def support(
    resources: tuple[Resource, ...], today: datetime.date, words: Words, qr: Qr | None = None
) -> Section:
    """Places of support, those for an emergency first; each says when it was checked.

    An entry has the id `support--ID`. Services that have ended are left out.
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
    for resource in group:
        yield E.section(*_entry(resource, page))


def _entry(resource: Resource, page: _Shared) -> Iterator[Element]:
    words = page.words
    yield E.h3({"id": f"support--{resource.id}"} | _way_of(resource.name, words), resource.name)
    if resource.alert:
        yield E.p({"class": "alert"} | _way_of(resource.alert, words), E.strong(resource.alert))
    if resource.answers(page.today):
        yield from _ways(resource, page)
    if told := " ".join(filter(None, (resource.notes, resource.confidentiality))):
        yield E.p(_way_of(told, words), told)
    yield from (E.p(line) for line in _more(resource, words))
    yield from _pages(resource, page)
    yield E.p({"class": "checked"}, _checked(resource, page))


def _more(resource: Resource, words: Words) -> Iterator[str]:
    """For whom a service is, where it is and what it speaks."""
    if resource.audience:
        yield words.say("resources-audience", audience=resource.audience)
    if not any(way.type in NUMBERED for way in resource.channels):
        yield words.say("resources-where", regions=_regions(resource.regions, words))
    if resource.languages:
        yield _sentence(_languages(resource.languages, words)) + "."


def _pages(resource: Resource, page: _Shared) -> Iterator[Element]:
    """The page of a service, and that of a directory where its numbers are left out."""
    if resource.url:
        link = E.a({"href": resource.url}, address_words(resource.url))
        said = _linked("resources-page", link, page.words)
        if page.qr and has_code(resource.url):
            code = page.qr(resource.url, page.words)
            code.tail, said.text = said.text, None
            said.insert(0, code)
        yield said
    if page.elsewhere and page.elsewhere != resource and not resource.answers(page.today):
        name = page.elsewhere.name
        there = {"href": f"#support--{page.elsewhere.id}"} | _way_of(name, page.words)
        link = E.a(there, name)
        yield _linked("resources-elsewhere", link, page.words)


def _linked(key: str, link: Element, words: Words) -> Element:
    before, _, after = words.say(key, link="\0").partition("\0")
    return E.p({"class": "address"}, before, link, after)


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
    page = _Shared(today, words, None, None)
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
    """Numbers to call, then ways for those who cannot or would not speak."""
    spoken = [way for way in resource.channels if way.type == "voice"]
    silent = [way for way in resource.channels if way.type != "voice"]
    if spoken:
        yield E.ul({"class": "channels"}, *(_way(way, resource, page) for way in spoken))
    if spoken and silent:
        yield E.p(page.words.say("resources-silent"))
    if silent:
        yield E.ul({"class": "channels"}, *(_way(way, resource, page) for way in silent))


def _way(way: Channel, resource: Resource, page: _Shared) -> Element:
    words = page.words
    label = way.label or words.say(f"channel-{way.type}")
    where = ""
    if way.type in NUMBERED:
        is_checked = resource.standing(page.today) != "unchecked"
        key = "number-where" if is_checked else "number-unchecked"
        where = " " + words.say(key, regions=_regions(way.regions or resource.regions, words))
    here = direction_of(words.language)
    said = where + "".join(f". {isolated(_sentence(text), here)}" for text in _said(way, words))
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
