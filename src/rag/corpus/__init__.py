"""The report and what is written about it: profile, passages, bank, anchoring. Imports nothing of the other rooms."""
