"""What people do, one function per deed, each with its audit line.

Importing this package imports the module `audit_words` of every subject that has one, which registers the rows that
audit lines are about: a new subject is named nowhere else.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

for _subject in iter_modules(__path__, prefix=f"{__name__}."):
    if _subject.ispkg and find_spec(_words := f"{_subject.name}.audit_words") is not None:
        import_module(_words)
