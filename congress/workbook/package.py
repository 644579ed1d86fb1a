"""An XLSX read as a stream (đọc tệp XLSX): never more of it is held than what its cells say.

A package of half a megabyte can unpack to gigabytes, or hold millions of empty rows. Each part therefore goes through
the parser piece by piece; what says nothing is not kept; beyond the limits the file is refused where it stands.
openpyxl, which knows formats and days here and writes every workbook, builds the tree of a part before it gives a cell:
60 million empty rows took 3 GB, and a guard in front of it would have to look at each cell as well.
Chart sheets hold no cells and are left out.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.parsers import expat

from congress.text import clean
from congress.workbook.cells import Cells, Sheet, Strings
from congress.workbook.limits import MOST_BYTES, Budget, TooLarge, Unreadable
from congress.workbook.values import Attributes, Meaning

_PIECE = 64 * 1024
_MOST_PARTS, _MOST_NAMES, _DEEPEST = 10_000, 10_000, 64
"""Files of a package, names and depth of elements in one of them: far above any workbook's."""
_LONGEST_TAG = 4 * 1024 * 1024
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_UNREADABLE = (
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # a packing or a password that zipfile does not know
    ValueError,
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What `zipfile` and the parser raise at files that are no sound XLSX."""
Start = Callable[[str, Attributes], None]
Said = Callable[[str], None]


def read_workbook(data: bytes) -> Iterator[Sheet]:
    """The worksheets, those first that are not hidden; `Unreadable`, or `TooLarge` beyond the limits."""
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise Unreadable
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            entries = packed.infolist()
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise TooLarge
            if any(entry.compress_type not in _METHODS for entry in entries):
                raise Unreadable
            yield from _Book(packed).sheets()
    except _UNREADABLE as error:
        raise Unreadable from error


class _Book:
    """What the parts of a package say together."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._budget, self._meaning = Budget(), Meaning()
        self._read: set[str] = set()

    def sheets(self) -> Iterator[Sheet]:
        """What cells mean first, then each sheet that has any."""
        part = dict(self._related("").values())["officeDocument"]
        listed = self._listed(part)
        related = self._related(part)
        for kind, target in related.values():
            if kind == "styles":
                self._parse(target, _Styles(self._meaning).start)
            elif kind == "sharedStrings":
                strings = Strings(self._budget)
                self._parse(target, strings.start, strings.end, strings.text)
                self._meaning.strings = strings.found
        for name, relation in listed:
            kind, target = related.get(relation, ("", ""))
            if kind == "worksheet":
                cells = Cells(self._budget, clean(name), self._meaning)
                self._parse(target, cells.start, cells.end, cells.text)
                yield cells.sheet

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that one names: by id what each is, and its place in the package."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, given: Attributes) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, given["Target"])).lstrip("/")
                found[given["Id"]] = (given["Type"].rpartition("/")[2], target)

        self._parse(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return found

    def _listed(self, part: str) -> list[tuple[str, str]]:
        """Names and relations of the sheets; hidden ones last."""
        shown: list[tuple[str, str]] = []
        hidden: list[tuple[str, str]] = []

        def start(tag: str, given: Attributes) -> None:
            if tag == "sheet":
                place = shown if given.get("state", "visible") == "visible" else hidden
                place.append((given["name"], {key.rpartition(":")[2]: value for key, value in given.items()}["id"]))
            elif tag == "workbookPr":
                self._meaning.since_1904 = given.get("date1904", "") in {"1", "true"}

        self._parse(part, start)
        return shown + hidden

    def _parse(self, path: str, start: Start, end: Said | None = None, text: Said | None = None) -> None:
        """A part through the parser, once and piece by piece; names come without their namespace's prefix."""
        if path in self._read:
            raise Unreadable
        self._read.add(path)
        parser, budget, depth = expat.ParserCreate(), self._budget, 0

        def begin(tag: str, given: Attributes) -> None:
            nonlocal depth
            depth += 1
            budget.look()
            if depth > _DEEPEST:
                raise Unreadable
            start(tag.rpartition(":")[2] if ":" in tag else tag, given)

        def finish(tag: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(tag.rpartition(":")[2] if ":" in tag else tag)

        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = begin, finish
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        with self._packed.open(path) as source:
            fed = 0
            while piece := source.read(_PIECE):
                parser.Parse(piece, False)
                fed += len(piece)
                if len(parser.intern) > _MOST_NAMES or fed - parser.CurrentByteIndex > _LONGEST_TAG:
                    raise Unreadable
            parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise Unreadable  # no workbook has one; it may define texts that unfold without end


class _Styles:
    """The number format of each style that cells name."""

    def __init__(self, meaning: Meaning) -> None:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        self._meaning = meaning
        self._forms = dict(BUILTIN_FORMATS)
        self._of_cells = False

    def start(self, tag: str, given: Attributes) -> None:
        """A format, or a style of cells."""
        if tag == "numFmt":
            self._forms[int(given["numFmtId"])] = given["formatCode"]
        elif tag == "cellXfs":
            self._of_cells = True
        elif tag == "cellStyles":
            self._of_cells = False
        elif tag == "xf" and self._of_cells:
            self._meaning.forms.append(self._forms.get(int(given.get("numFmtId", "0")), "General"))
