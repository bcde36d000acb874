// Tells Streamlit where its server is. Without this it guesses from the address of a page, and asks in vain first.
window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };
// The first page is shown when its parts are there, and not one after the other: menu.js takes this away.
document.documentElement.classList.add('wp-beginning');
