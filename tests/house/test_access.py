"""The access census: every endpoint, every person, both ways of asking. A new route has no row, and fails here."""

import ast
from datetime import UTC, date, datetime, timedelta
from importlib import metadata
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.people import MADE, today
from tests.services.mail.letters import SENDER
from tracker.access.team_code import draw_code, show_code
from tracker.models.accounts import Leadership, Ownership, Profession, Role, User
from tracker.models.answers import (
    Answer,
    AnswerEnd,
    AnswerLanguage,
    AnswerQuestion,
    AnswerState,
    AnswerTheme,
    AnswerThemeLink,
    AnswerWay,
    CardSeries,
    ChainEnd,
    OwnerText,
    RetentionRun,
    Telling,
    TellingKind,
    ThemeKey,
    draw_public_id,
)
from tracker.models.audit import AuditLine
from tracker.models.barriers import Barrier, BarrierKind, BarrierLift, LiftState
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.models.gatherings import (
    Action,
    Attachment,
    Evaluation,
    FileKind,
    Gathering,
    GatheringDay,
    GatheringFile,
    GatheringFileContent,
    GatheringKind,
    HelpTable,
    Minutes,
    ProgrammeItem,
    ScreenCode,
)
from tracker.models.improvement import (
    AdverseEventCategory,
    Driver,
    Goal,
    GoalTarget,
    Intervention,
    InterventionState,
    PdsaCycle,
)
from tracker.models.mail import Mail, MailFault, MailKind, MailState
from tracker.models.measurements import Annotation, Measurement, Phase, ProposedPhase, RareEvent
from tracker.models.measures import Measure, ValueKind
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import OrganisationKind
from tracker.models.programmes import Programme, ProgrammeGoal, SteeringMember, SteeringRole
from tracker.models.reminders import NotMailed, Reminder, ReminderKind, ReminderTeam
from tracker.models.representatives import RecruitmentState, RepresentativeSeat
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Invitation, Membership, ServiceKind, Team
from tracker.models.threads import Message, Thread
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    Finding,
    GuideQuestion,
    InterviewGuide,
    RecurringTheme,
    StageDates,
    UserEvaluation,
)
from tracker.services.answers.retention.rule import begun_rule
from tracker.services.mail.choices import stop_address
from tracker.web.core.assets import assets

TRACKER = Path(__file__).parents[2] / "tracker"

PEOPLE = ("nora", "ali", "siv", "kari", "ingrid", "einar", "tone", "per", "odd", None)
"""Leader, member, representative, advisor, host, leader in the organisation, owner of the programme, another team's
leader, administrator, nobody."""

OK = "ok"
"""Let in: neither turned away nor broken. What a form then says is another test's matter."""


def row(allowed, forbidden=(), nobody=302):
    """Who is let in and who is told that she may not; everyone else finds nothing there."""
    statuses = dict.fromkeys(PEOPLE, 404) | {None: nobody}
    statuses |= dict.fromkeys(forbidden.split(), 403) if forbidden else {}
    statuses |= dict.fromkeys(allowed.split(), OK)
    return statuses


ANYONE = dict.fromkeys(PEOPLE, OK)
SIGNED_IN = dict.fromkeys(PEOPLE, OK) | {None: 302}
READ = row("nora ali siv kari ingrid einar")
WRITE = row("nora ali", "siv kari ingrid einar")
COMMENT = row("nora ali siv kari ingrid", "einar")
DECIDE = row("nora kari", "ali siv ingrid einar")
DECIDE_PHASE = row("nora", "ali siv kari ingrid einar")
"""Where the network has not said that advisors decide."""
LEAD = row("nora", "ali siv kari ingrid einar")
FOLLOW = row("ingrid kari", "nora ali siv einar tone")
RECURRING = row("ingrid kari tone", "nora ali siv einar")
HOST = row("ingrid", "kari nora ali siv einar tone")
ABOUT = row("nora ali siv kari ingrid einar tone")
JUDGE = row("ingrid", "nora ali siv kari einar tone")
OWN = row("tone", "nora ali siv kari ingrid einar")
OFFICE = row("odd")
MEET = row("nora ali siv kari ingrid", "einar tone")
PREPARE = row("nora ali siv", "kari ingrid einar")
NO_UPLOAD = row("", "siv kari ingrid einar")
PROPOSE = row("kari ingrid", "nora ali siv einar")
ADVISE = row("kari", "einar")
SCORE = row("nora ali ingrid", "siv kari einar")
CHARTS = row("kari einar")
REPRESENT = row("siv", "nora ali kari ingrid einar")
OWN_MESSAGE = row("nora", "ali siv kari ingrid einar")
BARRIERS = row("nora ali siv kari", "ingrid einar")
LIFTED = row("kari einar")
ANSWER = row("einar", "kari")
OWN_CARD = row("nora", "siv kari ingrid einar")
HEARD = row("nora ali siv", "kari ingrid einar")
EVALUATE = row("nora siv", "ali kari ingrid einar")
OWN_NOTE = row("nora ali", "siv kari ingrid einar")

CODE = draw_code()
ANSWER_CODE = draw_code()
UNIT_CODE = draw_code()
CARD = "0123456789abcdef"
TELLING = "1123456789abcdef"
DRAFT = "3123456789abcdef"
SERIES = "2123456789abcdef"
HEARD_ANSWER, ENDED_ANSWER = "fedcba9876543210", "fedcba9876543211"
BOARD_CODE = draw_code()
EVALUATION_CODE = draw_code()
DAY_CODE = draw_code()
TEAM = "/teams/kirurgisk-3"
NETWORK = "/networks/brukermedvirkning"
MEETING = f"{NETWORK}/gatherings/{{gathering}}"
PROGRAMME = "/programmes/gode-forlop"

GET = {
    "operations.asset": (ANYONE, "/assets/{css}/css/base.css"),
    "accounts.sign_in": (ANYONE, "/sign-in"),
    "teams.invitation": (ANYONE | dict.fromkeys(PEOPLE, 404), "/invitations/none-such"),
    "accounts.set_password": (ANYONE | dict.fromkeys(PEOPLE, 404), "/accounts/none-such"),
    "accounts.forgotten": (ANYONE, "/forgotten"),
    # Whoever has the link of a mail; no account changes what it stops.
    "mail.stop": (ANYONE, "/u/{stop}"),
    "help.run_diagram": (ANYONE, "/help/run-diagram"),
    "help.accessibility": (ANYONE, "/accessibility"),
    "help.privacy": (ANYONE, "/privacy"),
    "operations.health": (ANYONE, "/healthz"),
    "operations.ready": (ANYONE, "/readyz"),
    "demo.personas": (ANYONE, "/demo"),
    "home.start": (SIGNED_IN, "/"),
    "home.overview": (SIGNED_IN, "/start"),
    "home.teams": (SIGNED_IN, "/teams"),
    "home.gatherings": (SIGNED_IN, "/gatherings"),
    "home.voice": (SIGNED_IN, "/what-matters"),
    "home.networks": (SIGNED_IN, "/networks"),
    "accounts.account": (SIGNED_IN, "/account"),
    "accounts.password": (SIGNED_IN, "/account/password"),
    "accounts.confirm": (SIGNED_IN, "/account/confirm"),
    "accounts.links": (SIGNED_IN, "/account/links"),
    "notifications.notifications": (SIGNED_IN, "/notifications"),
    "notifications.choices": (SIGNED_IN, "/notifications/choices"),
    "search.search": (SIGNED_IN, "/search?q=kirurgisk"),
    "measurements.record": (WRITE, f"{TEAM}/record"),
    "measurements.record_weeks": (WRITE, f"{TEAM}/record/weeks"),
    "measurements.paste": (WRITE, f"{TEAM}/record/paste"),
    "tally.tally_sheet": (WRITE, f"{TEAM}/tally-sheet"),
    "imports.import_file": (WRITE, f"{TEAM}/import"),
    "imports.import_columns": (WRITE, f"{TEAM}/import/map"),
    "imports.import_check": (WRITE, f"{TEAM}/import/check"),
    "imports.import_faults": (NO_UPLOAD, f"{TEAM}/import/faults.csv"),
    "imports.import_done": (WRITE, f"{TEAM}/import/done"),
    "imports.import_run": (NO_UPLOAD, f"{TEAM}/import/runs/1"),
    "imports.import_template": (WRITE, f"{TEAM}/import/template.csv"),
    "tally.codes": (LEAD, f"{TEAM}/codes"),
    "tally.code_sheet": (LEAD, f"{TEAM}/codes/tell/sheet"),
    "tally.replace_code": (LEAD, f"{TEAM}/codes/tell/replace"),
    "tally.revoke_code": (LEAD, f"{TEAM}/codes/tell/revoke"),
    # Whoever has the code; no account changes what it opens.
    "answers.answer": (ANYONE, "/viktig/{answer_code}"),
    "answers.withdraw": (ANYONE, "/angre"),
    "answers.paper": (WRITE, f"{TEAM}/answers/paper"),
    "answers.remove_card": (OWN_CARD, f"{TEAM}/answers/paper/{{card}}/remove"),
    "answers.question": (LEAD, f"{TEAM}/answers/question"),
    "answers.told": (ANYONE, "/fortalt/kirurgisk-3"),
    "answers.told_poster": (ANYONE, "/fortalt/kirurgisk-3/plakat"),
    "campaigns.day": (ANYONE, "/dagen"),
    "campaigns.day_of": (ANYONE, "/dagen/{day_year}"),
    "campaigns.day_numbers": (ANYONE, "/dagen/{day_year}/tall.json"),
    "campaigns.join": (ANYONE, "/dagen/{day_year}/bli-med"),
    "campaigns.unit": (ANYONE, "/dagen/{day_year}/{unit_code}"),
    "campaigns.unit_sheets": (ANYONE, "/dagen/{day_year}/{unit_code}/ark"),
    "campaigns.unit_sheet": (ANYONE, "/dagen/{day_year}/{unit_code}/ark/poster"),
    "campaigns.unit_sheet_pdf": (ANYONE, "/dagen/{day_year}/{unit_code}/ark/poster.pdf"),
    "campaigns.team_days": (LEAD, f"{TEAM}/days"),
    "campaigns.refuse_unit": (LEAD, f"{TEAM}/days/{{day_unit}}/refuse"),
    "answers.tellings": (LEAD, f"{TEAM}/answers/tellings"),
    "answers.new_telling": (LEAD, f"{TEAM}/answers/tellings/new"),
    "answers.edit_telling": (LEAD, f"{TEAM}/answers/tellings/{{telling}}/edit"),
    "answers.take_down_telling": (LEAD, f"{TEAM}/answers/tellings/{{telling}}/take-down"),
    "answers.cards": (WRITE, f"{TEAM}/answers/cards"),
    "answers.sheet": (WRITE, f"{TEAM}/answers/cards/poster"),
    "answers.sheet_pdf": (WRITE, f"{TEAM}/answers/cards/poster.pdf"),
    "answers.answer_cards": (WRITE, f"{TEAM}/answers/cards/series/{{series}}"),
    "answers.answer_cards_pdf": (WRITE, f"{TEAM}/answers/cards/series/{{series}}.pdf"),
    "answers.network_sheets": (HOST, f"{NETWORK}/answer-sheets"),
    "answers.network_sheet": (HOST, f"{NETWORK}/answer-sheets/poster"),
    "answers.network_sheet_pdf": (HOST, f"{NETWORK}/answer-sheets/poster.pdf"),
    "answers.owner_texts": (HOST, f"{NETWORK}/answer-texts"),
    "answers.review": (LEAD, f"{TEAM}/answers/review"),
    "answers.reject_answer": (LEAD, f"{TEAM}/answers/review/{{card}}/reject"),
    "answers.rejected": (LEAD, f"{TEAM}/answers/rejected"),
    "answers.wall": (HEARD, f"{TEAM}/answers"),
    "answers.withdraw_answer": (LEAD, f"{TEAM}/answers/{{card}}/withdraw"),
    "answers.find_answer": (LEAD, f"{TEAM}/answers/find"),
    "answers.themes": (LEAD, f"{TEAM}/answers/themes"),
    "answers.edit_theme": (LEAD, f"{TEAM}/answers/themes/arstider/edit"),
    "answers.merge_theme": (LEAD, f"{TEAM}/answers/themes/arstider/merge"),
    "answers.chain": (HEARD, f"{TEAM}/answers/chain"),
    "answers.measures": (HEARD, f"{TEAM}/answers/measures"),
    "answers.theme_chain": (HEARD, f"{TEAM}/answers/themes/arstider"),
    "answers.answer_chain": (HEARD, f"{TEAM}/answers/{{heard}}"),
    "answers.tie_answer": (WRITE, f"{TEAM}/answers/{{heard}}/tie"),
    "answers.untie_answer": (WRITE, f"{TEAM}/answers/{{heard}}/ties/7/remove"),
    "answers.tie_theme": (WRITE, f"{TEAM}/answers/themes/arstider/tie"),
    "answers.decline_answer": (LEAD, f"{TEAM}/answers/{{heard}}/decline"),
    "answers.decline_theme": (LEAD, f"{TEAM}/answers/themes/arstider/decline"),
    "tally.tell": (ANYONE, "/tell/{code}"),
    "tally.tell_manifest": (ANYONE, "/tell/{code}/manifest.webmanifest"),
    "tally.tell_worker": (ANYONE, "/tell/sw.js"),
    "teams.team": (READ, TEAM),
    "improvement.goals": (READ, f"{TEAM}/goals"),
    "improvement.new_goal": (WRITE, f"{TEAM}/goals/new"),
    "improvement.goal": (READ, f"{TEAM}/goals/{{goal}}-halvere-fall"),
    "improvement.edit_goal": (WRITE, f"{TEAM}/goals/{{goal}}/edit"),
    "improvement.goal_measures": (WRITE, f"{TEAM}/goals/{{goal}}/measures"),
    "improvement.drivers": (WRITE, f"{TEAM}/goals/{{goal}}/drivers"),
    "improvement.remove_driver": (WRITE, f"{TEAM}/goals/{{goal}}/drivers/{{driver}}/remove"),
    "improvement.interventions": (READ, f"{TEAM}/interventions"),
    "improvement.new_intervention": (WRITE, f"{TEAM}/interventions/new"),
    "improvement.intervention": (READ, f"{TEAM}/interventions/{{intervention}}"),
    "improvement.edit_intervention": (WRITE, f"{TEAM}/interventions/{{intervention}}/edit"),
    "improvement.remove_intervention": (WRITE, f"{TEAM}/interventions/{{intervention}}/remove"),
    "improvement.tests": (READ, f"{TEAM}/tests"),
    "improvement.new_test": (WRITE, f"{TEAM}/tests/new"),
    "improvement.test": (READ, f"{TEAM}/tests/{{test}}"),
    "improvement.edit_test": (WRITE, f"{TEAM}/tests/{{test}}/edit"),
    "teams.settings": (LEAD, f"{TEAM}/settings"),
    "teams.invite": (LEAD, f"{TEAM}/settings/invitations/new"),
    "teams.edit_member": (LEAD, f"{TEAM}/settings/members/{{membership}}"),
    "teams.end_membership": (LEAD, f"{TEAM}/settings/members/{{membership}}/end"),
    "teams.confirm_member": (WRITE, f"{TEAM}/members/{{held}}/confirm"),
    "audit.audit": (LEAD, f"{TEAM}/audit"),
    "audit.audit_csv": (LEAD, f"{TEAM}/audit.csv"),
    "networks.matrix": (FOLLOW, NETWORK),
    "networks.together": (FOLLOW, f"{NETWORK}/together"),
    "reports.network_page": (FOLLOW, f"{NETWORK}/report"),
    "reports.network_deck": (FOLLOW, f"{NETWORK}/report.pptx"),
    "reports.network_sheets": (FOLLOW, f"{NETWORK}/report.xlsx"),
    "reports.network_everything": (HOST, f"{NETWORK}/everything.xlsx"),
    "networks.about": (ABOUT, f"{NETWORK}/about"),
    "networks.new_programme_network": (OWN, f"{PROGRAMME}/networks/new"),
    "programmes.programme": (ABOUT, PROGRAMME),
    "programmes.overview": (ABOUT, f"{PROGRAMME}/overview.xlsx"),
    "programmes.edit": (OWN, f"{PROGRAMME}/edit"),
    "programmes.new_goal": (OWN, f"{PROGRAMME}/goals/new"),
    "programmes.edit_goal": (OWN, f"{PROGRAMME}/goals/{{part}}/edit"),
    "programmes.judge_goal": (JUDGE, f"{PROGRAMME}/goals/{{part}}/judge"),
    "programmes.remove_goal": (OWN, f"{PROGRAMME}/goals/{{part}}/remove"),
    "programmes.new_member": (OWN, f"{PROGRAMME}/steering/new"),
    "programmes.edit_member": (OWN, f"{PROGRAMME}/steering/{{seat}}"),
    "programmes.remove_member": (OWN, f"{PROGRAMME}/steering/{{seat}}/remove"),
    "programmes.new_network_member": (HOST, f"{NETWORK}/steering/new"),
    "programmes.edit_network_member": (HOST, f"{NETWORK}/steering/{{network_seat}}"),
    "programmes.remove_network_member": (HOST, f"{NETWORK}/steering/{{network_seat}}/remove"),
    "programmes.office_programmes": (OFFICE, "/office/programmes"),
    "programmes.new_programme": (OFFICE, "/office/programmes/new"),
    "programmes.edit_programme": (OFFICE, "/office/programmes/{programme}"),
    "networks.edit": (HOST, f"{NETWORK}/edit"),
    "networks.new_team": (HOST, f"{NETWORK}/teams/new"),
    "networks.new_teams": (HOST, f"{NETWORK}/teams/list"),
    "networks.invite_leader": (HOST, f"{NETWORK}/teams/{{team}}/leader"),
    "gatherings.gatherings": (MEET, f"{NETWORK}/gatherings"),
    "gatherings.gathering": (MEET, MEETING),
    "gatherings.gathering_ics": (MEET, f"{MEETING}/1.ics"),
    "gatherings.minutes": (FOLLOW, f"{MEETING}/minutes"),
    "gatherings.new_gathering": (HOST, f"{NETWORK}/gatherings/new"),
    "gatherings.edit_gathering": (HOST, f"{MEETING}/edit"),
    "gatherings.cancel_gathering": (HOST, f"{MEETING}/cancel"),
    "gatherings.gathering_links": (HOST, f"{MEETING}/links"),
    "gatherings.programme": (HOST, f"{MEETING}/programme"),
    "gatherings.edit_item": (HOST, f"{MEETING}/programme/{{item}}"),
    "gatherings.remove_item": (HOST, f"{MEETING}/programme/{{item}}/remove"),
    "gatherings.help_tables": (HOST, f"{MEETING}/tables"),
    "gatherings.attendance": (HOST, f"{MEETING}/attendance"),
    "gatherings.edit_minutes": (HOST, f"{MEETING}/minutes/edit"),
    "gatherings.attach_file": (HOST, f"{MEETING}/files/new"),
    "gatherings.gathering_file": (MEET, f"{MEETING}/files/{{file}}"),
    "gatherings.remove_file": (HOST, f"{MEETING}/files/{{file}}/remove"),
    "gatherings.edit_action": (HOST, f"{MEETING}/actions/{{action}}/edit"),
    "gatherings.remove_action": (HOST, f"{MEETING}/actions/{{action}}/remove"),
    "gatherings.screen": (HOST, f"{MEETING}/screen"),
    "gatherings.screen_state": (HOST, f"{MEETING}/screen.json"),
    "gatherings.remote": (HOST, f"{MEETING}/remote"),
    "gatherings.evaluation": (HOST, f"{MEETING}/evaluation"),
    # Whoever has the code of the day; no account changes what it opens.
    "gatherings.day_screen": (ANYONE, "/lerret/{day_code}"),
    "gatherings.day_state": (ANYONE, "/lerret/{day_code}/state"),
    "gatherings.evaluate": (ANYONE, "/evaluering/{evaluation}"),
    "gatherings.team_gatherings": (READ, f"{TEAM}/gatherings"),
    "gatherings.team_gathering": (READ, f"{TEAM}/gatherings/{{gathering}}"),
    "gatherings.feed": (ANYONE | dict.fromkeys(PEOPLE, 404), "/calendar/none-such.ics"),
    "campaigns.days": (HOST, f"{NETWORK}/days"),
    "campaigns.new_day": (HOST, f"{NETWORK}/days/new"),
    "campaigns.host_day": (HOST, f"{NETWORK}/days/{{day_year}}"),
    "campaigns.edit_day": (HOST, f"{NETWORK}/days/{{day_year}}/edit"),
    "campaigns.units_file": (HOST, f"{NETWORK}/days/{{day_year}}/units.xlsx"),
    "campaigns.remove_day": (HOST, f"{NETWORK}/days/{{day_year}}/remove"),
    "campaigns.host_unit": (HOST, f"{NETWORK}/days/{{day_year}}/units/{{unconfirmed_unit}}"),
    "campaigns.take_out_unit": (HOST, f"{NETWORK}/days/{{day_year}}/units/{{day_unit}}/remove"),
    "reminders.write_to_units": (HOST, f"{NETWORK}/days/{{day_year}}/write"),
    "progress.progress": (READ, f"{TEAM}/progress"),
    "reports.report": (READ, f"{TEAM}/report"),
    "reports.report_paper": (READ, f"{TEAM}/report.pdf"),
    "reports.report_slides": (READ, f"{TEAM}/report.pptx"),
    "reports.report_workbook": (READ, f"{TEAM}/report.xlsx"),
    "retention.retention": (HOST, f"{NETWORK}/retention"),
    "retention.edit_rule": (HOST, f"{NETWORK}/retention/edit"),
    "retention.postpone": (HOST, f"{NETWORK}/retention/postpone"),
    "retention.dry_run": (HOST, f"{NETWORK}/retention/dry-run/{{dry_run}}"),
    "retention.receipt": (HOST, f"{NETWORK}/retention/{{run}}"),
    "retention.receipt_file": (HOST, f"{NETWORK}/retention/{{run}}.txt"),
    "reminders.reminders": (HOST, f"{NETWORK}/reminders"),
    "reminders.new_reminder": (HOST, f"{NETWORK}/reminders/new"),
    "reminders.receipt": (HOST, f"{NETWORK}/reminders/{{reminder}}"),
    "accounts.users": (OFFICE, "/office/users"),
    "accounts.new_user": (OFFICE, "/office/users/new"),
    "accounts.edit_user": (OFFICE, "/office/users/{user}"),
    "mail.desk": (OFFICE, "/office/mail"),
    "organisations.organisations": (OFFICE, "/office/organisations"),
    "organisations.new_organisation": (OFFICE, "/office/organisations/new"),
    "organisations.edit_organisation": (OFFICE, "/office/organisations/{organisation}"),
    "networks.office_networks": (OFFICE, "/office/networks"),
    "networks.new_network": (OFFICE, "/office/networks/new"),
    "networks.edit_network": (OFFICE, "/office/networks/{network}"),
    "board.board": (ANYONE, "/tavle/{board}"),
    "measures.plotly_script": (ANYONE, "/assets/plotly-{plotly}.js"),
    "measures.measure": (READ, f"{TEAM}/measures/{{measure}}-satte-legen-seg"),
    "measures.old_address": (READ, f"{TEAM}/indicators/{{measure}}-satte-legen-seg"),
    "measures.measure_csv": (READ, f"{TEAM}/measures/{{measure}}.csv"),
    "measures.measure_figure": (READ, f"{TEAM}/measures/{{measure}}/figure.json"),
    "measures.chart_svg": (READ, f"{TEAM}/measures/{{measure}}/chart.svg"),
    "measures.chart_png": (READ, f"{TEAM}/measures/{{measure}}/chart.png"),
    "measures.chart_slide": (READ, f"{TEAM}/measures/{{measure}}/chart.pptx"),
    "measures.choose_measure": (LEAD, f"{TEAM}/measures/new"),
    "measures.new_measure": (LEAD, f"{TEAM}/measures/new/blank"),
    "measures.edit_measure": (LEAD, f"{TEAM}/measures/{{measure}}/edit"),
    "measures.archived_measures": (READ, f"{TEAM}/measures/archived"),
    "measures.archive_measure": (LEAD, f"{TEAM}/measures/{{measure}}/archive"),
    "measures.chart_settings": (DECIDE, f"{TEAM}/measures/{{measure}}/chart"),
    "measurements.new_phase": (DECIDE_PHASE, f"{TEAM}/measures/{{measure}}/phases/new"),
    "measurements.remove_phase": (DECIDE_PHASE, f"{TEAM}/measures/{{measure}}/phases/{{phase}}/remove"),
    "measurements.propose_phase": (PROPOSE, f"{TEAM}/measures/{{measure}}/phases/propose"),
    "measurements.proposal": (DECIDE_PHASE, f"{TEAM}/measures/{{measure}}/phases/proposals/{{proposal}}"),
    "measurements.decline_proposal": (
        DECIDE_PHASE,
        f"{TEAM}/measures/{{measure}}/phases/proposals/{{proposal}}/decline",
    ),
    "measurements.exclude": (DECIDE, f"{TEAM}/measures/{{measure}}/points/{{start}}/exclude"),
    "measurements.new_annotation": (COMMENT, f"{TEAM}/measures/{{measure}}/notes/new"),
    # Written by Nora, who leads: the member may tidy the team's own notes, a reader only what is her own.
    "measurements.edit_annotation": (OWN_NOTE, f"{TEAM}/measures/{{measure}}/notes/{{annotation}}/edit"),
    "measurements.remove_annotation": (OWN_NOTE, f"{TEAM}/measures/{{measure}}/notes/{{annotation}}/remove"),
    "signals.news": (ADVISE, "/organisations/fjordheim/news"),
    "barriers.barriers": (BARRIERS, f"{TEAM}/barriers"),
    "barriers.new_barrier": (WRITE, f"{TEAM}/barriers/new"),
    "barriers.edit_barrier": (WRITE, f"{TEAM}/barriers/{{barrier}}/edit"),
    "barriers.lift": (WRITE, f"{TEAM}/barriers/{{barrier}}/lift"),
    "barriers.gone": (WRITE, f"{TEAM}/barriers/{{barrier}}/gone"),
    "barriers.remove_barrier": (WRITE, f"{TEAM}/barriers/{{barrier}}/remove"),
    "barriers.organisation_barriers": (LIFTED, "/organisations/fjordheim/barriers"),
    "barriers.answer": (ANSWER, "/organisations/fjordheim/barriers/{lift}/answer"),
    "barriers.pass_on": (ANSWER, "/organisations/fjordheim/barriers/{lift}/pass-on"),
    "barriers.network_barriers_page": (HOST, f"{NETWORK}/barriers"),
    "walls.organisation": (CHARTS, "/organisations/fjordheim/charts"),
    "walls.network": (FOLLOW, f"{NETWORK}/charts"),
    "home.organisation_teams": (CHARTS, "/organisations/fjordheim/teams"),
    "representatives.feedback": (COMMENT, f"{TEAM}/feedback"),
    "representatives.recognise": (REPRESENT, f"{TEAM}/feedback/measures/{{measure}}"),
    "representatives.new_comment": (REPRESENT, f"{TEAM}/feedback/new"),
    "representatives.rating": (REPRESENT, f"{TEAM}/feedback/rating"),
    "representatives.new_seat": (LEAD, f"{TEAM}/feedback/seats/new"),
    "representatives.edit_seat": (LEAD, f"{TEAM}/feedback/seats/{{representative_seat}}"),
    "user_evaluations.network_evaluations": (RECURRING, f"{NETWORK}/evaluations"),
    "user_evaluations.network_evaluations_report": (RECURRING, f"{NETWORK}/evaluations/report.pdf"),
    "user_evaluations.user_evaluations": (COMMENT, f"{TEAM}/evaluations"),
    "user_evaluations.new_user_evaluation": (EVALUATE, f"{TEAM}/evaluations/new"),
    "user_evaluations.user_evaluation": (COMMENT, f"{TEAM}/evaluations/{{user_evaluation}}"),
    "user_evaluations.edit_user_evaluation": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/edit"),
    "user_evaluations.remove_user_evaluation": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/remove"),
    "user_evaluations.evaluation_stage": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/stages/report"),
    "user_evaluations.guide": (HEARD, f"{TEAM}/evaluations/{{user_evaluation}}/guide"),
    "user_evaluations.edit_guide": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/guide/edit"),
    "user_evaluations.remove_question": (
        EVALUATE,
        f"{TEAM}/evaluations/{{user_evaluation}}/guide/questions/1/remove",
    ),
    "user_evaluations.findings": (COMMENT, f"{TEAM}/evaluations/{{user_evaluation}}/findings"),
    "user_evaluations.new_finding": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/findings/new"),
    "user_evaluations.edit_finding": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/findings/{{finding}}/edit"),
    "user_evaluations.remove_finding": (
        EVALUATE,
        f"{TEAM}/evaluations/{{user_evaluation}}/findings/{{finding}}/remove",
    ),
    "user_evaluations.new_point": (
        EVALUATE,
        f"{TEAM}/evaluations/{{user_evaluation}}/findings/{{finding}}/points/new",
    ),
    "user_evaluations.edit_point": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/points/{{point}}/edit"),
    "user_evaluations.remove_point": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/points/{{point}}/remove"),
    "user_evaluations.follow_up": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/points/{{point}}/follow-up"),
    "user_evaluations.evaluation_report": (COMMENT, f"{TEAM}/evaluations/{{user_evaluation}}/report.pdf"),
    "threads.new_thread": (COMMENT, f"{TEAM}/measures/{{measure}}/threads/new"),
    "threads.thread": (COMMENT, f"{TEAM}/threads/{{thread}}"),
    # Written by Nora just now: nobody changes another's words, and who leads may take any away.
    "threads.edit_message": (OWN_MESSAGE, f"{TEAM}/threads/{{thread}}/messages/{{message}}/edit"),
    "threads.remove_message": (
        OWN_MESSAGE,
        f"{TEAM}/threads/{{thread}}/messages/{{message}}/remove",
    ),
    "measurements.add_event": (WRITE, f"{TEAM}/measures/{{rare}}/events/new"),
    "measurements.remove_event": (WRITE, f"{TEAM}/measures/{{rare}}/events/{{event}}/remove"),
}

POST = {
    "tally.tell": GET["tally.tell"],
    "tally.tell_counts": (ANYONE, "/tell/{code}/counts"),
    "imports.import_undo": (NO_UPLOAD, f"{TEAM}/import/runs/1/undo"),
    "answers.tell_answer": (LEAD, f"{TEAM}/answers/{{heard}}/tell"),
    "answers.take_in_answer": (LEAD, f"{TEAM}/answers/{{heard}}/taken-in"),
    "answers.reopen_answer": (LEAD, f"{TEAM}/answers/{{ended}}/reopen"),
    "answers.undo_review": (LEAD, f"{TEAM}/answers/review/{{card}}/undo"),
    "answers.review_keys": (LEAD, f"{TEAM}/answers/review/keys"),
    "answers.wall_file": (WRITE, f"{TEAM}/answers/file"),
    "answers.taken_down": (WRITE, f"{TEAM}/answers/taken-down"),
    "imports.import_discard": (WRITE, f"{TEAM}/import/discard"),
    "tally.make_code": (LEAD, f"{TEAM}/codes/tell/new"),
    "accounts.sign_in": (ANYONE, GET["accounts.sign_in"][1]),
    "teams.invitation": GET["teams.invitation"],
    "accounts.set_password": GET["accounts.set_password"],
    "accounts.set_language": (ANYONE, "/language"),
    "accounts.forgotten": GET["accounts.forgotten"],
    "mail.stop": GET["mail.stop"],
    "retention.start_dry_run": (HOST, f"{NETWORK}/retention/dry-run"),
    "retention.delete_answers": (HOST, f"{NETWORK}/retention/dry-run/{{dry_run}}/delete"),
    "reminders.stop_reminder": (HOST, f"{NETWORK}/reminders/{{reminder}}/stop"),
    "mail.send_again": (OFFICE, "/office/mail/{stuck}/again"),
    "mail.put_aside": (OFFICE, "/office/mail/{left}/leave"),
    "demo.enter": (ANYONE, "/demo/{persona}"),
    "accounts.sign_out": (SIGNED_IN, "/sign-out"),
    "notifications.read": (SIGNED_IN, "/notifications/read"),
    "accounts.read_links": (SIGNED_IN, "/account/links/read"),
    "accounts.stop_links": (SIGNED_IN, "/account/links/stop"),
    "accounts.confirm_user": (OFFICE, "/office/users/{user}/confirm"),
    "teams.deny_member": (WRITE, f"{TEAM}/members/{{held}}/deny"),
    "accounts.sign_out_everywhere": (SIGNED_IN, "/account/sign-out-everywhere"),
    "improvement.close_goal": (WRITE, f"{TEAM}/goals/{{goal}}/close"),
    "improvement.reopen_goal": (WRITE, f"{TEAM}/goals/{{goal}}/reopen"),
    "improvement.edit_driver": (WRITE, f"{TEAM}/goals/{{goal}}/drivers/{{driver}}"),
    "improvement.move_driver": (WRITE, f"{TEAM}/goals/{{goal}}/drivers/{{driver}}/move"),
    "improvement.reopen_intervention": (WRITE, f"{TEAM}/interventions/{{intervention}}/reopen"),
    "teams.revoke_invitation": (LEAD, f"{TEAM}/settings/invitations/{{invitation}}/revoke"),
    "gatherings.move_item": (HOST, f"{MEETING}/programme/{{item}}/move"),
    "gatherings.draw_order": (HOST, f"{MEETING}/order"),
    "gatherings.make_screen_code": (HOST, f"{MEETING}/screen/code"),
    "gatherings.steer": (HOST, f"{MEETING}/steer"),
    "gatherings.evaluation_link": (HOST, f"{MEETING}/evaluation/link"),
    "gatherings.evaluation_answer": (ANYONE, "/evaluering/{evaluation}/answer"),
    "gatherings.remove_link": (HOST, f"{MEETING}/links/{{link}}/remove"),
    "gatherings.share_minutes": (HOST, f"{MEETING}/minutes/share"),
    "gatherings.add_action": (HOST, f"{MEETING}/actions"),
    "gatherings.set_action": (HOST, f"{MEETING}/actions/{{action}}"),
    "gatherings.answer": (PREPARE, f"{TEAM}/gatherings/{{gathering}}/answers"),
    "gatherings.choose_measures": (PREPARE, f"{TEAM}/gatherings/{{gathering}}/measures"),
    "gatherings.say_managed": (PREPARE, f"{TEAM}/gatherings/{{gathering}}/managed"),
    "gatherings.sign_up": (PREPARE, f"{TEAM}/gatherings/{{gathering}}/people"),
    "gatherings.send_report": (PREPARE, f"{TEAM}/gatherings/{{gathering}}/report"),
    "gatherings.finish_action": (PREPARE, f"{TEAM}/gatherings/{{gathering}}/actions/{{action}}"),
    "gatherings.new_feed": (SIGNED_IN, "/calendar"),
    "accounts.new_account_link": (OFFICE, "/office/users/{user}/link"),
    "measurements.finish": (WRITE, f"{TEAM}/measures/{{measure}}/points/{{start}}/finish"),
    "measurements.reopen": (WRITE, f"{TEAM}/measures/{{measure}}/points/{{start}}/reopen"),
    "measures.read_new_rules": (DECIDE, f"{TEAM}/measures/{{measure}}/chart/read"),
    "measurements.include": (DECIDE, f"{TEAM}/measures/{{measure}}/points/{{start}}/include"),
    "measurements.use_tally_again": (WRITE, f"{TEAM}/measures/{{measure}}/points/{{start}}/use-tally"),
    "barriers.bring_back": (WRITE, f"{TEAM}/barriers/{{barrier}}/back"),
    "barriers.take_back": (WRITE, f"{TEAM}/barriers/{{barrier}}/take-back"),
    "barriers.not_done": (WRITE, f"{TEAM}/barriers/{{barrier}}/not-done"),
    "barriers.done": (ANSWER, "/organisations/fjordheim/barriers/{lift}/done"),
    "signals.read": (ADVISE, "/organisations/fjordheim/news/read"),
    "progress.set_progress": (SCORE, f"{TEAM}/progress"),
    "representatives.seen": (COMMENT, f"{TEAM}/feedback/seen"),
    "user_evaluations.end_approval": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/approval/end"),
    "user_evaluations.approve_report": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/approve"),
    "user_evaluations.new_guide": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/guide/new"),
    "user_evaluations.approve_guide": (EVALUATE, f"{TEAM}/evaluations/{{user_evaluation}}/guide/approve"),
    "measures.restore_measure": (LEAD, f"{TEAM}/measures/{{measure}}/restore"),
    "measures.old_address": GET["measures.old_address"],
    "networks.sign_agreement": (LEAD, f"{TEAM}/agreements/{{network}}"),
    "campaigns.bring_back_unit": (HOST, f"{NETWORK}/days/{{day_year}}/units/{{day_unit}}/back"),
    "campaigns.agree_to_unit": (LEAD, f"{TEAM}/days/{{day_unit}}/agree"),
    "answers.publish_telling": (LEAD, f"{TEAM}/answers/tellings/{{draft_telling}}/publish"),
} | {
    name: GET[name]
    for name in (
        "campaigns.join", "campaigns.unit", "campaigns.refuse_unit", "campaigns.new_day", "campaigns.edit_day",
        "campaigns.remove_day",
        "campaigns.host_unit", "campaigns.take_out_unit", "reminders.write_to_units",
        "answers.answer", "answers.withdraw", "answers.paper", "answers.remove_card", "answers.question",
        "answers.new_telling", "answers.edit_telling", "answers.take_down_telling", "answers.cards",
        "answers.owner_texts",
        "answers.review", "answers.reject_answer", "answers.withdraw_answer", "answers.find_answer", "answers.themes",
        "answers.edit_theme",
        "answers.untie_answer",
        "answers.merge_theme", "answers.tie_answer", "answers.tie_theme", "answers.decline_answer",
        "answers.decline_theme",
        "accounts.account", "accounts.confirm", "accounts.password", "notifications.choices",
        "teams.confirm_member", "measurements.record",
        "measurements.record_weeks",
        "measurements.paste", "imports.import_file",
        "imports.import_columns", "imports.import_check", "tally.codes", "tally.replace_code", "tally.revoke_code",
        "improvement.new_goal", "improvement.edit_goal", "improvement.goal_measures", "improvement.drivers",
        "improvement.remove_driver", "improvement.new_intervention", "improvement.edit_intervention",
        "improvement.remove_intervention", "improvement.new_test", "improvement.edit_test", "teams.settings",
        "teams.invite", "teams.edit_member", "teams.end_membership", "networks.edit", "networks.new_team",
        "networks.new_teams", "networks.invite_leader", "retention.edit_rule",
        "retention.postpone", "reminders.new_reminder", "accounts.new_user",
        "accounts.edit_user",
        "organisations.new_organisation", "organisations.edit_organisation", "networks.new_network",
        "networks.edit_network", "measures.choose_measure", "measures.new_measure", "measures.edit_measure",
        "measures.archive_measure", "measures.chart_settings", "measurements.new_phase", "measurements.remove_phase",
        "measurements.exclude", "measurements.new_annotation", "measurements.edit_annotation",
        "measurements.remove_annotation",
        "measurements.propose_phase", "measurements.proposal", "measurements.decline_proposal",
        "barriers.new_barrier", "barriers.edit_barrier", "barriers.lift", "barriers.gone", "barriers.remove_barrier",
        "barriers.answer", "barriers.pass_on",
        "representatives.recognise", "representatives.new_comment", "representatives.rating",
        "representatives.new_seat", "representatives.edit_seat",
        "user_evaluations.new_user_evaluation", "user_evaluations.edit_user_evaluation",
        "user_evaluations.remove_user_evaluation", "user_evaluations.evaluation_stage", "user_evaluations.edit_guide",
        "user_evaluations.remove_question", "user_evaluations.new_finding", "user_evaluations.edit_finding",
        "user_evaluations.remove_finding", "user_evaluations.new_point", "user_evaluations.edit_point",
        "user_evaluations.remove_point", "user_evaluations.follow_up",
        "threads.new_thread", "threads.thread", "threads.edit_message", "threads.remove_message",
        "measurements.add_event", "measurements.remove_event", "gatherings.new_gathering", "gatherings.edit_gathering",
        "gatherings.cancel_gathering", "gatherings.gathering_links", "gatherings.programme", "gatherings.edit_item",
        "gatherings.remove_item", "gatherings.help_tables", "gatherings.attendance", "gatherings.edit_minutes",
        "gatherings.edit_action", "gatherings.remove_action", "gatherings.attach_file", "gatherings.remove_file",
        "networks.new_programme_network", "programmes.edit",
        "programmes.new_goal", "programmes.edit_goal", "programmes.judge_goal", "programmes.remove_goal",
        "programmes.new_member", "programmes.edit_member", "programmes.remove_member",
        "programmes.new_network_member", "programmes.edit_network_member", "programmes.remove_network_member",
        "programmes.new_programme", "programmes.edit_programme",
    )
}  # fmt: skip


@pytest.fixture
def ids(cast, once):
    """One row of each kind in the team's room, and the numbers its addresses are made of."""
    return once("census", lambda: rows_of_every_kind(cast))


def rows_of_every_kind(cast):
    """Make one row of each kind, and give the numbers its addresses are made of."""
    nora, team, chair = cast.people["nora"], cast.team, cast.chair
    by = {"created_by_id": nora.id, "created_at": MADE}
    rare = Measure(
        team_id=team.id,
        name="Dager mellom fall",
        slug="dager-mellom-fall",
        kind=cast.falls.kind,
        value_kind=ValueKind.DAYS_BETWEEN,
        created_at=MADE,
    )
    goal = Goal(
        team_id=team.id,
        title="Halvere fall",
        slug="halvere-fall",
        category=AdverseEventCategory.FALLS,
        outcome_id=cast.falls.id,
        created_at=MADE,
    )
    leaderless = Team(name="Ny post", slug="ny-post", service=ServiceKind.HOSPITAL_WARD, created_at=MADE)
    spare = User(name="Else Lie", email="else@example.no", created_at=MADE)
    held = User(
        name="Liv Holm", email="liv@example.no", password_hash="none", held_since=MADE, created_at=MADE,
    )  # fmt: skip
    db.session.add_all([rare, goal, leaderless, spare, held])
    db.session.flush()
    theirs = Membership(team_id=team.id, user_id=held.id, role=Role.MEMBER, joined_on=date(2026, 1, 5))
    db.session.add(theirs)
    db.session.flush()
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=leaderless.id, joined_on=date(2026, 1, 5)))
    meeting = gathering_of(cast)
    rows = {
        "asked": Evaluation(gathering_id=meeting.id, code=EVALUATION_CODE, created_at=MADE),
        "item": ProgrammeItem(day_id=meeting.days[0].id, position=0, minutes=60, title="Velkommen", created_at=MADE),
        "action": Action(gathering_id=meeting.id, team_id=team.id, text="Dele arket", created_at=MADE),
        "link": Attachment(gathering_id=meeting.id, name="Praktisk", address="https://example.no/p.pdf", added_at=MADE),
        "file": GatheringFile(
            gathering_id=meeting.id, name="Praktisk", kind=FileKind.PDF, size=9, added_by_id=cast.people["ingrid"].id,
            added_at=MADE,
        ),
        "opens": ScreenCode(
            gathering_id=meeting.id, code=DAY_CODE, made_by_id=cast.people["ingrid"].id, made_at=MADE,
            until=datetime.now(UTC) + timedelta(hours=6),
        ),
        "table": HelpTable(gathering_id=meeting.id, title="Få legene med", position=1),
        "minutes": Minutes(
            gathering_id=meeting.id, text="Stolen følger vogna.", written_by_id=cast.people["ingrid"].id,
            written_at=MADE, created_at=MADE,
        ),
        "target": GoalTarget(
            team_id=team.id, goal_id=goal.id, baseline=4.7, target=2.3, deadline=date(2026, 12, 31),
            valid_from=date(2026, 1, 5), set_by_id=nora.id, set_at=MADE,
        ),
        "driver": Driver(team_id=team.id, goal_id=goal.id, title="Visitten er en samtale"),
        "intervention": Intervention(
            team_id=team.id, flag=1, title="Visittstol", state=InterventionState.ENDED, started_on=date(2026, 3, 1),
            ended_on=date(2026, 5, 1), ended_why="Ble glemt", **by,
        ),
        "test": PdsaCycle(
            team_id=team.id, flag=2, title="Én stol", plan="Én visitt", prediction="Hun setter seg",
            started_on=date(2026, 3, 1), **by,
        ),
        "measurement": Measurement(
            team_id=team.id, measure_id=chair.id, period_start=date(2026, 3, 2), numerator=5, denominator=9,
            recorded_by_id=nora.id, recorded_at=MADE,
        ),
        "later": Measurement(
            team_id=team.id, measure_id=chair.id, period_start=date(2026, 3, 9), numerator=6, denominator=9,
            recorded_by_id=nora.id, recorded_at=MADE,
        ),
        "phase": Phase(
            team_id=team.id, measure_id=chair.id, starts_on=date(2026, 3, 9), name="Stol", reason="Stolen kom",
            decided_by_id=nora.id, decided_at=MADE,
        ),
        "proposal": ProposedPhase(
            team_id=team.id, measure_id=chair.id, starts_on=date(2026, 3, 23), name="Ny stol", reason="Stolen kom",
            by_id=nora.id, proposed_at=MADE, answer="",
        ),
        "annotation": Annotation(
            team_id=team.id, measure_id=chair.id, flag=3, on_date=date(2026, 3, 9), title="Nye leger",
            written_by_id=nora.id, written_at=MADE,
        ),
        "thread": (thread := Thread(
            team_id=team.id, measure_id=chair.id, flag=90, first_start=date(2026, 3, 2), waits=True,
            asked_by_id=nora.id, begun_at=MADE,
        )),
        "representative_seat": RepresentativeSeat(
            team_id=team.id, role=Role.RELATIVE_REPRESENTATIVE, state=RecruitmentState.ASKED, changed_at=MADE,
            created_at=MADE,
        ),
        "event": RareEvent(
            team_id=team.id, measure_id=rare.id, happened_on=date(2026, 3, 9), recorded_by_id=nora.id,
            recorded_at=MADE,
        ),
        "tell": TeamCode(
            team_id=team.id, purpose=CodePurpose.TELL, code=CODE, created_at=MADE, created_by_id=nora.id,
        ),
        "screen": TeamCode(
            team_id=team.id, purpose=CodePurpose.BOARD, code=BOARD_CODE, created_at=MADE, created_by_id=nora.id,
        ),
        "answering": TeamCode(
            team_id=team.id, purpose=CodePurpose.ANSWER, code=ANSWER_CODE, created_at=MADE, created_by_id=nora.id,
        ),
        "typed_card": Answer(
            team_id=team.id, public_id=CARD, text="At noen har tid", way=AnswerWay.PAPER, sent_on=date(2026, 3, 9),
            week=date(2026, 3, 9), typed_by_id=nora.id,
        ),
        "question": AnswerQuestion(team_id=team.id, told_since=MADE),
        "told_theme": AnswerTheme(
            team_id=team.id, key=ThemeKey.HEARD, name="", slug="bli-hort", position=0, created_at=MADE,
        ),
        "told_back": Telling(
            team_id=team.id, public_id=TELLING, kind=TellingKind.DID, text="En stol i hvert rom.",
            decided_by="avdelingsledelsen", decided_on=date(2026, 3, 9), told_on=date(2026, 3, 9), created_at=MADE,
            published_at=MADE,
        ),
        "draft": Telling(
            team_id=team.id, public_id=DRAFT, kind=TellingKind.WORKING, text="Vi prøver nattlys.",
            told_on=date(2026, 3, 9), created_at=MADE,
        ),
        "card_series": CardSeries(
            team_id=team.id, public_id=SERIES, first=1, last=4, made_at=MADE, made_by_id=nora.id,
        ),
        "owner_text": OwnerText(
            network_id=cast.network.id, language=AnswerLanguage.SOUTH_SAMI, question="En prøve", read_by="Berit",
            read_on=date(2026, 3, 9),
        ),
        "heard_answer": _heard(cast, HEARD_ANSWER),
        "ended_answer": _heard(cast, ENDED_ANSWER),
        "theme": AnswerTheme(team_id=team.id, slug="arstider", name="Årstider", position=11, **by),
        "other_theme": AnswerTheme(team_id=team.id, slug="lys", name="Lys", position=12, **by),
        "invitation": Invitation(
            team_id=team.id, email="ny@example.no", role=Role.MEMBER, profession=Profession.NURSE, token_hash="x" * 64,
            invited_by_id=nora.id, created_at=MADE, expires_at=datetime.now(UTC) + timedelta(days=7),
        ),
    }  # fmt: skip
    rows |= {name: _stuck(spare, name) for name in ("stuck", "left")}
    programme = _programme(cast)
    rows["barrier"] = Barrier(
        team_id=team.id, title="Visittvogna er låst inne", kind=BarrierKind.SPACE, effect="Legen står",
        since=date(2026, 3, 2), gone_how="", measure_id=chair.id, **by,
    )  # fmt: skip
    rows |= _evaluated(cast)
    rows |= _day(cast)
    rows["reminder"] = _waiting(cast.network.id)
    rows["rule"] = begun_rule(cast.network, today=MADE.date())
    runs = {name: _run(cast.network.id, is_dry=name == "dry_run") for name in ("dry_run", "run")}
    db.session.add_all(runs.values())
    db.session.add_all(rows.values())
    db.session.flush()
    rows["told_back"].theme_id = rows["told_theme"].id
    db.session.add_all(
        [
            AnswerThemeLink(
                answer_id=rows["heard_answer"].id, theme_id=rows["theme"].id, team_id=team.id, by_id=nora.id, at=MADE,
            ),
            AnswerEnd(
                team_id=team.id, answer_id=rows["ended_answer"].id, kind=ChainEnd.DECLINED,
                reason="Det er ikke plass", decided_on=date(2026, 3, 12), decided_by_id=nora.id, at=MADE,
            ),
        ]
    )  # fmt: skip
    db.session.add(GatheringFileContent(file_id=rows["file"].id, data=b"%PDF-1.7\n"))
    rows["lift"] = _lifted(cast, rows["barrier"])
    db.session.add(rows["lift"])
    rows["message"] = Message(
        team_id=team.id, thread_id=thread.id, text="Hva skjedde her?", asks=True, by_id=nora.id,
        written_at=datetime.now(UTC),
    )  # fmt: skip
    db.session.add(rows["message"])
    db.session.add(
        ReminderTeam(
            reminder_id=rows["reminder"].id, team_id=team.id, user_id=nora.id, to_name=nora.name,
            to_address=nora.email, last_number="uke 11", not_mailed=NotMailed.DEMO,
        )
    )  # fmt: skip
    db.session.commit()
    membership = db.session.scalars(select(Membership).where(Membership.user_id == cast.people["ali"].id)).one()
    return {name: row.id for name, row in rows.items()} | {
        **{name: row.id for name, row in programme.items()},
        "goal": goal.id,
        "gathering": meeting.id,
        **{name: run.public_id for name, run in runs.items()},
        "evaluation": show_code(EVALUATION_CODE),
        "day_code": show_code(DAY_CODE),
        "day_year": rows["day"].year,
        "rare": rare.id,
        "measure": chair.id,
        "start": "2026-03-02",
        "soon": f"{datetime.now(UTC) + timedelta(days=20):%d.%m.%Y}",
        "membership": membership.id,
        "held": theirs.id,
        "team": leaderless.id,
        "led": team.id,
        "user": spare.id,
        "persona": cast.people["nora"].id,
        "organisation": team.organisations[0].id,
        "network": cast.network.id,
        "code": show_code(CODE),
        "answer_code": show_code(ANSWER_CODE),
        "unit_code": show_code(UNIT_CODE),
        "card": CARD,
        "telling": TELLING,
        "draft_telling": DRAFT,
        "series": SERIES,
        "heard": HEARD_ANSWER,
        "ended": ENDED_ANSWER,
        "board": show_code(BOARD_CODE),
        "stop": stop_address(SENDER, spare.id, MailKind.REMINDER).rpartition("/")[2],
        "plotly": metadata.version("plotly"),
        "css": assets().named("css/base.css").digest,
    }


def _lifted(cast, barrier):
    """The barrier is lifted to the leader in the organisation, who has promised something by a day that has come."""
    einar = db.session.scalars(select(User).where(User.email == "einar@example.no")).one()
    return BarrierLift(
        team_id=cast.team.id, barrier_id=barrier.id, organisation_id=cast.team.organisations[0].id, to_id=einar.id,
        by_id=cast.people["nora"].id, lifted_at=MADE, first_due=date(2026, 3, 16), due=date(2026, 3, 16),
        state=LiftState.PROMISED, answered_at=MADE,
    )  # fmt: skip


def _evaluated(cast):
    """An evaluation where users ask users, with a guide nobody has approved, a finding and a point."""
    by = {"team_id": cast.team.id, "created_by_id": cast.people["nora"].id, "created_at": MADE}
    evaluation = UserEvaluation(title="Bruker spør bruker 2026", year=2026, evaluator="KBT", persons=20, **by)
    evaluation.dates = [StageDates(team_id=cast.team.id, stage=stage) for stage in EvaluationStage]
    db.session.add(evaluation)
    db.session.flush()
    finding = Finding(
        evaluation_id=evaluation.id, theme=RecurringTheme.SLEEP, own_theme="", sentence="Lys vekket dem.", persons=6,
        **by,
    )  # fmt: skip
    guide = InterviewGuide(evaluation_id=evaluation.id, number=1, opening="Jeg har selv vært pasient.", **by)
    guide.questions = [GuideQuestion(team_id=cast.team.id, position=0, text="Hvordan var nettene?", more="")]
    db.session.add_all([finding, guide])
    db.session.flush()
    point = DialoguePoint(
        evaluation_id=evaluation.id, finding_id=finding.id, text="Stille time fra kl. 22", verdict_why="", **by
    )
    return {"user_evaluation": evaluation, "finding": finding, "interview_guide": guide, "point": point}


def _heard(cast, public_id):
    """An answer that was read and approved."""
    return Answer(
        team_id=cast.team.id, public_id=public_id, text="At det er stille", way=AnswerWay.QR, shared=True,
        sent_on=date(2026, 3, 10), week=date(2026, 3, 9), state=AnswerState.APPROVED, reviewed_at=MADE,
        reviewed_by_id=cast.people["nora"].id, public_from=MADE,
    )  # fmt: skip


def _stuck(to, name):
    """A mail that nobody knows whether it went."""
    return Mail(
        kind=MailKind.REMINDER, user_id=to.id, to_name=to.name, to_address=to.email, subject="Uke 48",
        message_id=f"<{name}@example.no>", raw=b"Subject: Uke 48\r\n\r\nHei\r\n", created_at=MADE, not_before=MADE,
        next_try_at=MADE, give_up_at=MADE, state=MailState.UNCERTAIN, tries=1, fault=MailFault.CUT_OFF,
    )  # fmt: skip


def gathering_of(cast):
    """A samling of the network that is still to come, whenever the tests run."""
    starts = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=20)
    ends = starts + timedelta(hours=6)
    meeting = Gathering(
        network_id=cast.network.id, kind=GatheringKind.SAMLING, title="Fra test til vane", place="Værnes",
        starts_at=starts, ends_at=ends, uid="5f0c2f5e-0b51-4f0e-9a5a-2f7d3d1a9c11", changed_at=MADE,
        created_by_id=cast.people["ingrid"].id, created_at=MADE,
        days=[GatheringDay(position=1, starts_at=starts, ends_at=ends)],
    )  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    return meeting


def _programme(cast):
    """A programme that the network belongs to, with its owner, and two leaders in the team's organisation."""
    tone, einar, berit = (
        User(name=name, email=f"{name.split()[0].lower()}@example.no", created_at=MADE)
        for name in ("Tone Sandvik", "Einar Holt", "Berit Aas")
    )
    programme = Programme(name="Gode forløp", slug="gode-forlop", created_at=MADE)
    db.session.add_all([tone, einar, berit, programme])
    db.session.flush()
    cast.network.programme_id = programme.id
    seat = {"name": "Aslaug Vik", "organisation": "", "role": SteeringRole.USER_REPRESENTATIVE}
    rows = {
        "part": ProgrammeGoal(
            programme_id=programme.id, text="Tjenestene henger sammen", judgement="På god vei", judged_by="Ingrid Moe",
            judged_on=MADE.date(),
        ),
        "seat": SteeringMember(programme_id=programme.id, **seat),
        "network_seat": SteeringMember(network_id=cast.network.id, **seat),
    }  # fmt: skip
    db.session.add_all(
        [
            *rows.values(),
            Ownership(user_id=tone.id, programme_id=programme.id),
            leadership := Leadership(user_id=einar.id, organisation_id=cast.team.organisations[0].id),
            other := Leadership(user_id=berit.id, organisation_id=cast.team.organisations[0].id),
        ]
    )
    db.session.flush()
    return rows | {"programme": programme, "leadership": leadership, "other_leadership": other}


def _day(cast):
    """The network's day of this year, which is today, with a unit that takes part and one that has not confirmed."""
    held_on = today()
    day = Campaign(
        network_id=cast.network.id,
        year=held_on.year,
        held_on=held_on,
        opens_on=held_on - timedelta(days=30),
        freezes_on=held_on + timedelta(days=8),
        asks_on=held_on + timedelta(days=90),
        made_by_id=cast.people["ingrid"].id,
        created_at=MADE,
    )
    db.session.add(day)
    db.session.flush()
    unit = {
        "campaign_id": day.id,
        "organisation": "Storfjell kommune",
        "organisation_key": "storfjell kommune",
        "organisation_kind": OrganisationKind.MUNICIPALITY,
        "service": ServiceKind.HOME_CARE,
        "signed_up_at": MADE,
    }
    return {
        "day": day,
        "day_unit": CampaignUnit(
            name="Sone øst", name_key="sone øst", contact="ost@example.no", code=UNIT_CODE, confirmed_at=MADE,
            team_id=cast.team.id, **unit,
        ),
        "unconfirmed_unit": CampaignUnit(
            name="Sone vest", name_key="sone vest", contact="vest@example.no", code=draw_code(), **unit,
        ),
    }  # fmt: skip


def _waiting(network_id):
    """A reminder of the demo that can still be stopped, however long the rows are kept."""
    now = datetime.now(UTC)
    return Reminder(
        network_id=network_id, kind=ReminderKind.NUMBERS, subject="{team}: tallene mangler", text="Hei {navn}",
        batch="b", submission="s", by_name="Ingrid Moe", created_at=now, goes_at=now + timedelta(hours=6),
    )  # fmt: skip


def _run(network_id, *, is_dry):
    """A run of the deletion of answers that found none."""
    return RetentionRun(
        network_id=network_id, public_id=draw_public_id(), is_dry=is_dry, started_at=MADE, finished_at=MADE,
        rule={"months": 12, "unread_months": 3, "day": MADE.date().isoformat()}, counted=0, removed=0, left=0,
        purged={}, checksum="",
    )  # fmt: skip


def test_every_endpoint_has_a_row_and_every_row_an_endpoint(app):
    asked = {rule.endpoint: rule.methods for rule in app.url_map.iter_rules()}
    assert GET.keys() == {name for name, methods in asked.items() if "GET" in methods}
    assert POST.keys() == {name for name, methods in asked.items() if "POST" in methods}


@pytest.mark.parametrize("endpoint", sorted(GET))
def test_who_may_read(as_, ids, endpoint):
    statuses, path = GET[endpoint]
    for who in PEOPLE:
        with as_(who).client.get(path.format(**ids)) as answer:
            assert _said(answer.status_code, statuses[who]), f"{who} GET {path}: {answer.status_code}"


@pytest.mark.parametrize("endpoint", sorted(POST))
def test_who_may_write(as_, ids, endpoint):
    """Each person posts with a token of her own and next to nothing in the form: the door answers before the form."""
    statuses, path = POST[endpoint]
    for who in reversed(PEOPLE):  # those who may not come first: what one did could hide the row from the next
        visitor = as_(who)
        answer = visitor.client.post(path.format(**ids), data={"csrf_token": visitor.token()})
        expected = 401 if statuses[who] == 302 else statuses[who]
        gone = (
            expected == OK
            and answer.status_code == 404
            and any(statuses[other] == OK for other in PEOPLE if other != who)
        )
        assert gone or _said(answer.status_code, expected), f"{who} POST {path}: {answer.status_code}"


@pytest.mark.parametrize("endpoint", sorted(POST.keys() - {"mail.stop"}))  # mail programs post there: test_stop.py
def test_a_form_without_a_token_of_ours_stores_nothing(as_, ids, endpoint):
    statuses, path = POST[endpoint]
    who = next(who for who in PEOPLE if statuses[who] in {OK, 404})
    visitor = as_(who)
    before = _lines()
    answer = visitor.client.post(path.format(**ids), data={})
    assert answer.status_code >= 400
    assert _lines() == before


def test_only_access_makes_an_access():
    makers = set()
    for path in TRACKER.rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        if any(isinstance(call.func, ast.Name) and call.func.id.endswith("Access") for call in calls):
            makers.add(path.parent.name)
    assert makers == {"access"}


def _said(status, expected):
    if expected == OK:
        return status not in {401, 403, 404} and status < 500
    return status == expected


def _lines():
    """Count the trail: whatever is stored leaves a line."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditLine))
