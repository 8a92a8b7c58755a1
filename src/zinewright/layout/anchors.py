"""The id of a place in a zine → what it is called while it is typeset, and back.

What writes and reads HTML and style on the way puts letters that are not of ASCII, and signs that
mean something there, in one way into addresses and in another into ids. So both are said in
percent-encoding (RFC 3986, 2.1) on the way in, once, and read back where they come out, once.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

INSIDE = "zine:"
PICTURE = "zine:picture/"


def typeset_id(name: str) -> str:
    """What an id is called while it is typeset, in ASCII."""
    return quote(name, safe="@")


def id_read_back(name: str) -> str:
    """The id that is called so while it is typeset."""
    return unquote(name)


def address_of(name: str) -> str:
    """The address of an id."""
    return INSIDE + typeset_id(name)


def read_back(address: str) -> str:
    """An address with its id as it is; any other address stays."""
    return INSIDE + id_read_back(name_in(address)) if is_inside(address) else address


def is_inside(address: str) -> bool:
    """Whether an address leads to an id of the zine."""
    return address.startswith(INSIDE)


def name_in(address: str) -> str:
    """The id in an address that was read back."""
    return address.removeprefix(INSIDE)


def picture_address(name: str) -> str:
    """The address of a picture of the zine."""
    return PICTURE + quote(name, safe="/")
