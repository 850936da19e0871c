"""HTTP in and out: a package of pages for each subject, and in `core` what surrounds every request."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tracker.web import (
    accounts,
    answers,
    audit,
    barriers,
    board,
    campaigns,
    demo,
    gatherings,
    help,  # noqa: A004 - the subject's name; nothing here asks Python for help
    home,
    imports,
    improvement,
    mail,
    measurements,
    measures,
    networks,
    notifications,
    operations,
    organisations,
    programmes,
    progress,
    reminders,
    reports,
    representatives,
    retention,
    search,
    signals,
    tally,
    teams,
    threads,
    user_evaluations,
    walls,
)
from tracker.web.core import assets, errors, expiry, frame, guard, headers, intake, language, log, transactions
from tracker.web.core import settings as installed
from tracker.web.core.outermost import handing_out
from tracker.web.core.routes import RowIdConverter, declared_rules, refuse_undeclared
from tracker.web.core.settings import Settings
from tracker.web.forms import two_editors

SUBJECTS = (
    home.routes, accounts.routes, teams.routes, measures.routes, measurements.routes, improvement.routes, tally.routes,
    imports.routes, board.routes, audit.routes, networks.routes, programmes.routes, gatherings.routes,
    reminders.routes, reports.routes, retention.routes, organisations.routes, progress.routes, barriers.routes,
    help.routes, mail.routes, notifications.routes, search.routes, representatives.routes, threads.routes,
    signals.routes, walls.routes, answers.routes, campaigns.routes, operations.routes, user_evaluations.routes,
)  # fmt: skip


def install(app: Flask, settings: Settings, *, static: Path) -> None:
    """Register every subject's pages, and what surrounds each request. The demo's people exist in the demo only.

    Raises:
        RuntimeError: a route has no access rule.
    """
    subjects = (*SUBJECTS, demo.routes) if settings.demo else SUBJECTS
    installed.install(app, settings)
    app.url_map.converters["int"] = RowIdConverter
    for routes in subjects:
        app.register_blueprint(routes)
    rules = declared_rules(subjects)
    refuse_undeclared({rule.endpoint for rule in app.url_map.iter_rules()}, rules)
    log.install(app)
    intake.install(app)
    guard.install(app, rules)
    # On the way out what is installed last runs first: old uploads go, all is committed, the answer gets its headers.
    headers.install(app)
    language.install(app)
    transactions.install(app)
    expiry.install(app)
    frame.install(app)
    assets.install(app, static)
    errors.install(app)
    two_editors.install(app)
    handing_out.install(app, under=campaigns.ADDRESS)
