"""What the tests of kernels and notebooks share."""

import os

import pytest

from forlob.run.execute import prepare_environment


@pytest.fixture
def kernel_environment():
    """What the command sets for its kernels; taken back at the end."""
    before = dict(os.environ)
    prepare_environment({})
    yield
    os.environ.clear()
    os.environ.update(before)
