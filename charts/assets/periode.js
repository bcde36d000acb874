// The period: a slider over the periods that have figures, and a button that plays them.
// A step is only asked for when the picture of the step before it is there, so that a slow line does not pile them up.

const STEP_MS = 900;
const states = new WeakMap();
let serial = 0;

const html = (tag, className, attributes = {}) => {
  const node = document.createElement(tag);
  node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

function build(root) {
  const id = `wp-periode-${++serial}`;
  const state = { playing: false, timer: 0 };
  state.play = html('button', 'wp-play', { type: 'button' });
  state.slider = html('input', 'wp-slider', { type: 'range', id, min: 0, step: 1 });
  state.now = html('output', 'wp-period-now', { for: id });
  const label = html('label', 'wp-period-label', { for: id });
  label.textContent = 'Periode';
  root.replaceChildren(state.play, label, state.slider, state.now);
  state.slider.addEventListener('input', () => say(state, Number(state.slider.value)));
  state.slider.addEventListener('change', () => {
    stop(state);
    ask(state, Number(state.slider.value));
  });
  state.play.addEventListener('click', () => {
    if (state.playing) return stop(state);
    state.playing = true;
    const last = state.data.periods.length - 1;
    const now = state.data.periods.indexOf(state.data.period);
    ask(state, now === last ? 0 : now + 1);
    button(state);
  });
  return state;
}

function button(state) {
  state.play.textContent = state.playing ? '❚❚' : '▶';
  const words = state.playing ? 'Stop met afspelen' : 'Speel de periodes af';
  state.play.setAttribute('aria-label', words);
  state.play.title = words;
}

function say(state, place) {
  const words = state.data.labels[place];
  state.now.textContent = words;
  state.slider.setAttribute('aria-valuetext', words);
}

function ask(state, place) {
  const period = state.data.periods[place];
  if (period !== state.data.period) state.send('periode', period);
}

function stop(state) {
  state.playing = false;
  clearTimeout(state.timer);
  button(state);
}

export default function periode({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.wp-period') ?? parentElement.appendChild(html('div', 'wp-period'));
  let state = states.get(root);
  if (!state) states.set(root, (state = build(root)));
  const other = state.data && JSON.stringify(state.data.periods) !== JSON.stringify(data.periods);
  state.data = data;
  state.send = setTriggerValue;
  const [now, last] = [data.periods.indexOf(data.period), data.periods.length - 1];
  state.slider.max = last;
  state.slider.value = now;
  say(state, now);
  state.slider.disabled = state.play.disabled = last < 1;
  if (other || (state.playing && now === last)) stop(state);
  clearTimeout(state.timer);
  if (state.playing) state.timer = setTimeout(() => ask(state, now + 1), STEP_MS);
  button(state);
  return () => clearTimeout(state.timer);
}
