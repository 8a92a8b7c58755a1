"""A PDF → its pages, drawings and pictures painted in other colours, each once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Name

from zinewright.painted import FIX, Paints, Walk
from zinewright.problems import Problem, ZineError


def tint_of(tone: float, steps: int) -> str:
    """The name of the pattern whose lines come nearest to a tone."""
    return f"ZineTint{min(steps - 1, max(1, round(tone * steps)))}"


class Repainted:
    """A file whose pages are painted anew, each drawing and picture once."""

    def __init__(self, pdf: pikepdf.Pdf, where: str, painter: Paints, tints: Any) -> None:
        self.pdf, self.where, self.painter, self.tints = pdf, where, painter, tints
        self.done: set[tuple[int, int]] = set()
        self.number = 0
        self.states: list[Any] = []

    def page(self, page: Any, number: int) -> None:
        """Paint a page anew, and all that is drawn on it."""
        self.number = number
        resources = page.obj.get("/Resources")
        if resources is None:
            page.obj.Resources = resources = pikepdf.Dictionary()
        content, opacities = self._content(page, resources)
        page.Contents = self.pdf.make_stream(content)
        self._resources(resources, opacities)

    def finish(self) -> None:
        """Let nothing shine through any more: colours are already what they look like."""
        if self.painter.picture is None:
            return
        for state in self.states:
            for opacity in ("/ca", "/CA"):
                if opacity in state:
                    state[opacity] = 1
            if "/SMask" in state:
                state.SMask = Name("/None")

    def _resources(self, resources: Any, opacities: Mapping[str, float]) -> None:
        for name, drawing in resources.get("/XObject", pikepdf.Dictionary()).items():
            if name in opacities:
                self._drawing(drawing, opacities[name])
        key = resources.objgen
        if key != (0, 0):
            if key in self.done:
                return
            self.done.add(key)
        for pattern in resources.get("/Pattern", pikepdf.Dictionary()).values():
            if isinstance(pattern, pikepdf.Stream) and not _is_tint(pattern):
                self._form(pattern, 1.0)
        self.states += resources.get("/ExtGState", pikepdf.Dictionary()).values()
        if self.tints is not None:
            held = resources.get("/Pattern", pikepdf.Dictionary())
            for name, pattern in self.tints.items():
                held[name] = pattern
            resources.Pattern = held

    def _drawing(self, drawing: Any, opacity: float) -> None:
        if drawing.objgen in self.done:
            return
        self.done.add(drawing.objgen)
        if drawing.get("/Subtype") == Name.Form:
            self._form(drawing, opacity)
        elif drawing.get("/Subtype") == Name.Image and not drawing.get("/ImageMask"):
            self._picture(drawing)

    def _form(self, form: Any, opacity: float) -> None:
        resources = form.get("/Resources")
        if resources is None:
            form.Resources = resources = pikepdf.Dictionary()
        content, opacities = self._content(form, resources, opacity)
        form.write(content)
        if "/Group" in form and "/CS" in form.Group:
            del form.Group["/CS"]
        self._resources(resources, opacities)

    def _picture(self, drawing: Any) -> None:
        if self.painter.picture is None:
            return
        try:
            image = pikepdf.PdfImage(drawing).as_pil_image()
            mask = drawing.get("/SMask")
            if mask is not None:
                alpha = pikepdf.PdfImage(mask).as_pil_image().convert("L").resize(image.size)
                image = image.convert("RGB")
                image.putalpha(alpha)
            content, components, bits, size = self.painter.picture(image)
        except Exception as error:  # a picture of strangers breaks its reader in any way
            what = f"a picture on page {self.number} cannot be read ({type(error).__name__})"
            raise ZineError([Problem(self.where, None, "ink", what, FIX)]) from None
        for key in ("/SMask", "/Mask", "/Decode", "/DecodeParms", "/Intent"):
            if key in drawing:
                del drawing[key]
        drawing.write(content)
        drawing.Width, drawing.Height = size
        drawing.BitsPerComponent = bits
        drawing.ColorSpace = Name.DeviceRGB if components == 3 else Name.DeviceGray

    def _content(
        self, held: Any, resources: Any, opacity: float = 1.0
    ) -> tuple[bytes, Mapping[str, float]]:
        """A content anew, and how opaque it draws each of its drawings."""
        walk = Walk(self.painter, resources, self.where, self.number, opacity)
        return walk.painted(held), walk.opacities


def _is_tint(pattern: Any) -> bool:
    return bool(pattern.get("/PaintType") == 1 and "/ZineTint" in pattern)
