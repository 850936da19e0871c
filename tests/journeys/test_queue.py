"""The queue of counts on a phone, as its module keeps it in a browser's own database."""

import json

import pytest

from tracker.web.core.assets import asset

ROW = {
    "id": "a", "team": "kirurgisk", "url": "/tell/x/counts", "question": 1, "answer": True,
    "at": "2026-11-11T08:00:00Z", "undone": False, "safe": False, "rev": 1,
}  # fmt: skip


@pytest.fixture
def queue(walker, served):
    """Run a line of script with the module at hand as `q`, and rows made by `row({...})`."""
    with served[2].test_request_context():
        module = asset("js/tell/queue.js")
    walker.page.goto("/sign-in")

    def run(script: str):
        ready = f"const q = await import('{module}'); const row = (more) => ({{ ...{json.dumps(ROW)}, ...more }});"
        return walker.page.evaluate(f"async () => {{ {ready} {script} }}")

    return run


def test_rows_wait_by_team_the_oldest_first(queue):
    found = queue(
        "await q.add(row({ id: 'late', at: '2026-11-11T09:00:00Z' })); await q.add(row({ id: 'early' }));"
        "await q.add(row({ id: 'other', team: 'barn' }));"
        "const ids = async (team) => (await q.waiting(team)).map(({ id }) => id);"
        "const latest = await q.latest('kirurgisk');"
        "return [await ids('kirurgisk'), (await ids()).length, latest.id, (await q.latest('none')) === undefined];"
    )
    assert found == [["early", "late"], 3, "early", True]


def test_what_was_answered_goes_and_the_rest_waits(queue):
    left = queue(
        "const [a, b] = [row(), row({ id: 'b' })]; await q.add(a); await q.add(b);"
        "await q.settle([a, b], ['a', 'never-sent']); return (await q.waiting()).map(({ id }) => id);"
    )
    assert left == ["b"]


def test_a_count_taken_back_while_it_was_sent_still_waits_and_is_known_to_be_safe(queue):
    [left] = queue("await q.add(row()); await q.undo(row()); await q.settle([row()], ['a']); return await q.waiting();")
    assert (left["undone"], left["safe"], left["rev"]) == (True, True, 2)


def test_an_undo_that_was_answered_is_settled_too(queue):
    left = queue(
        "await q.add(row()); await q.undo(row()); const [sent] = await q.waiting();"
        "await q.settle([sent], ['a']); return await q.waiting();"
    )
    assert left == []


def test_an_undo_of_what_the_server_has_is_sent_with_the_same_id(queue):
    left, last = queue(
        "await q.add(row()); await q.settle([row()], ['a']); await q.undo(row());"
        "return [await q.waiting(), await q.latest('kirurgisk')];"
    )
    assert [(each["id"], each["undone"], each["safe"], each["rev"]) for each in left] == [("a", True, True, 1)]
    assert last["undone"]
