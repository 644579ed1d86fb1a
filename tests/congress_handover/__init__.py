"""The room of handing over between machines."""
