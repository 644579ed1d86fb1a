"""Access (quyền hạn): accounts, roles, and the registry of deeds with who may do each."""
