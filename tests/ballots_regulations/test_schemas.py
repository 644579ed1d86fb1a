"""The JSON Schemas in docs/schemas are those of the code."""

import json
from pathlib import Path

from ballots.regulations.formats.schemas import schemas

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


def test_the_schemas_in_the_documentation_are_current() -> None:
    """`python -m ballots.regulations.formats.schemas docs/schemas` writes them anew."""
    for name, data in schemas().items():
        assert (FOLDER / name).read_bytes() == data


def test_a_schema_allows_no_unknown_key_and_no_null_but_two() -> None:
    nullable = set()
    for data in schemas().values():
        tree = json.loads(data)
        for part in [tree, *tree.get("$defs", {}).values()]:
            if part.get("type") == "object":
                assert part["additionalProperties"] is False
                nullable |= {key for key, kind in part["properties"].items() if '"null"' in json.dumps(kind)}
    # No half is needed in a re-vote; papers counted by hand leave no record.
    assert nullable == {"needed", "record_sha256"}
