// "Kopieer de link": the address already holds every choice, so a copy of it shows someone else the same picture.
// "Druk af": what the browser prints, with the style of @media print.

document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('.wp-share');
  if (!button) return;
  if (button.matches('.wp-print')) return window.print();
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = 'De link is gekopieerd';
  } catch {
    button.textContent = 'Kopieer de link uit de adresbalk';
  }
  setTimeout(() => (button.textContent = words), 4000);
});
