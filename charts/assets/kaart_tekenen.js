// Drawing a shape on the map with mouse, pen or finger: its points go to the page, which knows what lies inside.
// Who does not draw has the list beside the map.

const MOST = 120; // points that are sent
const LEAST = 4; // pixels between two of them

export function drawing(state, svg, html, send) {
  const line = svg('path', { class: 'wp-drawn', 'aria-hidden': 'true' });
  const button = html('button', 'wp-map-button wp-map-draw', '✎', { type: 'button', 'aria-pressed': 'false', 'aria-label': 'Teken een vorm om buurten', title: 'Teken een vorm om buurten' });
  let [on, points] = [false, null];

  const where = (event) => {
    const box = state.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const show = () => line.setAttribute('d', points?.length > 1 ? `M${points.map((p) => p.join(' ')).join('L')}Z` : '');
  const turn = (wanted) => {
    on = wanted;
    points = null;
    show();
    button.setAttribute('aria-pressed', String(on));
    state.canvas.classList.toggle('wp-drawing', on);
  };
  // In the capture phase: while somebody draws, the map itself hears nothing.
  const take = (name, act) =>
    state.svg.addEventListener(name, (event) => {
      if (!on) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      act(event);
    }, true);

  take('pointerdown', (event) => {
    if (points) return;
    points = [where(event)];
    state.svg.setPointerCapture(event.pointerId);
  });
  take('pointermove', (event) => {
    if (!points) return;
    const [now, last] = [where(event), points[points.length - 1]];
    if (Math.hypot(now[0] - last[0], now[1] - last[1]) < LEAST) return;
    points.push(now);
    show();
  });
  take('pointerup', () => {
    const drawn = points ?? [];
    turn(false);
    if (drawn.length < 3) return;
    const step = Math.ceil(drawn.length / MOST);
    const kept = drawn.filter((_, i) => i % step === 0);
    send(kept.map(([x, y]) => state.at([(x - state.origin[0]) / state.scale, (y - state.origin[1]) / state.scale]).map((v) => Number(v.toFixed(6)))));
  });
  take('pointercancel', () => turn(false));
  take('click', () => {});
  button.addEventListener('click', () => turn(!on));
  state.canvas.addEventListener('keydown', (event) => event.key === 'Escape' && on && turn(false));
  return { line, button };
}
