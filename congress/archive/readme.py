"""`README.txt` of a package (hướng dẫn kiểm tra): what it is, and the lines by which anybody verifies it.

Only public tools: sha256sum, sha512sum, openssl, pdfsig. A line that is to be run stands alone, four blanks in.
"""

from collections.abc import Sequence

from congress.archive.formats import TITLES, moment
from congress.archive.values import Description
from congress.chapters import Retention

COMMAND = "    "
"""In front of every line that is to be run."""
_RULE = "-" * 78

_LINES = (
    (
        "1. Mọi tệp còn nguyên vẹn (every file is as it was)",
        ("sha256sum --quiet --check manifest-sha256.txt", "sha512sum --quiet --check manifest-sha512.txt"),
    ),
    (
        "2. Danh mục còn nguyên vẹn (the lists are as they were)",
        ("sha256sum --quiet --check tagmanifest-sha256.txt", "sha512sum --quiet --check tagmanifest-sha512.txt"),
    ),
    (
        "3. Danh mục do máy đã lập hồ sơ ký (the lists were signed by the machine that built the package)",
        (
            "openssl pkeyutl -verify -certin -inkey signer.pem -rawin"
            " -in tagmanifest-sha256.txt -sigfile tagmanifest-sha256.txt.sig",
            "openssl pkeyutl -verify -certin -inkey signer.pem -rawin"
            " -in tagmanifest-sha512.txt -sigfile tagmanifest-sha512.txt.sig",
        ),
    ),
    (
        "4. Chứng thư của máy do tổ chức chứng thực nội bộ cấp (the machine's certificate was issued by the authority;"
        "\n   -no_check_time: it may have run out by now, what counts is the day of building)",
        ("openssl verify -no_check_time -CAfile authority.pem signer.pem",),
    ),
    (
        "5. Tổ chức chứng thực đúng là của đại hội: so dấu vân tay in ra với dấu vân tay trên giấy chứng nhận đóng sổ"
        "\n   hoặc biên bản đã ký (compare the printed fingerprint with the one on signed paper: without this step"
        "\n   anybody could have made the package)",
        ("openssl x509 -in authority.pem -noout -fingerprint -sha256",),
    ),
)


def readme(said: Description, *, signed_papers: Sequence[str], titles: Sequence[str]) -> bytes:
    """The text, Vietnamese first; `signed_papers` are the PDFs that carry signatures, `titles` the parts within."""
    parts = [
        said.title.upper(),
        f"Nhiệm kỳ: {said.term}. {said.body}".strip(),
        *(f"- {one}" for one in said.congresses),
        f"Thời hạn bảo quản: {TITLES[said.retention]}. Lập lúc {moment(said.built_at)} (UTC) trên máy {said.machine}.",
        f"Đầu nhật ký: {said.head}" if said.head else "",
        "HỒ SƠ MẪU: có số liệu của lượt kiểm phiếu thử.\n(SAMPLE: holds counts made to try things out.)"
        if said.sample
        else "",
        _RULE,
        "TRONG NÀY CÓ GÌ (what is inside)",
        *(f"- {title}" for title in titles),
        *_INSIDE[said.retention],
        _RULE,
        "KIỂM TRA HỒ SƠ MÀ KHÔNG CẦN PHẦN MỀM NÀY (verify without this program)",
        "Mở cửa sổ dòng lệnh trong thư mục này rồi chạy từng dòng; dòng nào báo lỗi thì hồ sơ không còn như khi lập."
        "\n(Open a shell in this folder and run each line; where one fails, the package is not as it was built.)",
    ]
    for title, commands in _LINES:
        parts += [title, *(f"{COMMAND}{one}" for one in commands)]
    if signed_papers:
        parts += [
            "6. Chữ ký số trên văn bản (signatures on papers): ô đã ký phải có dòng “Signature is Valid.”; ô chưa ký"
            "\n   có dòng “is not signed”, vì mỗi lần ký được lưu thành một bản (each signing was kept as a copy).",
            *(f"{COMMAND}pdfsig -nocert {_quoted(one)}" for one in signed_papers),
        ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


_INSIDE = {
    Retention.PERMANENT: (
        "data/papers: văn bản (PDF/A, bản quét); data/outcomes: kết quả bầu cử dạng JSON; data/csv: các sổ dạng bảng.",
        "data/chapters: toàn bộ dữ liệu, mỗi dòng một bản ghi JSON; data/schemas: lược đồ của chúng.",
        "data/file-plan.csv: mục lục tệp và thời hạn bảo quản; data/events.csv: sự kiện bảo quản (PREMIS).",
        "Không có nội dung của từng phiếu bầu (no single ballot is in here).",
    ),
    Retention.SEALED: (
        "data/sealed: bản ghi từng phiếu, đã mã hóa; khóa in trên giấy, nằm trong phong bì niêm phong cùng phiếu bầu.",
        "Mở hoặc hủy theo quyết định của cấp có thẩm quyền (opened or destroyed by decision only).",
        "data/file-plan.csv: mục lục tệp và thời hạn bảo quản; data/events.csv: sự kiện bảo quản (PREMIS).",
    ),
}


def _quoted(name: str) -> str:
    """A name as a POSIX shell takes it; a quote inside is closed, escaped, opened again."""
    return "'" + name.replace("'", "'\\''") + "'"
