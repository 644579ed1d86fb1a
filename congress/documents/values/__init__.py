"""What documents are, what is handed out, what is said of drafts: frozen values, a topic a file."""
