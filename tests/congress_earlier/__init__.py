"""Results of earlier terms; two terms compared."""
