"""What a print shop asks of a file: PDF/X-4 (ISO 15930-7), for the press that a profile describes.

The profile comes from the shop; none is kept here. Black stays black alone, other colours of
screens say which ones they are (sRGB), so that nothing depends on a device.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from html import escape
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from zinewright.problems import Problem, ZineError
from zinewright.srgb import profile as srgb

SPACES = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
DOCUMENT = uuid.UUID("8e0f5d0e-6f59-5b0c-9d0b-5f7b7f1f2a11")


@dataclass(frozen=True)
class Shop:
    """The output profile (ICC.1) of a press, and what that press and paper are called.

    `components` are those of its colours; `modified` dates the file (UTC).
    """

    profile: bytes
    components: int
    condition: str
    modified: datetime.datetime


def shop_of(profile: bytes, where: str, condition: str, modified: datetime.datetime) -> Shop:
    """A shop by its profile, which `where` names. Raises `ZineError` where it is none for a press.

    The header is read as ICC.1:2010, 7.2, says.
    """
    if len(profile) < 132 or profile[36:40] != b"acsp":
        raise _no(where, "this is no ICC profile", "Ask the print shop for the one of its press")
    if profile[12:16] != b"prtr" or profile[16:20] not in SPACES:
        what = "this profile is not for a press (ISO 15930-7 asks for an output profile)"
        raise _no(where, what, "Ask the print shop for the one of its press")
    return Shop(profile, SPACES[profile[16:20]], condition, modified)


def dress(pdf: pikepdf.Pdf, shop: Shop, title: str) -> str:
    """Add what PDF/X-4 asks for to a finished file, and give what its metadata says of it."""
    press = pdf.make_stream(shop.profile, N=shop.components)
    pdf.Root.OutputIntents = Array([
        Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=press,
            OutputConditionIdentifier=String(shop.condition), Info=String(shop.condition),
        )
    ])  # fmt: skip
    screen = pdf.make_indirect(Array([Name.ICCBased, pdf.make_stream(srgb(), N=3)]))
    for held in _resources(pdf):
        spaces = held.get("/ColorSpace", Dictionary())
        spaces["/DefaultRGB"] = screen
        held.ColorSpace = spaces
    stamp = String(shop.modified.strftime("D:%Y%m%d%H%M%SZ"))
    info = pdf.trailer.Info
    info.CreationDate, info.ModDate, info.Trapped = stamp, stamp, Name("/False")
    info["/GTS_PDFXVersion"] = String("PDF/X-4")
    return _said(shop, title)


def _resources(pdf: pikepdf.Pdf) -> list[Any]:
    """The resources of all pages and of all that is drawn on them, each once."""
    found: dict[Any, Any] = {}
    waiting: list[Any] = [page.obj for page in pdf.pages]
    while waiting:
        held = waiting.pop().get("/Resources")
        key = held.objgen if held is not None and held.is_indirect else id(held)
        if held is None or key in found:
            continue
        found[key] = held
        for kind in ("/XObject", "/Pattern"):
            inner = held.get(kind, Dictionary()).values()
            waiting += [each for each in inner if isinstance(each, pikepdf.Stream)]
    return list(found.values())


def _said(shop: Shop, title: str) -> str:
    stamp = shop.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    name = uuid.uuid5(DOCUMENT, f"{title}\0{stamp}\0{shop.condition}").urn
    return f"""\
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<xmp:MetadataDate>{stamp}</xmp:MetadataDate>
<xmpMM:DocumentID>{escape(name)}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped>
</rdf:Description>
"""


def _no(where: str, what: str, fix: str) -> ZineError:
    return ZineError([Problem(where, None, "profile", what, fix)])
