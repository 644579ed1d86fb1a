"""Tests of access: people, roles, deeds (quyền hạn)."""
