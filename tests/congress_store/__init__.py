"""Tests of the store: both engines, migrations, backups (kho dữ liệu)."""
