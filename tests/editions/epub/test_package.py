"""Zine → EPUB: package, navigation and container as they stand in the file."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import subprocess
import sys
import zipfile
from dataclasses import replace
from urllib.parse import unquote

import pytest
from ebooks import COVER, NAMES, STYLE, made, one, unpacked
from lxml import etree
from validators import ace, epubcheck
from zines import odd, rich, section, zine

from zinewright.editions.epub.package import epub
from zinewright.model import Picture
from zinewright.particulars import Cover


def test_the_package_says_what_the_zine_says():
    opf = unpacked(
        zine(
            section("money"), section("night", language="ar"), subtitle="For the night",
            authors=("Ada", "Bo"), publisher="A stall", licence="CC0", description="Two pieces.",
            sources=("https://example.org/a", "https://example.org/b"),
        )
    )["content.opf"].decode()  # fmt: skip

    assert (
        opf
        == """\
<?xml version='1.0' encoding='utf-8'?>
<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="id" version="3.0" \
prefix="schema: http://schema.org/ dcterms: http://purl.org/dc/terms/ \
cn: urn:zinewright:content-notes#" \
xml:lang="en-GB" dir="ltr">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <meta property="dcterms:modified">2026-01-02T03:04:05Z</meta>
    <dc:identifier id="id">urn:uuid:00cf98c2-1d29-5669-abd3-0da3b5f6c237</dc:identifier>
    <dc:title id="title-main">Small hours</dc:title>
    <dc:title id="title-subtitle">For the night</dc:title>
    <dc:language>en-GB</dc:language>
    <dc:language>ar</dc:language>
    <dc:creator id="creator-1">Ada</dc:creator>
    <dc:creator id="creator-2">Bo</dc:creator>
    <dc:publisher>A stall</dc:publisher>
    <dc:date>2026-01-02</dc:date>
    <dc:rights>CC0</dc:rights>
    <dc:description>Two pieces.</dc:description>
    <dc:source>https://example.org/a</dc:source>
    <dc:source>https://example.org/b</dc:source>
    <meta refines="#title-main" property="title-type">main</meta>
    <meta refines="#title-subtitle" property="title-type">subtitle</meta>
    <meta refines="#creator-1" property="role" scheme="marc:relators">aut</meta>
    <meta refines="#creator-2" property="role" scheme="marc:relators">aut</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">ARIA</meta>
    <meta property="schema:accessibilityFeature">displayTransformability</meta>
    <meta property="schema:accessibilityFeature">readingOrder</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityFeature">unlocked</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">No person has \
evaluated it against the Web Content Accessibility Guidelines.</meta>
  </metadata>
  <manifest>
    <item href="cover.svg" id="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
    <item href="cover.xhtml" id="cover.xhtml" media-type="application/xhtml+xml"/>
    <item href="money.xhtml" id="money.xhtml" media-type="application/xhtml+xml"/>
    <item href="night.xhtml" id="night.xhtml" media-type="application/xhtml+xml"/>
    <item href="nav.xhtml" id="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item href="epub.css" id="epub.css" media-type="text/css"/>
  </manifest>
  <spine page-progression-direction="ltr">
    <itemref idref="cover.xhtml"/>
    <itemref idref="money.xhtml"/>
    <itemref idref="night.xhtml"/>
  </spine>
</package>
"""
    )


def test_names_in_the_package_say_their_direction():
    opf = unpacked(zine(section("a"), authors=("ليلى", "Bo"), title="ليل"))["content.opf"].decode()

    assert '<dc:creator id="creator-1" dir="rtl">ليلى</dc:creator>' in opf
    assert '<dc:creator id="creator-2">Bo</dc:creator>' in opf
    assert '<dc:title id="title-main" dir="rtl">ليل</dc:title>' in opf


def test_nobody_claims_conformance():
    assert b"conformsTo" not in unpacked(rich())["content.opf"]


def test_navigation_has_the_spine_in_its_order():
    files = unpacked(rich())
    opf, nav = one(files, "content.opf"), one(files, "nav.xhtml")

    items = {item.get("id"): item.get("href") for item in opf.iterfind(".//opf:item", NAMES)}
    spine = [items[ref.get("idref")] for ref in opf.iterfind(".//opf:itemref", NAMES)]
    listed = nav.xpath("//x:nav[@epub:type='toc']//x:a/@href", namespaces=NAMES)

    assert [each for each in listed if "#" not in each] == spine
    assert spine == [
        "cover.xhtml", "title-page.xhtml", "content-notes.xhtml", "contents.xhtml",
        "imprint.xhtml", "foreword.xhtml", "money.xhtml", "night.xhtml", "support.xhtml",
        "links.xhtml", "formats.xhtml",
    ]  # fmt: skip


def test_navigation_has_a_second_level_without_numbers_and_content_notes():
    mark = '<a class="noteref" id="r" href="#fn">1</a>'
    notice = '<section class="notice"><h2 id="money--note">Content note</h2></section>'
    money = f'{notice}<h2 id="m">In{mark} figures</h2><h3 id="n">Deeper</h3>'
    money += '<h2 id="o" lang="fr">Là</h2>'
    links = (
        '<h2 id="links--money">Money</h2><ol><li class="footnote" id="fn">Yes.</li></ol>'
        '<h2 id="links--night">Night</h2><h3 id="links--night--links">Links</h3>'
        "<ol><li>it</li></ol>"
    )
    files = unpacked(zine(section("money", money), section("links", links, "links")))
    nav = etree.tostring(one(files, "nav.xhtml").find(".//x:ol", NAMES)).decode()

    inside = nav.partition(">")[2].replace(' xml:lang="fr"', "")
    assert inside == (
        '<li><a href="cover.xhtml">Cover</a></li>'
        '<li><a href="money.xhtml">Money</a><ol><li><a href="money.xhtml#m">In figures</a></li>'
        '<li><a href="money.xhtml#o" lang="fr">L&#224;</a></li></ol></li>'
        '<li><a href="links.xhtml">Links</a><ol><li><a href="links.xhtml#links--money">Money</a>'
        "</li></ol></li></ol>"
    )


def test_notes_open_where_their_number_is_touched():
    mark = '<a class="noteref" id="r" href="#fn">1</a>'
    notes = (
        '<h2 id="links--a">A</h2><ol><li class="footnote" id="fn">Yes. '
        '<a class="backlink" href="#r">Back</a></li></ol>'
    )
    files = unpacked(zine(section("a", f"<p>So.{mark}</p>"), section("links", notes, "links")))

    assert (
        '<a class="noteref" id="r" href="links.xhtml#fn" epub:type="noteref" role="doc-noteref" '
        'aria-label="Note 1">1</a>'
    ) in files["a.xhtml"].decode()
    assert (
        '<section epub:type="endnotes" role="doc-endnotes" aria-labelledby="links--a"><ol>'
        '<li class="footnote"><div epub:type="footnote" role="doc-footnote" id="fn">Yes. <a '
        'class="backlink" href="a.xhtml#r" epub:type="backlink" role="doc-backlink">Back</a></div>'
        "</li></ol></section>"
    ) in files["links.xhtml"].decode()


def test_a_table_is_named_without_the_number_of_a_note():
    mark = '<a class="noteref" id="r" href="#n">1</a>'
    table = (
        f'<table class="wide"><caption>Debt{mark} by year</caption>'
        "<tbody><tr><td>1</td></tr></tbody></table>"
    )
    files = unpacked(zine(section("a", f'{table}<p id="n">N</p>')))

    frame = one(files, "a.xhtml").find(".//x:div", NAMES)
    assert (frame.get("aria-label"), frame.get("aria-labelledby")) == ("Debt by year", None)


def test_shelves_get_a_cover_in_pixels():
    drawn = Picture("cover.png", "image/png", 2, 3, b"pixels")
    here = zine(section("money"))
    packed = zipfile.ZipFile(io.BytesIO(epub(here, COVER, STYLE, {}, shelf=drawn)))
    opf = packed.read("EPUB/content.opf").decode()

    assert packed.read("EPUB/cover.png") == b"pixels"
    assert b'<img src="cover.png" alt="' in packed.read("EPUB/cover.xhtml")
    assert '<meta name="cover" content="cover.png"/>' in opf
    assert [line.strip() for line in opf.splitlines() if 'item href="cover' in line] == [
        '<item href="cover.png" id="cover.png" media-type="image/png" properties="cover-image"/>',
        '<item href="cover.xhtml" id="cover.xhtml" media-type="application/xhtml+xml"/>',
    ]


def test_a_picture_on_the_cover_says_what_it_shows():
    drawn = Picture("night.png", "image/png", 2, 3, b"pixels")
    here = replace(zine(section("money"), cover=Cover("night.png", "A night")), on_cover=drawn)
    packed = zipfile.ZipFile(io.BytesIO(epub(here, COVER, STYLE, {})))

    assert b'alt="Cover: Small hours. A night"' in packed.read("EPUB/cover.xhtml")


def test_landmarks_lead_to_the_parts():
    nav = one(unpacked(rich()), "nav.xhtml")

    links = nav.xpath("//x:nav[@epub:type='landmarks']//x:a", namespaces=NAMES)

    assert [
        (link.get(f"{{{NAMES['epub']}}}type"), link.get("href"), link.text) for link in links
    ] == [
        ("cover", "cover.xhtml", "Cover"),
        ("titlepage", "title-page.xhtml", "Small hours"),
        ("notice", "content-notes.xhtml", "Content notes"),
        ("toc", "contents.xhtml", "Contents"),
        ("imprint", "imprint.xhtml", "About this zine"),
        ("bodymatter", "foreword.xhtml", "Start of the text"),
        ("appendix", "support.xhtml", "Places that offer support"),
        ("appendix", "links.xhtml", "Links and notes"),
        ("colophon", "formats.xhtml", "Other formats"),
    ]


def broken_links(files):
    """Addresses inside the package that arrive nowhere."""
    documents = {name: one(files, name) for name in files if name.endswith("html")}
    ids = {name: {el.get("id") for el in root.iter()} for name, root in documents.items()}
    for name, root in documents.items():
        for address in root.xpath("//@href | //@src"):
            file, _, part = unquote(address).partition("#")
            there = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
            )
            if ":" not in address and (there not in files or (part and part not in ids[there])):
                yield name, address
        for label in root.xpath("//@aria-labelledby"):
            yield from ((name, part) for part in label.split() if part not in ids[name])


def test_every_link_arrives():
    for a_zine in (rich(), odd()):
        assert list(broken_links(unpacked(a_zine))) == []


def test_a_zine_from_right_to_left():
    files = unpacked(
        zine(section("night", title="ليل", language="ar"), section("day"), language="ar")
    )
    opf, nav = one(files, "content.opf"), one(files, "nav.xhtml")

    assert opf.get("dir") == "rtl"
    assert opf.find("opf:spine", NAMES).get("page-progression-direction") == "rtl"
    assert one(files, "night.xhtml").get("dir") == "rtl"
    assert one(files, "day.xhtml").get("dir") == "ltr"
    assert nav.get("dir") == "rtl"
    links = nav.xpath("//x:nav[@epub:type='toc']//x:a", namespaces=NAMES)
    assert [(link.text, link.get("lang"), link.get("dir")) for link in links[1:]] == [
        ("ليل", None, None),
        ("Day", "en-GB", "ltr"),
    ]


def test_the_container_is_as_ocf_wants_it():
    with zipfile.ZipFile(io.BytesIO(made(rich()))) as packed:
        entries = packed.infolist()

    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert [entry.filename for entry in entries[1:]] == sorted(e.filename for e in entries[1:])
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_the_same_zine_is_the_same_file():
    here = hashlib.sha256(made(rich())).hexdigest()
    script = (
        "import hashlib, ebooks, zines\n"
        "print(hashlib.sha256(ebooks.made(zines.rich())).hexdigest())"
    )

    for seed in ("0", "4242"):
        around = {
            **os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }  # fmt: skip
        there = subprocess.run(
            [sys.executable, "-c", script], env=around, capture_output=True, text=True, check=True
        )
        assert there.stdout.strip() == here


@pytest.mark.slow
@pytest.mark.parametrize(
    "a_zine",
    [rich(), odd(), zine(section("night", language="ar"), language="ar"), zine(section("empty"))],
    ids=["rich", "odd", "rtl", "empty"],
)
def test_the_validators_have_nothing_to_say(a_zine, tmp_path):
    path = tmp_path / "zine.epub"
    path.write_bytes(made(a_zine))

    assert epubcheck(path) == []
    assert ace(path) == []
