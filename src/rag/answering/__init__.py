"""Which of the report's words answer, and what is said beside them."""
