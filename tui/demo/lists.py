"""The lists of the sample contests (danh sách mẫu): invented persons, Kinh and of peoples of Tây Nguyên.

Any likeness to a real person is chance. Beside each name stands how often voters strike it out, as a weight.
"""

from dataclasses import dataclass

from ballots.contests.values import Born, ListEntry


@dataclass(frozen=True, slots=True)
class Nominee:
    """A person on a sample list (người được đề cử mẫu)."""

    entry: ListEntry
    weight: float
    """How often a voter who has to strike names strikes this one."""


def _one(name: str, born: int, weight: float = 1.0, *, sort_name: str = "") -> Nominee:
    return Nominee(ListEntry(name, sort_name, Born(born)), weight)


COMMITTEE: tuple[Nominee, ...] = (
    _one("Nguyễn Hoàng An", 1978, 0.35),
    _one("Trần Thị Ngọc Bích", 1985, 0.6),
    _one("Rơ Ông Ha Brông", 1980, 0.9, sort_name="Brông"),
    _one("Lê Đình Chiến", 1976, 2.4),
    _one("Phạm Quốc Cường", 1982, 0.5),
    _one("Hoàng Thị Duyên", 1988, 1.5),
    _one("Đa Cát Ha Dương", 1984, 0.8, sort_name="Dương"),
    _one("Vũ Minh Đạt", 1990, 1.9),
    _one("Bon Krong K' Đăng", 1979, 7.5, sort_name="Đăng"),
    _one("Nông Văn Đoàn", 1981, 1.0),
    _one("Liêng Hót Ha Giang", 1986, 0.7, sort_name="Giang"),
    _one("Đỗ Thu Hà", 1983, 0.3),
    _one("Lơ Mu Ka Hằng", 1991, 1.7, sort_name="Hằng"),
    _one("Bùi Xuân Hòa", 1975, 3.4),
    _one("Nguyễn Đức Hùng", 1977, 1.1),
    _one("Đa Cát K' Hương", 1987, 0.5, sort_name="Hương"),
    _one("Kơ Să Ha Kiên", 1985, 0.9, sort_name="Kiên"),
    Nominee(ListEntry("Nguyễn Thị Lan", born=Born(1982, 3, 12)), 0.8),
    Nominee(ListEntry("Nguyễn Thị Lan", born=Born(1989, 11, 5)), 1.5),
    _one("Liêng Jrang Ha Lâm", 1983, 0.6, sort_name="Lâm"),
    _one("Ngô Thanh Liêm", 1974, 9.0),
    _one("Đặng Thị Mai", 1984, 0.4),
    _one("Y Nam Niê", 1986, 1.3, sort_name="Nam"),
    _one("Trương Công Nghĩa", 1979, 0.2),
    _one("Ka Nhàn", 1992, 1.0, sort_name="Nhàn"),
    _one("Võ Hồng Phong", 1980, 0.7),
    _one("Cil Ha Quý", 1987, 1.1, sort_name="Quý"),
    _one("Lý Văn Sơn", 1981, 6.2),
    _one("Rơ Ông K' Thành", 1978, 0.8, sort_name="Thành"),
    _one("Hà Quang Tuấn", 1983, 0.9),
    _one("Hồ Thị Thanh Xuân", 1990, 0.6),
)
"""Thirty-one for twenty-seven seats: a surplus of four, 14.8 %. Two namesakes are told apart by their birth dates."""

SECRETARY: tuple[Nominee, ...] = (_one("Trương Công Nghĩa", 1979),)
"""One name, form B."""

DELEGATION: tuple[Nominee, ...] = (
    _one("Nguyễn Hoàng An", 1978, 0.7),
    _one("Trần Thị Ngọc Bích", 1985, 1.0),
    _one("Đỗ Thu Hà", 1983, 0.6),
    _one("Lơ Mu Ka Hằng", 1991, 1.3, sort_name="Hằng"),
    _one("Đa Cát K' Hương", 1987, 0.8, sort_name="Hương"),
    _one("Liêng Jrang Ha Lâm", 1983, 1.1, sort_name="Lâm"),
    _one("Đặng Thị Mai", 1984, 0.9),
    _one("Trương Công Nghĩa", 1979, 0.25),
    _one("Vũ Minh Đạt", 1990, 2.0),
    _one("Rơ Ông K' Thành", 1978, 1.3, sort_name="Thành"),
)
"""Ten on the common list: eight official delegates first, then one alternate."""

PRACTICE: tuple[Nominee, ...] = (
    _one("Nguyễn Thị Bưởi", 1980, 1.0),
    _one("Trần Văn Cam", 1981, 1.4),
    _one("Đa Cát Ka Chanh", 1982, 2.0, sort_name="Chanh"),
    _one("Lê Thị Dâu", 1983, 1.0),
    _one("Phạm Văn Đào", 1984, 1.2),
    _one("K' Gấc", 1985, 3.0, sort_name="Gấc"),
    _one("Hoàng Thị Hồng", 1986, 1.0),
    _one("Vũ Văn Khế", 1987, 2.2),
    _one("Bùi Thị Lựu", 1988, 1.0),
    _one("Cil Ha Mít", 1989, 1.7, sort_name="Mít"),
    _one("Đặng Văn Nhãn", 1990, 1.0),
    _one("Ngô Thị Vải", 1991, 1.3),
)
"""Fruit for names: nobody takes this ballot for a real one."""
