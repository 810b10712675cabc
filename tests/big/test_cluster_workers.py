"""What a worker does with a function that it is sent: asks first whether it is as it must be."""

import pickle
from functools import partial

import pytest

from forlob.big.cluster_workers import run_there
from forlob.errors import UsageError


def said(text: str) -> str:
    return text


def test_a_worker_as_it_must_be():
    assert run_there(pickle.dumps(partial(said, "")), int, ("12",), {"base": 3}) == 5


def test_nothing_to_check():
    assert run_there(b"", int, ("12",), {}) == 12


def test_a_worker_that_came_later_and_is_not():
    with pytest.raises(UsageError, match=r"^a worker that came later has another version\.$"):
        run_there(pickle.dumps(partial(said, "has another version")), int, ("12",), {})
