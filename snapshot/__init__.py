"""Raw archive, build, store, publishing, and `figures`: every question that a page, chart or export may ask."""
