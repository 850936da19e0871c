"""Addresses of the pages that others lead to. Who makes a `Links` says how: in a request, or from a base address."""

from __future__ import annotations

from collections.abc import Callable

from tracker.access.team_code import show_code
from tracker.analysis import Period
from tracker.models.measures import Measure
from tracker.services.measurements.flags import FlagSubject, TeamFlag
from tracker.text.period_address import period_query


class Links:
    """One method for each kind of page. A team is named by its slug, as in its addresses."""

    def __init__(self, address: Callable[..., str]) -> None:
        """Keep what makes an address of a page's name and its parts, as Flask's `url_for` does; None is left out."""
        self._address = address

    def team(self, team: str) -> str:
        """Return the address of a team's page."""
        return self._address("teams.team", team=team)

    def library(self, team: str) -> str:
        """Return the address where a team chooses measures from the library."""
        return self._address("measures.choose_measure", team=team)

    def measure(self, team: str, measure: Measure) -> str:
        """Return the address of a measure's page."""
        return self.measure_at(team, measure.id, measure.slug)

    @staticmethod
    def at_thread(page: str, number: int) -> str:
        """Return where a thread stands on a measure's page, by the page's address and the flag's number."""
        return f"{page}#samtale-{number}"

    def measure_from_news(self, team: str, measure: Measure, *, organisation: str, item: str) -> str:
        """Return the address of a measure's page, read as one of what is new in an organisation."""
        where = {"team": team, "measure_id": measure.id, "slug": measure.slug}
        return self._address("measures.measure", **where, hos=organisation, ny=item)

    def measure_from_wall(self, team: str, measure: Measure, *, wall: str) -> str:
        """Return the address of a measure's page, read as one chart of a wall, which has this address."""
        where = {"team": team, "measure_id": measure.id, "slug": measure.slug}
        return self._address("measures.measure", **where, **{"from": wall})

    def wall(self, place: str, *, is_network: bool, **asked: object) -> str:
        """Return the address of the wall of an organisation or a network, with what is asked of it."""
        if is_network:
            return self._address("walls.network", network=place, **asked)
        return self._address("walls.organisation", organisation=place, **asked)

    def measure_at(self, team: str, measure_id: int, slug: str) -> str:
        """Return the address of a measure's page, by its id and its name in addresses."""
        return self._address("measures.measure", team=team, measure_id=measure_id, slug=slug)

    def new_measure_beside(self, team: str, measure_id: int, *, asked: str) -> str:
        """Return the address where a measure is made from another; `asked` is `between`, `misses` or `longer`."""
        return self._address("measures.new_measure", team=team, **{asked: measure_id})

    def chart_settings(self, team: str, measure_id: int, *, axis: int | None = None) -> str:
        """Return the address where a measure's chart is set, with a value for its axis to begin at."""
        return self._address("measures.chart_settings", team=team, measure_id=measure_id, axis=axis)

    def finish(self, team: str, measure_id: int, start: str) -> str:
        """Return the address that says that the period which begins on this day is done."""
        return self._address("measurements.finish", team=team, measure_id=measure_id, start=start)

    def reopen(self, team: str, measure_id: int, start: str) -> str:
        """Return the address that takes back that a period is done."""
        return self._address("measurements.reopen", team=team, measure_id=measure_id, start=start)

    def edit_measure(self, team: str, measure_id: int) -> str:
        """Return the address where a measure's plan is changed."""
        return self._address("measures.edit_measure", team=team, measure_id=measure_id)

    def record(self, team: str, *, period: Period | None = None) -> str:
        """Return the address where numbers are written: those of one period, where it is said."""
        return self._address("measurements.record", team=team, **(period_query(period) if period else {}))

    def exclude(self, team: str, measure_id: int, start: str) -> str:
        """Return the address that leaves a point out, or takes it in again."""
        return self._address("measurements.exclude", team=team, measure_id=measure_id, start=start)

    def new_phase(self, team: str, measure_id: int, *, starts: str) -> str:
        """Return the address where a new phase from this day is decided."""
        return self._address("measurements.new_phase", team=team, measure_id=measure_id, starts=starts)

    def propose_phase(self, team: str, measure_id: int, *, starts: str = "") -> str:
        """Return the address where a phase is proposed, from this day where it is said."""
        return self._address("measurements.propose_phase", team=team, measure_id=measure_id, starts=starts or None)

    def proposal(self, team: str, measure_id: int, proposal_id: int) -> str:
        """Return the address where a proposed phase is decided on."""
        return self._address("measurements.proposal", team=team, measure_id=measure_id, proposal_id=proposal_id)

    def remove_phase(self, team: str, measure_id: int, phase_id: int) -> str:
        """Return the address that takes a phase away."""
        return self._address("measurements.remove_phase", team=team, measure_id=measure_id, phase_id=phase_id)

    def edit_annotation(self, team: str, measure_id: int, annotation_id: int) -> str:
        """Return the address where a note is changed."""
        return self._address(
            "measurements.edit_annotation", team=team, measure_id=measure_id, annotation_id=annotation_id
        )

    def remove_annotation(self, team: str, measure_id: int, annotation_id: int) -> str:
        """Return the address that takes a note away."""
        return self._address(
            "measurements.remove_annotation", team=team, measure_id=measure_id, annotation_id=annotation_id
        )

    def thread(self, team: str, thread_id: int) -> str:
        """Return the address of a thread, where one writes in it."""
        return self._address("threads.thread", team=team, thread_id=thread_id)

    def edit_message(self, team: str, thread_id: int, message_id: int) -> str:
        """Return the address where a message is changed."""
        return self._address("threads.edit_message", team=team, thread_id=thread_id, message_id=message_id)

    def remove_message(self, team: str, thread_id: int, message_id: int) -> str:
        """Return the address that takes a message away."""
        return self._address("threads.remove_message", team=team, thread_id=thread_id, message_id=message_id)

    def feedback(self, team: str) -> str:
        """Return the address of the page where those who speak for patients are heard."""
        return self._address("representatives.feedback", team=team)

    def chain(self, team: str) -> str:
        """Return the address of the list over what became of a team's answers."""
        return self._address("answers.chain", team=team)

    def answers(self, team: str) -> str:
        """Return the address of what patients and next of kin have answered a team."""
        return self._address("answers.wall", team=team)

    def recognise(self, team: str, measure_id: int) -> str:
        """Return the address where a representative says whether she knows a chart again."""
        return self._address("representatives.recognise", team=team, measure_id=measure_id)

    def edit_seat(self, team: str, seat_id: int) -> str:
        """Return the address where a representative's seat is changed."""
        return self._address("representatives.edit_seat", team=team, seat_id=seat_id)

    def new_goal(self, team: str) -> str:
        """Return the address where a goal is set."""
        return self._address("improvement.new_goal", team=team)

    def edit_goal(self, team: str, goal_id: int) -> str:
        """Return the address where a goal is changed, or closed."""
        return self._address("improvement.edit_goal", team=team, goal_id=goal_id)

    def archived_measures(self, team: str) -> str:
        """Return the address of a team's archived measures."""
        return self._address("measures.archived_measures", team=team)

    def intervention(self, team: str, intervention_id: int) -> str:
        """Return the address of an intervention's page."""
        return self._address("improvement.intervention", team=team, intervention_id=intervention_id)

    def test(self, team: str, test_id: int) -> str:
        """Return the address of a test's page."""
        return self._address("improvement.test", team=team, test_id=test_id)

    def new_test(self, team: str, *, measure_id: int) -> str:
        """Return the address where a test on a measure is planned."""
        return self._address("improvement.new_test", team=team, measure=measure_id)

    def flag(self, team: str, flag: TeamFlag) -> str:
        """Return the address of what a flag stands for; a note has none of its own."""
        match flag.subject:
            case FlagSubject.INTERVENTION:
                return self.intervention(team, flag.row_id)
            case FlagSubject.TEST:
                return self.test(team, flag.row_id)
            case _:
                return ""

    def codes(self, team: str) -> str:
        """Return the address of a team's codes."""
        return self._address("tally.codes", team=team)

    def tell(self, code: str) -> str:
        """Return the address where the team counts, by its code as it is shown."""
        return self._address("tally.tell", code=code)

    def new_team(self, network: str) -> str:
        """Return the address where a team is made in a network."""
        return self._address("networks.new_team", network=network)

    def matrix(self, network: str, **asked: object) -> str:
        """Return the address of a network's table, with what is asked of it."""
        return self._address("networks.matrix", network=network, **asked)

    def set_password(self, token: str) -> str:
        """Return the address where whoever has the token chooses a password."""
        return self._address("accounts.set_password", token=token)

    def programme(self, programme: str) -> str:
        """Return the address of a programme."""
        return self._address("programmes.programme", programme=programme)

    def about_network(self, network: str) -> str:
        """Return the address that tells what a network is."""
        return self._address("networks.about", network=network)

    def confirm_member(self, team: str, membership_id: int) -> str:
        """Return the address where a team says whether it is really a colleague who uses her account."""
        return self._address("teams.confirm_member", team=team, membership_id=membership_id)

    def team_gathering(self, team: str, gathering_id: int) -> str:
        """Return the page of a gathering for a team."""
        return self._address("gatherings.team_gathering", team=team, gathering_id=gathering_id)

    def gathering(self, network: str, gathering_id: int) -> str:
        """Return the page of a gathering, for whoever meets there: who is in a team is sent on to its side."""
        return self._address("gatherings.gathering", network=network, gathering_id=gathering_id)

    def gathering_file(self, network: str, gathering_id: int, day: int) -> str:
        """Return the file of one day of a gathering, for a calendar."""
        return self._address("gatherings.gathering_ics", network=network, gathering_id=gathering_id, day=day)

    def calendar_feed(self, network: str) -> str:
        """Return where a person gets the address of her calendar feed."""
        return self._address("gatherings.gatherings", network=network) + "#feed"

    def account(self) -> str:
        """Return the page of one's own account."""
        return self._address("accounts.account")

    def mail_desk(self) -> str:
        """Return the address where the office sees mail that did not go."""
        return self._address("mail.desk")

    def goal(self, team: str, goal_id: int, slug: str) -> str:
        """Return the address of a goal's page."""
        return self._address("improvement.goal", team=team, goal_id=goal_id, slug=slug)

    def goals(self, team: str) -> str:
        """Return the address of a team's goals."""
        return self._address("improvement.goals", team=team)

    def interventions(self, team: str) -> str:
        """Return the address of a team's interventions."""
        return self._address("improvement.interventions", team=team)

    def tests(self, team: str) -> str:
        """Return the address of a team's tests."""
        return self._address("improvement.tests", team=team)

    def progress(self, team: str) -> str:
        """Return the address that tells how far a team has come."""
        return self._address("progress.progress", team=team)

    def notifications(self) -> str:
        """Return the address of a person's notifications."""
        return self._address("notifications.notifications")

    def notification_choices(self) -> str:
        """Return the address where a person chooses what she is told."""
        return self._address("notifications.choices")

    def barriers(self, team: str) -> str:
        """Return the address of what stands in a team's way."""
        return self._address("barriers.barriers", team=team)

    def user_evaluation(self, team: str, evaluation_id: int) -> str:
        """Return the address of an evaluation of a team by those who use it."""
        return self._address("user_evaluations.user_evaluation", team=team, evaluation_id=evaluation_id)

    def network_evaluations(self, network: str, **asked: object) -> str:
        """Return the address of what users told users in a network, with what is asked of it."""
        return self._address("user_evaluations.network_evaluations", network=network, **asked)

    def units_of_team(self, team: str) -> str:
        """Return the address where a leader says whether units of the day with the team's name are the team."""
        return self._address("campaigns.team_days", team=team)

    def unit_of_day(self, year: int, code: str) -> str:
        """Return the address of a unit's own page on the day of a year, by its code."""
        return self._address("campaigns.unit", year=year, code=show_code(code))

    def lifted_barrier(self, organisation: str, lift_id: int) -> str:
        """Return the address where a leader answers one that is lifted to her."""
        return self._address("barriers.organisation_barriers", organisation=organisation, lift=lift_id)
