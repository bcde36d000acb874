// The city map: SVG drawn from a geometry file that the browser keeps, with colours and patterns as classes.
// No tiles, no WebGL: it prints, follows the theme by itself, and every area can be reached with the keyboard.
// Names and figures only ever enter the page as text (textContent, setAttribute), never as markup.

import { drawing } from './kaart_tekenen.js';
import { SIZE, middleOf, pathOf, projection } from './kaart_vorm.js';

const SVG = 'http://www.w3.org/2000/svg';
const MAX_ZOOM = 16;
const geometries = new Map(); // url → promise of features; shared by all maps on the page
const states = new WeakMap(); // root element → state of its map
let serial = 0;

const svg = (tag, attributes = {}, ...children) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const html = (tag, className, text = '', attributes = {}) => {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

function load(url) {
  if (!geometries.has(url)) {
    const wanted = fetch(new URL(url, location.origin)).then((answer) => {
      if (!answer.ok) throw new Error(`kaartbestand: ${answer.status}`);
      return answer.json();
    });
    wanted.catch(() => geometries.delete(url));
    geometries.set(url, wanted);
  }
  return geometries.get(url);
}

function patterns(id) {
  const hatch = (kind, gap, width) =>
    svg('pattern', { id: `${id}-${kind}`, class: 'wp-pattern', width: gap, height: gap, patternUnits: 'userSpaceOnUse' },
      svg('rect', { width: gap, height: gap, class: 'wp-no-data-ground' }),
      svg('path', { d: `M-1 ${gap + 1}L${gap + 1} -1M-1 1L1 -1M${gap - 1} ${gap + 1}L${gap + 1} ${gap - 1}`, class: 'wp-no-data-line', 'stroke-width': width }));
  const dots = svg('pattern', { id: `${id}-n`, class: 'wp-pattern', width: 7, height: 7, patternUnits: 'userSpaceOnUse' },
    svg('rect', { width: 7, height: 7, class: 'wp-no-data-ground' }), svg('circle', { cx: 3.5, cy: 3.5, r: 1.3, class: 'wp-no-data-dot' }));
  return svg('defs', {}, hatch('m', 9, 1), hatch('s', 4.5, 1.4), dots);
}

function build(root, send) {
  const id = `wp-kaart-${++serial}`;
  const state = { id, send, paths: new Map(), view: { k: 1, x: 0, y: 0 }, pointers: new Map(), current: null };
  state.canvas = html('div', 'wp-map-canvas');
  state.shapes = svg('g');
  state.outlines = svg('g', { class: 'wp-map-outlines', 'aria-hidden': 'true' });
  state.labels = svg('g', { class: 'wp-map-labels', 'aria-hidden': 'true' });
  state.geo = svg('g', {}, state.shapes, state.outlines);
  state.svg = svg('svg', { role: 'group', class: 'wp-map-svg' }, patterns(id), state.geo, state.labels);
  state.tip = html('div', 'wp-map-tip', '', { 'aria-hidden': 'true', hidden: '' });
  state.message = html('p', 'wp-map-message', 'De kaart wordt geladen.', { role: 'status' });
  state.zoom = html('div', 'wp-map-zoom');
  for (const [sign, label, factor] of [['+', 'Inzoomen', 1.6], ['−', 'Uitzoomen', 1 / 1.6], ['⤢', 'Hele kaart', 0]]) {
    const button = html('button', 'wp-map-button', sign, { type: 'button', 'aria-label': label, title: label });
    button.addEventListener('click', () => (factor ? zoomAt(state, factor) : place(state, { k: 1, x: 0, y: 0 })));
    state.zoom.append(button);
  }
  state.pen = drawing(state, svg, html, (points) => state.send('vorm', points));
  state.svg.append(state.pen.line);
  state.zoom.append(state.pen.button);
  state.canvas.append(state.svg, state.zoom, state.tip, state.message);
  state.legend = html('ul', 'wp-legend');
  const frame = html('div', 'wp-map-frame');
  frame.append(state.canvas, state.legend);
  root.replaceChildren(frame);
  listen(state);
  new ResizeObserver(() => place(state, state.view)).observe(state.canvas);
  return state;
}

function place(state, view) {
  const { clientWidth: width, clientHeight: height } = state.canvas;
  if (!state.height || !width) return;
  const room = 10;
  const base = Math.min((width - 2 * room) / SIZE, (height - 2 * room) / state.height);
  const k = Math.min(MAX_ZOOM, Math.max(1, view.k));
  const [w, h] = [SIZE * base * k, state.height * base * k];
  const keep = (offset, size, space) => (size <= space ? 0 : Math.max((space - size) / 2, Math.min((size - space) / 2, offset)));
  state.view = { k, x: keep(view.x, w, width), y: keep(view.y, h, height) };
  state.scale = base * k;
  state.origin = [(width - w) / 2 + state.view.x, (height - h) / 2 + state.view.y];
  state.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  state.geo.setAttribute('transform', `translate(${state.origin.join(' ')}) scale(${state.scale})`);
  for (const pattern of state.svg.querySelectorAll('.wp-pattern')) pattern.setAttribute('patternTransform', `scale(${1 / state.scale})`);
  state.canvas.classList.toggle('wp-zoomed', k > 1);
  placeLabels(state, width);
}

function placeLabels(state, width) {
  const taken = [];
  for (const label of state.labels.children) {
    const half = label.textContent.length * 3.4;
    let [x, y] = label.middle.map((v, i) => v * state.scale + state.origin[i]);
    if (x > 0 && x < width) x = Math.max(half + 4, Math.min(width - half - 4, x)); // no name is cut off at the edge
    label.setAttribute('x', x);
    label.setAttribute('y', y);
    const box = [x - half, y - 9, x + half, y + 9];
    const free = label.matches('.wp-own') || width >= 480 && taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    label.style.display = free ? '' : 'none';
    if (free) taken.push(box);
  }
}

function zoomAt(state, factor, at) {
  const { clientWidth: width, clientHeight: height } = state.canvas;
  const [px, py] = at ?? [width / 2, height / 2];
  const k = Math.min(MAX_ZOOM, Math.max(1, state.view.k * factor));
  const grow = k / state.view.k;
  const x = (px - width / 2) * (1 - grow) + state.view.x * grow;
  const y = (py - height / 2) * (1 - grow) + state.view.y * grow;
  place(state, { k, x, y });
}

function listen(state) {
  const { svg: drawing, pointers } = state;
  const where = (event) => {
    const box = state.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const areaOf = (event) => event.target.closest?.('[data-code]')?.dataset.code;
  drawing.addEventListener('pointerdown', (event) => {
    pointers.set(event.pointerId, where(event));
    state.moved = pointers.size > 1;
  });
  drawing.addEventListener('pointermove', (event) => {
    const old = pointers.get(event.pointerId);
    const now = where(event);
    if (old && (state.view.k > 1 || pointers.size > 1)) {
      if (Math.hypot(now[0] - old[0], now[1] - old[1]) < 3 && !state.moved) return;
      if (!state.moved) drawing.setPointerCapture(event.pointerId);
      state.moved = true;
      if (pointers.size === 2) {
        const other = [...pointers.entries()].find(([key]) => key !== event.pointerId)[1];
        const apart = (a) => Math.hypot(a[0] - other[0], a[1] - other[1]);
        zoomAt(state, apart(now) / Math.max(1, apart(old)), other);
      } else place(state, { k: state.view.k, x: state.view.x + now[0] - old[0], y: state.view.y + now[1] - old[1] });
      pointers.set(event.pointerId, now);
      hideTip(state);
    } else showTip(state, areaOf(event), now);
  });
  for (const name of ['pointerup', 'pointercancel']) window.addEventListener(name, (event) => pointers.delete(event.pointerId));
  drawing.addEventListener('pointerleave', () => hideTip(state));
  drawing.addEventListener('click', (event) => {
    const code = areaOf(event);
    if (code && !state.moved) choose(state, code);
  });
  drawing.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
    event.preventDefault();
    zoomAt(state, Math.exp(-event.deltaY / 300), where(event));
  }, { passive: false });
  drawing.addEventListener('keydown', (event) => onKey(state, event));
  drawing.addEventListener('focusin', (event) => {
    const code = areaOf(event);
    if (!code) return;
    roam(state, code);
    const [x, y] = screenMiddle(state, code);
    showTip(state, code, [x, y]);
  });
  drawing.addEventListener('focusout', () => hideTip(state));
}

const screenMiddle = (state, code) => state.paths.get(code).middle.map((v, i) => v * state.scale + state.origin[i]);

function roam(state, code) {
  if (state.current) state.paths.get(state.current)?.setAttribute('tabindex', '-1');
  state.paths.get(code).setAttribute('tabindex', '0');
  state.current = code;
}

function onKey(state, event) {
  const code = event.target.dataset?.code;
  if (!code) return;
  const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  if (event.key === 'Enter' || event.key === ' ') choose(state, code);
  else if (event.key === 'Escape') hideTip(state);
  else if (step) {
    const [x, y] = state.paths.get(code).middle;
    let best = [Infinity, null];
    for (const [other, path] of state.paths) {
      const [dx, dy] = [path.middle[0] - x, path.middle[1] - y];
      const along = dx * step[0] + dy * step[1];
      const aside = Math.abs(dx * step[1]) + Math.abs(dy * step[0]);
      if (other !== code && along > 0 && along + 2 * aside < best[0]) best = [along + 2 * aside, other];
    }
    if (best[1]) state.paths.get(best[1]).focus();
  } else return;
  event.preventDefault();
}

function choose(state, code) {
  // Where several are chosen the page knows which; else a second choice undoes the first.
  if (!state.data.fixed) state.send('gebied', state.data.chosen || code !== state.data.selected ? code : '');
}

const factsOf = (state, code) => state.data.areas[code];
const nameOf = (state, code) => state.paths.get(code)?.name ?? code;

function linesOf(state, code) {
  const facts = factsOf(state, code);
  if (!facts) return [nameOf(state, code), state.data.outside];
  const [, value, difference, said, margin] = facts;
  const verdict = state.data.said?.[said] ? `, ${state.data.said[said]}` : '';
  return [
    nameOf(state, code),
    `${state.data.period}: ${value}`,
    ...(margin ? [`marge: ${margin}`] : []),
    ...(difference ? [`${state.data.beside}: ${difference}${verdict}`] : []),
  ];
}

function showTip(state, code, [x, y]) {
  if (!code || state.data.fixed) return hideTip(state);
  const [name, ...rest] = linesOf(state, code);
  state.tip.replaceChildren(html('strong', '', name), ...rest.map((line) => html('span', '', line)));
  state.tip.hidden = false;
  const { clientWidth: width, clientHeight: height } = state.canvas;
  const [w, h] = [state.tip.offsetWidth, state.tip.offsetHeight];
  state.tip.style.left = `${Math.max(4, Math.min(width - w - 4, x + 14 + w > width ? x - w - 14 : x + 14))}px`;
  state.tip.style.top = `${Math.max(4, Math.min(height - h - 4, y + 14))}px`;
}

function hideTip(state) {
  state.tip.hidden = true;
}

function draw(state, features, focuswijken, waters, cities) {
  const { data } = state;
  const { point, at, height } = projection(data.bounds);
  state.height = height;
  state.at = at;
  state.paths = new Map();
  state.current = null;
  const shapes = [];
  for (const feature of features) {
    const { code, name } = feature.properties;
    const path = svg('path', { d: pathOf(feature.geometry, point), class: 'wp-area', 'vector-effect': 'non-scaling-stroke' });
    path.dataset.code = code;
    path.middle = middleOf(feature, point) ?? [0, 0];
    path.name = name;
    state.paths.set(code, path);
    shapes.push(path);
  }
  const water = waters.map((feature) => svg('path', { d: pathOf(feature.geometry, point), class: 'wp-water' }));
  state.shapes.replaceChildren(...shapes, ...water);
  const line = (d, className) => svg('path', { d, class: className, 'vector-effect': 'non-scaling-stroke' });
  const outlines = cities.map((feature) => line(pathOf(feature.geometry, point), 'wp-edge'));
  const labels = [];
  for (const feature of focuswijken) {
    const path = pathOf(feature.geometry, point);
    outlines.push(line(path, 'wp-focus-casing'), line(path, 'wp-focus'));
    const name = feature.properties.name.replace(/\s*\(.*\)$/, ''); // what stands in brackets is for the profile page
    const label = svg('text', feature.properties.code === data.own ? { class: 'wp-own' } : {}, name);
    label.middle = middleOf(feature, point) ?? [0, 0];
    labels.push(label);
  }
  state.focused = focuswijken.length > 0;
  state.chosen = line('', 'wp-chosen');
  state.outlines.replaceChildren(...outlines, state.chosen);
  state.labels.replaceChildren(...labels);
}

function paint(state) {
  const { data, paths } = state;
  const chosen = new Set(data.chosen ?? [data.selected]);
  state.pen.button.hidden = !data.chosen;
  state.svg.setAttribute('aria-label', data.label);
  for (const [code, path] of paths) {
    const kind = data.areas[code]?.[0];
    const fill = kind === undefined ? 'var(--wp-background)' : typeof kind === 'number' ? `var(--wp-${data.classes[kind].fill})` : `url(#${state.id}-${kind})`;
    path.style.fill = fill;
    if (data.fixed) continue;
    path.setAttribute('role', 'button');
    path.setAttribute('tabindex', '-1');
    path.setAttribute('aria-pressed', String(chosen.has(code)));
    path.setAttribute('aria-label', linesOf(state, code).join(', '));
  }
  const first = paths.has(data.selected) ? data.selected : paths.has(state.current) ? state.current : paths.keys().next().value;
  if (first && !data.fixed) roam(state, first);
  state.chosen.setAttribute('d', [...chosen].map((code) => paths.get(code)?.getAttribute('d') ?? '').join(''));
  const entries = [
    ...data.classes.map((c) => [c.label, c.n, `var(--wp-${c.fill})`]),
    ...data.none.map((c) => [c.label, c.n, `url(#${state.id}-${c.kind})`]),
  ].map(([label, n, fill]) => {
    const swatch = svg('svg', { class: 'wp-swatch', width: 22, height: 14, 'aria-hidden': 'true' }, svg('rect', { x: 0.5, y: 0.5, width: 21, height: 13, style: `fill:${fill}`, class: 'wp-swatch-box' }));
    const item = html('li', '');
    const words = html('span', '', `${label} `);
    words.append(html('span', 'wp-count', `(${n})`));
    item.append(swatch, words);
    return item;
  });
  entries.unshift(html('li', 'wp-legend-unit', data.legend));
  if (state.focused) {
    const item = html('li', '');
    item.append(svg('svg', { class: 'wp-swatch', width: 22, height: 14, 'aria-hidden': 'true' }, svg('rect', { x: 2, y: 2, width: 18, height: 10, class: 'wp-focus' })), html('span', '', data.focusLabel));
    entries.push(item);
  }
  state.legend.replaceChildren(...entries);
  state.legend.hidden = Boolean(data.fixed);
}

export default async function kaart({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.wp-map') ?? parentElement.appendChild(html('div', 'wp-map'));
  let state = states.get(root);
  if (!state) states.set(root, (state = build(root, setTriggerValue)));
  state.send = setTriggerValue;
  state.data = data;
  state.canvas.classList.toggle('wp-fixed', Boolean(data.fixed));
  const wanted = JSON.stringify(data.files);
  try {
    const [areas, focus, water, city] = await Promise.all(data.files.map((url) => (url ? load(url) : { features: [] })));
    if (state.data !== data) return; // a newer picture overtook this one
    if (state.drawn !== wanted) {
      draw(state, areas.features, focus.features, water.features, city.features);
      state.drawn = wanted;
      place(state, { k: 1, x: 0, y: 0 });
    }
    state.message.hidden = true;
    paint(state);
  } catch {
    state.message.hidden = false;
    state.message.textContent = 'De kaart kan niet worden geladen. De cijfers staan in de tabel hieronder.';
  }
}
