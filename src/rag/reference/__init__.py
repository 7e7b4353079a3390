"""What is looked up rather than asked: the figures by trust, the index of topics and terms, every place of a word."""
