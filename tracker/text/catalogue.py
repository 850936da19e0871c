"""The translations of the product's texts. Bokmål is written in the code itself and has no catalogue."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent.parent / "translations"


@lru_cache(maxsize=16)
def catalogue_of(code: str) -> NullTranslations:
    """Return the texts of a language, loaded once; what it lacks stays in bokmål."""
    folder = FOLDER / code / "LC_MESSAGES"
    if (folder / "messages.po").exists():
        return translations_of(folder / "messages.po")
    if (folder / "messages.mo").exists():
        return Translations.load(str(FOLDER), [code])
    return NullTranslations()


def translations_of(path: Path) -> Translations:
    """Return the translations of a ``.po`` file, without a compiled file beside it."""
    with path.open("rb") as source:
        catalogue = read_po(source)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(fp=compiled)
