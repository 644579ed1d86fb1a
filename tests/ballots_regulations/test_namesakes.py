"""People of one name are told apart by the note of the list; everybody else keeps the bare name."""

from ballots.regulations.rules import namesakes, told_apart
from ballots.regulations.values import Candidate


def test_only_people_of_one_name_have_their_note_behind_it() -> None:
    people = (
        Candidate(1, "Nguyễn Thị Hoà", "12/03/1982"),
        Candidate(2, "NGUYỄN THỊ HÒA", "Phó Bí thư (Đoàn)"),
        Candidate(3, "Trần Văn An", "1979"),
        Candidate(4, "Nguyễn Thị Hòa"),
        Candidate(5, "Nguyễn Thị Hoa", "1980"),
    )
    assert told_apart(people) == {
        1: "Nguyễn Thị Hoà (12/03/1982)",
        2: "NGUYỄN THỊ HÒA (Phó Bí thư [Đoàn])",
        3: "Trần Văn An",
        4: "Nguyễn Thị Hòa",
        5: "Nguyễn Thị Hoa",
    }
    assert [one.number for one in namesakes(people)] == [1, 2, 4]
