"""Verdicts for the outside (định dạng kết luận): `congress-verdict/1`."""

from collections.abc import Iterable, Sequence
from typing import Any

from congress.jsondoc import finding_tree
from congress.sealing.values import Checked, Verdict, gravest

FORMAT = "congress-verdict/1"


def verdict_tree(checked: Sequence[Checked], *, language: str | None = None) -> dict[str, Any]:
    """The answer of `congress verify` (kết luận các mục), its sentences in the user's language."""
    return {"format": FORMAT, "paths": [_path_tree(item, language) for item in checked]}


def exit_code(checked: Iterable[Checked]) -> int:
    """0 where every path is verified, else 1 (mã thoát)."""
    return 0 if gravest(item.verdict for item in checked) is Verdict.VERIFIED else 1


def _path_tree(item: Checked, language: str | None) -> dict[str, Any]:
    return {
        "path": item.path,
        "kind": str(item.kind),
        "verdict": item.verdict.value,
        "findings": [finding_tree(finding, language=language) for finding in item.findings],
    }
