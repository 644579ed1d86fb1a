"""What holds for documents, papers handed out, opinions, and the lists that they come in: pure, a topic a file."""
