"""Alembic's entry: runs on the connection that `congress.store.schema` gives."""

from alembic import context
from sqlalchemy import MetaData

from congress.store.base import NAMING

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=MetaData(naming_convention=NAMING),  # for names only: a migration knows no rows
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
