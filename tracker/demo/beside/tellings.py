"""What the demo's main team told back. Nothing of it happened: the texts are invented, like the answers they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.team import TeamAccess
from tracker.demo.measures import submission
from tracker.models.answers import AnswerTheme, TellingKind, ThemeKey
from tracker.models.base import db
from tracker.models.tally import CodePurpose
from tracker.services.answers.themes import begin_themes
from tracker.services.answers.told.tellings import NewTelling, change_telling, publish, tellings_of, write_telling
from tracker.services.tally.codes import make_code


@dataclass(frozen=True, slots=True)
class _Told:
    """One text, of a theme."""

    theme: ThemeKey
    kind: TellingKind
    text: str
    decided_by: str = ""


_HEARD = _Told(
    ThemeKey.HEARD,
    TellingKind.DID,
    "Legen setter seg ned ved senga. Det henger en stol i hvert rom, og én følger visittvogna.",
    "avdelingsledelsen",
)
_MORE = (
    _Told(ThemeKey.FAMILY, TellingKind.DID, "Besøkstida er åpen til kl. 21. Det står på døra.", "avdelingsledelsen"),
    _Told(ThemeKey.EVERYDAY, TellingKind.DID, "Kaffe i dagligstua kl. 14, hver dag.", "personalmøtet"),
    _Told(ThemeKey.SLEEP, TellingKind.WORKING, "Vi har en idé om stille time fra kl. 22. Vi har ikke prøvd den ennå."),
    _Told(ThemeKey.SAFETY, TellingKind.WORKING, "Vi prøver nattlys på ett rom."),
    _Told(
        ThemeKey.FOOD,
        TellingKind.COULD_NOT,
        "Kjøkkenet er felles for hele sykehuset. Vi har meldt det videre, og spør igjen i januar.",
        "avdelingsledelsen",
    ),
)


def tell(access: TeamAccess) -> None:
    """Let the team's leader tell everybody back; what she has told before gets its theme, and how it goes."""
    make_code(access, CodePurpose.ANSWER)
    begin_themes(access)
    rows = db.session.scalars(select(AnswerTheme).where(AnswerTheme.team_id == access.team.id))
    themes = {row.key: row.id for row in rows if row.key is not None}
    measures = access.measures()
    measure_id = measures[0].id if measures else None
    before = tellings_of(access)
    for row in before:
        told = NewTelling(
            kind=row.kind,
            text=row.text,
            theme_id=themes[ThemeKey.HEARD],
            whole_theme=True,
            measure_id=measure_id,
            decided_by=row.decided_by,
            decided_on=row.decided_on,
        )
        change_telling(access, row, told)
    for each in (*(() if before else (_HEARD,)), *_MORE):
        _write(access, each, themes, measure_id if each.theme is ThemeKey.HEARD else None)


def _write(access: TeamAccess, told: _Told, themes: Mapping[ThemeKey, int], measure_id: int | None) -> None:
    new = NewTelling(
        kind=told.kind,
        text=told.text,
        theme_id=themes[told.theme],
        whole_theme=True,
        measure_id=measure_id,
        decided_by=told.decided_by,
        decided_on=access.today if told.decided_by else None,
    )
    publish(access, write_telling(access, new, submission=submission("told-back", told.text)))
