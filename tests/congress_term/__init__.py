"""Terms, congresses, sites and counting boards."""
