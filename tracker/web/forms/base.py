"""The base form: filled from the request, and shown again with all that was typed where something is wrong."""

from __future__ import annotations

from typing import Any

from flask import g, request
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import Field
from wtforms import Form as PlainForm

from tracker.web.core.transactions import refuse_changes
from tracker.web.forms import messages


class Form(PlainForm):
    """A form over the request. A stale CSRF token is refused as gently as a typing error: all that was typed stays."""

    def __init__(self, obj: object = None, **data: object) -> None:
        """Read what was posted; on a GET, fill the fields from `obj` and `data`."""
        parts: list[MultiDict[str, Any]] = [request.files, request.form]
        posted: CombinedMultiDict[str, Any] | None = CombinedMultiDict(parts) if request.method == "POST" else None
        super().__init__(posted, obj, data=data)

    def accepted(self) -> bool:
        """Tell whether the form was posted and is right; where it was and is not, nothing of the request is kept."""
        if request.method != "POST":
            return False
        right = self.validate()
        if g.get("stale", False):
            self.refuse(None, messages.STALE)
            right = False
        if not right:
            refuse_changes()
        return right

    def refuse(self, field: Field | None, message: object) -> None:
        """Add what a service found wrong beside its field, or above the form, and keep nothing of the request."""
        if field is None:
            self.form_errors = [*self.form_errors, str(message)]
        else:
            field.errors = [*field.errors, str(message)]
        refuse_changes()

    @property
    def asks_to_confirm(self) -> bool:
        """Tell whether a text points to a person, so that the box to confirm it is shown."""
        return bool(g.get("ask_to_confirm", False))

    @property
    def status(self) -> int:
        """Give the status of the page with this form: 422 where something was refused."""
        return 422 if self.errors or self.form_errors else 200
