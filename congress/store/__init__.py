"""The store (kho dữ liệu): the only place that knows the database engine."""
