"""What is asked, of whom. Never looks at the index."""
