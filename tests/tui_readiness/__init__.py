"""Screens of readiness (màn hình sẵn sàng thiết bị)."""
