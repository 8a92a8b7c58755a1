"""The launcher on a machine of its own, whose programs are scripts that note what is asked."""

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHELLS = [shell for shell in (["dash"], ["bash"], ["busybox", "sh"]) if shutil.which(shell[0])]
TOOLS = ("sh", "cat", "cp", "cut", "env", "mkdir", "mv", "readlink", "rm", "sleep", "touch")

PYTHON = f"""#!/bin/sh
case "$*" in
    *ensurepip*) [ ! -e "$MACHINE/no-python" ] && echo "$MACHINE/bin/python3.11" ;;
    *fcntl*|*compileall*) exec "{sys.executable}" "$@" ;;
    *weasyprint*) [ -e "$MACHINE/pango" ] ;;
    *"-m venv"*)
        echo "venv" >>"$MACHINE/asked"
        for folder; do :; done
        rm -rf "$folder" && mkdir -p "$folder/bin" && cp "$0" "$folder/bin/python"
        cp "$MACHINE/bin/installed" "$folder/bin/zine" ;;
    *"-m pip"*)
        for source; do :; done
        echo "pip ${{source##*/}}" >>"$MACHINE/asked"
        if [ -e "$MACHINE/power-cut" ]; then kill -9 $PPID; fi
        if [ -e "$MACHINE/no-network" ]; then echo "pip: no network"; exit 1; fi ;;
    *"-m pytest"*) shift 2; echo "pytest $*, in $PWD" ;;
esac
"""
INSTALLED = '#!/bin/sh\necho "zine $*, in $PWD"\n'
APT_GET = """#!/bin/sh
for package; do :; done
echo "apt-get $package" >>"$MACHINE/asked"
[ -e "$MACHINE/no-network" ] || : >"$MACHINE/pango"
"""


class Machine:
    """One with Debian's tools, Python, Pango and an unprepared checkout, until it is changed."""

    def __init__(self, folder: Path, checkout: str = "zine wright") -> None:
        self.folder = folder
        self.checkout = folder / checkout
        (folder / "bin").mkdir()
        for tool in TOOLS:
            (folder / "bin" / tool).symlink_to(str(shutil.which(tool)))
        self.program("python3.11", PYTHON)
        self.program("installed", INSTALLED)
        self.says("uname", "Linux")
        self.says("id", "1000")
        self.has("pango")
        self.checkout.mkdir()
        shutil.copy(ROOT / "zine", self.checkout)
        for name in (".lock", ".lock-test"):
            (self.checkout / name).write_text("a==1\n")

    def program(self, name: str, text: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def says(self, name: str, answer: str) -> None:
        self.program(name, f"#!/bin/sh\necho {answer}\n")

    def has(self, name: str) -> None:
        (self.folder / name).touch()

    def lacks(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def start(
        self, *arguments: str, by: str | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        command = [by or str(self.checkout / "zine"), *arguments]
        return self.run(command, cwd)

    def run(self, command: list[str], cwd: Path | None) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.folder / "bin"), "MACHINE": str(self.folder)}
        return subprocess.run(
            command, cwd=cwd or self.folder, env=environment, capture_output=True, text=True
        )

    def asked(self) -> list[str]:
        """What the set-up asked for since this was last asked."""
        notes = self.folder / "asked"
        lines = notes.read_text().splitlines() if notes.exists() else []
        notes.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_first_start_sets_up_and_the_second_does_nothing(machine: Machine) -> None:
    first = machine.start("order")
    assert (first.returncode, first.stdout) == (0, f"zine order, in {machine.folder}\n")
    assert first.stderr.splitlines() == [
        f"zine: setting up .venv with {machine.folder}/bin/python3.11 (once)",
        "zine: installing Python packages",
    ]
    assert machine.asked() == ["venv", "pip .lock", "pip zine wright"]
    second = machine.start("order")
    assert (second.stdout, second.stderr) == (first.stdout, "")
    assert machine.asked() == []


def test_the_set_up_compiles_the_modules_also_where_python_is_told_to_write_none(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    folder = machine.checkout / "src" / "zinewright"
    folder.mkdir(parents=True)
    (folder / "whole.py").write_text("ONE = 1\n")
    (folder / "broken.py").write_text("ONE = (\n")  # of no weight to the set-up

    assert machine.start("order").returncode == 0
    compiled = [path.name.partition(".")[0] for path in (folder / "__pycache__").iterdir()]
    assert compiled == ["whole"]


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell[0])
def test_any_posix_shell_runs_it(machine: Machine, shell: list[str]) -> None:
    command = [str(shutil.which(shell[0])), *shell[1:], "zine", "order"]
    for _ in range(2):
        done = machine.run(command, machine.checkout)
        assert done.stdout == f"zine order, in {machine.checkout}\n"
    assert machine.asked() == ["venv", "pip .lock", "pip ."]


@pytest.mark.parametrize("by", ["./link", "near/link", "zine wright/../near/link"])
def test_it_is_found_through_links_and_the_caller_stays_where_they_are(
    machine: Machine, by: str
) -> None:
    (machine.folder / "near").mkdir()
    (machine.folder / "near" / "link").symlink_to("../zine wright/zine")
    (machine.folder / "link").symlink_to("near/link")
    assert machine.start("order", by=by).stdout == f"zine order, in {machine.folder}\n"
    assert machine.asked() == ["venv", "pip .lock", "pip zine wright"]


def test_arguments_arrive_as_they_were_given(machine: Machine) -> None:
    machine.program("installed", '#!/bin/sh\nprintf "<%s>" "$@"\n')
    assert machine.start("a b", "", "*", "$HOME").stdout == "<a b><><*><$HOME>"


def test_a_changed_lock_is_installed_into_the_same_venv(machine: Machine) -> None:
    machine.start()
    machine.asked()
    later = time.time() + 5
    os.utime(machine.checkout / ".lock", (later, later))
    machine.start()
    assert machine.asked() == ["pip .lock", "pip zine wright"]
    machine.start()
    assert machine.asked() == []  # though the lock's time is still to come


def test_a_copied_checkout_gets_a_venv_of_its_own(machine: Machine) -> None:
    machine.start()
    machine.asked()
    copy = machine.folder / "copy"
    shutil.copytree(machine.checkout, copy)
    machine.start(by=str(copy / "zine"))
    assert machine.asked() == ["venv", "pip .lock", "pip copy"]


def test_a_set_up_that_was_cut_off_begins_anew(machine: Machine) -> None:
    machine.has("power-cut")
    assert machine.start("order").returncode == -9
    machine.lacks("power-cut")
    machine.asked()
    assert machine.start("order").stdout == f"zine order, in {machine.folder}\n"
    assert machine.asked() == ["venv", "pip .lock", "pip zine wright"]


def test_packages_that_cannot_be_had_end_it_with_what_pip_says(machine: Machine) -> None:
    machine.has("no-network")
    for _ in range(2):
        done = machine.start("order")
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.splitlines()[2:] == [
            "pip: no network",
            "zine: Python's packages could not be installed; above is why. Once that is mended, "
            "start again.",
        ]


def test_two_first_starts_at_once_set_up_once(machine: Machine) -> None:
    slow = PYTHON.replace('echo "venv"', 'sleep 0.3; echo "venv"')
    machine.program("python3.11", slow)
    environment = {"PATH": str(machine.folder / "bin"), "MACHINE": str(machine.folder)}
    starts = [
        subprocess.Popen(
            [machine.checkout / "zine"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    told = [start.communicate(timeout=20)[1] for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0]
    assert machine.asked() == ["venv", "pip .lock", "pip zine wright"]
    assert sum("waiting for it" in text for text in told) == 2


REMEDIES = [
    ("apt-get", "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    ("dnf", "dnf install pango harfbuzz"),
    ("pacman", "pacman -S pango"),
    ("apk", "apk add so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0"),
]


@pytest.mark.parametrize(("tool", "remedy"), REMEDIES)
def test_without_pango_it_says_the_one_command(machine: Machine, tool: str, remedy: str) -> None:
    machine.lacks("pango")
    machine.program(tool, "#!/bin/sh\nexit 1\n")
    done = machine.start()
    assert done.returncode == 3
    assert done.stderr.splitlines()[2:] == [
        "zine: this machine lacks Pango with HarfBuzz's subsetter. Install it, then start again:",
        f"zine:     sudo {remedy}",
    ]
    machine.asked()
    machine.has("pango")
    assert machine.start().returncode == 0
    assert machine.asked() == []  # what was done before is not done again


def test_on_macos_and_where_nothing_is_known_it_says_what_there_is(machine: Machine) -> None:
    machine.lacks("pango")
    assert machine.start().stderr.splitlines()[3:] == [
        f"zine:     debian: {REMEDIES[0][1]}",
        f"zine:     fedora: {REMEDIES[1][1]}",
        f"zine:     arch: {REMEDIES[2][1]}",
        f"zine:     alpine: {REMEDIES[3][1]}",
        "zine:     macos: brew install pango",
    ]
    machine.says("uname", "Darwin")
    assert machine.start().stderr.splitlines()[1:] == ["zine:     brew install pango"]


def test_root_on_debian_gets_pango(machine: Machine) -> None:
    machine.lacks("pango")
    machine.says("id", "0")
    machine.program("apt-get", APT_GET)
    done = machine.start("order")
    assert done.stdout == f"zine order, in {machine.folder}\n"
    assert done.stderr.splitlines()[2:] == ["zine: installing Pango (from Debian's packages)"]
    assert machine.asked()[3:] == ["apt-get libharfbuzz-subset0"]


def test_without_python_it_says_what_to_install(machine: Machine) -> None:
    machine.has("no-python")
    machine.program("dnf", "#!/bin/sh\n")
    done = machine.start()
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "zine: this machine lacks Python 3.11 or newer, with venv. Install it, then start again:",
        "zine:     sudo dnf install python3",
    ]
    assert machine.asked() == []


def test_the_tests_run_in_the_checkout_with_packages_of_their_own(machine: Machine) -> None:
    done = machine.start("test", "-k", "a or b")
    assert done.stdout == f"pytest -k a or b, in {machine.checkout}\n"
    assert machine.asked() == ["venv", "pip .lock", "pip zine wright", "pip .lock-test"]
    machine.start("test")
    machine.start("order")
    assert machine.asked() == []


def test_a_second_start_takes_less_than_50_ms_longer_than_the_command_itself(
    machine: Machine,
) -> None:
    machine.start()

    def fastest(by: Path) -> float:
        return min(_seconds(machine, by) for _ in range(20))

    launched, itself = machine.checkout / "zine", machine.checkout / ".venv" / "bin" / "zine"
    assert fastest(launched) - fastest(itself) < 0.05


def _seconds(machine: Machine, by: Path) -> float:
    begun = time.perf_counter()
    machine.start(by=str(by))
    return time.perf_counter() - begun


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    assert _names(project["project"]["dependencies"]) <= _names(_pins(".lock"))
    assert project["build-system"]["requires"] == groups["build"]
    assert _names(groups["build"]) <= _names(_pins(".lock"))
    assert _names(groups["test"]) <= _names(_pins(".lock-test"))
    assert _pins(".lock") <= _pins(".lock-test")


def _pins(lock: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==\S+", (ROOT / lock).read_text(), re.M))


def _names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[^\w.-]", each)[0].lower().replace("_", "-") for each in requirements}
