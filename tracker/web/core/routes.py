"""A place a person stands: a blueprint whose every page says who may come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue
from werkzeug.routing import IntegerConverter

from tracker.access.permissions import Permission
from tracker.models.tally import CodePurpose

View = Callable[..., ResponseReturnValue]


class _Public:
    """A rule that is no permission."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


ANYONE: Final = _Public("ANYONE")
"""No account needed. Search for this word to see all that is open."""
SIGNED_IN: Final = _Public("SIGNED_IN")
"""Any account will do: the page shows only the person's own."""
BY_MAIL_TOKEN: Final = _Public("BY_MAIL_TOKEN")
"""The token in the address, from a mail, is all the authority there is: no cookie is read, so no form can be forged."""


@dataclass(frozen=True, slots=True)
class ByCode:
    """A rule that asks for a team's code in the address, and for no account. Cookies say nothing there."""

    purpose: CodePurpose


BY_TELL_CODE: Final = ByCode(CodePurpose.TELL)
"""Whoever has the code by the bed may count."""
BY_BOARD_CODE: Final = ByCode(CodePurpose.BOARD)
"""Whoever has the code of the ward's screen may see what it shows."""
BY_ANSWER_CODE: Final = ByCode(CodePurpose.ANSWER)
"""Whoever has the code of a ward may answer what matters to them."""
BY_OWN_CODE: Final = _Public("BY_OWN_CODE")
"""The code in the body, which only its owner has, is all the authority there is: no cookie is read, none is set."""

NO_COOKIE: Final = _Public("NO_COOKIE")
"""No account needed, no cookie read or set: a form here is signed by us, so it works where cookies are blocked."""
BY_UNIT_CODE: Final = _Public("BY_UNIT_CODE")
"""The code of a unit in the address, from a mail, opens its page of the day. Cookies say nothing there."""

Rule = Permission | ByCode | _Public


class RowIdConverter(IntegerConverter):
    """An id in an address. One that no database can count to is an address that does not exist: 404, not an error."""

    regex = r"[0-9]{1,9}"


class Routes(Blueprint):
    """A blueprint whose `.page()` demands `access=`; a route made any other way stops the start."""

    def __init__(self, name: str, import_name: str) -> None:
        super().__init__(name, import_name)
        self.rules: dict[str, Rule] = {}

    def page(self, path: str, *, access: Rule, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
        """Put a view at a path, for those the rule lets in."""

        def register(view: View) -> View:
            name = view.__name__
            if self.rules.setdefault(name, access) is not access:
                message = f"{self.name}.{name} has two access rules"
                raise ValueError(message)
            self.add_url_rule(path, name, view, methods=list(methods))
            return view

        return register


def declared_rules(places: tuple[Routes, ...]) -> dict[str, Rule]:
    """Gather every place's rules by endpoint."""
    return {f"{place.name}.{name}": rule for place in places for name, rule in place.rules.items()}


def refuse_undeclared(endpoints: set[str], rules: dict[str, Rule]) -> None:
    """Stop the start where a route and a rule do not match.

    Raises:
        RuntimeError: naming the endpoints without a rule.
    """
    if bare := sorted(endpoints - rules.keys()):
        message = f"routes without an access rule: {', '.join(bare)}"
        raise RuntimeError(message)
