"""What happens reaches every page that is open, in order, and a page that is gone costs nothing."""

from __future__ import annotations

import asyncio

from zinewright.studio.events import WAITING, Events


async def heard(events: Events, count: int, tell, piece: str = "") -> list[str]:
    """The first lines that a page hears once something is told."""
    lines = []
    stream = events.stream("Robin", piece)
    lines.append(await anext(stream))
    tell()
    while len(lines) < count:
        lines.append(await anext(stream))
    await stream.aclose()
    return lines


def test_a_page_hears_what_is_told_and_who_has_the_same_piece_open():
    events = Events()

    lines = asyncio.run(heard(events, 3, lambda: events.tell("pages", total=12), "one"))

    assert lines == [
        "retry: 1000\n\n",
        'event: presence\ndata: {"piece": "one", "names": ["Robin"]}\n\n',
        'event: pages\ndata: {"total": 12}\n\n',
    ]
    assert events.in_piece("one") == ()


def test_a_page_that_is_far_behind_is_told_to_look_at_everything():
    events = Events()

    def tell_much() -> None:
        for number in range(WAITING + 1):
            events.tell("progress", done=number)

    lines = asyncio.run(heard(events, 2, tell_much))

    assert lines[-1] == "event: changed\ndata: {}\n\n"


def test_the_end_of_the_server_ends_every_line():
    events = Events()

    async def all_of_it() -> list[str]:
        async def listen() -> list[str]:
            return [line async for line in events.stream("Robin", "")]

        page = asyncio.create_task(listen())
        await asyncio.sleep(0.01)
        events.close()
        return await page

    assert asyncio.run(all_of_it()) == ["retry: 1000\n\n", "event: closed\ndata: {}\n\n"]


def test_of_too_many_pages_that_listen_the_oldest_is_let_go(monkeypatch):
    monkeypatch.setattr("zinewright.studio.events.MOST", 2)

    async def listen():
        events = Events()
        streams = [events.stream("Robin", "") for _ in range(3)]
        begun = [await anext(stream) for stream in streams]
        rest = [each async for each in streams[0]]
        events.tell("changed")
        await asyncio.sleep(0)
        heard = [await anext(stream) for stream in streams[1:]]
        for stream in streams:
            await stream.aclose()
        return begun, rest, heard, len(events._listeners)

    begun, rest, heard, left = asyncio.run(listen())

    assert begun == ["retry: 1000\n\n"] * 3
    assert rest == []
    assert heard == ["event: changed\ndata: {}\n\n"] * 2
    assert left == 0
