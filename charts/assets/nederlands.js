// Streamlit's own words in Dutch. It has no setting for language, so the few that a visitor can meet are replaced when
// they appear. What we put on the page ourselves is never touched.

const WORDS = {
  'Add files': 'Bestanden erbij',
  'App pages': 'Pagina’s',
  'Choose an option': 'Kies een mogelijkheid',
  'Choose options': 'Kies één of meer',
  'Clear all': 'Alles weghalen',
  'Clear entry': 'Leegmaken',
  'Clear value': 'Leegmaken',
  Close: 'Sluiten',
  'Close fullscreen': 'Volledig scherm sluiten',
  'Collapse sidebar': 'Menu inklappen',
  Connecting: 'Verbinding maken',
  CONNECTING: 'Verbinding maken',
  'Connecting to Streamlit server': 'Verbinding maken met de server',
  'Connection error': 'Geen verbinding',
  'Connection lost. Please wait for the app to reconnect, then try again.': 'De verbinding is weg. Wacht even en probeer het dan opnieuw.',
  'Connection timed out.': 'De server antwoordt niet.',
  Copied: 'Gekopieerd',
  'Copy to clipboard': 'Kopiëren',
  'Download failed': 'Downloaden is niet gelukt',
  'Error:': 'Fout:',
  'Expand sidebar': 'Menu openen',
  'Drag and drop a file here': 'Sleep een bestand hierheen',
  'Drag and drop files here': 'Sleep bestanden hierheen',
  'File too large': 'Het bestand is te groot',
  Fullscreen: 'Volledig scherm',
  Help: 'Uitleg',
  'Main menu': 'Menu',
  'Multiselect options': 'Mogelijkheden',
  'Navigate to home page': 'Naar het begin',
  'No options to select': 'Niets te kiezen',
  'No results': 'Niets gevonden',
  Notifications: 'Meldingen',
  Open: 'Openen',
  'Page not found': 'Deze pagina is er niet',
  'Please wait...': 'Even wachten',
  'Reconnected to server.': 'De verbinding is terug.',
  Retry: 'Opnieuw proberen',
  'Running...': 'Bezig',
  'Scroll tabs left': 'Naar links',
  'Scroll tabs right': 'Naar rechts',
  'Select all': 'Alles kiezen',
  'Selectbox options': 'Mogelijkheden',
  'Selected values': 'Gekozen',
  Sidebar: 'Menu',
  'Skip to main content': 'Naar de inhoud',
  Stop: 'Stoppen',
  'Streamlit server is not responding. Are you connected to the internet?': 'De server antwoordt niet. Probeer het zo opnieuw.',
  'Unable to connect to Streamlit server': 'Geen verbinding met de server',
  Upload: 'Kies bestanden',
  'file upload': 'Bestanden kiezen',
  'View more': 'Meer',
  'View less': 'Minder',
};
const PATTERNS = [
  [/^The page that you have requested does not seem to exist.*$/s, 'De pagina uit deze link bestaat niet. U ziet nu het overzicht.'],
  [/^File must be (\d+)(?:\.\d)?\s?MB or smaller\.?$/, 'Het bestand mag ten hoogste $1 MB zijn.'],
  [/^([\d.]+)\s?MB per file$/, 'Ten hoogste $1 MB per bestand'],
  [/^Remove (.+)$/, '$1 weghalen'],
  [/^Help for (.+)$/s, 'Uitleg bij $1'],
  [/^You have requested page (.+), but no corresponding file was found.*$/s, 'De pagina $1 bestaat niet. U ziet nu het overzicht.'],
  [/^(.+)View (\d+) more$/s, '$1Nog $2'],
  [/^(?:View )?(\d+) more$/, 'Nog $1'],
];
const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'aria-roledescription'];
const OURS = '.stHtml, .wp-map, .stMarkdown, .stPlotlyChart .js-plotly-plot, script, style';

function dutch(text) {
  const trimmed = text.trim();
  if (Object.hasOwn(WORDS, trimmed)) return text.replace(trimmed, WORDS[trimmed]);
  for (const [pattern, words] of PATTERNS) if (pattern.test(trimmed)) return trimmed.replace(pattern, words);
  return text;
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.parentElement?.closest(OURS)) return;
    const words = dutch(node.data);
    if (words !== node.data) node.data = words;
  } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(OURS)) {
    for (const name of ATTRIBUTES) {
      const old = node.getAttribute(name);
      const words = old && dutch(old);
      if (words && words !== old) node.setAttribute(name, words);
    }
    node.childNodes.forEach(translate);
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === 'childList') change.addedNodes.forEach(translate);
    else translate(change.target);
  }
}).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
