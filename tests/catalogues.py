"""Gather texts from code and templates, and bring the catalogues up to date: `make messages`.

Babel's own commands do the same, but write today's date and empty headers into each catalogue and put new texts at
its end, so that two branches with a new text each would never merge.
"""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted((ROOT / "tracker" / "translations").glob("*/LC_MESSAGES/messages.po"))
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "lazy_ngettext": (1, 2), "marked": None}
KEPT_HEADERS = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


def language(path: Path) -> str:
    return path.parts[-3]


@cache
def gather() -> Catalog:
    """All texts that a person can meet, in bokmål; gathered once, since it takes seconds."""
    texts = Catalog()
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    for _, _, text, _, context in extract_from_dir(ROOT, methods, options, KEYWORDS):
        texts.add(text, context=context)
    return texts


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language(path), abort_invalid=True)


def write(path: Path, catalogue: Catalog) -> None:
    headers = [f'"{name}: {value}\\n"' for name, value in catalogue.mime_headers if name in KEPT_HEADERS]
    with path.open("wb") as file:
        file.write("\n".join([catalogue.header_comment, 'msgid ""', 'msgstr ""', *headers, "", ""]).encode())
        write_po(file, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)


def main() -> None:
    texts = gather()
    for path in CATALOGUES:
        catalogue = read(path)
        catalogue.update(texts, no_fuzzy_matching=True, update_header_comment=False)
        write(path, catalogue)
        missing = sum(1 for message in catalogue if message.id and not all(message.string or [""]))
        print(f"{language(path)}: {len(catalogue)} texts, {missing} without a translation")


if __name__ == "__main__":
    main()
