"""Readiness (sẵn sàng): checks, stamps and seals, spares and incidents, and when a site is ready."""
