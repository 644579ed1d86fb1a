"""Whatever bytes come in as files, a plan comes out or the faults are named: nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Finding, Malformed
from congress.i18n import LANGUAGES, sentence
from devices.needs.formats import Files, write_answer
from devices.needs.service import plan_from
from tests.devices_needs.samples import DAM_RONG, dam_rong

FIELDS = ("units", "merge", "new_units", "norms", "printed", "distances", "classified", "prices")
PUBLISHED = {name.replace("-", "_"): path.read_bytes() for name, path in DAM_RONG.items()}
EXTRA = {
    "distances": "from,to,km\nĐảng ủy xã Đam Rông 2,Đảng ủy xã Đam Rông 1,12.5\n".encode(),
    "classified": "unit,computers\nCơ quan Huyện ủy,6\n".encode(),
    "prices": "item,price,fund,bought,paid\ncomputers,15000000,Ngân sách tỉnh,41,600000000\n".encode(),
}
VALID = PUBLISHED | EXTRA
CELLS = st.sampled_from(["", "-1", "03", "3.0", "1e5", "Tổng", "unit", "computers", '"', '""', "\x00", "\u200b", "ﬁ"])


def _plan_or_faults(files: Files) -> None:
    for finding in _faults(files):
        assert finding.where.partition(":")[0].removesuffix(".csv") in FIELDS
        for language in LANGUAGES:
            assert sentence(finding, language) != finding.code


def _faults(files: Files) -> tuple[Finding, ...]:
    try:
        made = plan_from(files)
    except Malformed as error:
        return error.findings
    assert write_answer(made.plan)
    return ()


@pytest.mark.parametrize("field", FIELDS)
@given(data=st.binary(max_size=80))
def test_random_bytes(field: str, data: bytes) -> None:
    _plan_or_faults(dam_rong(**{field: data}))


@pytest.mark.parametrize("field", FIELDS)
@given(data=st.data())
def test_damaged_bytes(field: str, data: st.DataObject) -> None:
    text = bytearray(VALID[field])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    _plan_or_faults(dam_rong(**{field: bytes(text)}))


@pytest.mark.parametrize("field", FIELDS)
@given(data=st.data())
def test_changed_cells(field: str, data: st.DataObject) -> None:
    lines = [row.split(",") for row in VALID[field].decode().splitlines()]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(lines))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CELLS | st.text(max_size=6))
    _plan_or_faults(dam_rong(**{field: "\n".join(map(",".join, lines))}))
