"""What was done to a package after it was built is seen, and named."""

import hashlib
import os
import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.archive import bags, verifying
from congress.archive.sources import Source, read_whole
from congress.archive.verifying import inspect
from congress.errors import Malformed
from congress.sealing import detached, keys
from congress.sealing.heads import new_machine_key
from congress.sealing.values import MachineKey, Verdict
from tests.clocks import PinnedClock
from tests.congress_archive.conftest import Archive
from tests.unprivileged import as_somebody_else


def _altered_payload(folder: Path) -> None:
    victim = next((folder / "data" / "outcomes").iterdir())
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)


def _added_tag_file(folder: Path) -> None:
    (folder / "note.txt").write_text("harmless")


def _removed_tag_manifests(folder: Path) -> None:
    for name in bags.TAG_MANIFESTS.values():
        (folder / name).unlink()


def _removed_tag_manifest(folder: Path) -> None:
    (folder / bags.TAG_MANIFESTS["sha512"]).unlink()


def _added_payload(folder: Path) -> None:
    (folder / "data" / "papers" / "more.pdf").write_bytes(b"%PDF-1.7")


def _removed_payload(folder: Path) -> None:
    next((folder / "data" / "outcomes").iterdir()).unlink()


def _recomputed(folder: Path) -> None:
    """Everything but the signatures made anew, as any bagging tool does."""
    _altered_payload(folder)
    _all_manifests(folder)


def _resigned(folder: Path) -> None:
    """All made anew, and signed by another machine whose certificate another authority of the same name issued."""
    _altered_payload(folder)
    key, authority, signer = _stranger()
    (folder / bags.AUTHORITY).write_bytes(authority)
    (folder / bags.SIGNER).write_bytes(signer)
    _all_manifests(folder)
    for algorithm, name in bags.TAG_MANIFESTS.items():
        (folder / bags.SIGNATURES[algorithm]).write_bytes(detached.sign(key, (folder / name).read_bytes()))


def _resigned_under_our_certificate(folder: Path) -> None:
    """The same, but with our own certificates left in place."""
    _altered_payload(folder)
    _all_manifests(folder)
    key = new_machine_key()
    for algorithm, name in bags.TAG_MANIFESTS.items():
        (folder / bags.SIGNATURES[algorithm]).write_bytes(detached.sign(key, (folder / name).read_bytes()))


def _link(folder: Path) -> None:
    victim = next((folder / "data" / "outcomes").iterdir())
    kept = folder.parent / "elsewhere.json"
    shutil.move(victim, kept)
    victim.symlink_to(kept)


def _empty_folder(folder: Path) -> None:
    (folder / "data" / "PHIẾU GIẢ").mkdir()


def _another_unicode_form(folder: Path) -> None:
    victim = folder / "data" / "Mục lục hồ sơ.pdf"
    victim.rename(victim.with_name(unicodedata.normalize("NFD", victim.name)))


def _no_utf8(folder: Path) -> None:
    Path(os.fsdecode(bytes(folder / "data") + b"/\xff.pdf")).write_bytes(b"")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "data" / "pipe")


TAMPERINGS: tuple[tuple[Callable[[Path], None], str], ...] = (
    (_altered_payload, "package-file-altered"),
    (_added_tag_file, "package-file-unknown"),
    (_removed_tag_manifests, "package-file-missing"),
    (_removed_tag_manifest, "package-file-missing"),
    (_added_payload, "package-file-not-listed"),
    (_removed_payload, "package-file-missing"),
    (_recomputed, "signature-wrong"),
    (_resigned, "signer-not-trusted"),
    (_resigned_under_our_certificate, "signature-wrong"),
    (_link, "package-no-plain-file"),
    (_empty_folder, "package-no-plain-file"),
    (_another_unicode_form, "package-name-unsafe"),
    (_no_utf8, "package-file-not-listed"),
    (_pipe, "package-no-plain-file"),
)


@pytest.mark.parametrize(("tamper", "code"), TAMPERINGS, ids=lambda one: getattr(one, "__name__", ""))
def test_it_is_refused(package: Path, archive: Archive, tamper: Callable[[Path], None], code: str) -> None:
    tamper(package)
    found = inspect(package, trust=[archive.authority])
    assert found.verdict is Verdict.REFUSED
    assert code in {one.code for one in found.findings}


def test_a_stranger_s_package_without_an_anchor_is_not_verified_either(package: Path) -> None:
    _resigned(package)
    assert inspect(package, trust=[]).verdict is Verdict.UNDECIDED


@given(st.data())
def test_one_bit_anywhere_is_never_verified(archive: Archive, data: st.DataObject) -> None:
    """Every byte of every file is under a signature that we hold to."""
    names = sorted(path for path in archive.permanent.rglob("*") if path.is_file())
    victim = data.draw(st.sampled_from(names))
    was = victim.read_bytes()
    at = data.draw(st.integers(0, len(was) - 1))
    flipped = bytearray(was)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        victim.write_bytes(flipped)
        assert inspect(archive.permanent, trust=[archive.authority]).verdict is Verdict.REFUSED
    finally:
        victim.write_bytes(was)


@given(st.binary(max_size=2000))
def test_any_bytes_for_a_zip_are_unreadable_not_a_crash(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    place = tmp_path_factory.mktemp("zip") / "term.zip"
    place.write_bytes(data)
    with pytest.raises(Malformed):
        inspect(place, trust=[])


@given(st.data())
def test_a_damaged_zip_is_named_or_refused(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = tmp_path_factory.mktemp("zip") / "term.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted(archive.sealed.rglob("*")):
            if path.is_file():
                made.write(path, f"term/{path.relative_to(archive.sealed).as_posix()}")
    was = bytearray(place.read_bytes())
    at = data.draw(st.integers(0, len(was) - 1))
    was[at] ^= 1 << data.draw(st.integers(0, 7))
    place.write_bytes(was)
    try:
        found = inspect(place, trust=[archive.authority])
    except Malformed:
        return
    if found.verdict is Verdict.VERIFIED:  # the flip lay in what a zip says beside its files: nothing of them changed
        manifest = (archive.sealed / bags.TAG_MANIFESTS["sha512"]).read_bytes()
        assert found.manifest_sha256 == hashlib.sha256(manifest).hexdigest()


def _in_front(path: Path) -> None:
    path.write_bytes(b"#!/bin/sh\n" + path.read_bytes())


def _behind(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")


def _commented(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"more"


def _beside_the_top(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("more.txt", "more")


def _hidden_in_a_folder(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("package/data/", "more")


def _empty_in_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("package/data/more/", "")


def _cut_at_nul(path: Path) -> None:
    at = b"package/README.txt"
    path.write_bytes(path.read_bytes().replace(at, at[:-4] + b"\0" + at[-3:]))


def _repacked(path: Path, change: Callable[[zipfile.ZipFile, zipfile.ZipInfo], None]) -> None:
    """The same zip written anew, with `change` done after each entry."""
    with zipfile.ZipFile(path) as archive:
        held = [(one, archive.read(one)) for one in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in held:
            archive.writestr(one, data)
            change(archive, one)


def _write_on(archive: zipfile.ZipFile, data: bytes) -> None:
    assert archive.fp is not None
    archive.fp.seek(archive.start_dir)
    archive.fp.write(data)
    archive.start_dir = archive.fp.tell()


def _between(path: Path) -> None:
    _repacked(path, lambda archive, one: _write_on(archive, b"more" * one.filename.endswith("README.txt")))


def _before_the_directory(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        _write_on(archive, b"more")
        archive.comment = b"-"  # written anew
        archive.comment = b""


def _entry_forgotten(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("package/more.txt", "more")
        archive.filelist.pop()


def _entry_commented(path: Path) -> None:
    def comment(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> None:
        one.comment = b"more"

    _repacked(path, comment)


def _named_twice(path: Path) -> None:
    """A program that reads from the beginning takes it for another file."""
    data = path.read_bytes()
    path.write_bytes(data.replace(b"package/README.txt", b"package/readme.txt", 1))


def _field_more(path: Path) -> None:
    def field(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> None:
        one.extra = b"\x75\x70\x04\x00more"

    _repacked(path, field)


@pytest.mark.parametrize("streamed", [False, True], ids=["sought", "streamed"])
@pytest.mark.parametrize("big", [False, True], ids=["plain", "zip64"])
@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
def test_a_zip_as_other_programs_write_it_is_verified(
    package: Path, archive: Archive, streamed: bool, big: bool, packed: int
) -> None:
    """Sizes behind each entry, where a program cannot go back; sizes of eight bytes."""

    class Stream(BytesIO):
        def seekable(self) -> bool:
            return not streamed

        def seek(self, *given: int) -> int:
            if streamed:
                raise OSError
            return super().seek(*given)

        def tell(self) -> int:
            if streamed:
                raise OSError
            return super().tell()

    written = Stream()
    with zipfile.ZipFile(written, "w", packed) as made:
        for file in sorted(package.rglob("*")):
            if file.is_file():
                about = zipfile.ZipInfo(f"package/{file.relative_to(package).as_posix()}")
                about.compress_type = packed
                with made.open(about, "w", force_zip64=big) as target:
                    target.write(file.read_bytes())
    path = package.with_suffix(".zip")
    path.write_bytes(written.getvalue())
    found = inspect(path, trust=[archive.authority])
    assert (found.verdict, {one.code for one in found.findings}) == (Verdict.VERIFIED, {"sample"})


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (_in_front, "package-zip-more"),
        (_behind, "package-zip-more"),
        (_commented, "package-zip-more"),
        (_between, "package-zip-more"),
        (_before_the_directory, "package-zip-more"),
        (_entry_forgotten, "package-zip-more"),
        (_entry_commented, "package-zip-more"),
        (_named_twice, "package-zip-more"),
        (_field_more, "package-zip-more"),
        (_beside_the_top, "package-file-missing"),
        (_hidden_in_a_folder, "package-no-plain-file"),
        (_empty_in_zip, "package-no-plain-file"),
        (_cut_at_nul, "package-no-plain-file"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_zip_that_holds_more_is_refused(
    package: Path, archive: Archive, tamper: Callable[[Path], None], code: str
) -> None:
    path = package.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as made:
        for file in sorted(package.rglob("*")):
            made.write(file, f"package/{file.relative_to(package).as_posix()}{'/' * file.is_dir()}")
    assert inspect(path, trust=[archive.authority]).verdict is Verdict.VERIFIED
    tamper(path)
    found = inspect(path, trust=[archive.authority])
    assert found.verdict is Verdict.REFUSED
    assert code in {one.code for one in found.findings}


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_folder_that_cannot_be_looked_into_is_refused(package: Path, archive: Archive) -> None:
    """What it hides, no list has."""
    (package / "data" / "more").mkdir()
    (package / "data" / "more" / "hidden.pdf").write_bytes(b"%PDF-1.7")
    for path in (*package.parents, package):
        if path.is_relative_to(tempfile.gettempdir()) and path != Path(tempfile.gettempdir()):
            path.chmod(0o755)
    (package / "data" / "more").chmod(0)

    def looked() -> str:
        found = inspect(package, trust=[archive.authority])
        return " ".join((found.verdict.value, *(one.code for one in found.findings)))

    try:
        assert as_somebody_else(looked).split()[:2] == ["refused", "file-unreadable"]
    finally:
        (package / "data" / "more").chmod(0o755)


def test_what_is_judged_is_what_was_hashed(package: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody puts other words in while they are read, and the signed ones back before they are hashed."""
    about = package / "data" / "package.json"
    signed = about.read_bytes()
    about.write_bytes(signed.replace(b"congress-suite", b"another-suite!"))

    def swapped(source: Source, name: str) -> bytes:
        data = read_whole(source, name)
        if name == "data/package.json":
            about.write_bytes(signed)
        return data

    monkeypatch.setattr(verifying, "read_whole", swapped)
    found = inspect(package, trust=[archive.authority])
    assert found.verdict is Verdict.REFUSED
    assert ("data/package.json", "package-file-altered") in {(one.where, one.code) for one in found.findings}


def _all_manifests(folder: Path) -> None:
    for algorithm, name in bags.MANIFESTS.items():
        payload = [path for path in (folder / "data").rglob("*") if path.is_file()]
        (folder / name).write_bytes(_manifest(folder, payload, algorithm))
    for algorithm, name in bags.TAG_MANIFESTS.items():
        (folder / name).write_bytes(_manifest(folder, [folder / one for one in bags.LISTED], algorithm))


def _manifest(folder: Path, paths: list[Path], algorithm: str) -> bytes:
    found = {
        path.relative_to(folder).as_posix(): hashlib.new(algorithm, path.read_bytes()).hexdigest() for path in paths
    }
    return bags.manifest(found)


def _stranger() -> tuple[MachineKey, bytes, bytes]:
    """A key, the certificate of an authority of the same name as ours, and the machine's own."""
    begins, ends = PinnedClock().now() - timedelta(days=1), PinnedClock().now() + timedelta(days=999)
    secret = "mật khẩu của người lạ"
    authority = keys.create_authority("Đại hội xã Đam Rông 1", secret, not_before=begins, not_after=ends)
    key = new_machine_key()
    signer = keys.issue_machine(
        authority, key.public, tag="MAY-1", authority_secret=secret, not_before=begins, not_after=ends
    )
    return key, authority.certificate, signer
