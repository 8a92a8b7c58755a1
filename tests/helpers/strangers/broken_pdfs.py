"""PDFs as strangers' programs write them: `SHOWN` can be printed, `REFUSED` cannot, each by name.

Every file is written object by object, so that what is wrong in it is wrong. The words of a page
that can be read are “page 1”, “page 2” …
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

import pikepdf

Made = Callable[[], bytes]


def written(objects: Mapping[int, bytes | str], trailer: str = "", root: int = 1) -> bytes:
    """A file of these objects, with a table of where they stand."""
    made, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in objects.items():
        places[number] = len(made)
        content = body.encode("latin-1") if isinstance(body, str) else body
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, count = len(made), max(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        at = places.get(number)
        made += b"%010d 00000 n \n" % at if at else b"0000000000 65535 f \n"
    made += f"trailer <</Size {count} /Root {root} 0 R {trailer}>>\nstartxref\n{start}\n".encode()
    return bytes(made + b"%%EOF\n")


def stream(content: bytes, keys: str = "", length: int | None = None) -> bytes:
    said = b"<< /Length %d %s >>\nstream\n" % (
        len(content) if length is None else length,
        keys.encode(),
    )
    return said + content + b"\nendstream"


def words(number: int) -> bytes:
    return b"BT /F1 40 Tf 60 300 Td (page %d) Tj ET" % number


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
USES = "/Resources << /Font << /F1 9 0 R >> >>"


def paged(
    count: int = 2,
    page: str = "",
    first: str = "",
    content: bytes | None = None,
    uses: str = USES,
    box: str = "/MediaBox [0 0 420 595]",
    root: str = "",
    pages: str = "",
    more: Mapping[int, bytes | str] | None = None,
    trailer: str = "",
) -> bytes:
    """Pages with their numbers; `first` is said of the first alone, `content` is its stream."""
    kids = " ".join(f"{20 + 2 * n} 0 R" for n in range(count))
    objects: dict[int, bytes | str] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {count} {pages} >>",
        9: FONT,
    }
    for n in range(count):
        here, own = 20 + 2 * n, f"{page} {first if n == 0 else ''}"
        parts = [
            part
            for part in (uses, box, f"/Contents {here + 1} 0 R")
            if part and f"{part.split()[0]} " not in own
        ]
        objects[here] = f"<< /Type /Page /Parent 2 0 R {' '.join(parts)} {own} >>"
        objects[here + 1] = content if content is not None and n == 0 else stream(words(n + 1))
    return written(objects | dict(more or {}), trailer)


def packed(content: bytes) -> bytes:
    return zlib.compress(content)


def predicted(content: bytes, columns: int = 8) -> bytes:
    """Packed behind the predictor of PNG (ISO 32000-1, 7.4.4.4), each row as it is."""
    padded = content + b" " * (-len(content) % columns)
    rows = (padded[at : at + columns] for at in range(0, len(padded), columns))
    return packed(b"".join(b"\0" + row for row in rows))


def nested(levels: int, deep: str = "") -> bytes:
    """A drawing in a drawing, so many levels deep; the innermost shows the words of the page."""
    more: dict[int, bytes | str] = {}
    for level in range(levels):
        inner = f"/XObject << /X {101 + level} 0 R >>" if level < levels - 1 else ""
        keys = (
            f"/Type /XObject /Subtype /Form /BBox [0 0 420 595] "
            f"/Resources << /Font << /F1 9 0 R >> {inner} >>"
        )
        more[100 + level] = stream(b"/X Do" if inner else words(1), keys)
    first = "/Resources << /XObject << /X 100 0 R >> >>"
    return paged(1, first=first, content=stream(b"/X Do"), more=more)


def locked(user: str, **keys: object) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(paged())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user=user, **keys))  # type: ignore[arg-type]
    return made.getvalue()


def in_streams() -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(paged())) as pdf:
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


FLATE = "/Filter /FlateDecode"
PREDICTOR = f"{FLATE} /DecodeParms"
P12 = "/Predictor 12 /Columns 8"
NOTE = "/Type /Annot /Rect [50 50 200 90]"


def noted(*notes: str, root: str = "", more: Mapping[int, bytes | str] | None = None) -> bytes:
    return paged(first=f"/Annots [{' '.join(notes)}]", root=root, more=more)


SHOWN: dict[str, Made] = {
    "parameters beside Flate": lambda: paged(
        content=stream(predicted(words(1)), f"{PREDICTOR} << {P12} >>")
    ),
    "parameters beside Flate, elsewhere": lambda: paged(
        content=stream(predicted(words(1)), f"{PREDICTOR} 50 0 R"), more={50: f"<< {P12} >>"}
    ),
    "parameters beside Flate, in a list": lambda: paged(
        content=stream(
            predicted(words(1)), f"/Filter [/FlateDecode] /DecodeParms [<< {P12} >>]"
        )
    ),
    "parameters that are nothing": lambda: paged(
        content=stream(packed(words(1)), f"{PREDICTOR} null")
    ),
    "parameters that are empty": lambda: paged(
        content=stream(packed(words(1)), f"{PREDICTOR} << >>")
    ),
    "parameters that are a number": lambda: paged(
        content=stream(packed(words(1)), f"{PREDICTOR} 7")
    ),
    "a filter that is elsewhere": lambda: paged(
        content=stream(packed(words(1)), "/Filter 50 0 R"), more={50: "/FlateDecode"}
    ),
    "a filter by its short name": lambda: paged(content=stream(packed(words(1)), "/Filter /Fl")),
    "said to be packed and not": lambda: paged(content=stream(words(1), FLATE)),
    "a part that cannot be unpacked": lambda: paged(
        first="/Contents [50 0 R 51 0 R]",
        more={50: stream(words(1)), 51: stream(b"\xff\xfe", FLATE)},
    ),
    "letters by a name that is no text": lambda: paged(
        first="/Resources << /Font << /F#e9 9 0 R /F1 9 0 R >> /#ff#fe << /A 9 0 R >> >>",
        content=stream(words(1).replace(b"/F1", b"/F\xe9")),
    ),
    "packed twice": lambda: paged(
        content=stream(packed(packed(words(1))), "/Filter [/FlateDecode /FlateDecode]")
    ),
    "packed as letters": lambda: paged(
        content=stream(words(1).hex().encode() + b">", "/Filter /ASCIIHexDecode")
    ),
    "packed and cut off": lambda: paged(
        content=stream(packed(words(1) + b"\n% " + bytes(range(48, 122)) * 40)[:-9], FLATE)
    ),
    "packed with a wrong sum": lambda: paged(
        content=stream(packed(words(1))[:-4] + b"abcd", FLATE)
    ),
    "packed with more behind it": lambda: paged(
        content=stream(packed(words(1)) + b"\r\n\r\njunk", FLATE)
    ),
    "a wrong length": lambda: paged(content=stream(words(1), length=3)),
    "a length that is too much": lambda: paged(content=stream(words(1), length=90_000)),
    "a length that is elsewhere and nothing": lambda: paged(
        content=b"<< /Length 99 0 R >>\nstream\n" + words(1) + b"\nendstream"
    ),
    "contents in parts": lambda: paged(
        first="/Contents [50 0 R 51 0 R 52 0 R]",
        more={
            50: stream(b"BT /F1 40 Tf"),
            51: stream(packed(b"60 300 Td"), FLATE),
            52: stream(b"(page 1) Tj ET"),
        },
    ),
    "contents in parts, one of them nothing": lambda: paged(
        first="/Contents [50 0 R 77 0 R 7 null (x) 50 0 R]", more={50: stream(words(1))}
    ),
    "contents in a list that is elsewhere": lambda: paged(
        first="/Contents 50 0 R", more={50: "[21 0 R]"}
    ),
    "nothing on a page": lambda: paged(3, first="/Contents null"),
    "contents that are not there": lambda: paged(3, first="/Contents 77 0 R"),
    "contents that are words": lambda: paged(3, first="/Contents (words)"),
    "contents that are no operators": lambda: paged(3, content=stream(b"\xff\0))>>]] BT ET Q Q")),
    "a state that is not taken back": lambda: paged(content=stream(b"q q 1 0 0 RG " + words(1))),
    "no resources": lambda: paged(3, first="/Resources null", content=stream(b"0 0 9 9 re f")),
    "resources that are not there": lambda: paged(
        3, first="/Resources 77 0 R", content=stream(b"0 0 9 9 re f")
    ),
    "resources that are a list": lambda: paged(
        3, first="/Resources [1 2]", content=stream(b"0 0 9 9 re f")
    ),
    "resources of the tree": lambda: paged(uses="", pages=USES),
    "resources of the tree, elsewhere": lambda: paged(
        uses="", pages="/Resources 50 0 R", more={50: "<< /Font << /F1 9 0 R >> >>"}
    ),
    "the size of the tree": lambda: paged(box="", pages="/MediaBox [0 0 420 595]"),
    "no size": lambda: paged(box=""),
    "a size that is elsewhere": lambda: paged(
        box="/MediaBox 50 0 R", more={50: "[0 0 51 0 R 595]", 51: "420"}
    ),
    "a size with its corners crossed": lambda: paged(box="/MediaBox [420 595 0 0]"),
    "a size below nothing": lambda: paged(box="/MediaBox [-210 -297 210 298]"),
    "a size of five numbers": lambda: paged(first="/MediaBox [0 0 420 595 7]"),
    "a size of words": lambda: paged(first="/MediaBox [(a) /b null true]"),
    "a size that is nothing": lambda: paged(first="/MediaBox [0 0 0 0]"),
    "a size that is a hair": lambda: paged(first="/MediaBox [0 0 0.1 595]"),
    "a crop outside the page": lambda: paged(first="/CropBox [900 900 1200 1200]"),
    "a crop larger than the page": lambda: paged(first="/CropBox [-99 -99 999 999]"),
    "a crop that is nothing": lambda: paged(first="/CropBox [10 10 10 10]"),
    "a crop that is a hair": lambda: paged(first="/CropBox [10 10 10.2 500]"),
    "a trim that is nothing": lambda: paged(first="/TrimBox [0 0 0 0]"),
    "a bleed inside the trim": lambda: paged(first="/BleedBox [50 50 90 90]"),
    "turned by 45 degrees": lambda: paged(first="/Rotate 45"),
    "turned by -90 degrees": lambda: paged(first="/Rotate -90"),
    "turned by words": lambda: paged(first="/Rotate (90)"),
    "turned by 10^12": lambda: paged(first="/Rotate 360000000000"),
    "turned by the tree": lambda: paged(pages="/Rotate 180"),
    "a unit of nothing": lambda: paged(first="/UserUnit 0"),
    "a unit below nothing": lambda: paged(first="/UserUnit -2"),
    "a unit of words": lambda: paged(first="/UserUnit (two)"),
    "notes that are no list": lambda: paged(first="/Annots 7"),
    "notes that are not there": lambda: paged(first="/Annots [77 0 R null 7 (x) /N [1]]"),
    "a note without a place": lambda: noted("<< /Type /Annot /Subtype /Square /F 4 >>"),
    "a note whose place is words": lambda: noted(
        "<< /Subtype /Square /F 4 /Rect [(a) 1 /b null] /AP << /N 50 0 R >> >>",
        more={50: stream(b"0 0 9 9 re f", "/Subtype /Form /BBox [0 0 9 9]")},
    ),
    "a note whose look is not there": lambda: noted(
        f"<< {NOTE} /Subtype /Stamp /F 4 /AP << /N 77 0 R >> >>"
    ),
    "a note whose look is a number": lambda: noted(f"<< {NOTE} /Subtype /Stamp /F 4 /AP 7 >>"),
    "a note whose look has no frame": lambda: noted(
        f"<< {NOTE} /Subtype /Stamp /F 4 /AP << /N 50 0 R >> >>",
        more={50: stream(b"0 0 9 9 re f", "/Subtype /Form")},
    ),
    "a note whose look cannot be unpacked": lambda: noted(
        f"<< {NOTE} /Subtype /Stamp /F 4 /AP << /N 50 0 R >> >>",
        more={50: stream(b"\xff\xfe junk", f"/Subtype /Form /BBox [0 0 9 9] {FLATE}")},
    ),
    "a note whose kind is a number": lambda: noted(f"<< {NOTE} /Subtype 7 /F (x) >>"),
    "forms that are no dictionary": lambda: noted(root="/AcroForm 7"),
    "forms that are not there": lambda: noted(root="/AcroForm 77 0 R"),
    "forms whose fields are themselves": lambda: noted(
        "50 0 R",
        root="/AcroForm << /NeedAppearances true /Fields [50 0 R] >>",
        more={50: f"<< {NOTE} /Subtype /Widget /FT /Tx /T (a) /V (b) /Parent 50 0 R /F 4 >>"},
    ),
    "forms without letters": lambda: noted(
        "50 0 R",
        root="/AcroForm << /NeedAppearances true /Fields [50 0 R] /DA 7 /DR (x) >>",
        more={50: f"<< {NOTE} /Subtype /Widget /FT /Tx /T 7 /V 7 /DA 7 /MK 7 /F 4 >>"},
    ),
    "a picture that cannot be unpacked": lambda: paged(
        first="/Resources << /Font << /F1 9 0 R >> /XObject << /I 50 0 R >> >>",
        content=stream(words(1) + b" q 99 0 0 99 0 0 cm /I Do Q"),
        more={
            50: stream(
                b"\xff\xfe junk",
                f"/Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 "
                f"/ColorSpace /DeviceGray {FLATE}",
            )
        },
    ),
    "a picture packed in no known way": lambda: paged(
        first="/Resources << /Font << /F1 9 0 R >> /XObject << /I 50 0 R >> >>",
        content=stream(words(1) + b" q 99 0 0 99 0 0 cm /I Do Q"),
        more={50: stream(b"junk", "/Subtype /Image /Width 9 /Height 9 /Filter /Nobodys")},
    ),
    "a group that is a number": lambda: paged(first="/Group 7"),
    "a group that is not there": lambda: paged(first="/Group 77 0 R"),
    "20 drawings in each other": lambda: nested(20),
    "a page twice": lambda: written(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [20 0 R 20 0 R] /Count 2 >>",
            9: FONT,
            20: f"<< /Type /Page /Parent 2 0 R {USES} /MediaBox [0 0 420 595] /Contents 21 0 R >>",
            21: stream(words(1)),
        }
    ),
    "a page without a kind": lambda: paged().replace(b"/Type /Page /P", b"/Typo /Page /P"),
    "a page whose parent is itself": lambda: paged(uses="", pages=USES).replace(
        b"20 0 obj\n<< /Type /Page /Parent 2 0 R", b"20 0 obj\n<< /Type /Page /Parent 20 0 R"
    ),
    "a page without a parent": lambda: paged().replace(b"/Parent 2 0 R", b"/Paront 2 0 R"),
    "a page whose parent is a number": lambda: paged(uses="").replace(
        b"/Parent 2 0 R", b"/Parent 77   "
    ),
    "pages that are not there": lambda: written(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [20 0 R 77 0 R null 7] /Count 4 >>",
            9: FONT,
            20: f"<< /Type /Page /Parent 2 0 R {USES} /MediaBox [0 0 420 595] /Contents 21 0 R >>",
            21: stream(words(1)),
        }
    ),
    "a wrong count of pages": lambda: paged().replace(b"/Count 2", b"/Count 9"),
    "no count of pages": lambda: paged().replace(b"/Count 2", b"/Cuont 2"),
    "a table of places that is wrong": lambda: paged().replace(b"00000 n", b"00007 n"),
    "no table of places": lambda: paged().replace(b"xref\n0", b"xxxx\n0"),
    "no end": lambda: paged().partition(b"xref\n")[0],
    "junk before it": lambda: b"From: a\r\n\r\n" * 40 + paged(),
    "junk behind it": lambda: paged() + b"\0" * 3_000,
    "lines that end as on old machines": lambda: paged().replace(b"\nendobj\n", b"\rendobj\r"),
    "no version": lambda: paged().replace(b"%PDF-1.7", b"%PDF-   "),
    "a language that is a number": lambda: paged(root="/Lang 7"),
    "a language that is none": lambda: paged(root=r"/Lang (\377\376../../en)"),
    "a title that is a list": lambda: paged(more={60: "<< /Title [1 2] /Author 7 >>"},
                                            trailer="/Info 60 0 R"),
    "a title of letters that turn round": lambda: paged(
        more={60: "<< /Title <FEFF202E0041D80000420000> >>"}, trailer="/Info 60 0 R"
    ),
    "information that is not there": lambda: paged(trailer="/Info 77 0 R"),
    "metadata that are no metadata": lambda: paged(root="/Metadata 50 0 R",
                                                   more={50: stream(b"<x:xmpmeta><a")}),
    "metadata that cannot be unpacked": lambda: paged(
        root="/Metadata 50 0 R",
        more={50: stream(b"\x01\x02", "/Type /Metadata /Subtype /XML /Filter /ASCII85Decode")},
    ),
    "metadata that are a number": lambda: paged(root="/Metadata 7"),
    "wishes that are a number": lambda: paged(root="/ViewerPreferences 7"),
    "layers that are a number": lambda: paged(root="/OCProperties 7"),
    "intents that are not there": lambda: paged(root="/OutputIntents [77 0 R 7]"),
    "locked with no password": lambda: locked(""),
    "locked in the old way": lambda: locked("", R=3, aes=False, metadata=False),
    "objects in streams": in_streams,
}  # fmt: skip


def object_bomb() -> bytes:
    """Objects in a stream that unpacks to 2 GB."""
    packer, made = zlib.compressobj(9), b""
    head = b"1 0 2 40 " + b" " * 91
    made += packer.compress(head + b"<< /Type /Catalog /Pages 2 0 R >>".ljust(40))
    for _ in range(2_000):
        made += packer.compress(b" " * 1_000_000)
    made += packer.flush()
    body = b"<< /Type /ObjStm /N 2 /First 100 /Length %d /Filter /FlateDecode >>" % len(made)
    content = b"%PDF-1.7\n5 0 obj\n" + body + b"\nstream\n" + made + b"\nendstream\nendobj\n"
    start = len(content)
    rows = [(0, 0, 65535), (2, 5, 0), (2, 5, 1), (0, 0, 0), (0, 0, 0), (1, 9, 0), (1, start, 0)]
    table = b"".join(
        kind.to_bytes(1, "big") + at.to_bytes(4, "big") + n.to_bytes(2, "big")
        for kind, at, n in rows
    )
    keys = b"/Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d" % len(table)
    content += b"6 0 obj\n<< " + keys + b" >>\nstream\n" + table + b"\nendstream\nendobj\n"
    return content + b"startxref\n%d\n%%%%EOF\n" % start


REFUSED: dict[str, Made] = {
    "a tree of pages in itself": lambda: paged().replace(b"[20 0 R 22 0 R]", b"[2 0 R 22 0 R] "),
    "5,000 drawings in each other": lambda: nested(5_000),
    "50,000 drawings in each other": lambda: nested(50_000),
    "locked with a password": lambda: locked("secret"),
    "no pages": lambda: paged(0),
    "a page of 10^9 points": lambda: paged(first="/MediaBox [0 0 1000000000 595]"),
    "contents of zeroes that are no packing": lambda: paged(
        content=stream(b"\xff\xfe\xfd junk", FLATE)
    ),
    "contents packed in no known way": lambda: paged(
        content=stream(b"junk", "/Filter /Nobodys")
    ),
    "contents that are a picture": lambda: paged(
        content=stream(b"\xff\xd8\xff\xe0junk", "/Filter /DCTDecode")
    ),
    "objects that are a bomb": object_bomb,
    "its kinds alone": lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "nothing": lambda: b"",
    "zeroes": lambda: b"\0" * 100_000,
    "a web page": lambda: b"<!doctype html><title>404</title>",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
}  # fmt: skip
