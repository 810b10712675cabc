"""Tab lists what there is, and nothing else."""

import pytest

from forlob.measures import catalogue, exits
from forlob.notebook.completion import lead
from forlob.show import charts, tables


def test_modules_list_their_measures_and_kinds_alone():
    lead(repr)
    assert dir(exits) == ["education", "incidence", "job", "other_reasons", "self_supporting"]
    assert dir(charts) == sorted(charts.__all__) and "pd" not in dir(tables) and "counts" in dir(tables)
    listed = {f"{module.__name__.rpartition('.')[2]}.{name}" for module in catalogue.MODULES for name in dir(module)}
    assert listed == {measure.name for measure in catalogue.declared()}


def test_a_name_that_is_not_there_is_told_the_nearest():
    lead(repr)
    with pytest.raises(AttributeError, match=r"there is no exits.joob; did you mean job\? There are education, "):
        exits.joob  # noqa: B018
    with pytest.raises(AttributeError, match=r"there is no charts.share; did you mean shares\?"):
        charts.share  # noqa: B018
    assert not hasattr(exits, "__wrapped__")
