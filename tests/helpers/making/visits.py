"""The studio without a browser: an application, and somebody who asks it, all in this process."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from zinewright.press.executors import Inline
from zinewright.press.jobs import Press
from zinewright.studio.app import app_for
from zinewright.studio.guard import Guard
from zinewright.studio.open_zine import OpenZine
from zinewright.studio.sessions import Sessions

PORT = 4711
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"


class DeskHere:
    """A desk whose work is done where it is asked for: no process is begun."""

    def __init__(self) -> None:
        self.press = Press(executor=Inline())

    def begin(self, *modules: str) -> None:
        pass

    def ask(self, work: Callable, /, *args: object, **kwargs: object) -> object:
        return work(self.press, *args, **kwargs)

    def follow(self, progress: object, work: Callable, /, *args: object) -> object:
        return work(self.press, *args)

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def said(self) -> str:
        """What the page says that has happened."""
        found = re.search(r'<p id="said"[^>]*>(.*?)</p>', self.text, re.DOTALL)
        return found[1].strip() if found else ""

    @property
    def words(self) -> str:
        """The words of the room, without marks."""
        main = self.text.partition("<main")[2].partition("</main>")[0].partition(">")[2]
        return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@dataclass
class Asker:
    """Somebody who asks an application, with the cookie that they were given."""

    app: Guard
    cookie: str = ""
    heads: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **heads: str) -> Answered:
        """The page at an address, where redirects lead."""
        answer = self.send("GET", address, heads=heads)
        while answer.status == 303:
            answer = self.send("GET", answer.headers["location"], heads=heads)
        return answer

    def post(self, address: str, fields: Mapping[str, str | Sequence[str]], **heads: str):
        """The page that follows a form."""
        answer = self.send("POST", address, fields, heads)
        return self.get(answer.headers["location"]) if answer.status == 303 else answer

    def send(
        self, method: str, address: str, fields: Mapping[str, str | Sequence[str]] | None = None,
        heads: Mapping[str, str] | None = None, body: bytes | None = None,
    ) -> Answered:  # fmt: skip
        """One request and its answer, as they are."""
        parts = urlsplit(address)
        content = urlencode(fields or {}, doseq=True).encode() if body is None else body
        said = {"host": HOST, "cookie": self.cookie, **self.heads}
        if method == "POST":
            said |= {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
            said |= {"content-type": "application/x-www-form-urlencoded"}
            said |= {"content-length": str(len(content))}
        said |= {name.replace("_", "-"): value for name, value in (heads or {}).items()}
        scope = {
            "type": "http", "method": method, "path": parts.path, "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(), "scheme": "http", "http_version": "1.1",
            "server": ("127.0.0.1", PORT), "client": ("127.0.0.1", 5), "root_path": "",
            "headers": [(n.encode(), v.encode()) for n, v in said.items() if v],
        }  # fmt: skip
        return asyncio.run(_answer(self.app, scope, content))


async def _answer(app: Guard, scope: dict[str, object], content: bytes) -> Answered:
    messages = [{"type": "http.request", "body": content, "more_body": False}]
    status, heads, parts = 0, {}, []

    async def receive() -> dict[str, object]:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        nonlocal status, heads
        if message["type"] == "http.response.start":
            status = message["status"]
            heads = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return Answered(status, heads, b"".join(parts))


def studio_of(folder: Path) -> tuple[OpenZine, Sessions, Guard]:
    """The studio of the zine in a folder, with desks in this process."""
    zine = OpenZine(folder, DeskHere(), DeskHere())  # type: ignore[arg-type]
    zine._counting.acquire()  # no page is counted unless a test asks for it
    sessions = Sessions(PORT)
    return zine, sessions, app_for(zine, sessions, frozenset({HOST, f"localhost:{PORT}"}))


def guest_of(folder: Path, name: str = "Robin") -> Asker:
    """Somebody who was let in to the studio of the zine in a folder."""
    _, sessions, app = studio_of(folder)
    return let_in(app, sessions, name)


def let_in(app: Guard, sessions: Sessions, name: str = "Robin") -> Asker:
    """Somebody who came by a one-time address."""
    asker = Asker(app)
    answer = asker.send("GET", f"/?once={sessions.invite(name)}")
    asker.cookie = answer.headers["set-cookie"].partition(";")[0]
    return asker
