"""Streamlit pages: one page per file, a `render()` and nothing at import time."""
