"""Every case of the oracle, and each difference on purpose (docs/statistics.md has the table)."""

import pytest

from tests.analysis import qic


def outcome(case):
    """``agrees``, ``differs``, or ``refused`` as what cannot be read."""
    try:
        answers = qic.readings(case)
    except ValueError:
        return "refused"
    if case["status"] == "error":
        return "differs"
    return "differs" if any(qic.mismatches(case, answers)) else "agrees"


@pytest.mark.parametrize("kind", qic.KINDS)
def test_every_case_agrees_but_for_the_listed_differences(kind):
    cases = {name: case for name, case in qic.cases().items() if case["args"]["chart"] == kind}
    outcomes = {name: outcome(case) for name, case in cases.items()}
    stopped = {name for name, case in cases.items() if case["status"] == "error" and outcomes[name] == "refused"}
    unlike = {name for name, said in outcomes.items() if said != "agrees"} - stopped
    assert unlike == {name for name in cases if name in qic.differences()}
    assert len(cases) > len(unlike)
