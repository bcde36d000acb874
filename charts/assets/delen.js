// "Kopieer de link": the address already holds every choice, so a copy of it shows someone else the same picture.
// "Druk af": what the browser prints, with the style of @media print. "Kopieer deze regels": the code that the button names.

document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('.wp-share');
  if (!button) return;
  if (button.matches('.wp-print')) return window.print();
  const words = button.textContent;
  const lines = button.dataset.from && document.querySelector(`.st-key-${button.dataset.from} code`);
  try {
    await navigator.clipboard.writeText(lines ? lines.textContent : location.href);
    button.textContent = lines ? 'De regels zijn gekopieerd' : 'De link is gekopieerd';
  } catch {
    button.textContent = lines ? 'Kopieer de regels met de muis' : 'Kopieer de link uit de adresbalk';
  }
  setTimeout(() => (button.textContent = words), 4000);
});

// A chart has the width of the screen in pixels: on paper it is made as much smaller as the sheet (A4, in CSS pixels) asks.
const SHEET = 690;
const charts = () => document.querySelectorAll('.js-plotly-plot .svg-container');
addEventListener('beforeprint', () =>
  charts().forEach((chart) => (chart.style.zoom = Math.min(1, SHEET / chart.offsetWidth)))
);
addEventListener('afterprint', () => charts().forEach((chart) => (chart.style.zoom = '')));
