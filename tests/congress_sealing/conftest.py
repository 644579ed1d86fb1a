"""One authority, its people and one paper signed by two of them, made once a run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from congress.sealing import keys, signing
from congress.sealing.values import Authority, Box, Holder, PdfVerdict, SignatureField, SignerKey
from congress.sealing.verifying import verify_pdf
from tests.congress_sealing.papers import page

SECRET = "khóa gốc của đại hội"
PASSPHRASE = "mật khẩu ký"
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = datetime(2031, 1, 1, tzinfo=UTC)
SIGNED_AT = datetime(2026, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=7)))
NOW = datetime(2026, 3, 5, 8, 0, tzinfo=timezone(timedelta(hours=7)))
ROUNDS_OF_THE_PROGRAM = keys.ROUNDS
HEAD = SignatureField("head", Box(20, 200, 75, 30), label="Trưởng Ban kiểm phiếu")
PRESIDIUM = SignatureField("presidium", Box(115, 200, 75, 30), label="Đoàn Chủ tịch")


@dataclass(frozen=True)
class Board:
    """Everything needed to sign and to check."""

    authority: Authority
    hanh: SignerKey
    duc: SignerKey

    def issue(
        self, holder: Holder, *, begins: datetime = BEGINS, ends: datetime = ENDS, passphrase: str = PASSPHRASE
    ) -> SignerKey:
        return keys.issue_signer(
            self.authority,
            holder,
            authority_secret=SECRET,
            passphrase=passphrase,
            not_before=begins,
            not_after=ends,
        )

    def sign(self, pdf: bytes, field: str, key: SignerKey, *, at: datetime = SIGNED_AT) -> bytes:
        return signing.sign(pdf, field, pkcs12=key.pkcs12, passphrase=PASSPHRASE, at=at)


@pytest.fixture(scope="session", autouse=True)
def _cheap_rounds() -> Iterator[None]:
    """Keys of tests are not worth 600,000 rounds; test_keys asserts what the program really uses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ROUNDS", 20_000)
        yield


def new_authority(name: str = "Đại hội đại biểu Đảng bộ tỉnh") -> Authority:
    return keys.create_authority(name, SECRET, not_before=BEGINS, not_after=ENDS)


@pytest.fixture(scope="session")
def board() -> Board:
    """The authority of one congress and two people of it."""
    authority = new_authority()
    bare = Board(authority, SignerKey(b"", b""), SignerKey(b"", b""))
    return Board(
        authority,
        bare.issue(Holder("Nguyễn Thị Hạnh", "Ủy viên Ban Thường vụ", "Trưởng Ban kiểm phiếu", "p-1")),
        bare.issue(Holder("Trần Văn Đức", "Phó Bí thư", "Đoàn Chủ tịch", "p-2")),
    )


@pytest.fixture(scope="session")
def prepared() -> bytes:
    """Minutes with two empty places for signatures."""
    return signing.add_fields(page("Biên bản kiểm phiếu: Nguyễn Văn Ước 120 phiếu"), [HEAD, PRESIDIUM])


@pytest.fixture(scope="session")
def once_signed(board: Board, prepared: bytes) -> bytes:
    """The same, signed by the head of the counting board."""
    return _stamped(prepared, "head", board.hanh, "Nguyễn Thị Hạnh")


@pytest.fixture(scope="session")
def signed(board: Board, once_signed: bytes) -> bytes:
    """The same, signed by both."""
    return _stamped(once_signed, "presidium", board.duc, "Trần Văn Đức")


def _stamped(pdf: bytes, field: str, key: SignerKey, name: str) -> bytes:
    stamp = page(f"Ký số: {name}", w_mm=75, h_mm=30)
    return signing.sign(
        pdf, field, pkcs12=key.pkcs12, passphrase=PASSPHRASE, at=SIGNED_AT, stamp=stamp, reason="Đã kiểm phiếu"
    )


@pytest.fixture(scope="session")
def check(board: Board) -> Callable[[bytes], PdfVerdict]:
    """What another laptop says that knows only the authority's certificate."""
    return lambda pdf: verify_pdf(pdf, trust=[board.authority.certificate], at=NOW)


@pytest.fixture
def on_disk(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a file for a program outside."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def codes(verdict: PdfVerdict) -> set[str]:
    """The codes found."""
    return {finding.code for finding in verdict.findings}
