"""The base form: filled from the request, and shown again with all that was typed where something is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, ClassVar

from flask import g, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import Field
from wtforms import Form as PlainForm

from tracker.models.base import Versioned
from tracker.services.audit.log import joining
from tracker.services.names import NameFault
from tracker.services.refusal import Refused
from tracker.services.versions import Save
from tracker.web.core.transactions import refuse_changes
from tracker.web.forms import messages
from tracker.web.forms.editing import About, Editing, Thing, Together, TwoEdited
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import ConfirmContactField
from tracker.web.forms.savers import listed, people

_COMMON: Sentences = {NameFault.TAKEN: messages.TAKEN}
"""Sentences for faults that several subjects share."""


class Form(PlainForm):
    """A form over the request. A stale CSRF token is refused as gently as a typing error: all that was typed stays.

    The box that lets a telephone number stand is part of every form; `form_wrapper` shows it where a text asks for it.
    """

    confirm = ConfirmContactField(_("Telefonnummeret eller e-postadressen skal stå"))
    sentences: ClassVar[Sentences] = {}
    """What is said of each fault that the form's service can find."""
    beside: ClassVar[Mapping[str, str]] = {}
    """The form's own name of a field, where the service calls it something else."""
    thing: ClassVar[Thing | None] = None
    """What the form changes, in words, where it changes something that is there."""
    together: Sequence[Together] = ()
    """Fields that are compared as one where two people have changed them."""
    consequences: ClassVar[Mapping[str, object]] = {}
    """What follows from the choice of a field, where it moves something on a chart."""
    editing: Editing | None = None
    joined: Joined | None = None

    def __init__(self, obj: object = None, **data: object) -> None:
        """Read what was posted; on a GET, fill the fields from `obj` and `data`."""
        parts: list[MultiDict[str, Any]] = [request.files, request.form]
        posted: CombinedMultiDict[str, Any] | None = CombinedMultiDict(parts) if request.method == "POST" else None
        super().__init__(posted, obj, data=data)

    def edits(self, *rows: Versioned, name: str, back: str, anew: str = "", is_put_away: bool = False) -> None:
        """Say which rows the form changes, what they are called and where their page is.

        Called when the fields hold what is stored and before `accepted`. From then on nobody writes over what another
        has saved meanwhile: `accepted` joins what it can, and shows the page with both where it cannot. `anew` is the
        address of the form that makes such a thing.
        """
        if self.thing is None:
            raise TypeError("a form that changes something says in words what it is")
        about = About(
            name=name,
            back=back,
            anew=anew,
            is_put_away=is_put_away,
            thing=self.thing,
            together=self.together,
            consequences=self.consequences,
        )
        self.editing = Editing(self, rows, about)

    def propose(self, **data: object) -> None:
        """Fill in what is only proposed: what is stored stays what the form compares with."""
        if request.method != "POST":
            for name, value in data.items():
                self[name].data = value

    @property
    def seen(self) -> str:
        """What `form_wrapper` puts into the form of what it saw; nothing where it changes no row."""
        return self.editing.seal if self.editing else ""

    def accepted(self) -> bool:
        """Return whether the form was posted and is right; where it was and is not, nothing of the request is kept.

        Raises:
            TwoEdited: another has saved meanwhile, and a person must choose.
            RowGone: another has removed what the form changes, or put it away.
        """
        if request.method != "POST":
            return False
        right = self._settled() if self.editing else self.validate()
        if g.get("stale", False):
            self.refuse(None, messages.STALE)
            right = False
        if not right:
            refuse_changes()
        return right

    def _settled(self) -> bool:
        """Take in what another has saved since the form was opened, and tell whether all of it is right."""
        editing = self.editing
        if editing is None or not editing.is_ours():
            self.validate()
            self.refuse(None, messages.STALE)
            return False
        editing.check_presence()
        outcome = editing.outcome()
        if outcome is None:
            return self.validate()
        self.process(editing.formdata(outcome))
        right = self.validate()
        if g.get("stale", False):
            return right
        if right and outcome.must_ask:
            raise TwoEdited(editing, outcome)
        if not outcome.open:
            if outcome.taken_along or outcome.picks:
                labels = [editing.unit(name).label for name in outcome.taken_along]
                self.joined = Joined(editing.saves(), labels)
            editing.settled()
        return right

    def saved(self, text: str) -> str:
        """Return what is said when the form is stored: `text`, or what another changed that was taken along."""
        if self.joined is None or not self.joined.labels:
            return text
        fields = listed([f"«{label}»" for label in self.joined.labels])
        name = people(self.joined.saves)
        return str(gettext("Lagret. %(name)s endret %(fields)s samtidig, og det er med.", name=name, fields=fields))

    def refusing(self) -> Refusing:
        """Return a `with` block round a service's deed: what it refuses is said in the form, and the page goes on."""
        return Refusing(self)

    def refuse_fault(self, error: Refused) -> None:
        """Say beside its field what a service refused; above the form where it is about the whole."""
        sentence = str({**_COMMON, **self.sentences}[error.fault])
        name = self.beside.get(error.field or "", error.field or "")
        field: Field | None = self[name] if name in self else None  # noqa: SIM401 - a form has no get()
        self.refuse(field, sentence % error.details if error.details else sentence)

    def refuse(self, field: Field | None, message: object) -> None:
        """Add what a service found wrong beside its field, or above the form, and keep nothing of the request."""
        if field is None:
            self.form_errors = [*self.form_errors, str(message)]
        else:
            field.errors = [*field.errors, str(message)]
        refuse_changes()

    @property
    def asks_to_confirm(self) -> bool:
        """Return whether a text points to a person, so that the box to confirm it is shown."""
        return bool(g.get("ask_to_confirm", False))

    @property
    def status(self) -> int:
        """Return the status of the page with this form: 422 where something was refused."""
        return 422 if self.errors or self.form_errors else 200


@dataclass(frozen=True, slots=True)
class Joined:
    """Whose saved changes stand beside one's own, and in which fields."""

    saves: Sequence[Save]
    labels: Sequence[object]


class Refusing:
    """A block in which a form's service does its deed. A refusal ends the block and is shown in the form.

    Lines of the audit trail that are written inside name those whose changes were taken along.
    """

    def __init__(self, form: Form) -> None:
        """Say of which form."""
        self._form = form
        self._names = [save.name for save in form.joined.saves] if form.joined else []
        self._lines = ExitStack()

    def __enter__(self) -> None:
        """Begin."""
        self._lines.enter_context(joining(self._names))

    def __exit__(self, _kind: object, error: BaseException | None, _trace: TracebackType | None) -> bool:
        """Show a refusal in the form; anything else goes on its way."""
        self._lines.close()
        if not isinstance(error, Refused):
            return False
        self._form.refuse_fault(error)
        return True
