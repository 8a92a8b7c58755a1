"""A colour → how much of each ink makes it on white paper, and what inks make together.

Inks are printed in dots and lie on one another like filters: the paper between the dots stays
white (Murray and Davies), and what inks let through multiplies. Colours are red, green and blue
from 0 to 1; amounts are the part of the paper that is covered.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache

RGB = tuple[float, float, float]

INKS: dict[str, str] = {
    "black": "#000000", "blue": "#0078bf", "green": "#00a95c", "medium-blue": "#3255a4",
    "bright-red": "#f15060", "federal-blue": "#3d5588", "purple": "#765ba7", "teal": "#00838a",
    "flat-gold": "#bb8b41", "hunter-green": "#407060", "red": "#ff665e", "brown": "#925f52",
    "yellow": "#ffe800", "marine-red": "#d2515e", "orange": "#ff6c2f",
    "fluorescent-pink": "#ff48b0", "light-grey": "#88898a", "metallic-gold": "#ac936e",
    "crimson": "#e45d50", "fluorescent-orange": "#ff7477", "cornflower": "#62a8e5",
    "sky-blue": "#4982cf", "sea-blue": "#0074a2", "lake": "#235ba8", "indigo": "#484d7a",
    "midnight": "#435060", "mist": "#d5e4c0", "granite": "#a5aaa8", "charcoal": "#70747c",
    "smoky-teal": "#5f8289", "steel": "#375e77", "slate": "#5e695e", "turquoise": "#00aa93",
    "emerald": "#19975d", "grass": "#397e58", "forest": "#516e5a", "spruce": "#4a635d",
    "moss": "#68724d", "sea-foam": "#62c2b1", "kelly-green": "#67b346", "light-teal": "#009da5",
    "ivy": "#169b62", "pine": "#237e74", "lagoon": "#2f6165", "violet": "#9d7ad2",
    "orchid": "#aa60bf", "plum": "#845991", "raisin": "#775d7a", "grape": "#6c5d80",
    "scarlet": "#f65058", "tomato": "#d2515e", "cranberry": "#d1517a", "maroon": "#9e4c6e",
    "raspberry-red": "#d1517a", "brick": "#a75154", "light-lime": "#e3ed55",
    "sunflower": "#ffb511", "melon": "#ffae3b", "apricot": "#f6a04d", "paprika": "#ee7f4b",
    "pumpkin": "#ff6f4c", "bright-olive-green": "#b49f29", "bright-gold": "#ba8032",
    "copper": "#bd6439", "mahogany": "#8e595a", "bisque": "#f2cdcf", "bubble-gum": "#f984ca",
    "light-mauve": "#e6b5c9", "dark-mauve": "#bd8ca6", "wine": "#914e72", "gray": "#928d88",
    "coral": "#ff8e91", "white": "#ffffff", "aqua": "#5ec8e5", "mint": "#82d8d5",
    "fluorescent-yellow": "#ffe916", "fluorescent-red": "#ff4c65", "fluorescent-green": "#44d62c",
}  # fmt: skip
"""The inks of riso printers by name, and their colour at full strength (after stencil.wiki)."""

LEAST = 0.004
ROUNDS = 60


@cache
def rgb_of(ink: str) -> RGB:
    """The colour of an ink at full strength."""
    red, green, blue = (int(INKS[ink][n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def lightness(colour: RGB) -> float:
    """How light a colour is to the eye, from 0 to 1 (Rec. 709 luma, as it is shown)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


@lru_cache(maxsize=4096)
def amounts(colour: RGB, inks: tuple[str, ...]) -> tuple[float, ...]:
    """How much of each ink comes nearest to a colour; greys take the darkest ink alone.

    The least squares of what the inks give on one another (`mixed`) with amounts from 0 to 1: the
    darkest first, one after another until nothing moves.
    """
    order = sorted(range(len(inks)), key=lambda n: lightness(rgb_of(inks[n])))
    if max(colour) - min(colour) < 0.02:
        return tuple(1 - lightness(colour) if n == order[0] else 0.0 for n in range(len(inks)))
    found = [0.0] * len(inks)
    for _ in range(ROUNDS):
        moved = 0.0
        for n in order:
            others = mixed([part * (m != n) for m, part in enumerate(found)], inks)
            taken = [1 - channel for channel in rgb_of(inks[n])]
            steps = [other * take for other, take in zip(others, taken, strict=True)]
            wanted = [other - channel for other, channel in zip(others, colour, strict=True)]
            best = _dot(wanted, steps) / (_dot(steps, steps) or 1)
            best = min(1.0, max(0.0, best))
            moved, found[n] = max(moved, abs(best - found[n])), best
        if moved < LEAST / 10:
            break
    return tuple(0.0 if amount < LEAST else round(amount, 4) for amount in found)


def mixed(parts: Sequence[float], inks: tuple[str, ...]) -> RGB:
    """The colour of inks on one another, each as much as `parts` says."""
    red, green, blue = (
        math.prod(1 - part * (1 - rgb_of(ink)[c]) for part, ink in zip(parts, inks, strict=True))
        for c in range(3)
    )
    return red, green, blue


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
