"""Many ids in few letters: read back as they were, and no more than there is room for."""

import pytest

from tracker.text.id_list import MOST, read_ids, write_ids


@pytest.mark.parametrize(("ids", "text"), [([], ""), ([7], "7"), ([3, 4, 5, 12, 7, 6], "3-7.12"), ([2, 1, 2], "1-2")])
def test_ids_are_read_back(ids, text):
    assert write_ids(ids) == text
    assert read_ids(text) == sorted(set(ids))


@pytest.mark.parametrize("text", ["", "x", "-", "1-", "-1", "٣", "1-2-3", "9-3", "0", "1,2", "99999999999"])
def test_what_is_no_id_is_left_out(text):
    assert read_ids(text) == []


def test_what_is_right_beside_it_stays():
    assert read_ids("x.4.5-6.") == [4, 5, 6]


def test_a_stretch_without_end_is_cut():
    assert len(read_ids("1-2000000000.7")) == MOST
    assert read_ids("2147483646-9999999999") == [2147483646, 2147483647]


def test_five_hundred_ids_fit_into_an_address():
    assert len(write_ids(range(1000, 2000, 2))) < 2600
