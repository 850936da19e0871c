"""What tests of answers share: a form on a phone, and the code on the thank-you."""

import re


def fill(phone, path, text, **more):
    """What a phone sends from the page at `path` with these words in it."""
    return phone.get(path).fields() | {"answer": text} | more


def code_on(page):
    """The twelve figures on a ticket."""
    return re.sub(r"\D", "", page.one(".ticket-code > [aria-hidden]").get_text())
