"""Tables of themes: a theme's name stands below the one it belongs to."""

from forlob.show import interview_tables
from forlob.show.words import Words
from tests.show import examples
from tests.show.test_tables import read

DA = Words("da")


def test_themes_with_excerpts_and_informants():
    made = interview_tables.themes(examples.themes(), DA)
    rows, caption, *_ = read(made.markdown)
    assert rows == [
        ["Tema", "Uddrag", "Informanter"],
        ["Naboskab", "3 (75 %)", "3 (100 %)"],
        ["Hjælp", "2 (50 %)", "2 (67 %)"],
        ["Arbejde", "1 (25 %)", "1 (33 %)"],
        ["Uoplyst", "1 (25 %)", "0 (0 %)"],
    ]
    assert caption == "Temaer i interviewene"
    assert made.markdown.count("**Naboskab**") == 1 and "**Arbejde**" not in made.markdown


def test_themes_by_informant():
    rows = [
        examples.row("themes.by_informant by theme, informant", n, group=g, subgroup=who)
        for g, who, n in [("a", "A", 2), ("a", "B", 0)]
    ]
    rows, *_ = read(interview_tables.themes_by_informant(examples.table(*rows), DA).markdown)
    assert rows == [["Tema", "A", "B"], ["a", "2", "0"]]
