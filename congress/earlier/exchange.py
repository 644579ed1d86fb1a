"""Results of earlier terms for good (trao đổi kết quả nhiệm kỳ trước): figures, candidates, where each came from."""

import re
from collections.abc import Callable

from congress.chapters import Retention, TableChapter
from congress.earlier.rows import EarlierCandidateRow, EarlierContestRow, EarlierSourceRow
from congress.store.tables import Kept, Values


def _of_shape(column: str, shape: str) -> Callable[[Values], None]:
    """A check that a column is written as this room writes it."""
    pattern = re.compile(shape)

    def check(values: Values) -> None:
        if not pattern.fullmatch(values[column]):
            raise ValueError

    return check


CHAPTERS = (
    TableChapter(
        name="earlier",
        title="Kết quả bầu cử các nhiệm kỳ trước và nguồn số liệu",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(
            Kept(row=EarlierSourceRow, order=("at",), checks={"sha256": _of_shape("sha256", "[0-9a-f]{64}")}),
            Kept(row=EarlierContestRow, order=("source_id", "position")),
            Kept(
                row=EarlierCandidateRow,
                checks={
                    "percent": _of_shape("percent", r"(0|[1-9][0-9]{0,8})\.[0-9]{2}"),
                    "born": _of_shape("born", r"([0-9]{2}/[0-9]{2}/)?[0-9]{4}|"),
                },
            ),
        ),
    ),
)
