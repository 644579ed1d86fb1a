"""The run's own PostgreSQL answers, and copies a filled template."""

import pytest
from sqlalchemy import create_engine, text

from tests.postgres import Cluster

pytestmark = pytest.mark.postgres


def test_a_database_made_from_a_template_holds_the_template_s_rows(cluster: Cluster) -> None:
    first = create_engine(cluster.create("house_first"))
    with first.begin() as connection:
        connection.execute(text("CREATE TABLE sheet (name TEXT)"))
        connection.execute(text("INSERT INTO sheet VALUES ('Đức')"))
    first.dispose()

    second = create_engine(cluster.create("house_second", template="house_first"))
    with second.connect() as connection:
        assert connection.execute(text("SELECT name FROM sheet")).scalars().all() == ["Đức"]
    second.dispose()

    cluster.drop("house_second")
    cluster.drop("house_first")
