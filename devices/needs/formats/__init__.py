"""The outside's files (tệp vào, ra): CSV read strictly, the answer as JSON, the tables as a workbook."""

from devices.needs.formats.answer import answer_tree, write_answer
from devices.needs.formats.files import Files, read_files

__all__ = ["Files", "answer_tree", "read_files", "write_answer"]
