"""Rooms → an application behind the gate: requests become visits, answers become responses."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from zinewright.problems import Problem, ZineError
from zinewright.studio.assets import FONTS, asset, font
from zinewright.studio.guard import Guard
from zinewright.studio.open_zine import OpenZine
from zinewright.studio.rooms import (
    bring,
    history,
    looks,
    notes,
    order,
    pieces,
    print_room,
    publish,
    start,
    support,
)
from zinewright.studio.sessions import Guest, Sessions
from zinewright.studio.templates import rendered
from zinewright.studio.visit import Answer, Door, Form, Go, RoomPage, Sent, Upload, Visit

NAVIGATION = {
    "Start": "/", "Order": "/order", "Pieces": "/pieces", "Notes": "/notes",
    "Support": "/support", "Looks": "/looks", "Print": "/print", "Publish": "/publish",
    "History": "/history",
}  # fmt: skip
"""The rooms, in the order of the work."""
DOORS: tuple[Door, ...] = (
    *start.DOORS, *bring.DOORS, *order.DOORS, *pieces.DOORS, *notes.DOORS, *support.DOORS,
    *looks.DOORS, *print_room.DOORS, *publish.DOORS, *history.DOORS,
)  # fmt: skip
MOST_FILES, MOST_FIELDS, LONGEST_FIELD = 2_000, 20_000, 4_000_000


def app_for(zine: OpenZine, sessions: Sessions, hosts: frozenset[str]) -> Guard:
    """The studio of a zine, for requests to one of these hosts (with their port) alone."""
    routes = [Route(door.path, _endpoint(zine, door), methods=[door.method]) for door in DOORS]
    routes += [
        Route("/events", _events(zine)),
        Route("/assets/{name}", _asset),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _not_here(zine)})
    return Guard(app, sessions, hosts)


def _endpoint(zine: OpenZine, door: Door) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        async with _form(request) as form:
            guest: Guest = request.scope["guest"]
            visit = Visit(zine, guest, request.path_params, dict(request.query_params), form)
            return await run_in_threadpool(_answered, door, visit, request)

    return endpoint


def _answered(door: Door, visit: Visit, request: Request) -> Response:
    try:
        answer = door.enter(visit)
    except ZineError as error:
        if door.method == "POST":
            answer = Go(_back(request), wrong=error.problems)
        else:
            answer = RoomPage("wrong.html", {"wrong": error.problems}, 200)
    return _response(answer, visit, request.url.path)


def _response(answer: Answer, visit: Visit, path: str) -> Response:
    if isinstance(answer, Go):
        to = answer.to
        if answer.said or answer.wrong:
            number = visit.zine.remember(answer.said, answer.wrong)
            to = f"{to}{'&' if '?' in to else '?'}said={number}"
        return RedirectResponse(to, 303)
    if isinstance(answer, Sent):
        heads = {"cache-control": "private, max-age=86400"} if answer.is_kept else {}
        if answer.name:
            heads["content-disposition"] = f"attachment; filename*=UTF-8''{quote(answer.name)}"
        return Response(answer.content, media_type=answer.media_type, headers=heads)
    return HTMLResponse(rendered(answer.template, _values(answer, visit, path)), answer.status)


def _values(answer: RoomPage, visit: Visit, path: str) -> dict[str, object]:
    """What every page is given, beside what its room says."""
    remark = visit.zine.remark(visit.query.get("said", ""))
    here = next((name for name, to in reversed(NAVIGATION.items()) if _is_in(path, to)), "Start")
    return {
        "navigation": NAVIGATION, "here": here, "path": path, "guest": visit.guest,
        "zine_title": visit.zine.title, "said": remark.said, "remark_wrong": remark.wrong,
        **answer.values,
    }  # fmt: skip


def _is_in(path: str, room: str) -> bool:
    return path == room or (room != "/" and path.startswith(f"{room}/"))


def _back(request: Request) -> str:
    """The page that a form was sent from: a path of this server, or the first room."""
    came = request.headers.get("referer", "")
    base = str(request.base_url)
    path = "/" + came.removeprefix(base).partition("?")[0] if came.startswith(base) else "/"
    return path if not path.startswith("//") else "/"


@contextlib.asynccontextmanager
async def _form(request: Request) -> AsyncIterator[Form]:
    """What was filled in; its files lie in a folder of their own until the answer is made."""
    if request.method != "POST":
        yield Form()
        return
    async with request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD
    ) as sent:
        with tempfile.TemporaryDirectory(prefix="zine-") as folder:
            fields, files = list[tuple[str, str]](), list[Upload]()
            for key, value in sent.multi_items():
                if isinstance(value, UploadFile):
                    if value.filename:
                        files.append(_laid_down(value, Path(folder), len(files)))
                else:
                    fields.append((key, value))
            yield Form(tuple(fields), tuple(files))


def _laid_down(sent: UploadFile, folder: Path, number: int) -> Upload:
    """A file that came with a form, under a name that says nothing but its kind."""
    name = Path((sent.filename or "").replace("\\", "/")).name or "file"
    ending = Path(name).suffix.lower()
    path = folder / f"{number}{ending if ending[1:].isalnum() else ''}"
    with path.open("wb") as file:
        shutil.copyfileobj(sent.file, file)
    return Upload(name, path)


def _events(zine: OpenZine) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        name = request.scope["guest"].name or "Somebody"
        said = zine.events.stream(name, request.query_params.get("piece", "")[:200])
        return StreamingResponse(said, media_type="text/event-stream")

    return endpoint


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name in FONTS:
        heads = {"cache-control": "private, max-age=86400"}
        return Response(font(name), media_type="font/ttf", headers=heads)
    found = asset(name)
    if found is None:
        return PlainTextResponse("There is nothing here.", 404)
    return Response(found[0], media_type=found[1])


def _not_here(zine: OpenZine) -> Callable[[Request, Exception], Response]:
    """The page for an address behind which nothing is, or that takes no such request."""

    def answered(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else 500
        what = "There is nothing at this address" if code == 404 else "This cannot be done here"
        said: Mapping[str, object] = {"wrong": [Problem("studio", None, "fault", what, "Go back")]}
        visit = Visit(zine, request.scope["guest"])
        return _response(RoomPage("wrong.html", said, code), visit, request.url.path)

    return answered
