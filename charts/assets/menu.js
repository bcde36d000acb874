// The menu above every page: opens groups, closes what nobody uses, and lets Streamlit show another page as it does for
// "back" and "forward" of the browser, so that nothing is loaded anew. Without this script its links are plain links.

const bar = document.querySelector('.wp-top');
const whole = bar?.querySelector('.wp-menu-button');
const groups = [...(bar?.querySelectorAll('.wp-group > button') ?? [])];
const links = [...(bar?.querySelectorAll('nav a') ?? [])];
const narrow = matchMedia('(max-width: 767px)');

const isOpen = (button) => button.getAttribute('aria-expanded') === 'true';
const set = (button, open) => button.setAttribute('aria-expanded', String(open));

function close() {
  groups.forEach((button) => set(button, false));
  if (whole) set(whole, false);
}

function openWhole() {
  set(whole, !isOpen(whole));
  groups.forEach((button) => set(button, isOpen(whole) && button.hasAttribute('aria-current')));
}

function openGroup(chosen) {
  groups.forEach((button) => set(button, button === chosen && !isOpen(button)));
}

// Which page is shown: the address tells, also after "back" or a link in a page.
function mark() {
  for (const link of links) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  for (const button of groups) {
    if (button.parentElement.querySelector('[aria-current=page]')) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
}

const content = () => document.querySelector('[data-testid=stMain]');

function toContent() {
  const main = content();
  if (!main) return;
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
}

function go(event, link) {
  const aside = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (aside || !content()) return;
  event.preventDefault();
  close();
  history.pushState(null, '', link.href);
  mark();
  dispatchEvent(new PopStateEvent('popstate'));
  content().scrollTo(0, 0);
  toContent();
}

bar?.addEventListener('click', (event) => {
  const chosen = event.target.closest('a, button');
  if (!chosen) return;
  if (chosen === whole) openWhole();
  else if (groups.includes(chosen)) openGroup(chosen);
  else if (chosen.matches('.wp-skip')) {
    event.preventDefault();
    toContent();
  } else go(event, chosen);
});

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = groups.find(isOpen);
  const last = narrow.matches && whole && isOpen(whole) ? whole : open;
  if (!last) return;
  close();
  last.focus();
});

// Open only while somebody is in it.
addEventListener('pointerdown', (event) => bar?.contains(event.target) || close());
bar?.addEventListener('focusout', (event) => event.relatedTarget && !bar.contains(event.relatedTarget) && close());
narrow.addEventListener('change', close);
addEventListener('popstate', mark);
new MutationObserver(mark).observe(document.querySelector('title'), { childList: true });

// The first page: its head is there and nothing waits for a script any more, or it has taken long enough.
function begun() {
  const head = document.querySelector('.wp-head h1, .wp-empty, [data-testid=stAlert], [role=dialog]');
  const waits = !head || document.querySelector('[data-testid=stSkeleton]');
  if (waits && performance.now() < 3000) return;
  document.documentElement.classList.remove('wp-beginning');
  beginning.disconnect();
}
const beginning = new MutationObserver(begun);
beginning.observe(document.getElementById('root'), { childList: true, subtree: true });
setTimeout(begun, 3000);
