"""What a print file says of itself: that it is for paper, and which edition reads well.

It claims no accessibility: it has no structure, and says so. It tells a printer not to scale it
and over which edge to turn its sheets (ISO 32000-1, table 150).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from zinewright import __version__
from zinewright.languages.words import Words
from zinewright.paper.folds.runs import Face
from zinewright.pdf.source_pages import information

if TYPE_CHECKING:
    from zinewright.sheets.pdf_x import Shop

DUPLEX = {"long": "/DuplexFlipLongEdge", "short": "/DuplexFlipShortEdge", "": "/Simplex"}
CHECK = -1
"""The number of the sheet that shows whether fronts and backs meet; others count from 0."""

PRODUCER = f"Zinewright {__version__}"


@dataclass(frozen=True)
class PrintFile:
    """What a print file says. `labels` name its pages; `accessible` is the file to read instead.

    With a `shop`, it keeps PDF/X-4; `where` is the file whose pages it has, as people see it.
    """

    title: str
    accessible: str
    labels: tuple[str, ...]
    duplex: Literal["", "long", "short"]
    words: Words
    shop: Shop | None = None
    where: str = ""

    @property
    def purpose(self) -> str:
        key = "sheet-purpose" if self.accessible else "sheet-purpose-alone"
        return self.words.say(key, file=self.accessible)


def finished(pdf: pikepdf.Pdf, source: pikepdf.Pdf, says: PrintFile) -> bytes:
    """The bytes of a file whose pages are drawn; layers and colour spaces are those of `source`.

    Raises `ZineError` where it cannot be what a shop asks for.
    """
    root = pdf.Root
    root.ViewerPreferences = Dictionary(
        Duplex=Name(DUPLEX[says.duplex]), PrintScaling=Name("/None"), PickTrayByPDFSize=True,
        DisplayDocTitle=True,
    )  # fmt: skip
    root.Lang = String(says.words.language)
    root.PageLabels = Dictionary(Nums=Array(list(_labels(says.labels))))
    for key in ("/OutputIntents", "/OCProperties"):
        if key in source.Root:
            root[key] = pdf.copy_foreign(source.make_indirect(source.Root[key]))
    info = information(source)
    dates: dict[str, str] = {key: info[key] for key in ("/CreationDate", "/ModDate") if key in info}
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({"/Title": says.title, "/Subject": says.purpose, "/Producer": PRODUCER, **dates})
    )
    claims = ""
    if says.shop:
        from zinewright.sheets.pdf_x import dress  # it loads what reads colour profiles

        claims = dress(pdf, says.shop, says.title, source, says.where)
    said = _xmp(says, claims).encode()
    root.Metadata = pdf.make_stream(said, Type=Name.Metadata, Subtype=Name.XML)
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
        min_version="1.6" if says.shop else max(source.pdf_version, "1.7"),
    )
    return out.getvalue()


def _labels(labels: tuple[str, ...]) -> Iterator[int | Dictionary]:
    for number, label in enumerate(labels):
        yield number
        yield Dictionary(P=String(label))


def _xmp(says: PrintFile, claims: str) -> str:
    title, purpose = (escape(text, quote=False) for text in (says.title, says.purpose))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{purpose}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
{claims}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


# --- what its pages and its sheets are called


def side_name(words: Words, number: int, face: Face) -> str:
    """What a side is called: “sheet 3 front”."""
    side = words.say(f"sheet-{face}")
    if number == CHECK:
        return words.say("sheet-check", face=side)
    return words.say("sheet-label", sheet=number + 1, face=side)


def slug_text(
    words: Words,
    title: str,
    place: tuple[int, int],
    face: Face,
    flip: Literal["", "long", "short"],
    signature: tuple[int, int] = (0, 1),
) -> str:
    """The line beside the pages: title, which sheet of how many, which side, and how it turns.

    Of several signatures it says which one (from 0) of how many.
    """
    number, count = place
    which, several = signature
    side = words.say(f"sheet-{face}")
    said = words.say("sheet-slug", sheet=number + 1, sheets=count, face=side)
    bound = words.say("sheet-signature", signature=which + 1, signatures=several)
    turned = words.say(f"sheet-flip-{flip}") if flip else ""
    parts = [title, said, bound if several > 1 else "", turned]
    return " · ".join(part for part in parts if part)


def file_title(words: Words, title: str, run: str) -> str:
    """The title of a print file: that of the zine, and which of the files it is."""
    kind = words.say("sheet-title", title=title)
    return f"{kind}: {words.say(f'sheet-{run}')}" if run else kind
