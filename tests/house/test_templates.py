"""Templates stand where their pages do, compile, and carry nothing that nobody uses."""

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, nodes

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))


def tree(name):
    return Environment(extensions=["jinja2.ext.i18n"]).parse((FOLDER / name).read_text())


def imported(template):
    """Name in the template -> name of the macro, or None for a whole file."""
    names = {node.target: None for node in template.find_all(nodes.Import)}
    for node in template.find_all(nodes.FromImport):
        for name in node.names:
            macro, alias = (name, name) if isinstance(name, str) else name
            names[alias] = macro
    return names


def used(template):
    return {node.name for node in template.find_all(nodes.Name) if node.ctx == "load"}


def test_a_folder_of_templates_is_a_package_of_pages():
    packages = {path.parent.name for path in (ROOT / "tracker" / "web").glob("*/routes.py")} - {"core"}
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    assert folders - {"components", "errors", "layouts"} == packages - {"operations"}  # which answers machines


def test_an_undefined_name_is_an_error(app):
    assert app.jinja_env.undefined is StrictUndefined


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(app, name):
    app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_all_it_imports(name):
    template = tree(name)
    assert imported(template).keys() - used(template) == set()


def test_every_macro_is_used():
    trees = {name: tree(name) for name in TEMPLATES}
    calls = set()
    for template in trees.values():
        calls |= used(template) | set(filter(None, imported(template).values()))
        calls |= {node.attr for node in template.find_all(nodes.Getattr)}
    unused = {f"{name}: {macro.name}" for name, t in trees.items() for macro in t.find_all(nodes.Macro)}
    assert {entry for entry in unused if entry.split(": ")[1] not in calls} == set()
