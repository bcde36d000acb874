"""Pages for residents: plain words, figures of the public half first."""
