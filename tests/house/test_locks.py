"""What is installed is pinned, and the pins say nothing of where they were fetched."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")


def pins(lock):
    """Name -> the lines that pin it (one for each marker)."""
    found = {}
    for entry in (ROOT / lock).read_text().replace("\\\n", " ").splitlines():
        found.setdefault(re.match(r"[a-z0-9-]+", entry)[0], []).append(entry)
    return found


def asked(lock):
    lines = (ROOT / lock).with_suffix(".in").read_text().splitlines()
    return {re.match(r"[\w-]+", line)[0].lower().replace("_", "-") for line in lines if re.match(r"\w", line)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock):
    assert re.findall(r"(?i)http|file:|\w@\w|--(?!hash=)[\w-]+", (ROOT / lock).read_text()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_is_exact_and_hashed(lock):
    for entry in (entry for entries in pins(lock).values() for entry in entries):
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_all_that_is_asked_for(lock):
    assert asked(lock) - pins(lock).keys() == set()


def test_tests_run_on_what_is_served():
    runtime, dev = map(pins, LOCKS)
    assert {name: dev.get(name) for name in runtime} == runtime
