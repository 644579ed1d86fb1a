"""Building a package (lập hồ sơ): what was gathered, put in its place, described, signed, and looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from uuid import UUID, uuid4

from congress.archive import formats
from congress.archive.bags import info
from congress.archive.gathering import Gathered
from congress.archive.papers import file_plan_paper
from congress.archive.readme import readme
from congress.archive.values import Built, Description, Digests, EventType, Outcome, PackageEvent, Placed, PlannedFile
from congress.archive.verifying import OXUM
from congress.archive.writing import Bag, Sign, written_whole
from congress.chapters import Chapter, FileRef, Lines, Retention
from congress.errors import Broken
from congress.jsondoc import dump
from congress.papers.render import render
from congress.records.files import legal_name
from congress.records.values import Record

TITLES = {
    Retention.PERMANENT: "Hồ sơ nhiệm kỳ",
    Retention.SEALED: "Hồ sơ niêm phong 6 tháng (bản ghi từng phiếu)",
}
PROGRAM = "congress-suite"
PLAN_PAPER = "data/Mục lục hồ sơ.pdf"
_LONGEST_ENDING = 11
"""Bytes of `.xlsx` and the like: what is longer is part of the name."""
_DATA = "data/"
_SIGNED = b"/ByteRange"
"""What a PDF with a signature has, in the clear (ISO 32000-1, 12.8.1)."""


@dataclass(frozen=True, slots=True)
class Signed:
    """By what a package is signed (phần ký của máy)."""

    authority: bytes
    """PEM."""
    signer: bytes
    """PEM: the machine's certificate."""
    sign: Sign


@dataclass(frozen=True, slots=True)
class Wanted:
    """A package to be built (yêu cầu lập hồ sơ)."""

    id: UUID
    group: UUID
    """The permanent part and the sealed one share it."""
    target: Path
    workspace: Path
    by: str
    machine: str


def build(gathered: Gathered, wanted: Wanted, chapters: Sequence[Chapter], signed: Signed) -> Built:
    """Write the package; it stands under its name only once it is whole."""
    with written_whole(wanted.target) as bag:
        contents = _Contents(bag, gathered, wanted)
        contents.put_entries(chapters)
        contents.put_exhibits()
        description = replace(_described(gathered, wanted), entries=tuple(contents.entries), proofs=contents.proofs)
        contents.put_documents(description)
        manifest = bag.close(
            info=_info(description, bag, wanted),
            readme=readme(
                description,
                signed_papers=contents.signed_papers,
                titles=[one.title for one in chapters if one.retention is gathered.retention],
            ),
            authority=signed.authority,
            signer=signed.signer,
            sign=signed.sign,
        )
    files, size = len(bag.payload), sum(one.size for one in bag.payload.values())
    return Built(wanted.target, description, files, size, manifest)


@dataclass(slots=True)
class _Contents:
    """The payload while it is put in."""

    bag: Bag
    gathered: Gathered
    wanted: Wanted
    plan: list[PlannedFile] = field(default_factory=list)
    entries: list[Placed] = field(default_factory=list)
    signed_papers: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def put_entries(self, chapters: Sequence[Chapter]) -> None:
        """Every chapter's rows as they are read back, as a table for people, with their schema; every file."""
        titles = {chapter.name: chapter.title for chapter in chapters}
        schemas = {name: schema for chapter in chapters for name, schema in chapter.schemas().items()}
        for entry in self.gathered.entries:
            title = titles[entry.name.partition("/")[0]]
            match entry:
                case Lines():
                    self._lines(entry, title, schemas[entry.name])
                case FileRef():
                    self._file(entry, title)

    def put_exhibits(self) -> None:
        """Documents that rooms made of their rows."""
        for one in self.gathered.exhibits:
            self._document(f"{_DATA}{one.name}", one.title, one.data)

    @property
    def proofs(self) -> tuple[str, ...]:
        """Documents that a restored workspace yields again."""
        return tuple(one.name for one in self.gathered.exhibits if one.proof)

    def put_documents(self, said: Description) -> None:
        """The file plan, past events, and what the package says of itself: last, for they tell of the rest."""
        for path, title, data in (
            (formats.CATALOGUE, "Danh mục tra cứu", self.gathered.catalogue),
            (formats.RESULTS, "Kết quả các cuộc bầu, để so sánh nhiệm kỳ", self.gathered.results),
        ):
            if data:
                self._document(path, title, data)
        for name, data in formats.schemas().items():
            self._document(f"{_DATA}schemas/{name}", "Lược đồ JSON của tài liệu mô tả", data)
        events = (*self.gathered.events, *self._own_events())
        self._document(formats.EVENTS, "Sự kiện bảo quản (PREMIS), dạng JSON", formats.events_lines(events))
        self._document(formats.EVENTS_CSV, "Sự kiện bảo quản (PREMIS), dạng bảng", formats.events_csv(events))
        self._document(formats.PACKAGE, "Thông tin về hồ sơ", formats.write_description(said))
        paper = render(file_plan_paper(said, self.plan, congresses=self.gathered.congresses)).pdf
        self._document(PLAN_PAPER, "Mục lục hồ sơ", paper)
        self.bag.put(formats.PLAN, formats.plan_tree(self.plan))
        self.bag.put(formats.PLAN_CSV, formats.plan_csv(self.plan))

    def _document(self, path: str, title: str, data: bytes) -> None:
        self._planned(path, title, self.bag.put(path, data))

    def _lines(self, entry: Lines, title: str, schema: dict[str, object]) -> None:
        path = f"chapters/{entry.name}"
        self._planned(f"{_DATA}{path}", title, self.bag.put(f"{_DATA}{path}", entry.data), entry=entry.name)
        self.entries.append(Placed(entry.name, path))
        stem = entry.name.removesuffix(".jsonl").replace("/", ".")
        described = f"{_DATA}schemas/{stem}.schema.json"
        self._planned(described, f"Lược đồ JSON: {title}", self.bag.put(described, dump(schema, indent=1)))
        columns = schema["properties"]
        assert isinstance(columns, dict)
        table = f"{_DATA}csv/{stem}.csv"
        self._planned(table, f"{title} (dạng bảng)", self.bag.put(table, formats.table_csv(entry.data, columns)))

    def _file(self, entry: FileRef, title: str) -> None:
        record = self.gathered.papers.get(entry.sha256 or "")
        path = self._named(entry, record)
        source = self.wanted.workspace / entry.path
        found = self.bag.bring(f"{_DATA}{path}", source)
        if entry.sha256 is not None and found.sha256 != entry.sha256:
            raise Broken("kept-file-altered", path=str(source))
        self._planned(f"{_DATA}{path}", title if record is None else record.name, found, entry=entry.name)
        self.entries.append(Placed(entry.name, path, entry))
        if _is_signed_pdf(source):
            self.signed_papers.append(f"{_DATA}{path}")

    def _named(self, entry: FileRef, record: Record | None) -> str:
        """A paper under its human name, told apart by its hash where two have one name; any other by its own."""
        if record is None:
            return f"sealed/{entry.path.rpartition('/')[2]}"
        name = legal_name(record.name)
        if name.casefold() in self.taken:
            name = told_apart(name, record.sha256)
        self.taken.add(name.casefold())
        return f"papers/{name}"

    def _planned(self, path: str, title: str, found: Digests, *, entry: str = "") -> None:
        self.plan.append(PlannedFile(path, title, self.gathered.retention, found, entry))

    def _own_events(self) -> Iterator[PackageEvent]:
        for kind in (EventType.DIGESTS, EventType.SIGNING, EventType.PACKAGE_CREATION):
            yield PackageEvent(
                id=uuid4(),
                package_id=self.wanted.id,
                type=kind,
                at=self.gathered.at,
                outcome=Outcome.SUCCESS,
                place=self.wanted.target.name,
                by=self.wanted.by,
                detail={"machine": self.wanted.machine, "program": program()},
            )


def told_apart(name: str, sha256: str) -> str:
    """A legal name with the beginning of a hash in it, as long as names may be: a long one gives way."""
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    if len(ending.encode()) > _LONGEST_ENDING:
        stem, ending = name, ""
    for length in range(len(stem), 0, -1):
        marked = f"{stem[:length]} [{sha256[:8]}]{ending}"
        if legal_name(marked) == marked:
            return marked
    return f"[{sha256[:8]}]{ending}"


def program() -> str:
    """This program and its version."""
    return f"{PROGRAM} {version(PROGRAM)}"


def _described(gathered: Gathered, wanted: Wanted) -> Description:
    newest = max(gathered.terms, key=lambda term: (term.ends, term.begins), default=None)
    latest = gathered.congresses[0].details if gathered.congresses else None
    term = "" if newest is None else newest.name
    return Description(
        id=wanted.id,
        retention=gathered.retention,
        term=term,
        body="" if latest is None else latest.body,
        title=f"{TITLES[gathered.retention]} {term}".strip(),
        congresses=tuple(one.details.title for one in gathered.congresses),
        secrecy=gathered.secrecy,
        machine=wanted.machine,
        built_at=gathered.at.replace(microsecond=0),
        built_by=wanted.by,
        sample=gathered.sample,
        head=gathered.head.statement or "",
        head_number=gathered.head.number,
        program=program(),
    )


def _info(said: Description, bag: Bag, wanted: Wanted) -> bytes:
    size = sum(one.size for one in bag.payload.values())
    return info(
        (
            ("Source-Organization", said.body or said.machine),
            ("External-Description", said.title),
            ("External-Identifier", str(said.id)),
            ("Bag-Group-Identifier", str(wanted.group)),
            ("Bagging-Date", said.built_at.date().isoformat()),
            (OXUM, f"{size}.{len(bag.payload)}"),
            ("Internal-Sender-Identifier", said.machine),
            ("Retention", formats.TITLES[said.retention]),
            ("Secrecy", said.secrecy.value),
            ("Bag-Software-Agent", said.program),
        )
    )


def _is_signed_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-" and _SIGNED in file.read()
