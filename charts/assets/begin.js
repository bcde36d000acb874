// Tells Streamlit where its server is. Without this it guesses from the address of a page, and asks in vain first.
window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };
