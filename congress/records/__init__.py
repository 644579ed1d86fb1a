"""Records (hồ sơ): every paper the suite makes or takes in, kept under its hash and registered."""
