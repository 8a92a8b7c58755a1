"""What stands behind the posts: places of support, links and notes by chapter, other formats."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from zinewright.body import Element, parsed
from zinewright.chapter import Chapter
from zinewright.markup import E, address_words, body, page_of, section_title, tongue
from zinewright.mending import Footnote
from zinewright.model import Section
from zinewright.resources import KINDS, Channel, Resource, in_order
from zinewright.words import Words

FORMATS = ("reading", "epub", "text")


def support(resources: tuple[Resource, ...], today: datetime.date, words: Words) -> Section:
    """Places of support, those for an emergency first; each says when it was checked."""
    title = words.say("resources-title")
    parts = [section_title("support", title)]
    parts.append(E.p({"class": "lead"}, words.say("resources-lead")))
    for kind in KINDS:
        chosen = [resource for resource in in_order(resources) if resource.kind == kind]
        if chosen:
            parts.append(E.h2({"id": f"support--kind--{kind}"}, words.say(f"kind-{kind}")))
        for resource in chosen:
            parts += _resource(resource, today, words)
    return Section("support", "resources", title, words.language, body(*parts))


def _resource(resource: Resource, today: datetime.date, words: Words) -> Iterable[Element]:
    standing = resource.standing(today)
    yield E.h3({"id": f"support--{resource.id}"}, resource.name)
    if resource.notes:
        yield E.p(resource.notes)
    if resource.channels and standing != "stale":
        yield E.ul({"class": "channels"}, *(_channel(way, words) for way in resource.channels))
    if resource.url:
        before, _, after = words.say("resources-page", link="\0").partition("\0")
        link = E.a({"href": resource.url}, address_words(resource.url))
        yield E.p({"class": "address"}, before, link, after)
    yield E.p({"class": "checked"}, _checked(resource, standing, words))


def _checked(resource: Resource, standing: str, words: Words) -> str:
    if resource.verified_on is None:
        return words.say("resources-unchecked")
    day = words.day(resource.verified_on)
    if standing == "stale":
        return words.say("resources-stale", day=day)
    if resource.verified_by:
        return words.say("resources-checked", day=day, name=resource.verified_by)
    return words.say("resources-checked-day", day=day)


def _channel(channel: Channel, words: Words) -> Element:
    display = channel.display
    if channel.type == "web" and channel.href:
        display = address_words(channel.href) if "://" in display else display
    shown = E.a({"href": channel.href}, display) if channel.href else E.strong(display)
    keyword = words.say("channel-keyword", keyword=channel.keyword) if channel.keyword else ""
    more = [text for text in (keyword, channel.hours, channel.cost, channel.access) if text]
    label = channel.label or words.say(f"channel-{channel.type}")
    return E.li(f"{label}: ", shown, "".join(f". {text[:1].upper()}{text[1:]}" for text in more))


def links(chapters: tuple[Chapter, ...], words: Words) -> Section:
    """The notes of every chapter, and the addresses of its links."""
    title = words.say("links-title")
    parts = [section_title("links", title)]
    used = [chapter for chapter in chapters if chapter.prose.footnotes or chapter.prose.links]
    parts.append(E.p({"class": "lead"}, words.say("links-lead")))
    for chapter in used:
        parts += _chapter_links(chapter, words)
    return Section("links", "links", title, words.language, body(*parts))


def _chapter_links(chapter: Chapter, words: Words) -> Iterable[Element]:
    name, found = chapter.post.name, chapter.prose
    spoken = tongue(chapter.language, words.language)
    yield E.h2({"id": f"links--{name}"} | spoken, chapter.title)
    if found.footnotes:
        yield E.h3({"id": f"links--{name}--notes"}, words.say("links-notes"))
        yield E.ol(*(_footnote(note, spoken, words) for note in found.footnotes))
    if found.links:
        yield E.h3({"id": f"links--{name}--links"}, words.say("links-links"))
        addresses: dict[str, str] = {}
        for said, address in found.links:
            addresses.setdefault(address, said)
        yield E.ul(*(_address(address, said, spoken) for address, said in addresses.items()))


def _address(address: str, said: str, spoken: dict[str, str]) -> Element:
    """The words of a link and the address that they stand for; once, where they are the same."""
    link = E.a({"href": address}, address_words(address))
    if address_words(said) == address_words(address):
        return E.li(link)
    return E.li(E.span(spoken, said) if spoken else said, ": ", link)


def _footnote(note: Footnote, spoken: dict[str, str], words: Words) -> Element:
    item = E.li({"class": "footnote", "id": note.id} | spoken)
    inside = parsed(note.xhtml)
    item.text = inside.text
    item.extend(list(inside))
    for link in [el for el in item.iter("a") if el.get("href", "").startswith("http")]:
        _show_address(link)
    back = E.a({"class": "backlink", "href": f"#{note.refs[0]}"} | (
        tongue(words.language, spoken["lang"]) if spoken else {}), words.say("note-back"),
        page_of(note.refs[0], words))  # fmt: skip
    last = item[-1] if len(item) and item[-1].tag == "p" else item
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() + " "
    else:
        last.text = (last.text or "").rstrip() + " "
    last.append(back)
    return item


def _show_address(link: Element) -> None:
    """Put the address behind a link, for paper; a link that already shows it stays."""
    address = address_words(link.get("href", ""))
    if address in "".join(link.itertext()):
        return
    shown = E.span({"class": "address"}, f"({address})")
    shown.tail, link.tail = link.tail, " "
    link.addnext(shown)


def formats(contact: str, words: Words) -> Section:
    title = words.say("formats-title")
    parts = [
        section_title("formats", title),
        E.p(words.say("formats-lead")),
        E.ul(*(E.li(words.say(f"formats-{name}")) for name in FORMATS)),
    ]
    if contact:
        parts.append(E.p(words.say("formats-ask", contact=contact)))
    return Section("formats", "formats", title, words.language, body(*parts))
