"""The program as a script starts it: one address on the first line, and an end that leaves none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest


def started(folder, *options):
    """The studio of a folder in a process of its own, and its address."""
    words = [sys.executable, "-m", "zinewright", "studio", str(folder), "--no-browser", *options]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def children_of(pid):
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(word) for word in found.stdout.split()]


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"


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
