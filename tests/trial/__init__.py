"""The typing trial: its papers, its screen, its report."""
