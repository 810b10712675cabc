"""scales in programme.yaml: what one says, and what is wrong in one."""

import pytest

from tests.programme.test_read_programme import MINIMAL, read, wrong

SCALES = """\
scales:
  ladder:
    name: {da: Stigen, en: The ladder}
    items: {2: Søvn, work: {da: Arbejde, en: Work}}
    from: 1
    to: 10
    real_change: 1.5
    respondents: {participant: {da: Borger, en: Participant}}
"""
MEASURED = """\
  - file: measured.csv
    constants: {instrument: ladder}
    registers:
      measurements:
        values: {item: {Søvnen: "2"}, respondent: {Selv: participant}}
"""
WHOLE = MINIMAL + MEASURED + SCALES


def test_a_scale_is_read_with_its_items_in_their_order(tmp_path):
    scale = read(tmp_path, WHOLE).scales["ladder"]
    assert list(scale.items) == ["2", "work"] and scale.items["work"].in_language("en") == "Work"
    assert (scale.from_, scale.to, scale.real_change) == (1, 10, 1.5)
    assert scale.direction == "higher_is_better" and scale.baseline.within_days == 60


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("real_change:", "realchange:", "scales.ladder.realchange: unknown key; did you mean real_change? Known here:"),
        ("    to: 10\n", "", "scales.ladder.to: is missing. Add it."),
        ("to: 10", "to: ten", "scales.ladder.to: should be a number (found: 'ten')."),
        ("to: 10", "to: 0", "scales.ladder: from should be below to; with direction: lower_is_better a low score"),
        ("real_change: 1.5", "real_change: 20", "scales.ladder: real_change is larger than the whole range"),
        ("real_change: 1.5", "direction: down", "scales.ladder.direction: input should be 'higher_is_better' or"),
        ("real_change: 1.5", "baseline: soon", "scales.ladder.baseline: write any (the first measurement, whenever"),
        ("real_change: 1.5", "baseline: {within_days: -1}", "scales.ladder.baseline.within_days"),
        ("real_change: 1.5", "baseline: {within: 30}", "scales.ladder.baseline.within: unknown key"),
        ("instrument: ladder", "instrument: lader", "lader is no instrument; did you mean ladder?"),
        ('Søvnen: "2"', "Søvnen: wrk", "wrk is no code of item; did you mean work? Fix it, or add it to scales."),
        ("Selv: participant", "Selv: citizen", "values.respondent: citizen is no code of respondent"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(tmp_path, old, new, sentence):
    assert old in WHOLE
    assert any(sentence in line for line in wrong(tmp_path, WHOLE.replace(old, new))), wrong(
        tmp_path, WHOLE.replace(old, new)
    )


def test_any_first_measurement_may_be_a_baseline(tmp_path):
    assert read(tmp_path, WHOLE.replace("real_change: 1.5", "baseline: any")).scales["ladder"].baseline is None


def test_respondents_are_free_where_a_scale_declares_none(tmp_path):
    more = "  strain: {name: Strain, items: {worry: Worry}, from: 0, to: 4}\n"
    text = (WHOLE + more).replace("Selv: participant", "Selv: citizen")
    assert list(read(tmp_path, text).scales) == ["ladder", "strain"]
