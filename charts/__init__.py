"""One figure per file; colours, number formats and no-data style in `style`. No Streamlit here."""
