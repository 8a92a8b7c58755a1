"""The studio as a program of its own, and the processes that it begins."""

from __future__ import annotations

import os
import subprocess
import sys


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
