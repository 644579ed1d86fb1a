"""Other people's tools: certificates by OpenSSL, signatures by pyHanko's own signer and by `openssl cms`."""

import subprocess
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers, timestamps
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import cms_embedder
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from tests.tools import require_tool

WORD = "openssl pass"
_CONFIG = """
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[office]
basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
[person]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,nonRepudiation
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
[stamps]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
[server]
basicConstraints=critical,CA:FALSE
keyUsage=critical,keyEncipherment
"""


@dataclass(frozen=True)
class Office:
    """A state office's authority with one office below it, RSA, made by OpenSSL."""

    folder: Path

    @property
    def root(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def person(self, name: str, *, section: str = "person", days: str = "3650", digest: str = "sha256") -> str:
        tag = f"p{len(list(self.folder.glob('*.p12')))}"
        _issue(self.folder, tag, name, issuer="office", section=section, days=days, digest=digest)
        certificates = self.folder / f"{tag}.chain"
        certificates.write_bytes((self.folder / "office.pem").read_bytes() + self.root)
        _openssl(
            self.folder,
            *("pkcs12", "-export", "-inkey", f"{tag}.key", "-in", f"{tag}.pem", "-certfile", f"{tag}.chain"),
            *("-out", f"{tag}.p12", "-passout", f"pass:{WORD}"),
        )
        return tag

    def lone_person(self, name: str) -> str:
        """A certificate that its holder signed."""
        tag = f"p{len(list(self.folder.glob('*.p12')))}"
        _openssl(self.folder, "genrsa", "-out", f"{tag}.key", "2048")
        _openssl(
            self.folder,
            *(
                "req",
                "-x509",
                "-new",
                "-key",
                f"{tag}.key",
                "-sha256",
                "-days",
                "3650",
                "-utf8",
                "-subj",
                f"/CN={name}",
            ),
            *("-config", "openssl.cnf", "-extensions", "person", "-out", f"{tag}.pem"),
        )
        _openssl(
            self.folder,
            *("pkcs12", "-export", "-inkey", f"{tag}.key", "-in", f"{tag}.pem", "-out", f"{tag}.p12"),
            *("-passout", f"pass:{WORD}"),
        )
        return tag

    def pkcs12(self, tag: str) -> bytes:
        return (self.folder / f"{tag}.p12").read_bytes()

    def signer(self, tag: str, *, root: bool = False) -> Any:
        made = signers.SimpleSigner.load_pkcs12_data(self.pkcs12(tag), (), WORD.encode())
        made.embed_roots = root
        return made

    def stamper(self) -> Any:
        """A time stamp authority of the office."""
        tag = self.person("Cấp dấu thời gian", section="stamps")
        certificate, key = self.signer(tag).signing_cert, self.signer(tag).signing_key
        return timestamps.DummyTimeStamper(certificate, key)


def make_office(folder: Path, name: str = "Văn phòng Tỉnh ủy") -> Office:
    (folder / "openssl.cnf").write_text("[req]\ndistinguished_name=dn\n[dn]\n" + _CONFIG)
    _openssl(folder, "genrsa", "-out", "root.key", "2048")
    _openssl(
        folder,
        *("req", "-x509", "-new", "-key", "root.key", "-sha256", "-days", "7300", "-utf8"),
        *("-subj", f"/CN={name} - gốc", "-config", "openssl.cnf", "-extensions", "root", "-out", "root.pem"),
    )
    _issue(folder, "office", name, issuer="root", section="office")
    return Office(folder)


def sign_as_their_tool_does(
    pdf: bytes,
    field: str,
    signer: Any,
    *,
    box: tuple[int, int, int, int] | None = None,
    pades: bool = False,
    stamper: Any = None,
) -> bytes:
    """pyHanko's ordinary signer with its ordinary settings: another case of digits, metadata rewritten."""
    subfilter = SigSeedSubFilter.PADES if pades else SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=subfilter)
    spec = SigFieldSpec(field, box=box) if box else None
    tool = signers.PdfSigner(meta, signer, timestamper=stamper, new_field_spec=spec)
    result: bytes = tool.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()
    return result


def sign_with_openssl(pdf: bytes, field: str, office: Office, tag: str, *, at: datetime) -> bytes:
    """The value made by `openssl cms -sign`, put into the field."""
    steps = cms_embedder.PdfCMSEmbedder().write_cms(field, IncrementalPdfFileWriter(BytesIO(pdf)))
    next(steps)
    steps.send(cms_embedder.SigObjSetup(SignatureObject(timestamp=at, bytes_reserved=16384)))
    prepared, output = steps.send(cms_embedder.SigIOSetup("sha256"))
    data = output.getvalue()
    covered = data[: prepared.reserved_region_start] + data[prepared.reserved_region_end :]
    (office.folder / "covered.bin").write_bytes(covered)
    _openssl(
        office.folder,
        *("cms", "-sign", "-binary", "-in", "covered.bin", "-signer", f"{tag}.pem", "-inkey", f"{tag}.key"),
        *("-certfile", "office.pem", "-md", "sha256", "-outform", "DER", "-out", "value.der"),
    )
    steps.send(cms.ContentInfo.load((office.folder / "value.der").read_bytes()).dump())
    result: bytes = output.getvalue()
    return result


def _issue(
    folder: Path,
    tag: str,
    name: str,
    *,
    issuer: str,
    section: str,
    days: str = "3650",
    digest: str = "sha256",
) -> None:
    _openssl(folder, "genrsa", "-out", f"{tag}.key", "2048")
    _openssl(
        folder,
        *("req", "-new", "-key", f"{tag}.key", "-utf8", "-subj", f"/CN={name}", "-config", "openssl.cnf"),
        *("-out", f"{tag}.csr"),
    )
    _openssl(
        folder,
        *("x509", "-req", "-in", f"{tag}.csr", "-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-CAcreateserial"),
        *("-days", days, f"-{digest}", "-extfile", "openssl.cnf", "-extensions", section, "-out", f"{tag}.pem"),
    )


def _openssl(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [require_tool("openssl"), *arguments], cwd=folder, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
