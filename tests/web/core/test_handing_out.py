"""Many ask at once: one has the answer made, the others are handed what there is; what says nothing is not kept."""

from threading import Barrier, Event, Thread

import pytest

from tracker.web.core.outermost import handing_out
from tracker.web.core.outermost.handing_out import HandsOut


class Crowd:
    """An application whose answer is the time it is, kept for fifteen seconds; and those who ask it."""

    def __init__(self):
        self.now, self.made, self.go_on, self.begun = 0.0, [], Event(), Event()
        self.status, self.keeps, self.asked = "200 OK", True, []
        self.hands_out = HandsOut(self, under="/dagen/", clock=lambda: self.now)

    def __call__(self, environ, start_response):
        self.made.append(self.now)
        self.asked.append(environ.get("HTTP_IF_NONE_MATCH"))
        if self.now == 20.0:
            self.begun.set()
            self.go_on.wait(5)
        if self.keeps:
            environ[handing_out._SECONDS] = 15
        etag = f'W/"{self.now}"'
        start_response(self.status, [("ETag", etag), ("Content-Type", "application/json"), ("X-Request-ID", "one")])
        return [str(self.now).encode()]

    def ask(self, path="/dagen/tall.json", **environ):
        told = []
        asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "http", **environ}
        body = b"".join(self.hands_out(asked, lambda status, headers, *_more: told.append((status, dict(headers)))))
        return told[-1][0][:3], body, told[-1][1]


@pytest.fixture
def crowd():
    return Crowd()


def test_however_many_ask_at_once_it_is_made_once_and_the_old_one_is_given_meanwhile(crowd):
    start, given = Barrier(8), []

    def ask():
        start.wait()
        given.append(crowd.ask()[1])

    people = [Thread(target=ask) for _ in range(8)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert (crowd.made, set(given)) == ([0.0], {b"0.0"})
    crowd.now = 20.0
    refresher = Thread(target=crowd.ask)
    refresher.start()
    assert crowd.begun.wait(5)
    assert crowd.ask()[1] == b"0.0"
    crowd.go_on.set()
    refresher.join()
    assert crowd.ask()[1] == b"20.0"
    assert crowd.made == [0.0, 20.0]


def test_who_has_it_is_told_so_and_no_request_has_the_name_of_another(crowd):
    assert crowd.ask()[2]["X-Request-ID"] == "one"
    status, body, headers = crowd.ask(HTTP_IF_NONE_MATCH='W/"0.0"')
    assert (status, body, headers) == ("304", b"", {"ETag": 'W/"0.0"'})
    assert crowd.ask(HTTP_IF_NONE_MATCH='W/"9"')[:2] == ("200", b"0.0")


def test_nothing_else_is_kept(crowd):
    crowd.keeps = False
    for _ in range(2):
        crowd.ask()
        crowd.ask("/page")
    crowd.keeps, crowd.status = True, "404 Not Found"
    for _ in range(2):
        assert crowd.ask()[0] == "404"
        crowd.ask(REQUEST_METHOD="HEAD")
    assert len(crowd.made) == 8


def test_one_that_fails_hinders_no_other(crowd):
    crowd.status = None
    with pytest.raises(AttributeError):
        crowd.ask()
    crowd.status = "200 OK"
    assert crowd.ask()[:2] == ("200", b"0.0")


def test_what_stands_elsewhere_goes_straight_through_with_what_it_asked(crowd):
    crowd.now = 20.0
    waiting = Thread(target=crowd.ask)
    waiting.start()
    assert crowd.begun.wait(5)
    crowd.now = 1.0
    asked = []
    crowd.hands_out._application = lambda environ, start: (
        asked.append(environ["HTTP_IF_NONE_MATCH"]) or crowd(environ, start)
    )
    assert crowd.ask("/networks/n/gatherings/1/screen.json", HTTP_IF_NONE_MATCH='"3"')[1] == b"1.0"
    crowd.go_on.set()
    waiting.join()
    assert crowd.asked == [None, '"3"']
