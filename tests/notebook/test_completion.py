"""Tab lists what there is, and nothing else."""

from forlob.measures import catalogue, exits
from forlob.notebook.completion import lead_tab
from forlob.show import charts, tables


def test_modules_list_their_measures_and_kinds_alone():
    lead_tab()
    assert dir(exits) == ["education", "incidence", "job", "other_reasons", "self_supporting"]
    assert dir(charts) == sorted(charts.__all__) and "pd" not in dir(tables) and "counts" in dir(tables)
    listed = {f"{module.__name__.rpartition('.')[2]}.{name}" for module in catalogue.MODULES for name in dir(module)}
    assert listed == {measure.name for measure in catalogue.declared()}
