"""How long ballots are kept, until when complaints are heard, what a scan is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.results.rules import scan_kind, working_days_after
from congress.clock import months_after
from congress.errors import Refused


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 8, 12), 6, date(2026, 2, 12)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 31), 6, date(2026, 6, 30)),
        (date(2025, 6, 30), 12, date(2026, 6, 30)),
    ],
)
def test_six_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_fifteen_working_days_leave_out_weekends() -> None:
    friday = date(2025, 8, 15)
    assert working_days_after(friday, 15) == date(2025, 9, 5)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 40))
def test_the_last_working_day_is_a_working_day(day: date, days: int) -> None:
    end = working_days_after(day, days)
    assert end == day if days == 0 else end.weekday() < 5
    assert working_days_after(day, days + 1) > end


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.4", "pdf"),
        (b"\xff\xd8\xff\xe1", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"II*\x00", "tif"),
        (b"MM\x00*", "tif"),
    ],
)
def test_a_scan_is_known_by_how_it_begins(start: bytes, kind: str) -> None:
    assert scan_kind(start + b"more") == kind


@pytest.mark.parametrize(("data", "code"), [(b"", "scan-empty"), (b"PK\x03\x04", "scan-unknown-kind")])
def test_what_no_scanner_makes_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        scan_kind(data)
    assert caught.value.code == code
