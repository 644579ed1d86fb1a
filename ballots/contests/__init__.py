"""Contests, their lists and electorates (cuộc bầu, danh sách bầu cử, thành phần cử tri)."""
