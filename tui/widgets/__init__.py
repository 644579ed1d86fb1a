"""The app's own widgets (thành phần giao diện): built on frozen values, they know no service and no row."""
