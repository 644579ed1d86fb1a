"""`congress machine state` and `check`: one laptop states what it runs, a second one checks it."""

import json
from pathlib import Path

import pytest

from congress.access.keyring import make_authority
from congress.workspace import KEYS
from tests.house.forked import congress
from tests.workspaces import Office


@pytest.fixture
def folder(office: Office) -> Path:
    """A workspace with an authority, so that its machine's key is certified; nobody has it open."""
    by = office.by("quantri", "truongban")
    make_authority(office.workspace, by, name="Đại hội xã", secret="con chuồn chuồn bay thấp")
    place = office.workspace.folder
    office.workspace.close()
    return place


def test_a_second_laptop_verifies_what_the_first_states_and_refuses_it_altered(folder: Path, tmp_path: Path) -> None:
    certificate, paper = tmp_path / "may.pem", tmp_path / "may.pdf"
    options = ("--paper", str(paper), "--certificate-to", str(certificate))
    made = congress("machine", "state", "--workspace", str(folder), *options, "--json")
    assert made.returncode == 0, made.stderr
    text = json.loads(made.stdout)["statement"]
    assert paper.read_bytes().startswith(b"%PDF-")

    trust = ("--certificate", str(certificate), "--trust", str(folder / KEYS / "authority.pem"))
    checked = congress("machine", "check", text, *trust, "--workspace", str(folder))
    assert checked.returncode == 0, checked.stderr
    refused = congress("machine", "check", text.replace(":", ":A", 1)[:-1], *trust)
    assert refused.returncode != 0
    program = text.split(":")[1]
    altered = text.replace(program, program[::-1])
    refused = congress("machine", "check", altered, *trust, "--json")
    document = json.loads(refused.stdout)
    assert (refused.returncode, document["verdict"]) == (1, "refused")
    assert [finding["code"] for finding in document["findings"]] == ["signature-wrong"]


def test_a_workspace_that_went_on_is_said(folder: Path, tmp_path: Path) -> None:
    certificate = tmp_path / "may.pem"
    made = congress("machine", "state", "--workspace", str(folder), "--certificate-to", str(certificate), "--json")
    text = json.loads(made.stdout)["statement"]
    other = tmp_path / "other"
    told = congress("init", "--workspace", str(other), "--tag", "MAY-9", "--administrator", "A B", "--head", "C D")
    assert told.returncode == 0, told.stderr
    trust = ("--certificate", str(certificate), "--trust", str(folder / KEYS / "authority.pem"))
    checked = congress("machine", "check", text, *trust, "--workspace", str(other), "--json")
    document = json.loads(checked.stdout)
    assert (checked.returncode, document["verdict"], document["agrees"]) == (1, "verified", False)
    assert [finding["code"] for finding in document["findings"]] == ["statement-workspace-differs"]


def test_the_qr_on_the_terminal_is_drawn_with_its_margin(folder: Path) -> None:
    made = congress("machine", "state", "--workspace", str(folder), "--qr")
    assert made.returncode == 0, made.stderr
    drawn = [line for line in made.stdout.splitlines() if line.startswith("\x1b[30;107m")]
    assert {len(line) for line in drawn} == {len(drawn[0])}
    assert drawn[0].removeprefix("\x1b[30;107m").removesuffix("\x1b[0m").strip() == ""


def test_a_machine_without_a_certificate_says_so(office: Office) -> None:
    place = office.workspace.folder
    office.workspace.close()
    made = congress("machine", "state", "--workspace", str(place))
    assert made.returncode == 1
    assert "chứng thư" in made.stderr
