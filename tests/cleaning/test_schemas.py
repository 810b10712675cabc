"""What a cleaned register must look like."""

import pandas as pd

from forlob.cleaning.schemas import broken
from forlob.programme.registers import REGISTERS
from tests.cleaning.stories import PARTICIPATIONS, programme, story

PROGRAMME = programme([{"file": "f", "registers": {"plans": None}}])


def test_cleaned_registers_hold_their_schema():
    registers = story({"participants": PARTICIPATIONS, "plans": "participant_id; started_on\n1; 2012-02-01"}).registers
    assert [broken(name, frame, PROGRAMME) for name, frame in registers.items()] == [None, None]


def test_what_breaks_a_schema_is_named_without_any_value():
    participations = story({"participants": PARTICIPATIONS}).registers["participants"]
    assert (
        broken("participants", participations.assign(project="secret"), PROGRAMME)
        == "project: isin(['north', 'south'])"
    )
    assert "secret" not in (
        broken("participants", participations.assign(secret_column="secret"), PROGRAMME) or ""
    ).replace("secret_column", "")
    assert broken("participants", participations.assign(enrolled_on="2012-01-01"), PROGRAMME) is not None
    assert broken("participants", pd.concat([participations, participations]), PROGRAMME) is not None


def test_every_register_needs_columns_that_it_has():
    for register in REGISTERS.values():
        assert {name for group in register.needed for name in group} <= set(register.columns)
        assert register.dated is None or register.dated in register.columns
