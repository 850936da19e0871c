"""What is kept in git is finished, made by hand, and the same on every machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MADE = {".db", ".mo", ".pot", ".pyc", ".sqlite", ".sqlite3"}

# Written so that this file does not hold what it looks for.
REFUSED = {
    "work left for later": r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b",
    "a folder of one machine": r"(?<![\w.}])/(wor[k]|roo[t]|home/\w+)/\w|[A-Z]:\\User[s]",
    "the address of a registry": r"(?i)py[p]i\.org|pythonho[s]ted|\.np[m]js\.|deb\.deb[i]an|index-ur[l]|find-link[s]",
}


def git(*arguments):
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.split("\0")[:-1]


@pytest.fixture(scope="module")
def files():
    """Path -> text of each tracked file that is text."""
    texts = {}
    for name in git("ls-files", "-z"):
        try:
            texts[name] = (ROOT / name).read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            continue
    return texts


@pytest.mark.parametrize("reason", REFUSED)
def test_no_file_holds(files, reason):
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(REFUSED[reason], line)
    ]
    assert found == []


def test_nothing_that_a_command_makes_is_kept():
    assert [name for name in git("ls-files", "-z") if Path(name).suffix in MADE] == []


def test_what_is_kept_is_not_ignored():
    assert git("ls-files", "-z", "--cached", "--ignored", "--exclude-standard") == []


def test_help_lists_every_command_that_the_makefile_has():
    makefile = (ROOT / "Makefile").read_text()
    commands = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    rules = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    told = subprocess.run(["make", "-C", ROOT, "help"], capture_output=True, text=True, check=True).stdout
    assert rules == commands
    assert set(re.findall(r"^  make (\w+)  ", told, re.MULTILINE)) == commands
