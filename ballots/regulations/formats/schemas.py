"""JSON Schemas of the room's formats (lược đồ JSON), generated for `docs/schemas/`.

`python -m ballots.regulations.formats.schemas docs/schemas` writes them anew.
"""

import sys
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from ballots.regulations.formats.contest import ContestFileModel
from ballots.regulations.formats.outcome import FindingModel, OutcomeModel
from ballots.regulations.formats.parts import Model
from ballots.regulations.formats.record import RecordModel
from congress.jsondoc import dump


class FindingsModel(Model):
    """What is wrong with a document (danh sách lỗi)."""

    format: Literal["congress-findings/1"]
    findings: list[FindingModel]


MODELS: dict[str, type[BaseModel]] = {
    "congress-contest-1": ContestFileModel,
    "congress-count-1": RecordModel,
    "congress-outcome-1": OutcomeModel,
    "congress-findings-1": FindingsModel,
}


def schemas() -> dict[str, bytes]:
    """The schema of each format by its file name (lược đồ của từng định dạng)."""
    return {f"{name}.schema.json": dump(_schema(name, model), indent=2) for name, model in MODELS.items()}


def _schema(name: str, model: type[BaseModel]) -> dict[str, Any]:
    family, version = name.rsplit("-", 1)
    schema = _without_null_defaults(model.model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": f"{family}/{version}"}


def _without_null_defaults(tree: Any) -> Any:
    # A key that may be left out has no default value in JSON: null itself is refused.
    match tree:
        case dict():
            return {
                key: _without_null_defaults(value)
                for key, value in tree.items()
                if not (key == "default" and value is None)
            }
        case list():
            return [_without_null_defaults(item) for item in tree]
        case _:
            return tree


def write(folder: Path) -> None:
    """Write the schemas into `folder` (ghi lược đồ)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in schemas().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
