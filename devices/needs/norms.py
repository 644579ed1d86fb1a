"""Norms that sources give (định mức có nguồn): data, dated, and never changed; a later source is another set."""

from datetime import date

from devices.needs.values import Basis, Dated, Norm, NormSet, Use, Variant

_PLAIN = "soạn thảo văn bản không mật"
_CLASSIFIED = "soạn thảo văn bản mật (độc lập không kết nối mạng)"

DAM_RONG_2025 = NormSet(
    Dated(
        "Phương án 02-PA/HU của Huyện ủy Đam Rông, mục B.1.3 (văn bản không ghi ngày; căn cứ muộn nhất 14/4/2025)",
        date(2025, 4, 14),
    ),
    norms=(
        Norm("computers", _PLAIN, Basis.PERSON, 1),
        Norm("computers", _CLASSIFIED, Basis.UNIT, 4, Use.CLASSIFIED),
        Norm("printers", _PLAIN, Basis.PERSON, 1),
        Norm("printers", _CLASSIFIED, Basis.UNIT, 4, Use.CLASSIFIED),
        Norm("printers", "in màu", Basis.UNIT, 1),
        Norm("photocopiers", "phục vụ công việc chung", Basis.UNIT, 1),
        Norm("scanners", "Ban Tổ chức", Basis.UNIT, 1),
        Norm("scanners", "máy mật", Basis.UNIT, 1, Use.CLASSIFIED),
        Norm("scanners", "văn thư", Basis.UNIT, 1),
    ),
)
"""What a new commune's committee of 20 persons needs: 24 computers, 25 printers, a photocopier, 3 scanners."""

NORM_SETS: tuple[NormSet, ...] = (DAM_RONG_2025,)
"""Newest last."""

SHARED_PRINTERS = "shared-printers"
MOST_PERSONS = 1000
"""Who share one printer, at most."""


def shared_printers(persons: int) -> Variant:
    """So many persons share one printer (dùng chung máy in); the plan leaves the number open."""
    return Variant(
        code=SHARED_PRINTERS,
        item="printers",
        persons=persons,
        reason=(
            "các đảng ủy xã mới dùng mạng internet kết nối bằng dây thì các máy tính có thể sử dụng chung máy in "
            "để giảm số lượng máy in (Phương án 02-PA/HU, mục B.1.3)"
        ),
    )


def source_of(norms: tuple[Norm, ...]) -> Dated | None:
    """The source that gives just these norms (nguồn của định mức), in whatever order; None where it is another's."""
    return next((one.dated for one in reversed(NORM_SETS) if set(one.norms) == set(norms)), None)
