// The ranking: a row per area with its dot, whisker and figure. One Tab stop; arrows walk, Enter chooses.
// Names and figures only ever enter the page as text.

const states = new WeakMap(); // root element → its rows and what was sent last

const html = (tag, className, text = '') => {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
};

function rowOf(data, row) {
  const button = html('button', `wp-rank${row.code === data.selected ? ' wp-rank-chosen' : ''}${row.focus ? ' wp-rank-focus' : ''}`);
  button.type = 'button';
  button.dataset.code = row.code;
  button.tabIndex = -1;
  button.title = row.said;
  button.setAttribute('aria-pressed', String(row.code === data.selected));
  const track = html('span', 'wp-rank-track');
  const piece = (className, style) => {
    const node = html('i', className);
    Object.assign(node.style, style);
    track.append(node);
  };
  if (data.base !== null) piece('wp-rank-base', { left: `${data.base}%` });
  if (row.whisker) piece('wp-rank-whisker', { left: `${row.whisker[0]}%`, width: `${Math.max(0.4, row.whisker[1] - row.whisker[0])}%` });
  piece('wp-rank-dot', { left: `${row.at}%`, background: row.fill ? `var(--wp-${row.fill})` : 'var(--wp-no-data)' });
  const hidden = html('span', 'wp-hidden', [row.focus ? 'in een focuswijk' : '', row.said].filter(Boolean).join(', '));
  button.append(html('span', 'wp-rank-name', row.name), track, html('span', 'wp-rank-value', row.value), hidden);
  return button;
}

function build(root) {
  const state = { list: html('div', 'wp-rank-list'), head: html('p', 'wp-rank-head'), at: null };
  root.replaceChildren(state.head, state.list);
  state.list.setAttribute('role', 'group');
  state.list.addEventListener('click', (event) => {
    const code = event.target.closest('[data-code]')?.dataset.code;
    if (code) state.send('gebied', code === state.data.selected ? '' : code);
  });
  state.list.addEventListener('keydown', (event) => {
    const rows = [...state.list.children];
    const now = rows.indexOf(event.target.closest('[data-code]'));
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: rows.length - 1, PageDown: now + 10, PageUp: now - 10 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    roam(state, rows[Math.max(0, Math.min(rows.length - 1, to))]).focus();
  });
  return state;
}

function roam(state, row) {
  for (const other of state.list.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  row.tabIndex = 0;
  state.at = row.dataset.code;
  return row;
}

export default function rangorde({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.wp-ranking') ?? parentElement.appendChild(html('div', 'wp-ranking'));
  let state = states.get(root);
  if (!state) states.set(root, (state = build(root)));
  const chosenBefore = state.data?.selected;
  state.data = data;
  state.send = setTriggerValue;
  state.list.setAttribute('aria-label', data.label);
  state.head.textContent = [data.baseWords, data.without].filter(Boolean).join(' · ');
  const focused = state.list.contains(document.activeElement) ? document.activeElement.dataset.code : null;
  const top = state.list.scrollTop;
  state.list.replaceChildren(...data.rows.map((row) => rowOf(data, row)));
  const find = (code) => [...state.list.children].find((row) => row.dataset.code === code);
  const entry = find(focused) ?? find(data.selected) ?? find(state.at) ?? state.list.firstElementChild;
  if (entry) roam(state, entry);
  state.list.scrollTop = top;
  if (focused && entry) entry.focus({ preventScroll: true });
  const chosen = find(data.selected);
  if (chosen && data.selected !== chosenBefore) {
    const [low, high] = [chosen.offsetTop - state.list.offsetTop, chosen.offsetHeight];
    const seen = low >= state.list.scrollTop && low + high <= state.list.scrollTop + state.list.clientHeight;
    if (!seen) state.list.scrollTop = low - state.list.clientHeight / 2;
  }
}
