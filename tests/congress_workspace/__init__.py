"""Tests of the workspace: made, opened, kept (thư mục làm việc)."""
