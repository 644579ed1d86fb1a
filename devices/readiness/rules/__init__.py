"""What readiness means: templates, the newest check counts, seals, spares, sites (pure)."""
