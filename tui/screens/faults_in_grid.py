"""Screens of rows typed in (nhập theo dòng): what is wrong with a row stands below it."""

from abc import abstractmethod

from congress.errors import Finding, Malformed
from tui.messages import Problem
from tui.screens.frame import WorkScreen
from tui.widgets.grid import Grid


class FaultsInGrid(WorkScreen):
    """A screen with one grid."""

    @abstractmethod
    def row_of(self, finding: Finding) -> int | None:
        """The grid's row that a finding belongs to, from 0; none where it stands above."""

    def column_of(self, finding: Finding) -> str:
        """The grid's column that it belongs to, by its name; nothing where it is the row's."""
        return ""

    def say(self, problem: Problem) -> None:
        """Faults below their rows, the rest above."""
        if isinstance(problem, Malformed):
            homeless = self.query_one(Grid).say_findings(problem.findings, self.row_of, self.column_of)
            if not homeless:
                return
            problem = Malformed(homeless)
        super().say(problem)

    def say_nothing(self) -> None:
        """No fault in the grid either."""
        super().say_nothing()
        self.query_one(Grid).clear_faults()
