"""Typing trial (tập nhập phiếu có bấm giờ): papers to type, seconds a paper, errors; nothing of it is a count."""
