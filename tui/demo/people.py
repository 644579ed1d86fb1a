"""Who works at the sample congress (nhân sự mẫu): invented names; one PIN for all, since nothing is at stake."""

from dataclasses import dataclass

from congress.access.values import Role

PIN = "190244"
"""Of every account of the sample: a real board's people each choose their own."""
PASSPHRASE = "khóa ký mẫu"
"""Of the sample's signing keys, printed by the demo."""
AUTHORITY_PASSPHRASE = "khóa tổ chức chứng thực mẫu"
TAG = "MAY-MAU-1"


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an account (người có tài khoản)."""

    account: str
    name: str
    role: Role
    post: str = ""
    """Chức vụ, as it stands under a signature."""


ADMINISTRATOR = Person("quantri", "Lưu Thế Bảo", Role.ADMINISTRATOR)
HEAD = Person("truongban", "Phùng Thị Hải Yến", Role.HEAD, "Trưởng ban")
MEMBER = Person("uyvien1", "Cil Ha Nghiêm", Role.MEMBER, "Ủy viên")
SECOND_MEMBER = Person("uyvien2", "Tạ Đăng Khoa", Role.MEMBER, "Ủy viên")
TYPIST = Person("kythuat1", "Huỳnh Ngọc Trâm", Role.TECHNICIAN)
SECOND_TYPIST = Person("kythuat2", "Kon Sơ Ha Tim", Role.TECHNICIAN)
CHAIR = Person("chutich", "Mai Văn Thuận", Role.PRESIDIUM, "Chủ tịch")
CREDENTIALS = Person("thamtra", "Lơ Mu Ka Hiền", Role.CREDENTIALS)
SECRETARY = Person("thuky", "Đoàn Thị Ngọc Ánh", Role.SECRETARY)
SITE_TECHNICIAN = Person("kythuathoitruong", "Rơ Ông Ha Lim", Role.SITE_TECHNICIAN)
SUPERVISOR = Person("giamsat", "Vương Đình Thọ", Role.SUPERVISOR)
ARCHIVIST = Person("luutru", "Hồ Thị Ổi", Role.ARCHIVIST)

FOUNDERS = (ADMINISTRATOR, HEAD)
"""The two whom a workspace is founded with."""
STAFF = (
    *FOUNDERS,
    MEMBER,
    SECOND_MEMBER,
    TYPIST,
    SECOND_TYPIST,
    CHAIR,
    CREDENTIALS,
    SECRETARY,
    SITE_TECHNICIAN,
    SUPERVISOR,
    ARCHIVIST,
)
SIGNERS = (CHAIR, MEMBER, HEAD)
"""Who sign the minutes, from the left to the right."""

FURTHER_BOARD = ("Bàn Thị Sao", "Liêng Hót Ha Lăng")
"""Members of the board without an account: five in all, an odd number."""
WITNESS = "Bùi Văn Khương"
"""A delegate who looks on when the box is sealed."""
