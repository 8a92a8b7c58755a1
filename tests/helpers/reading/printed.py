"""A printed file → what is on its sheets: read from the finished bytes by another program."""

from __future__ import annotations

import math

import pymupdf

from zinewright.paper.folds.paper import Sheet, Slot

MM = 72 / 25.4


def texts(page):
    """Every text of a side: (words, x, y, degrees by which it is turned), x and y in points from
    the upper left.
    """
    found = []
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            words = "".join(span["text"] for span in line["spans"])
            across, down = line["dir"]
            left, top, right, bottom = line["bbox"]
            turn = round(math.degrees(math.atan2(down, across))) % 360
            found.append((words, (left + right) / 2, (top + bottom) / 2, turn))
    return found


def slots(page, columns, rows):
    """The numbers on a side as slots of a grid, by the place where they were found."""
    found = []
    for words, x, y, turn in texts(page):
        column, row = int(x / page.rect.width * columns), int(y / page.rect.height * rows)
        found.append(Slot(int(words), column, row, turn))
    return tuple(found)


def sheets_of(content: bytes, made) -> tuple[Sheet, ...]:
    """The sheets of a file as they were printed, with their signatures."""
    with pymupdf.open(stream=content) as pdf:
        sides = [slots(page, made.columns, made.rows) for page in pdf]
    if made.is_two_sided:
        pairs = zip(sides[::2], sides[1::2], strict=True)
    else:
        pairs = ((side, ()) for side in sides)
    return tuple(
        Sheet(front, back, sheet.signature)
        for (front, back), sheet in zip(pairs, made.sheets, strict=True)
    )


def boxes_drawn(page):
    """The frames on a side (left, top, right, bottom), in mm from the upper left, rounded."""
    return sorted(
        tuple(round(edge / MM, 2) for edge in drawing["rect"])
        for drawing in page.get_drawings()
        if drawing["rect"].width > 20 and drawing["rect"].height > 20
    )


def ticks(page):
    """The short lines on a side: (x or y, where they begin and end), in mm, rounded."""
    found = {"vertical": set(), "horizontal": set()}
    for drawing in page.get_drawings():
        for kind, *points in drawing["items"]:
            if kind != "l" or drawing["type"] != "s":
                continue
            (x0, y0), (x1, y1) = ((p.x / MM, p.y / MM) for p in points)
            if x0 == x1:
                found["vertical"].add((round(x0, 2), *sorted((round(y0, 2), round(y1, 2)))))
            elif y0 == y1:
                found["horizontal"].add((round(y0, 2), *sorted((round(x0, 2), round(x1, 2)))))
    return {axis: sorted(lines) for axis, lines in found.items()}
