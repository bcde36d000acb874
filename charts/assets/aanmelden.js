// An identity that is too old: load the address anew, so that the door asks the provider and comes back here.
// Not twice at once: the page says it until the new one is there.

const KEY = 'wp_vernieuwd';

new MutationObserver(() => {
  if (!document.querySelector('.wp-renew')) return;
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  if (Date.now() - last < 3000) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  location.reload();
}).observe(document.documentElement, { childList: true, subtree: true });
