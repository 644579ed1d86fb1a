"""Signing keys (khóa ký nội bộ): the internal authority is made once, then each who signs is issued a key.

This machine's own key gets a certificate of that authority too: electronic archives are signed with it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from congress.access.keyring import (
    authority_certificate,
    certify_machine,
    issue_signer,
    machine_certificate,
    make_authority,
)
from congress.access.values import Account, Authority, Role
from congress.errors import Finding, Malformed, Refused
from congress.i18n import t
from congress.records import files
from congress.sealing.keys import read_certificate
from congress.workspace import Workspace
from tui.screens.desk_deeds import TogetherDialog, Values
from tui.widgets.forms import FieldKind, FormField

_CAPACITY: Mapping[Role, str] = MappingProxyType(
    {
        Role.HEAD: "Trưởng Ban Kiểm phiếu",
        Role.MEMBER: "Ủy viên Ban Kiểm phiếu",
        Role.PRESIDIUM: "Đoàn Chủ tịch",
    }
)
"""As it stands in the certificate, and in a signature that is looked at: Vietnamese, like every paper."""
_CERTIFICATE_FILE = "Chứng thư tổ chức chứng thực nội bộ.pem"


def has_authority(workspace: Workspace) -> bool:
    """Whether keys can be issued here."""
    return authority_certificate(workspace.keys) is not None


def machine_ends(workspace: Workspace) -> datetime | None:
    """Until when this machine's certificate is valid; None where its key has none."""
    certificate = machine_certificate(workspace.keys)
    return None if certificate is None else read_certificate(certificate).not_after


def machine_said(workspace: Workspace) -> str:
    """Whether this machine has a certificate, in a sentence."""
    ends = machine_ends(workspace)
    if ends is None:
        return t("This machine has no certificate, so it signs no electronic archive: F7 issues one.")
    return t("This machine has its certificate, valid until {until:%d/%m/%Y}.", until=ends)


def authority_dialog(workspace: Workspace, *, proposed: str) -> TogetherDialog[Path]:
    """Make the authority; gives where its certificate lies for other machines."""

    def deed(values: Values, by: Authority) -> Path:
        _check_again(values)
        make_authority(workspace, by, name=values["name"], secret=values["secret"])
        return lay_out_certificate(workspace)

    return TogetherDialog(
        t("Make the internal authority"),
        [FormField("name", t("Name"), value=proposed), *_passphrase(t("Its passphrase"))],
        deed=deed,
        said=(
            t("It issues signing keys. Without its passphrase no key is issued any more: keep it sealed."),
            t("Other machines check signatures with its certificate, which holds nothing secret."),
        ),
    )


def key_dialog(workspace: Workspace, account: Account) -> TogetherDialog[Path]:
    """Issue a key to somebody who types a passphrase of their own; gives where the certificate lies."""

    def deed(values: Values, by: Authority) -> Path:
        _check_again(values)
        with _authority_opens():
            issue_signer(
                workspace,
                by,
                account_id=account.id,
                capacity=values["capacity"],
                secret=values["authority"],
                passphrase=values["secret"],
            )
        return lay_out_certificate(workspace)

    capacity = next((said for role, said in _CAPACITY.items() if role in {one.role for one in account.grants}), "")
    return TogetherDialog(
        t("Issue a signing key to {person}", person=account.person),
        [
            FormField("capacity", t("Signs as"), value=capacity),
            FormField("authority", t("Authority's passphrase"), FieldKind.SECRET),
            *_passphrase(t("Signer's passphrase")),
        ],
        deed=deed,
        said=(
            t("{person} types a passphrase of their own; a former key is replaced.", person=account.person),
            machine_said(workspace),
        ),
    )


def machine_dialog(workspace: Workspace) -> TogetherDialog[Path]:
    """Issue the certificate of this machine's key; gives where the authority's lies for other machines."""

    def deed(values: Values, by: Authority) -> Path:
        with _authority_opens():
            certify_machine(workspace, by, secret=values["authority"])
        return lay_out_certificate(workspace)

    return TogetherDialog(
        t("Issue this machine's certificate"),
        [FormField("authority", t("Authority's passphrase"), FieldKind.SECRET)],
        deed=deed,
        said=(
            machine_said(workspace),
            t("With it others check who signed an electronic archive made here; a former one is replaced."),
        ),
    )


@contextmanager
def _authority_opens() -> Iterator[None]:
    """A wrong passphrase is said at its field."""
    try:
        yield
    except Refused as refused:
        if refused.code != "passphrase-wrong":
            raise
        raise Malformed([Finding("authority", refused.code)]) from refused


def lay_out_certificate(workspace: Workspace) -> Path:
    """Put the authority's certificate beside the papers, where it can be copied for other machines."""
    certificate = authority_certificate(workspace.keys)
    assert certificate is not None  # made, or just used to issue a key
    path = workspace.papers / _CERTIFICATE_FILE
    files.write(path, certificate)
    return path


def _passphrase(label: str) -> list[FormField]:
    return [
        FormField("secret", label, FieldKind.SECRET),
        FormField("again", t("Once more"), FieldKind.SECRET),
    ]


def _check_again(values: Values) -> None:
    if values["secret"] != values["again"]:
        raise Malformed([Finding("again", "secrets-differ")])
