"""Drawing the papers of a hand-over or return before its unit opens (vẽ biên bản)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from congress.journal.values import Head
from congress.papers.values import PartyPaper
from congress.records import files
from congress.records.values import KeptFile
from congress.store.unit import Unit
from congress.term import queries as term
from devices.custody import papers, queries, rules, sheets
from devices.custody.papers import About
from devices.custody.values import Handover
from devices.register.queries import devices as register
from devices.register.values.devices import Device


class PaperKind(StrEnum):
    """What a paper of a hand-over is (loại văn bản)."""

    MINUTES = "device-handover-minutes"
    LIST = "device-handover-list"
    RETURN = "device-return-minutes"
    RETURN_LIST = "device-return-list"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The minutes and the list, not yet kept."""

    paper: PartyPaper
    sheet: bytes
    name: str
    kinds: tuple[PaperKind, PaperKind]


def drawn(unit: Unit, one: Handover, devices: Sequence[Device], *, head: Head, sample: bool) -> Drawn:
    """Step: the papers of minutes that may be kept."""
    of = None if one.returns is None else queries.handover(unit, one.returns)
    names = {body.id: body.name for body in term.bodies(unit)}
    known = {device.id: device for device in devices}
    if of is not None:
        known = {**register.devices_by_id(unit, of.device_ids), **known}
    congress = None if one.congress_id is None else term.congress(unit, one.congress_id)
    about = About(names, known, head, unit.now, congress, sample)
    if of is None:
        paper, kinds = papers.minutes(about, one), (PaperKind.MINUTES, PaperKind.LIST)
        name = f"Biên bản bàn giao thiết bị {one.number}"
    else:
        out = rules.still_out(of, (*queries.returns_of(unit, [of.id])[of.id], one))
        paper, kinds = papers.return_minutes(about, one, of, out), (PaperKind.RETURN, PaperKind.RETURN_LIST)
        name = f"Biên bản nhận lại thiết bị {one.number}"
    return Drawn(paper, sheets.device_list(about, one, title=name), name, kinds)


def kept(folder: Path, what: Drawn) -> tuple[tuple[PaperKind, KeptFile], ...]:
    """The papers on the disk, each with its kind: PDF, then XLSX."""
    pdf = files.keep_paper(folder, what.paper, name=f"{what.name}.pdf")
    xlsx = files.keep(folder, what.sheet, name=f"{what.name}.xlsx")
    return tuple(zip(what.kinds, (pdf, xlsx), strict=True))
