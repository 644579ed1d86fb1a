"""Pictures of checks, stamps and seals are kept among the records, under the hash that their row names."""

import pytest

from congress.errors import Malformed
from congress.records import files
from congress.records import queries as records
from devices.readiness import pictures, queries, sealing, service
from devices.readiness.service import Result
from devices.readiness.values import Item, NewSeal, Picture, SealKind
from tests.devices_readiness.test_service import POLICE, TECHNICIAN, at_site
from tests.workspaces import Office

PNG = Picture("in thử.png", b"\x89PNG\r\n\x1a\n one")
JPEG = Picture("tem.jpg", b"\xff\xd8\xff two")


def test_a_check_carries_its_picture(any_office: Office) -> None:
    at = at_site(any_office)
    ws, by, printer = any_office.workspace, any_office.by(TECHNICIAN), at.devices[1]
    result = Result(Item.TEST_PRINT, passed=True, picture=PNG)
    (kept,) = service.check_device(ws, by, tag=printer.tag, results=[result])
    assert kept.picture == PNG.sha256
    shown = pictures.show(ws, PNG.sha256)
    assert (shown.name, shown.read_bytes()) == ("in thử - ảnh 1.png", PNG.data)
    with ws.reading() as unit:
        (check,) = queries.checks(unit, [printer.id])[printer.id]
        assert check.picture in records.hashes(unit)


def test_a_stamp_carries_its_picture_and_the_same_one_is_registered_once(any_office: Office) -> None:
    at = at_site(any_office)
    ws, tag = any_office.workspace, at.tags[0]
    at.check(tag)
    at.affix(NewSeal(SealKind.INSPECTION, "KĐ 1", POLICE, tag=tag))
    with ws.reading() as unit:
        (stamp,) = queries.seals_on(unit, [at.devices[0].id])
    for picture in (PNG, JPEG, JPEG):
        sealing.add_picture(ws, any_office.by(TECHNICIAN), seal_id=stamp.id, picture=picture)
    with ws.reading() as unit:
        (stamp,) = queries.seals_on(unit, [at.devices[0].id])
        names = [one.name for one in records.of_scope(unit, stamp.id)]
    assert stamp.picture == JPEG.sha256
    assert names == ["in thử - ảnh 1.png", "tem - ảnh 2.jpg"]


def test_what_is_no_picture_is_refused_and_nothing_is_kept(office: Office) -> None:
    at = at_site(office)
    result = Result(Item.TEST_PRINT, passed=True, picture=Picture("in thử.png", b"PK"))
    with pytest.raises(Malformed) as malformed:
        service.check_device(office.workspace, office.by(TECHNICIAN), tag=at.tags[1], results=[result])
    assert [(one.where, one.code) for one in malformed.value.findings] == [("in thử.png", "picture-not-one")]
    assert not (office.workspace.papers / files.OBJECTS).exists()
