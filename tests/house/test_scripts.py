"""The scripts' own logic, by Node's own test runner; where Node is missing, the browser's walks are what there is."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))


@pytest.mark.parametrize("script", TESTS, ids=lambda path: path.name.removesuffix(".test.mjs"))
def test_the_scripts_own_tests_pass(script):
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed: apt-get install nodejs")
    command = [node, "--test", str(script)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
