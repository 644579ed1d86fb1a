"""What a trial says at its end: seconds, wrong papers with what is wrong on them, keys."""

from ballots.regulations.values import Strikes
from tui.trial.report import Typed, lines, wrong

PAPERS = (Strikes((1, 7)), Strikes((2, 3)), Strikes((4, 5)))


def test_a_paper_is_wrong_where_other_names_were_kept_or_it_was_set_aside() -> None:
    assert wrong(PAPERS, {1: Strikes((1, 7)), 2: Strikes((2, 4)), 3: None}) == (2, 3)


def test_the_report_tells_seconds_keys_and_each_wrong_paper() -> None:
    typed = Typed(seconds=[4.0, 6.0, 8.0], kept={1: PAPERS[0], 2: Strikes((2, 4)), 3: None}, keys=15, refused=1)
    said = "\n".join(lines(PAPERS, typed))
    assert "trung bình 6,0 giây/phiếu (trung vị 6,0, nhanh nhất 4,0, chậm nhất 8,0)" in said
    assert "Đạt mục tiêu" in said
    assert "Phiếu nhập sai: 2 trong 3" in said
    assert "phiếu 2: bỏ sót 03, gõ thành 04" in said
    assert "15, 5,0 phím/phiếu" in said
    assert "17 phút" in said


def test_a_slow_trial_is_told_so() -> None:
    said = "\n".join(lines(PAPERS, Typed(seconds=[9.0], kept={1: PAPERS[0]}, keys=5)))
    assert "Chưa đạt mục tiêu" in said


def test_nothing_typed_is_said_in_one_line() -> None:
    assert lines(PAPERS, Typed()) == ("Chưa nhập phiếu nào.",)
