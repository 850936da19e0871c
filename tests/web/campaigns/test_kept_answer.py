"""Many ask at once: one makes the answer, the others are handed what there is."""

from threading import Barrier, Event, Thread

import pytest

from tracker.web.campaigns.kept_answer import KeptAnswers


def test_however_many_ask_at_once_it_is_made_once_and_the_old_one_is_given_meanwhile():
    now, made, go_on, begun = [0.0], [], Event(), Event()
    kept = KeptAnswers(15, clock=lambda: now[0])

    def make():
        made.append(now[0])
        if now[0]:
            begun.set()
            go_on.wait(5)
        return str(now[0]).encode(), str(now[0])

    start, given = Barrier(8), []

    def ask():
        start.wait()
        given.append(kept.get(2026, make).body)

    crowd = [Thread(target=ask) for _ in range(8)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert (made, set(given)) == ([0.0], {b"0.0"})
    now[0] = 20.0
    refresher = Thread(target=kept.get, args=(2026, make))
    refresher.start()
    assert begun.wait(5)
    assert kept.get(2026, make).body == b"0.0"
    go_on.set()
    refresher.join()
    assert kept.get(2026, make).body == b"20.0"
    assert made == [0.0, 20.0]


def test_one_that_cannot_be_made_hinders_no_other():
    kept = KeptAnswers(15, clock=lambda: 0.0)
    with pytest.raises(ZeroDivisionError):
        kept.get(2026, lambda: 1 / 0)
    assert kept.get(2026, lambda: (b"1", "1")).body == b"1"
