"""Reports before, during and after a congress take their figures from what happened; on both engines."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from congress.errors import Malformed, Refused
from congress.records import files
from congress.records.values import Record
from congress.term import queries as term_queries
from congress.term import service as term
from devices.reports import service
from devices.reports.gathering import report_of
from devices.reports.tables import figures, tables
from devices.reports.values import Phase
from tests.congress_papers.reading import text_of
from tests.devices_readiness.test_service import TECHNICIAN, at_site
from tests.devices_reports.scenes import Reported, close, hand_back, hand_over, lose_service, overrule, reported
from tests.workspaces import Office


def told(of: Reported, phase: Phase) -> dict[str, str]:
    return dict(figures(of.report, phase))


def rows(of: Reported, phase: Phase, title: str) -> tuple[tuple[str, ...], ...]:
    return next(one.rows for one in tables(of.report, phase) if one.title == title)


def printed(of: Reported, phase: Phase, words: str = "") -> tuple[Record, ...]:
    office = of.at.office
    return service.print_report(
        office.workspace,
        office.by(TECHNICIAN),
        congress_id=of.at.site.congress_id,
        phase=phase,
        number="05-BC/TKT",
        words=words,
        contest_ids=[of.contest_id],
    )


def content(of: Reported, record: Record) -> bytes:
    return files.fetch(of.at.office.workspace.papers, record.sha256)


def test_before_what_each_site_lacks_by_when_and_by_whom(any_office: Office) -> None:
    of = reported(at_site(any_office))
    assert told(of, Phase.BEFORE)["Điểm tổ chức sẵn sàng"] == "0/1"
    lacks = rows(of, Phase.BEFORE, "Vướng mắc, hạn, trách nhiệm")
    site = of.report.sites[0]
    assert len(lacks) == len({one.subject for one in site.lacks})
    assert sum(row[1].count("TB-") for row in lacks) == sum("tag" in one.facts for one in site.lacks) > 5
    assert {row[0] for row in lacks} == {"Hội trường A"}
    assert {row[3] for row in lacks} == {"Phạm Quốc Khánh"}
    of.at.make_ready()
    assert told(of, Phase.BEFORE)["Điểm tổ chức sẵn sàng"] == "1/1"
    assert told(of, Phase.BEFORE)["Vướng mắc"] == "0"
    (line,) = rows(of, Phase.BEFORE, "Tình hình từng điểm tổ chức")
    assert line[5].startswith("Sẵn sàng đến ")
    assert rows(of, Phase.BEFORE, "Vướng mắc, hạn, trách nhiệm") == ()


def test_during_incidents_swaps_minutes_and_overruled_gates(any_office: Office) -> None:
    of = reported(at_site(any_office))
    of.at.make_ready()
    assert told(of, Phase.DURING)["Tổng số phút gián đoạn"] == "0"
    lose_service(of, minutes=12)
    overrule(of)
    figures_now = told(of, Phase.DURING)
    assert figures_now["Sự cố"] == figures_now["Đã thay thiết bị dự phòng"] == figures_now["Chưa đóng"] == "1"
    assert figures_now["Tổng số phút gián đoạn"] == figures_now["Lâu nhất (phút)"] == "12"
    assert figures_now["Lần bỏ qua chốt kiểm tra"] == "1"
    ((_, site, out, what, spare, minutes, _),) = rows(of, Phase.DURING, "Sự cố và thay thiết bị")
    assert site == "Hội trường A"
    assert of.at.tags[0] in out
    assert of.at.tags[2] in spare
    assert "đã chuyển dữ liệu" in spare
    assert "không lên nguồn" in what
    assert minutes == "12"
    ((_, blocked, why, who),) = rows(of, Phase.DURING, "Bỏ qua chốt kiểm tra")
    assert of.at.tags[1] in blocked
    assert why == "mạng đã rút, chờ cấp tem"
    assert who == "Trần Đức Bình, Nguyễn Thị Ánh"


def test_a_gate_overruled_for_a_contest_of_another_congress_is_not_told(office: Office) -> None:
    of = reported(at_site(office))
    overrule(of)
    other = Reported(of.at, of.taker, of.taker)
    assert len(of.report.overrulings) == 1
    assert other.report.overrulings == ()


def test_what_happened_at_another_congress_is_not_told(office: Office) -> None:
    of = reported(at_site(office))
    of.at.make_ready()
    lose_service(of)
    ws = office.workspace
    with ws.reading() as unit:
        (known,) = term_queries.congresses(unit)
    later = replace(known.details, title="Đại hội Đảng bộ xã Đam Rông 2", body="Đảng bộ xã Đam Rông 2")
    other = term.make_congress(ws, office.by("thuky"), term_id=known.term.id, details=later)
    with ws.reading() as unit:
        report = report_of(unit, other.id)
    assert (report.sites, report.incidents, report.handovers, report.damaged) == ((), (), (), ())
    assert len(of.report.incidents) == 1


def test_after_what_came_back_what_did_not_and_what_is_damaged(any_office: Office) -> None:
    of = reported(at_site(any_office))
    of.at.make_ready()
    made = hand_over(of)
    close(of, lose_service(of))
    hand_back(of, made)
    figures_now = told(of, Phase.AFTER)
    assert figures_now["Thiết bị đã nhận lại"] == "3/4"
    assert figures_now["Thiết bị còn tại điểm tổ chức"] == "1"
    assert figures_now["Trung bình khôi phục phục vụ (phút)"] == "12"
    last = of.at.tags[3]
    ((tag, _, _, number, holder),) = rows(of, Phase.AFTER, "Thiết bị chưa nhận lại")
    assert (tag, number, holder) == (last, "07-BB/VPHU", "Lê Văn Kỹ, Tổ kỹ thuật đại hội")
    assert [row[1] for row in rows(of, Phase.AFTER, "Thiết bị còn tại các điểm")] == [last]
    damage = rows(of, Phase.AFTER, "Hư hỏng, khác khi bàn giao")
    assert [row[0] for row in damage] == [of.at.tags[1]] * 2
    assert "thiếu phụ kiện dây nguồn" in damage[1][1]
    ((_, _, minutes, hours, outcome),) = rows(of, Phase.AFTER, "Thời gian khôi phục")
    assert (minutes, hours, outcome) == ("12", "3", "thay nguồn")


@pytest.mark.parametrize("phase", Phase)
def test_a_report_is_a_paper_and_a_workbook_with_the_words_typed(phase: Phase, office: Office, tmp_path: Path) -> None:
    of = reported(at_site(office))
    pdf, xlsx = printed(of, phase, "Dự phòng thêm 01 máy.\nGiao nhận sớm hơn 02 ngày.")
    text = text_of(content(of, pdf))
    for said in ("Số 05-BC/TKT", "Dự phòng thêm 01 máy.", "Giao nhận sớm hơn 02 ngày.", "Tổ kỹ thuật".upper()):
        assert said in text, said
    book = load_workbook(BytesIO(content(of, xlsx)))
    assert len(book.worksheets) == 1 + len(tables(of.report, phase))
    assert book.worksheets[0].cell(4, 2).value == figures(of.report, phase)[0][0]


def test_words_that_cannot_be_printed_and_a_congress_unknown_are_refused(office: Office) -> None:
    of = reported(at_site(office))
    with pytest.raises(Malformed) as malformed:
        printed(of, Phase.AFTER, "x" * 4001 + "文")
    assert sorted(one.code for one in malformed.value.findings) == ["field-too-long", "letters-not-printable"]
    with pytest.raises(Refused, match="congress-unknown"):
        service.print_report(office.workspace, office.by(TECHNICIAN), congress_id=of.taker, phase=Phase.AFTER)
