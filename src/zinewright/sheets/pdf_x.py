"""What a print shop asks of a file: PDF/X-4 (ISO 15930-7), for the press that a profile describes.

The profile comes from the shop; none is kept here. Colours stay what they are: those of a press,
inks of their own, and those with a profile pass through untouched. Greys in the colours of screens
become greys, so that black is printed with black alone; the rest of these say which ones they are
(sRGB), so that nothing depends on a device.
"""

from __future__ import annotations

import datetime
import io
import uuid
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Stream,
    String,
)

from zinewright.bind.srgb import profile as srgb
from zinewright.pdf.open import resources_of, unpacks_to_more
from zinewright.pdf.operators import Held
from zinewright.problems import Problem, ZineError
from zinewright.recolour.colours import press_of, space_of
from zinewright.sheets.preflight import MOST_BYTES, faults, holdings

SPACES = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
MOST = 20  # faults that are told at once
Instruction = ContentStreamInstruction | ContentStreamInlineImage
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


def dress(pdf: pikepdf.Pdf, shop: Shop, title: str, source: pikepdf.Pdf, where: str) -> str:
    """Add what PDF/X-4 asks for to a finished file, and give what its metadata says of it.

    Raises `ZineError` where something in it cannot keep PDF/X-4, with its page in `source`.
    """
    press = pdf.make_stream(shop.profile, N=shop.components)
    pdf.Root.OutputIntents = Array([
        Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=press,
            OutputConditionIdentifier=String(shop.condition), Info=String(shop.condition),
        )
    ])  # fmt: skip
    screen = pdf.make_indirect(Array([Name.ICCBased, pdf.make_stream(srgb(), N=3)]))
    own = press_of(source) if shop.components != 4 else b""
    four = pdf.make_indirect(Array([Name.ICCBased, pdf.make_stream(own, N=4)])) if own else None
    for held in holdings(pdf):
        _say_spaces(held.owner, screen, four)
    _tidy_layers(pdf)
    if wrong := list(dict.fromkeys(faults(pdf, shop.components))):
        raise ZineError([Problem(where, None, "pdf-x", *each) for each in wrong[:MOST]])
    stamp = String(shop.modified.strftime("D:%Y%m%d%H%M%SZ"))
    info = pdf.trailer.Info
    info.CreationDate, info.ModDate, info.Trapped = stamp, stamp, Name("/False")
    info["/GTS_PDFXVersion"] = String("PDF/X-4")
    return _said(shop, title)


def _say_spaces(owner: Object, screen: Object, four: Object | None) -> None:
    """Say which colours those of screens are, in contents and where they blend (6.2.4.2, 6.2.9)."""
    if owner.get("/Subtype") == Name.Image:
        return
    held = owner.get("/Resources")
    if held is None:
        owner.Resources = held = Dictionary()
    spaces = held.get("/ColorSpace", Dictionary())
    spaces["/DefaultRGB"] = screen
    if four is not None:
        spaces["/DefaultCMYK"] = four
    held.ColorSpace = spaces
    group = owner.get("/Group")
    if group is not None and group.get("/CS") == Name.DeviceRGB:
        group.CS = screen
    elif group is not None and group.get("/CS") == Name.DeviceCMYK and four is not None:
        group.CS = four


def _tidy_layers(pdf: pikepdf.Pdf) -> None:
    """Name the settings of layers, and let none act by itself (6.10)."""
    layers = pdf.Root.get("/OCProperties", Dictionary())
    for number, setting in enumerate((layers.get("/D"), *layers.get("/Configs", Array()))):
        if setting is None:
            continue
        setting.Name = setting.get("/Name", String(f"Layers {number + 1}"))
        if "/AS" in setting:
            del setting["/AS"]


# --- greys


def for_press(content: bytes) -> bytes:
    """The pages with every grey of screens said as a grey; nothing else changes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            said = _greyed(page, page.obj.get("/Contents"), resources_of(page.obj))
            if said is not None:
                page.obj.Contents = pdf.make_stream(said)
        for held in list(pdf.objects):
            if isinstance(held, Stream) and _is_drawn(held):
                said = _greyed(held, held, held.get("/Resources", Dictionary()))
                if said is not None:
                    held.write(said)
            elif isinstance(held, Dictionary) and held.get("/Subtype") == Name.Type3:
                _grey_letters(held)
        out = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of forms, whose looks are drawn in before
            pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


def _is_drawn(held: Object) -> bool:
    return bool(held.get("/Subtype") == Name.Form or held.get("/PatternType") == 1)


def _grey_letters(font: Object) -> None:
    resources = font.get("/Resources", Dictionary())
    for letter in font.get("/CharProcs", Dictionary()).values():
        said = _greyed(letter, letter, resources)
        if said is not None:
            letter.write(said)


def _greyed(held: Held, content: Object | None, resources: Object) -> bytes | None:
    """A content with its greys said as greys; None where there are none, or it cannot be read."""
    if content is None or unpacks_to_more(content, MOST_BYTES):
        return None
    try:
        read = list(pikepdf.parse_content_stream(held))
        made = list(_in_greys(read, resources))
    except (pikepdf.PdfError, ValueError, TypeError, IndexError):
        return None
    if not any(one is not other for one, other in zip(read, made, strict=True)):
        return None
    return pikepdf.unparse_content_stream(made)


def _in_greys(read: Sequence[Instruction], resources: Object) -> Iterator[Instruction]:
    """The operators; those that set a colour of screens by its name say it by their own."""
    spaces = [(False, False)]
    for instruction in read:
        operator = str(instruction.operator)
        fill, line = spaces[-1]
        if operator == "q":
            spaces.append(spaces[-1])
        elif operator == "Q" and len(spaces) > 1:
            spaces.pop()
        elif operator in ("cs", "CS"):
            is_rgb = space_of(instruction.operands[0], resources) == Name.DeviceRGB
            spaces[-1] = (is_rgb, line) if operator == "cs" else (fill, is_rgb)
        elif operator in ("g", "k", "G", "K"):
            spaces[-1] = (False, line) if operator.islower() else (fill, False)
        elif operator in ("rg", "RG") or (
            operator.lower() in ("sc", "scn") and (fill if operator.islower() else line)
        ):
            yield _said_grey(instruction, is_fill=operator.islower())
            continue
        yield instruction


def _said_grey(instruction: Instruction, *, is_fill: bool) -> Instruction:
    numbers = [float(number) for number in instruction.operands]
    if len(numbers) != 3:
        return instruction
    if max(numbers) - min(numbers) < 0.004:
        operator = pikepdf.Operator("g" if is_fill else "G")
        return ContentStreamInstruction([round(numbers[1], 4)], operator)
    operator = pikepdf.Operator("rg" if is_fill else "RG")
    if instruction.operator == operator:
        return instruction
    return ContentStreamInstruction(list(instruction.operands), operator)


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
