"""One history of the schema, `op.*` only: migrations never import rows."""
