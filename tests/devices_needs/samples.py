"""Files of a plan for tests (tệp mẫu): Đam Rông as published, and small ones made up."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from congress.csvdoc import Source
from devices.needs.formats import Files
from tests.ballots_regulations.tables import KNOWN

DAM_RONG = {name: KNOWN / f"dam-rong-{name}.csv" for name in ("units", "merge", "new-units", "norms", "printed")}


def source(name: str, text: str | bytes) -> Source:
    """A file from its text."""
    return Source(f"{name}.csv", text if isinstance(text, bytes) else text.encode())


def dam_rong(**texts: str | bytes) -> Files:
    """The published files, those in `texts` (by field of `Files`) put in their place."""
    given = {name.replace("-", "_"): Source(f"{name}.csv", path.read_bytes()) for name, path in DAM_RONG.items()}
    files = Files(
        units=given["units"],
        merge=given["merge"],
        new_units=given["new_units"],
        norms=given["norms"],
        printed=given["printed"],
    )
    return _with(files, texts)


def small(**texts: str | bytes) -> Files:
    """Two old units that become two new ones, with computers only; a valid whole where nothing is changed."""
    files = Files(
        units=source("units", "unit,computers\nA cũ,5\nB cũ,1\n"),
        merge=source("merge", "old_unit,new_unit\nA cũ,A\nB cũ,B\n"),
        new_units=source("new_units", "new_unit,staff,seat\nA,2,\nB,2,\n"),
        norms=source("norms", "item,purpose,basis,quantity\ncomputers,làm việc,person,1\n"),
    )
    return _with(files, texts)


def _with(files: Files, texts: Mapping[str, str | bytes]) -> Files:
    changed: dict[str, Any] = {name: source(name, text) for name, text in texts.items()}
    return replace(files, **changed)
