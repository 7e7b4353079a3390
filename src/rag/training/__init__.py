"""The question bank and the gaps → the embedder's adapter and the judge's weights. Imported by the command line only."""
