"""Every SELECT and write of the register (câu truy vấn sổ thiết bị), by what it is about."""
