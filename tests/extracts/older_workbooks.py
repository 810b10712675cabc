"""Small workbooks of the kinds that no library at hand writes: .xls as it is, .xlsb and .ods of their parts."""

import base64
import struct
import zlib

from tests.extracts.projects import archive

#: Written by xlwt: id 7, 2024-03-01, 01:30, 25:30 as [h]:mm, 1.5, true, Ærø; an empty row; id 8, 2024-03-02 14:30,
#: 25:30 as hh:mm, nothing, 1/0 as a formula without a value, nothing, x.
XLS = zlib.decompress(
    base64.b64decode(
        """
eNrtWE1IVFEU/u57b379G/8CjQYRtDJdiJsI9FlQQpBYEEU/1NgMzmQzxiCSLcqyWQZBq6KNYUUbs0V/VFAQ0SIwahEEgRa0aSUUuFCnc85741
8KDpihvG+4591z7s8579xzz73zPowUjg48LB/DAjRBx3TaB/ccmaLiyzABUHs6zdXM00sl7WBNweelhXS78DzvvYfXkNd7DBqGjddEgW9UjuEs
WrsSkYpVxC6xIaTYhkZlUOxpuEUlH2ViV5HQU0KLhT6Qvi+ENovkqtBG6juqjmDEbK3ZbsfxYa1S2vKJKjyRMV9EUo9SvOM4vnhNWX1d2JmMhc
6s+4agkYtBUBC0RBKRJPMFuAM/EA7XxeN1vYSg4cdd6o9odEc8HjRycI8D5mj0OLGjKCFmEL/TFcCvTJp4VeHIV1euQPKJ+XLPEnIvrfBich8t
82JyPy34Qvl1zQD6kD6peC+lkItHBrcYFFad9SnkYK9kFh3dXfFJOlh89jFC2y0W1im+Qh1Eu2NhOj96QslYRzQSptBMUPvpEE2VCPUkqMPb5A
RJz/l5tCStwLyklSdbOZdoGAVSL5QNHaCXnLw//nFfe5t5QiR9clBZx1kVG480LvEIGpwPy3QGT10jI7YJvSyzbpR6udAS2gv0rG4rtSt7+qXP
FWmtJj0Ngk/m5jn1LVRP/dz/NJj6bm6l+lDL2PmSoc/mACrJL2Eaz79+1KpadfMG45mZeSo78X0VWvZXEvRqAdv2tH1mF2CKNzGhUKjFsXfUDK
fZvrI4nTh9hjOIM2Y4F3GuGc5NnNvWqhZofUmWKtEalHR9+w17RicPcyovtsNn2LQkOvnSwrh5QfOThPUeJaNcmldyFNvLWpVo9dha9QVaeawu
Wiv5TWhuHeyzg4SGqh/NlmRW/7jpxiaSGPY78wUGtgeDik13s1JdlHLYNGlFeMy+ojNmFisXlFgyKGex1oJSfIbFfObAgQMHDhw4+B9Q1kVcLj
+GXPCsm4vH/q4zRWXa+UyybnEAXfTrpv90u5GgZxK9WcXPBrhUZi61zDGZ74WMQ6Q9iU60ix2dWccv3TzV3PdZ9sDAym2hbPVPZ2PnP9b/B95Q
K80=
"""
    )
)


def _record(kind: int, content: bytes = b"") -> bytes:
    """A record of an .xlsb part: kind and size in bytes of seven bits."""
    kinds = bytes([kind & 0x7F | 0x80, kind >> 7]) if kind >= 0x80 else bytes([kind])
    size, sizes = len(content), b""
    while size >= 0x80:
        sizes, size = sizes + bytes([size & 0x7F | 0x80]), size >> 7
    return kinds + sizes + bytes([size]) + content


def _text(text: str) -> bytes:
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def xlsb(cells: dict[tuple[int, int], str | float]) -> bytes:
    """A workbook of one sheet: (row, column), both from 0 -> a cell."""
    bundle = struct.pack("<LL", 0, 1) + _text("rId1") + _text("Ark1")
    book = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    rows = b""
    for row in sorted({row for row, _ in cells}):
        rows += _record(0, struct.pack("<LLHBBBL", row, 0, 300, 0, 0, 0, 0))
        for column in sorted(column for at, column in cells if at == row):
            cell = cells[row, column]
            begins = struct.pack("<LL", column, 0)
            rows += (
                _record(6, begins + _text(cell))
                if isinstance(cell, str)
                else _record(5, begins + struct.pack("<d", cell))
            )
    size = [max(place) for place in zip(*cells, strict=True)]
    dimension = _record(148, struct.pack("<LLLL", 0, size[0], 0, size[1]))
    sheet = _record(129) + dimension + _record(145) + rows + _record(146) + _record(130)
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    parts = {"xl/workbook.bin": book, "xl/worksheets/sheet1.bin": sheet, "xl/_rels/workbook.bin.rels": relations}
    return archive(parts)


def ods(rows: str, name: str = "Ark1", manifest: str = "<manifest/>") -> bytes:
    """A workbook of one sheet, whose rows are XML; `table-row` and `table-cell` are written `r` and `c`."""
    for short, full in (
        ("<r", "<table:table-row"),
        ("</r>", "</table:table-row>"),
        ("<c", "<table:table-cell"),
        ("</c>", "</table:table-cell>"),
    ):
        rows = rows.replace(short, full)
    spaces = "".join(f' xmlns:{space}="{space}"' for space in ("office", "table", "text", "calcext"))
    sheet = f'<table:table table:name="{name}">{rows}</table:table>'
    content = f"<office:document-content{spaces}>{sheet}</office:document-content>"
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )
