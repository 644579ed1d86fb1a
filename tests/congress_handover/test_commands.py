"""`congress bundle export`, `import` and `verify` of a bundle, as people call them."""

import json
from pathlib import Path

import pytest

from congress import workspace as workspaces
from congress.access import service as access
from congress.access.values import Authority
from tests.ballots_counting.desks import OTHER, struck
from tests.congress_handover.conftest import SECRET, Hall
from tests.house.forked import congress
from tests.workspaces import PIN

pytestmark = pytest.mark.usefixtures("papers_unset")
PASSWORDS = {"CONGRESS_PASSWORD": PIN, "CONGRESS_SECOND_PASSWORD": PIN}


@pytest.fixture
def stick(hall: Hall, tmp_path: Path) -> Path:
    """A bundle that the station wrote by the command; both laptops are closed."""
    station, head = hall.machine("MAY-2"), hall.machine("head")
    station.at.key(1, [struck(8, 9)] * 3, by=OTHER)
    for one in (station, head):
        one.workspace.close()
    out = tmp_path / "stick.bundle"
    certificate = tmp_path / "head" / "keys" / "machine.pem"
    where = ("--workspace", str(tmp_path / "MAY-2"), "--account", OTHER)
    made = congress("bundle", "export", "--to", str(certificate), "--out", str(out), *where, environ=PASSWORDS)
    assert made.returncode == 0, made.stderr
    assert "đọc lại và đối chiếu" in made.stdout
    assert "Tập 1, lượt 1." in made.stdout
    again = congress(
        "bundle", "export", "--to", str(certificate), "--out", str(out), *where, "--json", environ=PASSWORDS
    )
    assert (again.returncode, codes(again.stdout)) == (2, ["file-there"])
    return out


def codes(document: str) -> list[str]:
    return [one["code"] for one in json.loads(document)["findings"]]


def verdict(*arguments: str) -> tuple[int, str, str]:
    said = congress("verify", *arguments, "--json")
    (path,) = json.loads(said.stdout)["paths"]
    return said.returncode, path["kind"], path["verdict"]


def test_a_bundle_is_verified_taken_in_once_and_nothing_the_second_time(stick: Path, tmp_path: Path) -> None:
    authority = tmp_path / "head" / "keys" / "authority.pem"
    assert verdict(str(stick), "--trust", str(authority)) == (0, "bundle", "verified")
    assert verdict(str(stick)) == (1, "bundle", "undecided")
    where = ("--workspace", str(tmp_path / "head"), "--account", "truongban", "--second", "uyvien1")
    taken = congress("bundle", "import", str(stick), *where, "--json", environ=PASSWORDS)
    assert taken.returncode == 0, taken.stderr
    said = json.loads(taken.stdout)
    assert (said["format"], said["machine"]) == ("congress-bundle-taken/1", "MAY-2")
    assert [(one["pile"], one["count"]) for one in said["passes"]] == [(1, 1)]
    twice = congress("--lang", "en", "bundle", "import", str(stick), *where, environ=PASSWORDS)
    assert twice.returncode == 0
    assert twice.stdout == "Everything in it was taken in before; nothing was changed.\n"


def test_an_altered_bundle_is_refused_and_said_in_both_languages(stick: Path, tmp_path: Path) -> None:
    data = bytearray(stick.read_bytes())
    data[-1] ^= 1
    stick.write_bytes(bytes(data))
    authority = tmp_path / "head" / "keys" / "authority.pem"
    folder = stick.parent / "folder"
    folder.mkdir()
    stick.rename(folder / stick.name)
    assert verdict(str(folder), "--trust", str(authority)) == (1, "bundle", "refused")
    where = ("--workspace", str(tmp_path / "head"), "--account", "truongban", "--second", "uyvien1")
    for language, said in (("vi", "đã bị thay đổi"), ("en", "was altered")):
        refused = congress("--lang", language, "bundle", "import", str(folder / stick.name), *where, environ=PASSWORDS)
        assert refused.returncode == 1
        assert said in refused.stderr


def test_a_machine_is_certified_set_up_and_logged_in_at_by_commands_alone(hall: Hall, tmp_path: Path) -> None:
    hall.machine("head").workspace.close()
    head, station = tmp_path / "head", tmp_path / "station"
    named = ("--administrator", "Đỗ Văn Lắp", "--head", "Cao Thị Trạm", "--tag", "MAY-5", "--json")
    made = congress("init", "--workspace", str(station), *named)
    one_time = {one["account"]: one["code"] for one in json.loads(made.stdout)["accounts"]}
    settled(station, one_time)
    assert run("bundle", "key", "--workspace", str(station), "--out", str(tmp_path / "key")) == 0
    two = ("--account", "quantri", "--second", "truongban")
    certificate = tmp_path / "may-5.pem"
    to = ("--workspace", str(head), *two)
    assert run("bundle", "certify", str(tmp_path / "key"), "--out", str(certificate), *to) == 0
    bundle = tmp_path / "setup.bundle"
    assert run("bundle", "export", "--setup", "--to", str(certificate), "--out", str(bundle), *to) == 0
    into = ("--workspace", str(station), *two)
    assert run("bundle", "import", str(bundle), *into) == 1
    trust = ("--trust", str(head / "keys" / "authority.pem"))
    assert run("bundle", "import", str(bundle), *into, *trust) == 0
    assert run("bundle", "import", str(bundle), *into) == 0
    assert run("journal", "verify", "--workspace", str(station)) == 0


def run(*arguments: str) -> int:
    ran = congress(*arguments, environ={**PASSWORDS, "CONGRESS_AUTHORITY_PASSPHRASE": SECRET})
    assert "Traceback" not in ran.stderr
    return ran.returncode


def settled(folder: Path, one_time: dict[str, str]) -> None:
    """Each sets a PIN."""
    with workspaces.open_folder(folder, house=workspaces.House()) as opened:
        for name, code in one_time.items():
            actor = access.log_in(opened, name=name, secret=code)
            access.set_own_secret(opened, Authority(actor), old=code, new=PIN)
