"""What a bound PDF says of itself: title, language, page labels, and the standards that it keeps.

A file of PDF 1.7 claims PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), one of PDF 2.0 claims
PDF/UA-2 (ISO 14289-2), PDF/A-4 (ISO 19005-4), and Well-Tagged PDF 1.0 for accessibility and reuse
(as PDF Declarations 1.0 say).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from zinewright.bind.book import Book
from zinewright.bind.folios import ranges
from zinewright.bind.objects import array, dictionary, name, text, to
from zinewright.bind.srgb import profile

Standard = Literal["ua-1", "ua-2"]


@dataclass(frozen=True)
class DocumentInfo:
    """What a bound PDF says of itself. `modified` is in UTC and the only date in the file."""

    title: str
    authors: tuple[str, ...]
    language: str
    description: str
    modified: datetime.datetime
    producer: str
    direction: str = "ltr"
    subjects: tuple[str, ...] = ()
    standard: Standard = "ua-1"


def describe(book: Book, says: DocumentInfo) -> dict[str, str]:
    """The catalogue, the page labels, the colour space and the metadata of a file.

    What is returned stands in its trailer.
    """
    root, objects = book.root, book.objects
    root["Lang"] = text(says.language)
    root["MarkInfo"] = "<</Marked true>>"
    order = " /Direction /R2L" if says.direction == "rtl" else ""
    root["ViewerPreferences"] = f"<</DisplayDocTitle true{order}>>"
    root["PageMode"] = "/UseOutlines"
    root["PageLabels"] = dictionary({"Nums": array(_labels(book.folios))})
    colours = objects.stream(profile(), {"N": "3"})
    intent = {
        "Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": to(colours),
        "OutputConditionIdentifier": "(sRGB)", "Info": "(sRGB)",
    }  # fmt: skip
    root["OutputIntents"] = array([dictionary(intent)])
    described = dictionary({"Type": "/Metadata", "Subtype": "/XML"})
    root["Metadata"] = to(objects.add(described, _xmp(says).encode()))
    trailer = {"Root": to(objects.add(dictionary({"Type": "/Catalog", **root})))}
    if not book.is_2:  # PDF/A-4, 6.1.3, has no information dictionary
        trailer["Info"] = to(objects.add(dictionary(_information(says))))
    return trailer


def _information(says: DocumentInfo) -> dict[str, str]:
    stamp = text(says.modified.strftime("D:%Y%m%d%H%M%SZ"))
    info = {"Title": text(says.title), "Producer": text(says.producer)}
    info |= {"CreationDate": stamp, "ModDate": stamp}
    if says.authors:
        info["Author"] = text(", ".join(says.authors))
    if says.description:
        info["Subject"] = text(says.description)
    return info


def _labels(folios: tuple[str, ...]) -> Iterator[str]:
    """The number tree of page labels (ISO 32000-1, 12.4.2)."""
    for page, prefix, style, start in ranges(folios):
        label = {"S": name(style), "St": str(start)} if style else {}
        if prefix:
            label["P"] = text(prefix)
        yield f"{page} {dictionary(label)}"


# --- XMP (ISO 16684-1)


def _xmp(says: DocumentInfo) -> str:
    stamp = says.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    claims = CLAIMS_2 if says.standard == "ua-2" else CLAIMS_1
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
{_in_language("title", says.title, says.language)}\
{_list("creator", "Seq", says.authors)}\
{_in_language("description", says.description, says.language)}\
{_list("subject", "Bag", says.subjects)}\
{_list("language", "Bag", (says.language,))}<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<pdf:Producer>{_escaped(says.producer)}</pdf:Producer>
</rdf:Description>
{claims}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _in_language(name: str, text: str, language: str) -> str:
    """A text in its language, which is that for those who know no other; nothing without one."""
    items = "".join(
        f'<rdf:li xml:lang="{escape(tag)}">{_escaped(text)}</rdf:li>'
        for tag in ("x-default", language)
    )
    return f"<dc:{name}><rdf:Alt>{items}</rdf:Alt></dc:{name}>\n" if text else ""


def _list(name: str, kind: str, values: tuple[str, ...]) -> str:
    """A list of values, in order (Seq) or not (Bag); nothing without any."""
    items = "".join(f"<rdf:li>{_escaped(value)}</rdf:li>" for value in values)
    return f"<dc:{name}><rdf:{kind}>{items}</rdf:{kind}></dc:{name}>\n" if items else ""


CLAIMS_1 = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/UA-1, and PDF/A-3a, which wants the properties of PDF/UA described (ISO 19005-3, 6.6.2.3)."""

CLAIMS_2 = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>2</pdfuaid:part>
<pdfuaid:rev>2024</pdfuaid:rev>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>4</pdfaid:part>
<pdfaid:rev>2020</pdfaid:rev>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
<pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
</rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo>
</rdf:li>
</rdf:Bag></pdfd:declarations>
</rdf:Description>
"""
"""PDF/UA-2, PDF/A-4, and the declarations of Well-Tagged PDF 1.0."""
