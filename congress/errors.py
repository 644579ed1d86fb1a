"""The three families of errors: a rule says no, the data are bad, or the program is broken.

None of them holds a sentence. A code and its facts travel; the catalogue (`congress.i18n`) says them in the
user's language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Facts = Mapping[str, object]


class Refused(Exception):
    """A rule says no (từ chối): nothing was changed and work goes on.

    `code` names the rule (kebab-case, key of the sentence in the catalogue); `facts` are the values its
    sentence needs; `article` cites the regulation where one stands behind it.
    """

    def __init__(self, code: str, /, *, article: str | None = None, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.article = article
        self.facts: Facts = MappingProxyType(facts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark in data from outside (phát hiện): where it stands, what it is."""

    where: str
    """JSON path (`$.papers[3].strike[0]`), or `file:row:column`."""
    code: str
    facts: Facts = field(default_factory=dict)


class Malformed(Exception):
    """Data from outside cannot be used (dữ liệu sai): every fault at once. Exit code 2."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(*(f"{finding.where}: {finding.code}" for finding in self.findings))


class Broken(Exception):
    """Our fault, or a failing disk (hỏng): logged, shown, exit code 70."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Facts = MappingProxyType(facts)
