"""Imports go down, never up or round: the contracts in pyproject.toml, and what the lowest floors may know."""

import sys
from pathlib import Path

import grimp
import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).parents[2]


def test_every_import_contract_is_kept(capsys):
    configure()
    assert lint_imports(str(ROOT / "pyproject.toml"), cache_dir=None), capsys.readouterr().out


@pytest.fixture(scope="module")
def imports():
    return grimp.build_graph("tracker", include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize(
    ("floor", "known"), [("analysis", {"numpy"}), ("charts", {"babel", "markupsafe", "numpy", "resvg_py"})]
)
def test_a_low_floor_knows_few_libraries(imports, floor, known):
    modules = {f"tracker.{floor}", *imports.find_descendants(f"tracker.{floor}")}
    imported = {name for module in modules for name in imports.find_modules_directly_imported_by(module)}
    outside = {name.split(".")[0] for name in imported} - {"tracker"} - sys.stdlib_module_names
    assert outside - known == set()
