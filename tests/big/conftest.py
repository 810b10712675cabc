"""What differs between two cleanings is shown as in a test."""

import pytest

pytest.register_assert_rewrite("tests.big.stories")
