"""A skip for want of a tool: allowed on anyone's machine, a failure where every tool is promised."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.catalogues import ROOT

LACKING = {
    "test_tool.py": "from tests.tools import require_tool\ndef test_it() -> None: require_tool('no-such-program')\n",
    "test_module.py": "import pytest\npytest.importorskip('no_such_module')\ndef test_it() -> None: pass\n",
    "test_mark.py": "import pytest\n@pytest.mark.skipif(True, reason='none')\ndef test_it() -> None: pass\n",
}
"""Three ways to skip."""


@pytest.mark.parametrize(("promised", "ends_with"), [("0", "3 skipped"), ("1", "1 failed, 2 errors")])
def test_what_lacks_a_tool_fails_only_where_tools_are_promised(promised: str, ends_with: str, tmp_path: Path) -> None:
    for name, source in LACKING.items():
        (tmp_path / name).write_text(source)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "--continue-on-collection-errors"]
    ran = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "CONGRESS_REQUIRE": promised, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    assert ends_with in ran.stdout.splitlines()[-1], ran.stdout
    assert ("promises every tool" in ran.stdout) == (promised == "1")
