"""The chat (Gradio) and the server around it (FastAPI)."""
