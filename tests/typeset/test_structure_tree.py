"""Each cell of a table knows its header cells."""

from __future__ import annotations

import pytest

from zinewright.typeset.structure_tree import Tag, name_headers, settle_notes


def table(*rows: str) -> Tag:
    """A table; “Who|” heads a column, “|Ada” a row, and “2×1 ” before a cell makes it span."""
    return Tag(
        "Document", [Tag("Table", [Tag("TR", [cell(c) for c in r.split("  ")]) for r in rows])]
    )


def cell(said: str) -> Tag:
    spans, _, words = said.rpartition(" ")
    wide, high = map(int, spans.split("×")) if spans else (1, 1)
    scope = "Column" if words.endswith("|") else "Row" if words.startswith("|") else ""
    return Tag("TH" if scope else "TD", scope=scope, spans=(wide, high), alt=words.strip("|"))


def headers(root: Tag) -> dict[str, list[str]]:
    """The words of the header cells of each cell."""
    name_headers(root)
    cells = [tag for tag in root.walk() if tag.role in ("TH", "TD")]
    words = {tag.id: tag.alt for tag in cells if tag.id}
    return {tag.alt: [words[name] for name in tag.headers] for tag in cells}


def test_columns_and_rows():
    assert headers(table("Who|  2019|  2020|", "|Ada  1  2", "|Bo  3  4")) == {
        "Who": [], "2019": [], "2020": [],
        "Ada": ["Who"], "1": ["2019", "Ada"], "2": ["2020", "Ada"],
        "Bo": ["Who"], "3": ["2019", "Bo"], "4": ["2020", "Bo"],
    }  # fmt: skip


def test_cells_that_span():
    assert headers(table("1×2 Who|  2×1 Year|", "2019|  2020|", "|Ada  1  2")) == {
        "Who": [], "Year": [], "2019": ["Year"], "2020": ["Year"],
        "Ada": ["Who"], "1": ["Year", "2019", "Ada"], "2": ["Year", "2020", "Ada"],
    }  # fmt: skip


def test_a_table_without_header_cells():
    assert headers(table("1  2")) == {"1": [], "2": []}


def test_every_table_has_names_of_its_own():
    root = Tag("Document", [*table("A|", "1").kids, *table("B|", "2").kids])
    name_headers(root)

    assert [tag.id for tag in root.walk() if tag.id] == ["table-1-1", "table-2-1"]


P, H2, SECT, NOTE = "P", "H2", "Sect", "note"


def part(role: str, *kids: Tag) -> Tag:
    return Tag("FENote", at_foot=True) if role == NOTE else Tag(role, [*kids])


def shape(tag: Tag) -> str:
    """A tree in a line: roles, with what they hold in brackets."""
    role = NOTE if tag.at_foot else tag.role
    inside = " ".join(shape(kid) for kid in tag.kids if isinstance(kid, Tag))
    return f"{role}({inside})" if inside else role


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (part(SECT, part(P, part("Link"), part(NOTE), part("Em")), part(P)),
         "Sect(P(Link Em) note P)"),
        (part(SECT, part(H2, part(NOTE)), part(P)), "Sect(H2 note P)"),
        (part(SECT, part(P, part("Em", part(NOTE)), part(NOTE))), "Sect(P(Em) note note)"),
        (part(SECT, part("BlockQuote", part(P, part(NOTE)), part(P))),
         "Sect(BlockQuote(P note P))"),
        (part(SECT, part("L", part("LI", part("Lbl"), part("LBody", part(NOTE), part("Em"),
              part("L", part("LI", part("LBody", part(NOTE)))))))),
         "Sect(L(LI(Lbl LBody(Em note L(LI(LBody(note)))))))"),
        (part(SECT, part("Table", part("Caption", part(NOTE)), part("TR", part("TH", part(NOTE))))),
         "Sect(Table(Caption TR(TH(note))) note)"),
        (part(SECT, part("Figure", part("Caption", part(NOTE))), part(P)),
         "Sect(Figure(Caption) note P)"),
    ],
)  # fmt: skip
def test_a_note_is_read_behind_the_block_that_calls_it(before, behind):
    root = Tag("Document", [before])

    assert settle_notes(root) == []
    assert shape(root.kids[0]) == behind
