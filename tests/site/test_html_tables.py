"""Tables of HTML that a notebook puts out become tables of a page."""

import pandas as pd
import pypandoc
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from forlob.show.words import Words
from forlob.site.from_notebook import body
from forlob.site.html_tables import tables_in
from forlob.site.render_builtin import READ

GREAT_TABLES = """
<div><style>.gt_table {color: red}</style><table class="gt_table"><thead>
<tr class="gt_heading"><td colspan="2">Praktik<br>efter køn</td></tr>
<tr class="gt_col_headings"><th>Køn</th><th><div>Antal</div></th></tr></thead>
<tbody><tr><td>Kvinder</td><td>12 <script>alert(1)</script></td></tr><tr><td>M&aelig;nd | *</td><td>8</td></tr></tbody>
<tfoot><tr><td colspan="2">Kilde: registret</td></tr></tfoot></table></div>
"""


def test_a_data_frame_is_a_table_with_its_numbers_to_the_right():
    frame = pd.DataFrame({"antal": [12, 8], "andel": [0.5, None]}, index=["Kvinder", "Mænd"])
    (table,) = tables_in(frame.to_html())
    assert table.heads == ["", "antal", "andel"]
    assert table.rows == [["Kvinder", "12", "0.5"], ["Mænd", "8", "NaN"]]
    assert table.markdown.splitlines()[1] == "| :----- | -----: | -----: |"


def test_two_levels_of_heads_keep_the_lower():
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")]))
    (table,) = tables_in(frame.to_html())
    assert table.heads == ["", "x", "y"] and table.rows == [["0", "1", "2"]]


def test_a_cell_that_reaches_down_keeps_the_columns_below_it_in_place():
    by = pd.DataFrame({"gender": ["m", "m", "f"], "group": ["2", "3", "2"], "n": 1}).set_index(["gender", "group"])
    (table,) = tables_in(by.to_html())
    assert table.heads == ["gender", "group", "n"]
    assert table.rows == [["m", "2", "1"], ["", "3", "1"], ["f", "2", "1"]]


@pytest.mark.parametrize("span", ["\u00b2", "9" * 5000, "0", "-1", "x"])
def test_no_width_that_is_said_makes_a_table_too_wide(span):
    (table,) = tables_in(
        f"<table><tr><td colspan='{span}'>a</td><td rowspan='{span}'>b</td></tr><tr><td>c</td></tr></table>"
    )
    assert len(table.heads) <= 100 and table.rows[0][0] == "a"


def test_title_notes_and_entities_of_a_finished_table():
    (table,) = tables_in(GREAT_TABLES)
    assert (table.title, table.heads, table.notes) == ("Praktik efter køn", ["Køn", "Antal"], ["Kilde: registret"])
    assert table.rows == [["Kvinder", "12"], ["Mænd | *", "8"]]
    html = pypandoc.convert_text(table.markdown, "html", format=READ)
    assert "<td" in html and "Mænd | *" in html and "alert" not in html


@pytest.mark.parametrize("html", ["", "<b>text</b>", "<table></table>", "<table><tr></tr></table>", "<td>1</td>"])
def test_what_holds_no_table(html):
    assert tables_in(html) == []


def test_a_table_that_is_left_open_and_one_without_heads():
    (table,) = tables_in("<table><tr><td>a<td>1<tr><td>b")
    assert table.heads == ["", ""] and table.rows == [["a", "1"], ["b", ""]]


def shown(data, tags=("public",), **how):
    output = new_output("execute_result", data=data, execution_count=1)
    cell = new_code_cell("x", outputs=[output], metadata={"tags": list(tags)}, execution_count=1)
    return body(new_notebook(cells=[cell]), Words("da"), "", "", own=True, **how)


def test_a_public_page_shows_the_table_of_a_cell_that_is_vouched_for_and_of_no_other():
    data = {"text/html": GREAT_TABLES, "text/plain": "GT(...)"}
    assert "| Kvinder | 12 |" in shown(data).markdown and "vouched" in shown(data).markdown
    assert "Kvinder" not in shown(data, tags=()).markdown
    assert "| Kvinder | 12 |" in shown(data, tags=(), public=False).markdown


def test_markdown_is_shown_as_such_and_nothing_in_it_is_alive():
    made = shown(
        {"text/markdown": "## Om <script>alert(1)</script> **os** `{=html}` ![x](http://y/z.png) [x](javascript:alert)"}
    ).markdown
    html = pypandoc.convert_text(made, "html", format=READ)
    assert "<strong>os</strong>" in html and "<script" not in html and "<img" not in html and "javascript" not in html


def test_other_html_is_named_and_a_picture_told_how_to_be_shown():
    assert "som ikke er tekst" in shown({"text/html": "<b>fed</b><script>1</script>", "text/plain": "<x>"}).markdown
    assert "page.figure(fig" in shown({"image/png": "iVBO", "text/plain": "<Figure size 640x480>"}).markdown
