"""The main team's year: a chair by the bed, a question at arrival, and fewer falls, told week by week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, enter_team
from tracker.demo import tally
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.measures import Wish, reword, submission, take
from tracker.demo.numbers import Ledger
from tracker.demo.teams import MAIN
from tracker.models.accounts import User
from tracker.models.improvement import (
    AdverseEventCategory,
    Claim,
    Decision,
    Driver,
    Intervention,
    InterventionState,
    Level,
    PdsaCycle,
)
from tracker.models.measurements import AnnotationKind
from tracker.models.measures import HowRecorded, Measure
from tracker.services.improvement import drivers as drivers_service
from tracker.services.improvement import goals, interventions, pdsa
from tracker.services.measurements import annotations as annotations_service
from tracker.services.measurements import phases, record

SEATED, HEARD, ASKED = "chair_seated", "felt_heard", "matters_asked"
KIN, MINUTES, FALLS = "next_of_kin_contacted", "chair_minutes", "falls_with_injury"


@dataclass(slots=True)
class _Ward:
    """The team as the story goes on: who is in it, its measures, and the numbers still to come."""

    calendar: Calendar
    slug: str
    people: Mapping[str, User]
    measures: dict[str, Measure]

    def inside(self, name: str, moment: datetime) -> TeamAccess:
        """Let one of the people into the team at a moment."""
        return enter_team(self.people[name], self.slug, Permission.READ, now=moment)

    def ids(self, *keys: str) -> frozenset[int]:
        """Return the rows of measures by their keys."""
        return frozenset(self.measures[key].id for key in keys)


def tell(calendar: Calendar, slug: str, leader: User, others: Mapping[str, User]) -> None:
    """Tell the whole story, each deed at its own time by the one who did it."""
    ward = _Ward(calendar, slug, {leader.name: leader, **others}, {})
    nora = ward.inside("Nora Lund", calendar.at(1, 4))
    _take_measures(ward, nora)
    ledger = Ledger(MAIN.name, calendar, ward.measures, without=tally.is_counted)

    def at(week: int, name: str = "Nora Lund", weekday: int = 3) -> TeamAccess:
        ledger.record(ward.inside("Ali Hassan", calendar.at(week, weekday)))
        return ward.inside(name, calendar.at(week, weekday))

    drivers = _aim(ward, at(2))
    asked = _ask_at_arrival(ward, at(8, weekday=1), drivers[0])
    chair = _hang_up_chairs(ward, at(14, weekday=1), drivers[1])
    _split(at(18), ward, SEATED, 14, "Stol på veggen", "Stolene kom opp i alle rom. Vi vil se det nye nivået.", chair)
    _split(at(18), ward, ASKED, 8, "Spør ved innkomst", "Spørsmålet ble en del av innkomstsamtalen.", asked)
    reminded = _try_reminders(ward, at(20, "Ali Hassan"))
    first = _try_talking_of_falls(ward, at(22))
    _give_up_reminders(ward, at(22, "Ali Hassan", 5), reminded)
    _adapt(ward, at(25), first)
    _leave_out_fire_drill(ward, at(26))
    _let_the_chair_follow(ward, at(34, weekday=1), drivers[1])
    _welcome_new_doctors(ward, at(36))
    tally.tell(at(tally.SINCE, weekday=1), calendar, ward.measures)
    again = _try_again(ward, at(38), first)
    _comment(ward, at(44, "Jon Eide"), KIN, "Hvor ble det av telefonen?",
             "Flere pårørende sier at de ikke hører fra posten det første døgnet lenger.")  # fmt: skip
    _comment(ward, at(45, "Aud Nilsen"), SEATED, "Nå tør jeg spørre",
             "Når legen setter seg, rekker jeg å tenke. Det er da spørsmålene kommer.")  # fmt: skip
    _note_idea(ward, at(45, "Ali Hassan", 5), drivers[0])
    _hang_up_the_tests(ward, at(45, weekday=5), drivers[2], (first, again))
    at(LAST + 1, weekday=1)


def _take_measures(ward: _Ward, nora: TeamAccess) -> None:
    soon, end = ward.calendar.day(LAST + 5, 7), ward.calendar.year_end()
    wishes = {
        SEATED: Wish(0.8, soon, who_records="Sykepleieren på visitten"),
        HEARD: Wish(0.85, end, "Pasienten opplevde å bli hørt", "Brukerrepresentanten, på utreisedagen"),
        ASKED: Wish(0.8, end, who_records="Den som tar imot"),
        KIN: Wish(0.8, end, who_records="Primærsykepleieren"),
        MINUTES: Wish(name="Visittid per pasient", who_records="Sykepleieren på visitten"),
        FALLS: Wish(who_records="Avvikssystemet, som tall per måned", how_recorded=HowRecorded.FILE),
    }
    ward.measures.update({key: take(nora, key, wish) for key, wish in wishes.items()})


def _aim(ward: _Ward, nora: TeamAccess) -> list[Driver]:
    aim = goals.Aim(
        title="Halvere fall med skade",
        category=AdverseEventCategory.FALLS,
        why="Fall er den skaden flest hos oss opplever. Vi tror at den som blir spurt og hørt, sier fra i tide.",
        baseline=4.7,
        target=2.3,
        deadline=ward.calendar.year_end(),
    )
    goal = goals.set_goal(nora, aim, outcome=ward.measures[FALLS], submission=submission("goal"))
    claims = {
        ASKED: Claim.HYPOTHESIS,
        SEATED: Claim.HYPOTHESIS,
        HEARD: Claim.LOCAL_EXPERIENCE,
        MINUTES: Claim.HYPOTHESIS,
    }
    goals.follow(nora, goal, {ward.measures[key].id: claim for key, claim in claims.items()})
    named = (
        ("Pasienten er med og bestemmer", ASKED),
        ("Visitten er en samtale", SEATED),
        ("Fallrisiko er kjent for alle rundt pasienten", None),
    )
    return [
        drivers_service.add_driver(
            nora, goal, title=title, measure_id=ward.measures[key].id if key else None, submission=submission(title)
        )
        for title, key in named
    ]


def _log(access: TeamAccess, intent: interventions.Intent) -> Intervention:
    return interventions.log_intervention(access, intent, submission=submission(intent.title))


def _ask_at_arrival(ward: _Ward, nora: TeamAccess, driver: Driver) -> Intervention:
    intent = interventions.Intent(
        title="«Hva er viktig for deg?» ved innkomst",
        text="Spørsmålet står øverst på innkomstarket. Svaret skrives med pasientens egne ord.",
        with_representatives=True,
        with_organisations="En oppdiktet brukerforening",
        measures=ward.ids(ASKED, FALLS),
        state=InterventionState.IMPLEMENTED,
        level=Level.INDIVIDUAL,
        claim=Claim.HYPOTHESIS,
        started_on=nora.today,
        driver_id=driver.id,
    )
    return _log(nora, intent)


def _hang_up_chairs(ward: _Ward, nora: TeamAccess, driver: Driver) -> Intervention:
    intent = interventions.Intent(
        title="Visittstol på veggen i alle rom",
        text="Verkstedet hengte opp 14 stoler.",
        with_representatives=True,
        measures=ward.ids(SEATED, HEARD, MINUTES, FALLS),
        state=InterventionState.IMPLEMENTED,
        claim=Claim.RESEARCH,
        started_on=nora.today,
        driver_id=driver.id,
    )
    row = _log(nora, intent)
    measure = ward.measures[SEATED]
    left_out = f"{measure.definitions[-1].exclusions} Visitter i helgene."
    reword(nora, measure, exclusions=left_out, reason="Helgevisittene går av leger som ikke er med i arbeidet.")
    return row


def _split(
    nora: TeamAccess, ward: _Ward, key: str, week: int, name: str, reason: str, intervention: Intervention
) -> None:
    phases.begin_phase(
        nora,
        ward.measures[key],
        period=ward.calendar.week(week),
        name=name,
        reason=reason,
        intervention_id=intervention.id,
    )


def _try_reminders(ward: _Ward, ali: TeamAccess) -> PdsaCycle:
    cycle = pdsa.Cycle(
        title="Sykepleier minner om stolen før visitt",
        plan="To sykepleiere minner legen om stolen før visitten, på sørgangen, i tre uker.",
        prediction="Legen setter seg hos åtte av ti.",
        started_on=ali.today,
        measure_id=ward.measures[SEATED].id,
    )
    return pdsa.start_test(ali, cycle, submission=submission(cycle.title))


def _give_up_reminders(ward: _Ward, ali: TeamAccess, row: PdsaCycle) -> None:
    cycle = pdsa.Cycle(
        title=row.title,
        plan=row.plan,
        prediction=row.prediction,
        started_on=row.started_on,
        ended_on=ali.today,
        measure_id=ward.measures[SEATED].id,
        did="To sykepleiere minnet om stolen. På travle dager ble det glemt.",
        studied="Ingen forskjell å se. Alt hang på at noen husket det.",
        decision=Decision.ABANDON,
        decided_why="En rutine som må huskes, holder ikke på en travel post.",
    )
    pdsa.change_test(ali, row, cycle)


def _try_talking_of_falls(ward: _Ward, nora: TeamAccess) -> PdsaCycle:
    cycle = pdsa.Cycle(
        title="Fallrisiko tas opp i visittsamtalen",
        plan="Én lege, én gang, én uke: spør hva pasienten selv er redd for når hun skal opp av senga.",
        prediction="Vi får vite om minst én fare i rommet som ikke sto i planen.",
        started_on=nora.today,
        measure_id=ward.measures[FALLS].id,
    )
    return pdsa.start_test(nora, cycle, submission=submission(cycle.title))


def _adapt(ward: _Ward, nora: TeamAccess, row: PdsaCycle) -> None:
    cycle = pdsa.Cycle(
        title=row.title,
        plan=row.plan,
        prediction=row.prediction,
        started_on=row.started_on,
        ended_on=nora.today,
        measure_id=ward.measures[FALLS].id,
        did="Spurte ni pasienter.",
        studied="Fire nevnte mørket på vei til badet. Det sto ikke i noen plan. Spørsmålet tok under et minutt.",
        decision=Decision.ADAPT,
    )
    pdsa.change_test(nora, row, cycle)


def _leave_out_fire_drill(ward: _Ward, nora: TeamAccess) -> None:
    reason = "Brannøvelse midt i visitten. Tiden sier ikke noe om stolen."
    record.exclude(nora, ward.measures[MINUTES], period=ward.calendar.week(25), reason=reason)


def _let_the_chair_follow(ward: _Ward, nora: TeamAccess, driver: Driver) -> None:
    intent = interventions.Intent(
        title="Stolen følger visittvogna",
        text="Én stol på hver vogn. Ingen må lete.",
        measures=ward.ids(SEATED, HEARD, MINUTES, FALLS),
        state=InterventionState.IMPLEMENTED,
        claim=Claim.RESEARCH,
        started_on=nora.today,
        driver_id=driver.id,
    )
    _log(nora, intent)


def _welcome_new_doctors(ward: _Ward, nora: TeamAccess) -> None:
    annotations_service.write_note(
        nora,
        kind=AnnotationKind.EVENT,
        on_date=nora.today,
        title="Nye LIS1-leger",
        text="Stolen er med i omvisningen første dag.",
        measure=ward.measures[SEATED],
        submission=submission("doctors"),
    )


def _try_again(ward: _Ward, nora: TeamAccess, first: PdsaCycle) -> PdsaCycle:
    cycle = pdsa.Cycle(
        title="Fallrisiko og nattlys i visittsamtalen",
        plan="Hele posten, alle nye pasienter: spør om veien til badet, og tenn nattlyset sammen.",
        prediction="Alle rom har nattlys på innen fire uker.",
        started_on=nora.today,
        measure_id=ward.measures[FALLS].id,
    )
    return pdsa.start_test(nora, cycle, submission=submission(cycle.title), follows=first)


def _note_idea(ward: _Ward, ali: TeamAccess, driver: Driver) -> None:
    intent = interventions.Intent(
        title="Svaret står på tavla ved senga",
        text="Så alle som kommer inn, ser hva som er viktig.",
        measures=ward.ids(ASKED),
        state=InterventionState.IDEA,
        driver_id=driver.id,
    )
    _log(ali, intent)


def _hang_up_the_tests(ward: _Ward, nora: TeamAccess, driver: Driver, tests: Iterable[PdsaCycle]) -> None:
    intent = interventions.Intent(
        title="Fallrisiko tas opp i visittsamtalen",
        text="Pasienten vet selv hva hun er redd for.",
        measures=ward.ids(FALLS),
        state=InterventionState.IDEA,
        driver_id=driver.id,
    )
    idea = _log(nora, intent)
    for row in tests:
        said = {field.name: getattr(row, field.name) for field in fields(pdsa.Cycle)}
        pdsa.change_test(nora, row, pdsa.Cycle(**said | {"intervention_id": idea.id}))


def _comment(ward: _Ward, reader: TeamAccess, key: str, title: str, text: str) -> None:
    annotations_service.write_note(
        reader,
        kind=AnnotationKind.COMMENT,
        on_date=reader.today,
        title=title,
        text=text,
        measure=ward.measures[key],
        submission=submission(title),
    )
