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
from zinewright.studio.guard import Guard, TooMuchSent, within
from zinewright.studio.open_zine import OpenZine
from zinewright.studio.rooms import (
    bring,
    history,
    looks,
    mend,
    notes,
    order,
    pictures,
    pieces,
    print_room,
    publish,
    replacing,
    start,
    support,
)
from zinewright.studio.sessions import Guest, Sessions
from zinewright.studio.templates import rendered
from zinewright.studio.visit import Answer, Door, Form, Go, RoomPage, Sent, Upload, Visit

WRONG = {
    400: "This form is larger than it can be, or broken: nothing was changed",
    404: "There is nothing at this address",
    500: "This is a fault of Zinewright, not of yours",
}  # fmt: skip
NAVIGATION = {
    "Start": "/", "Order": "/order", "Pieces": "/pieces", "Notes": "/notes",
    "Support": "/support", "Looks": "/looks", "Print": "/print", "Publish": "/publish",
    "History": "/history",
}  # fmt: skip
"""The rooms, in the order of the work."""
PURPOSE = {
    "/order": "Here the pieces stand one behind the other, and are moved.",
    "/pieces": "Here the text of each piece is written, beside its pages as they will be printed.",
    "/notes": "Here people are told what a piece holds, before they read it.",
    "/support": "Here places are chosen that readers can turn to.",
    "/looks": "Here the zine gets its layout, its page size, its colour and its cover.",
    "/print": "Here so many copies become files for the printer, and a plan to go by.",
    "/publish": "Here the editions are made, looked at and released.",
}
"""What each room is for, said where there is no zine yet."""
DOORS: tuple[Door, ...] = (
    *start.DOORS, *bring.DOORS, *order.DOORS, *pieces.DOORS,
    *pictures.DOORS, *replacing.DOORS, *notes.DOORS, *support.DOORS,
    *looks.DOORS, *print_room.DOORS, *publish.DOORS, *history.DOORS, *mend.DOORS,
)  # fmt: skip
MOST_FILES, MOST_FIELDS, LONGEST_FIELD = 2_000, 20_000, 6_000_000
MOST_WITHOUT_FILES = 10_000_000  # bytes of a form
BESIDE_FILES, LONGEST_BESIDE = 200, 20_000  # fields, and letters of each
DOWNLOADED = {"content-security-policy": "default-src 'none'; sandbox"}
"""Should a browser show a file all the same, it is no page of the studio."""


def app_for(zine: OpenZine, sessions: Sessions, hosts: frozenset[str]) -> Guard:
    """The studio of a zine, for requests to one of these hosts (with their port) alone."""
    routes = [Route(door.path, _endpoint(zine, door), methods=[door.method]) for door in DOORS]
    routes += [
        Route("/events", _events(zine)),
        Route("/assets/{name}", _asset),
    ]
    handlers = {HTTPException: _not_here(zine), TooMuchSent: _too_much, Exception: _not_here(zine)}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    return Guard(app, sessions, hosts)


def _endpoint(zine: OpenZine, door: Door) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        async with _form(request, door.takes_files) as form:
            guest: Guest = request.scope["guest"]
            visit = Visit(zine, guest, request.path_params, dict(request.query_params), form)
            return await run_in_threadpool(_answered, door, visit, request)

    return endpoint


def _answered(door: Door, visit: Visit, request: Request) -> Response:
    try:
        if door.path in PURPOSE and not visit.zine.shown().is_zine:
            answer: Answer = RoomPage("empty.html", {"what": PURPOSE[door.path]})
        else:
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
        heads = dict(DOWNLOADED)
        if answer.is_kept:
            heads["cache-control"] = "private, max-age=86400"
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
async def _form(request: Request, takes_files: bool) -> AsyncIterator[Form]:
    """What was filled in; its files lie in a folder of their own until the answer is made."""
    if request.method != "POST":
        yield Form()
        return
    fields, longest = MOST_FIELDS, LONGEST_FIELD
    if takes_files:  # what is no file is held in memory
        fields, longest = BESIDE_FILES, LONGEST_BESIDE
    else:
        request = Request(request.scope, within(request.receive, MOST_WITHOUT_FILES))
    async with request.form(max_files=MOST_FILES, max_fields=fields, max_part_size=longest) as sent:
        with tempfile.TemporaryDirectory(prefix="zine-") as folder:
            said, files = list[tuple[str, str]](), list[Upload]()
            for key, value in sent.multi_items():
                if isinstance(value, UploadFile):
                    if value.filename:
                        files.append(_laid_down(value, Path(folder), len(files)))
                else:
                    said.append((key, value))
            yield Form(tuple(said), tuple(files))


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


def _too_much(_: Request, error: Exception) -> Response:
    """What is said of more than a room takes; what is still on its way is not waited for."""
    most = error.args[0] // 1_000_000
    said = f"That is more than {most} MB. Nothing was changed."
    return PlainTextResponse(said, 413, {"connection": "close"})


def _not_here(zine: OpenZine) -> Callable[[Request, Exception], Response]:
    """The page for an address behind which nothing is, or that takes no such request."""

    def answered(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else 500
        what, fix = WRONG.get(code, "This cannot be done here"), "Go back"
        if code == 500:
            fix += f", and please report these words: {type(error).__name__}: {error}"
        said: Mapping[str, object] = {"wrong": [Problem("studio", None, "fault", what, fix)]}
        visit = Visit(zine, request.scope["guest"])
        return _response(RoomPage("wrong.html", said, code), visit, request.url.path)

    return answered
