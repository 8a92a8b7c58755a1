"""The program as a script starts it: one address on the first line, and an end that leaves none."""

from __future__ import annotations

import http.cookiejar
import shutil
import signal
import ssl
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from click.testing import CliRunner
from programs import children_of, is_there, started

from zinewright.cli import main
from zinewright.studio.serve import Listening


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_its_first_line_is_its_address_and_its_end_is_the_end_of_all(lay, end):
    process, address = started(lay({}))
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = opener.open(address).read().decode()
    begun = children_of(process.pid)

    process.send_signal(end)
    code = process.wait(10)
    process.stdout.close()
    process.stderr.close()

    assert "Small hours" in page
    assert begun
    assert code == (0 if end != signal.SIGKILL else -9)
    until = time.monotonic() + 10
    while any(map(is_there, begun)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in begun if is_there(pid)] == []


@pytest.mark.slow
def test_a_folder_has_the_same_port_each_time_and_one_that_is_taken_is_told(lay):
    folder = lay({})
    first, address = started(folder)
    port = address.split(":")[2].partition("/")[0]
    second, nothing = started(folder, "--port", port)
    said = second.communicate(timeout=10)[1]
    first.terminate()
    first.communicate(timeout=10)
    third, again = started(folder)
    third.terminate()
    third.communicate(timeout=10)

    assert nothing == ""
    assert said.startswith(f"studio: port {port} is taken, by another studio or another program.")
    assert second.returncode == 1
    assert again.split(":")[2].partition("/")[0] == port


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split()
    words += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    words += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    subprocess.run(words, check=True, capture_output=True)
    return folder


def signed_in(base, name, passphrase, context=None):
    """The page that somebody at another machine gets who says who they are, and its cookie."""
    jar = http.cookiejar.CookieJar()
    handlers = [urllib.request.HTTPCookieProcessor(jar)]
    handlers += [urllib.request.HTTPSHandler(context=context)] if context else []
    opener = urllib.request.build_opener(*handlers)
    body = urllib.parse.urlencode({"name": name, "passphrase": passphrase}).encode()
    asked = urllib.request.Request(f"{base}/sign-in", body, {"origin": base})
    try:
        return opener.open(asked, timeout=20).read().decode(), list(jar)
    except urllib.error.HTTPError as error:
        return error.read().decode(), list(jar)


@pytest.mark.slow
@pytest.mark.parametrize("is_encrypted", [False, True])
def test_people_at_other_machines_come_in_by_name_and_passphrase(lay, certificate, is_encrypted):
    keys = ["--certificate", certificate / "cert.pem", "--key", certificate / "key.pem"]
    options = ["--listen", "127.0.0.1", "--name", "localhost", "--person", "Sam", "--person", "Kim"]
    process, address = started(lay({}), *options, *map(str, keys if is_encrypted else []))
    base = address.partition("/?")[0].replace("127.0.0.1", "localhost")
    told = [process.stderr.readline() for _ in range(2)]
    passphrases = [line.rpartition(": ")[2].strip() for line in told]
    context = ssl.create_default_context(cafile=certificate / "cert.pem") if is_encrypted else None
    try:
        in_by_right, cookies = signed_in(base, "Sam", passphrases[0], context)
        not_in, none = signed_in(base, "Sam", passphrases[1], context)
    finally:
        process.terminate()
        process.communicate(timeout=10)

    assert base.startswith("https://" if is_encrypted else "http://")
    assert [line.partition(":")[0] for line in told] == [
        "The passphrase of Sam, told only now", "The passphrase of Kim, told only now",
    ]  # fmt: skip
    assert "Small hours" in in_by_right
    assert [cookie.secure for cookie in cookies] == [is_encrypted]
    assert ("do not belong together" in not_in, none) == (True, [])


def test_the_names_that_a_studio_answers_to_are_said_and_no_others():
    def hosts(address, *names, port=443, certificate=None):
        return Listening(address, names, {}, certificate, certificate).hosts(port)

    assert Listening().hosts(80) == ("127.0.0.1:80", "127.0.0.1", "localhost:80", "localhost")
    assert hosts("192.168.1.20", "Zine.Example") == ("192.168.1.20:443", "zine.example:443")
    assert hosts("0.0.0.0", "zine", certificate="x") == ("zine:443", "zine")
    assert hosts("::1", port=4711) == ("[::1]:4711",)


@pytest.mark.parametrize(("words", "said"), [
    (["--person", "Sam"], "need --listen ADDRESS"),
    (["--listen", "127.0.0.1"], "--listen needs a --person NAME"),
    (["--listen", "0.0.0.0", "--person", "Sam"], "--listen 0.0.0.0 needs a --name"),
    (["--listen", "127.0.0.1", "--person", "Sam", "--person", "sam"], "a name of their own"),
    (["--listen", "127.0.0.1", "--person", " "], "a name of their own"),
    (["--listen", "127.0.0.1", "--person", "Sam", "--key", __file__], "go together"),
    (["--listen", "203.0.113.9", "--person", "Sam"], "this machine has no address “203.0.113.9”"),
    (["--listen", "a b", "--person", "Sam"], "this machine has no address “a b”"),
    (["--listen", "127.0.0.1", "--person", "Sam", "--certificate", __file__, "--key", __file__],
     "the certificate cannot be used"),
])  # fmt: skip
def test_what_does_not_go_together_is_told_before_anything_is_served(lay, words, said):
    result = CliRunner().invoke(main, ["studio", str(lay({})), "--no-browser", *words])

    assert result.exit_code != 0
    assert said in result.stderr
    assert "http" not in result.stdout


def test_what_is_not_encrypted_is_said_to_be_read_along(lay):
    words = ["studio", str(lay({})), "--no-browser", "--listen", "203.0.113.9", "--person", "Sam"]
    result = CliRunner().invoke(main, words)

    assert "whoever is in this network can read along" in " ".join(result.stderr.split())


@pytest.mark.slow
def test_forms_are_taken_from_a_browser_without_a_script(lay):
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    process, address = started(lay({}))
    try:
        with playwright.sync_playwright() as tools:
            browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_context(java_script_enabled=False).new_page()
            page.goto(address)
            page.goto(f"{address.partition('?')[0]}order")
            page.get_by_label("Its title").fill("A new piece")
            page.get_by_role("button", name="Begin it").click()
            said = page.get_by_role("status").inner_text()
            browser.close()
    finally:
        process.terminate()
        process.communicate(timeout=10)

    assert said == "A new piece is there, at the end of the order."
