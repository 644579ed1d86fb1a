"""A large record takes no more room than it has to, and every fault in it keeps its place."""

import json
import tracemalloc
from typing import Any

import pytest

from ballots.regulations.formats import read_record
from ballots.regulations.formats.record import _CHUNK
from congress.errors import Malformed


def written(papers: list[Any]) -> bytes:
    """A record of sixty names and as many papers."""
    count = len(papers)
    candidates = [{"number": number, "name": f"Người {number}"} for number in range(1, 61)]
    tree = {
        "format": "congress-count/1",
        "contest": {
            "id": "bch",
            "title": "Bầu",
            "regulation": "QC190",
            "form": "strike",
            "seats": 52,
            "candidates": candidates,
        },
        "electorate": {"kind": "delegates", "summoned": count, "present": count},
        "ballots": {"printed": count, "issued": count, "spoiled": 0, "collected": count},
        "papers": papers,
    }
    return json.dumps(tree).encode()


@pytest.mark.slow
def test_a_large_record_takes_no_twenty_times_its_size() -> None:
    data = written([{"strike": [(start + 7 * step) % 60 + 1 for step in range(8)]} for start in range(60_000)])
    tracemalloc.start()
    try:
        record = read_record(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(record.papers) == 60_000
    assert peak < 16 * len(data)


def test_faults_of_papers_far_behind_keep_their_places() -> None:
    papers: list[Any] = [{"strike": [4]} for _ in range(2 * _CHUNK + 2)]
    papers[3] = {"strike": "4"}
    papers[_CHUNK + 1] = {"strike": [4], "times": 0}
    papers[2 * _CHUNK + 1] = {"strike": [61]}
    with pytest.raises(Malformed) as caught:
        read_record(written(papers))
    places = {finding.where for finding in caught.value.findings}
    assert {"$.papers[3].strike", f"$.papers[{_CHUNK + 1}].times", f"$.papers[{2 * _CHUNK + 1}].strike[0]"} <= places
