"""The tables of a report as a workbook (bảng biểu báo cáo), one a sheet, the figures first."""

from congress.papers.workbooks import Sheet, SheetColumn, Value, workbook
from devices.reports.tables import ReportTable, figures, tables
from devices.reports.values import Phase, Report


def report_workbook(report: Report, phase: Phase, *, title: str) -> bytes:
    """The workbook's bytes."""
    told = ReportTable("Số liệu chung", (("Nội dung", 90), ("Số liệu", 30)), figures(report, phase))
    sheets = tuple(_sheet(one) for one in (told, *tables(report, phase)))
    return workbook(sheets, title=title, created=report.at)


def _sheet(one: ReportTable) -> Sheet:
    columns = (SheetColumn("TT", 12), *(SheetColumn(head, width, is_text=True) for head, width in one.heads))
    rows: tuple[tuple[Value, ...], ...] = tuple((number, *row) for number, row in enumerate(one.rows, 1))
    return Sheet(one.title, one.title, columns, rows)
