"""The dates in the names of files and sheets."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.extracts.dates_in_names import dates_in
from forlob.extracts.file_names import left_open, natural


@pytest.mark.parametrize(
    ("name", "form", "days"),
    [
        ("jc10100101_20240201.csv", "%Y%m%d", ["2024-02-01"]),  # no year is 1010
        ("nr 12024-01-31.csv", "%Y-%m-%d", []),  # 12024 is one number
        ("0751_2023.csv", "%Y", ["2023-01-01"]),  # 0751 is a municipality
        ("u_2024-13_2024-02.csv", "%Y-%m", ["2024-02-01"]),
        ("20230101-20231231.csv", "%Y%m%d", ["2023-01-01", "2023-12-31"]),
        ("20230101-20231231.csv", "-%Y%m%d", ["2023-12-31"]),
        ("20240201 rettet 20240201.csv", "%Y%m%d", ["2024-02-01"]),
        ("31-1-2024.csv", "%d-%m-%Y", ["2024-01-31"]),
        ("u_311224.csv", "%d%m%y", ["2024-12-31"]),
        ("u_marts_2024.csv", "%B_%Y", ["2024-03-01"]),
        ("U_OKT2024.csv", "%b%Y", ["2024-10-01"]),
        ("u maj 2024", "%B %Y", ["2024-05-01"]),
        ("Februari 2024", "%B %Y", ["2024-02-01"]),
        ("desember 2023", "%b %Y", ["2023-12-01"]),
        ("october 2023", "%B %Y", ["2023-10-01"]),
        ("5. jan. 2024", "%d. %b %Y", ["2024-01-05"]),
        ("umaj2024", "%b%Y", []),  # a word that ends in maj
        ("u_ma\u030aned_2024.csv", "%B_%Y", []),
    ],
)
def test_dates_are_whole_numbers_and_words_of_plausible_years(name, form, days):
    assert sorted(map(str, dates_in(name, form))) == days


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y%m%d", "%Y-%m-%d", "%d.%m.%Y", "%d. %B %Y"]))
def test_a_date_is_found_as_it_is_written(day, form):
    assert dates_in(f"list {day.strftime(form)}", form) == {day}


@pytest.mark.parametrize(
    ("pattern", "name", "left"),
    [
        ("liste_*_2012.csv", "liste_Nord_2012.csv", "Nord"),
        ("*_2024*.csv", "nord_2024-01.csv", "nord"),
        ("*_202[34]_*.csv", "nord_vest_2023_a_2024_b.csv", "nord_vest"),
        ("u?_*_*.csv", "u1_syd_2024.csv", "syd"),
        ("[a-z]*_2024*.csv", "nord_2024.csv", "nord"),
        ("sted_[!0]?.csv", "sted_17.csv", "17"),
        ("sted_[]^].csv", "sted_^.csv", "^"),
        ("*/liste.csv", "syd/liste.csv", "syd"),
        ("*/liste_*.csv", "2024/liste_syd.csv", "syd"),
        ("liste.csv", "liste.csv", "liste"),
        ("[z-a]*.csv", "[z-a]*.csv", "[z-a]*"),  # nothing fits it
    ],
)
def test_the_first_star_of_a_pattern_is_what_it_leaves_open(pattern, name, left):
    assert left_open(pattern, name) == left


def test_names_are_sorted_as_people_count_and_a_corrected_file_comes_after_the_one_it_corrects():
    names = ["u_10.csv", "u_9 rettet.csv", "u_9.csv"]
    assert sorted(names, key=natural) == ["u_9.csv", "u_9 rettet.csv", "u_10.csv"]
