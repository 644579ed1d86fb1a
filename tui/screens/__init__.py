"""The screens of the app (các màn hình)."""
