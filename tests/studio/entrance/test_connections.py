"""Lines on which nothing comes, heads that say two things, and bodies without end: on the wire."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time

import pytest
import uvicorn
from running import laid, stands
from visits import studio_of

from zinewright.studio.app import app_for
from zinewright.studio.entrance.connections import PatientProtocol
from zinewright.studio.sessions import Sessions


class Line:
    """A studio that answers on a port, what lets somebody in, and what it says to bytes."""

    def __init__(self, folder):
        self.folder = folder
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        zine, _, _ = studio_of(folder)
        sessions = Sessions(self.port)
        cookie = sessions.welcome("Robin")
        app = app_for(zine, sessions, frozenset({self.host}))
        config = uvicorn.Config(
            app, http=PatientProtocol, ws="none", lifespan="off", log_level="critical",
            proxy_headers=False, timeout_keep_alive=1,
        )  # fmt: skip
        self.server = uvicorn.Server(config)
        self.known = f"host: {self.host}\r\ncookie: {sessions.cookie}={cookie}\r\n"
        self.form = self.known + f"origin: http://{self.host}\r\n"
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],), daemon=True)
        self.thread.start()

    def asked(self, *parts, seconds=5.0):
        """The status lines of what comes back for some bytes, until the line is closed or quiet."""
        said = b""
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.settimeout(seconds)
            with contextlib.suppress(OSError):
                for part in parts:
                    line.sendall(part if isinstance(part, bytes) else part.encode("latin-1"))
            with contextlib.suppress(OSError):
                while more := line.recv(65536):
                    said += more
        return re.findall(rb"^HTTP/1.1 (\d+)", said, re.MULTILINE), said


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zinewright.studio.entrance.connections.PATIENCE", 0.3)
        found = Line(laid(tmp_path_factory.mktemp("zine"), {}))
        yield found
        found.server.should_exit = True
        found.thread.join(10)


END = "connection: close\r\n\r\n"


def test_who_is_known_is_answered(line):
    assert line.asked(f"GET / HTTP/1.1\r\n{line.known}{END}")[0] == [b"200"]


@pytest.mark.parametrize(("head", "status"), [
    ("GET / HTTP/1.1\r\nhost: evil.example\r\n", b"421"),
    ("GET http://evil.example/ HTTP/1.1\r\nhost: evil.example\r\n", b"421"),
    ("GET http://evil.example/ HTTP/1.1\r\n{known}", b"404"),
    ("GET //evil.example/ HTTP/1.1\r\n{known}", b"404"),
    ("GET / HTTP/1.1\r\n{known}host: evil.example\r\n", b"400"),
    ("GET / HTTP/1.0\r\n", b"421"),
    ("GET / HTTP/1.1\r\n", b"400"),
    ("GET / HTTP/1.1\r\n{known}origin: http://evil.example\r\n", b"403"),
    ("GET / HTTP/1.1\r\n{known}sec-fetch-site: same-site\r\n", b"403"),
    ("GET / HTTP/1.1\r\n{known}sec-fetch-site: cross-site\r\nsec-fetch-mode: no-cors\r\n", b"403"),
    ("GET / HTTP/1.1\r\n{known}cookie: \xff\xfe=\xe9; {{\"a\": 1}}\r\n", b"200"),
    ("GET / HTTP/1.1\r\ncookie: zine_80=x; a b=c; zine=\"\r\n{known}", b"200"),
    ("GET / HTTP/1.1\r\n{known}upgrade: websocket\r\n", b"200"),
    ("OPTIONS / HTTP/1.1\r\n{known}", b"403"),
    ("TRACE / HTTP/1.1\r\n{known}", b"403"),
    ("CONNECT evil.example:80 HTTP/1.1\r\n{known}", b"403"),
    ("BREW / HTTP/1.1\r\n{form}", b"405"),
    ("DELETE /order HTTP/1.1\r\n{form}", b"405"),
    ("POST /name HTTP/1.1\r\n{known}content-length: 0\r\n", b"403"),
    ("POST /name HTTP/1.1\r\n{form}origin: http://{host}\r\ncontent-length: 0\r\n", b"400"),
    ("POST /name HTTP/1.1\r\n{known}origin: http://[\r\ncontent-length: 0\r\n", b"403"),
    ("POST /name HTTP/1.1\r\n{known}origin: https://{host}\r\ncontent-length: 0\r\n", b"403"),
    ("POST /name?once=x HTTP/1.1\r\n{form}content-length: 0\r\n", b"303"),
    ("POST /name HTTP/1.1\r\n{form}content-length: 5\r\ncontent-length: 6\r\n", b"400"),
    ("POST /name HTTP/1.1\r\n{form}content-length: \xb2\r\n", b"400"),
    ("POST /name HTTP/1.1\r\n{form}content-length: 1000000000\r\n", b"413"),
    ("POST /name HTTP/1.1\r\n{form}transfer-encoding: chunked, chunked\r\n", b"400"),
    ("GET /\x00 HTTP/1.1\r\n{known}", b"400"),
    ("GET / HTTP/1.1\r\n{known}x: a\x00b\r\n", b"400"),
    ("GET / HTTP/1.1\r\n{known}x : y\r\n", b"400"),
])  # fmt: skip
def test_heads_that_try_something(line, head, status):
    before = stands(line.folder)
    head = head.format(known=line.known, form=line.form, host=line.host)

    assert line.asked(head + END)[0] == [status]
    assert stands(line.folder) == before


def test_a_request_that_hides_in_the_body_of_another_is_none(line):
    hidden = f"POST /name HTTP/1.1\r\n{line.form}content-length: 6\r\n\r\nname=X"
    both = f"content-length: {len(hidden)}\r\ntransfer-encoding: chunked\r\n"
    statuses, _ = line.asked(f"POST /name HTTP/1.1\r\n{line.form}{both}\r\n0\r\n\r\n{hidden}")

    assert statuses[0] in (b"303", b"400")
    assert len(statuses) <= 2  # h11 reads chunks alone: what follows is a request of its own
    inside = f"GET / HTTP/1.1\r\n{line.known}content-length: {len(hidden)}\r\n{END}{hidden}"
    assert line.asked(inside)[0] == [b"200"]


def test_a_head_that_does_not_end_is_cut_off(line):
    begun = time.monotonic()

    assert line.asked(f"GET / HTTP/1.1\r\n{line.known}")[0] == []
    assert time.monotonic() - begun < 3


def test_a_body_that_does_not_come_is_not_waited_for(line):
    kind = "content-type: application/x-www-form-urlencoded\r\n"
    begun = time.monotonic()

    statuses, _ = line.asked(
        f"POST /name HTTP/1.1\r\n{line.form}{kind}content-length: 100\r\n\r\nname="
    )

    assert statuses == []
    assert time.monotonic() - begun < 3


def test_a_body_without_end_is_broken_off(line, monkeypatch):
    monkeypatch.setattr("zinewright.studio.app.MOST_WITHOUT_FILES", 100_000)
    kind = "content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n"
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"

    statuses, said = line.asked(
        f"POST /name HTTP/1.1\r\n{line.form}{kind}\r\n", *[chunk] * 200, seconds=2
    )

    assert statuses in ([b"413"], [])  # the line may be closed before it is read
    assert b"Nothing was changed" in said or not said


@pytest.mark.parametrize("part", [
    'Content-Disposition: form-data; name="a"',
    'Content-Disposition: form-data; name="a"; filename="a"',
])  # fmt: skip
def test_a_form_of_a_hundred_thousand_parts_is_refused(line, part):
    body = f"--x\r\n{part}\r\n\r\n\r\n".encode() * 100_000 + b"--x--\r\n"
    head = (
        f"POST /import HTTP/1.1\r\n{line.form}content-type: multipart/form-data; boundary=x\r\n"
        f"content-length: {len(body)}\r\n{END}"
    )

    statuses, said = line.asked(head, body, seconds=10)

    assert statuses == [b"400"]
    assert b"This form is larger than it can be, or broken" in said


@pytest.mark.parametrize("kind", [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xff",
    "multipart/form-data; charset=none; boundary=x", "application/json", "\xff", "a/b; c=\"",
])  # fmt: skip
def test_a_form_of_a_broken_kind_changes_nothing(line, kind):
    before = stands(line.folder)
    body = (
        "--x\r\nContent-Disposition: form-data; name=\"name\"; filename*=x''%FF\r\n\r\nA\r\n--x--"
    )
    head = f"POST /name HTTP/1.1\r\n{line.form}content-type: {kind}\r\ncontent-length: {len(body)}"

    statuses, _ = line.asked(f"{head}\r\n{END}{body}")

    assert statuses[0] in (b"303", b"400")
    assert stands(line.folder) == before
