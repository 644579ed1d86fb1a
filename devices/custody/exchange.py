"""Hand-overs and returns (trao đổi biên bản bàn giao): of classified machines existence and numbers alone."""

from collections.abc import Callable

from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept, Values
from devices.custody.rows import HandoverLineRow, HandoverRow


def _texts(column: str) -> Callable[[Values], None]:
    """A check that a column holds a list of texts."""

    def check(values: Values) -> None:
        things = values[column]
        if not isinstance(things, list) or not all(isinstance(one, str) for one in things):
            raise TypeError

    return check


CHAPTERS = (
    TableChapter(
        name="handovers",
        title="Biên bản bàn giao, nhận lại thiết bị",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(
            Kept(row=HandoverRow, order=("at",)),
            Kept(
                row=HandoverLineRow,
                order=("handover_id", "place"),
                checks={"accessories": _texts("accessories"), "documents": _texts("documents")},
            ),
        ),
    ),
)
