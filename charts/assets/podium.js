// The stage: one dia at a time, by keys, clicker, pointer or finger. Everything is in the page already; a change shows
// one section and hides another.

(() => {
  const root = document.documentElement, body = document.body;
  const dias = [...document.querySelectorAll('.dia')];
  const byId = (id) => document.getElementById(id);
  const [details, overview, help, aside, black] = ['details', 'overzicht', 'hulp', 'notities', 'zwart'].map(byId);
  const dialogs = [details, overview, help];
  const start = Date.now();
  let [at, typed, timer, beside, tick] = [-1, '', 0, null, 0];

  const fit = () => {
    const k = Math.min(innerWidth / 1920, innerHeight / 1080);
    root.style.setProperty('--k', k);
    root.style.setProperty('--x', `${(innerWidth - 1920 * k) / 2}px`);
    root.style.setProperty('--y', `${(innerHeight - 1080 * k) / 2}px`);
  };

  const title = (dia) => dia?.querySelector('h2').textContent ?? '';
  const notes = (dia) => document.querySelector(`template[data-of="${CSS.escape(dia.id)}"]`);

  function go(to) {
    const next = Math.max(0, Math.min(dias.length - 1, to));
    if (next === at) return;
    if (at >= 0) dias[at].hidden = true;
    at = next;
    dias[at].hidden = false;
    dias[at].querySelector('h2').focus({ preventScroll: true });
    document.querySelector('.teller').textContent = `${at + 1} / ${dias.length}`;
    byId('gezegd').textContent = `Dia ${at + 1} van ${dias.length}: ${title(dias[at])}`;
    history.replaceState(null, '', `#${dias[at].id}`);
    tell();
  }

  // ---- notes: in a window of their own that this page fills, so that no network is needed
  function fill(box) {
    const doc = box.ownerDocument;
    const make = (tag, text, kind) => {
      const made = doc.createElement(tag);
      if (text) made.textContent = text;
      if (kind) made.className = kind;
      return made;
    };
    const words = make('div', '', 'woorden');
    words.append(doc.importNode(notes(dias[at]).content, true));
    const after = dias[at + 1];
    const next = make('section', '', 'straks');
    next.append(make('h3', 'Hierna'), make('p', after ? `${at + 2}. ${title(after)}` : 'Dit is de laatste dia.'));
    box.replaceChildren(make('p', '', 'klok'), make('h2', `${at + 1} / ${dias.length}  ${title(dias[at])}`), next, words);
    clock();
  }

  function clock() {
    const now = new Date();
    const gone = Math.floor((Date.now() - start) / 1000);
    const said = `${now.toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit' })} · bezig ${Math.floor(gone / 60)} min ${String(gone % 60).padStart(2, '0')} s`;
    for (const doc of [document, beside?.closed === false ? beside.document : null])
      for (const one of doc?.querySelectorAll('.klok') ?? []) one.textContent = said;
  }

  function tell() {
    if (!aside.hidden) fill(aside);
    if (beside && !beside.closed) fill(beside.document.body.firstElementChild);
    if (!tick && (!aside.hidden || beside)) tick = setInterval(clock, 1000);
  }

  function window_() {
    if (beside && !beside.closed) return beside.focus();
    beside = open('', 'wp-notities', 'width=980,height=760');
    if (!beside) return panel();
    const doc = beside.document;
    doc.documentElement.lang = 'nl';
    doc.title = 'Notities';
    doc.head.replaceChildren(document.querySelector('style').cloneNode(true));
    doc.body.className = 'wp-door podium eigen';
    const box = doc.createElement('main');
    box.id = 'notities';
    doc.body.replaceChildren(box);
    doc.documentElement.style.colorScheme = root.style.colorScheme;
    beside.addEventListener('keydown', key);
    tell();
  }

  function panel() {
    aside.hidden = !aside.hidden;
    if (!aside.hidden) fill(aside);
    tell();
  }

  // ---- a question from the hall: what is known of the figure of this dia, and back to the dia
  function ask(about) {
    const known = [...document.querySelectorAll('.detail')];
    if (!known.length) return;
    const wanted = about ?? dias[at].dataset.about.split(' ').find((one) => known.some((d) => d.dataset.about === one));
    show(wanted ?? known[0].dataset.about);
    if (!details.open) details.showModal();
    say(`Vraag uit de zaal: ${document.querySelector('.detail:not([hidden]) h2').textContent}`);
  }

  function show(about) {
    byId('welk').value = about;
    for (const one of document.querySelectorAll('.detail')) one.hidden = one.dataset.about !== about;
  }

  function choose(button, kind, of) {
    const parts = [...button.parentElement.parentElement.querySelectorAll(`:scope > .${of}`)];
    for (const one of button.parentElement.children) one.setAttribute('aria-pressed', String(one === button));
    parts.forEach((part, n) => (part.hidden = n !== Number(button.dataset[kind])));
  }

  const say = (text) => (byId('gezegd').textContent = text);
  const whole = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.());
  const dark = () => getComputedStyle(root).colorScheme === 'dark' || (!root.style.colorScheme && matchMedia('(prefers-color-scheme: dark)').matches);

  function close() {
    const open_ = dialogs.find((one) => one.open);
    if (open_) open_.close();
    else if (!black.hidden) black.hidden = true;
    else if (!aside.hidden) panel();
    else if (document.fullscreenElement) document.exitFullscreen();
    else if (body.dataset.back && location.protocol.startsWith('http')) location.assign(body.dataset.back);
    dias[at].querySelector('h2').focus({ preventScroll: true });
  }

  const acts = {
    vorige: () => go(at - 1),
    volgende: () => go(at + 1),
    detail: () => ask(),
    overzicht: () => (overview.open ? overview.close() : (overview.showModal(), overview.querySelectorAll('button')[at].focus())),
    notities: window_,
    paneel: panel,
    scherm: whole,
    thema: () => (root.style.colorScheme = dark() ? 'light' : 'dark'),
    zwart: () => ((black.hidden = !black.hidden), say(black.hidden ? title(dias[at]) : 'Zwart scherm')),
    hulp: () => (help.open ? help.close() : help.showModal()),
    sluit: close,
  };
  const keys = {
    ArrowRight: 'volgende', ArrowDown: 'volgende', PageDown: 'volgende', ' ': 'volgende',
    ArrowLeft: 'vorige', ArrowUp: 'vorige', PageUp: 'vorige', Backspace: 'vorige',
    d: 'detail', o: 'overzicht', n: 'notities', f: 'scherm', F5: 'scherm', l: 'thema', b: 'zwart', '.': 'zwart', h: 'hulp', '?': 'hulp',
  };

  function key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') return event.preventDefault(), close();
    const inside = dialogs.find((one) => one.open);
    if (inside) return inside === overview && event.key === 'o' && inside.close();
    if (event.target.closest?.('select, button, a') && [' ', 'Enter'].includes(event.key)) return;
    if (/^\d$/.test(event.key)) return digits(event.key);
    if (event.key === 'Enter' && typed) return jump();
    const act = event.key === 'Home' ? () => go(0) : event.key === 'End' ? () => go(dias.length - 1) : event.shiftKey && event.key === 'N' ? panel : acts[keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]];
    if (!act) return;
    event.preventDefault();
    if (!black.hidden && act !== acts.zwart) black.hidden = true;
    act();
  }

  function digits(one) {
    typed = (typed + one).slice(-3);
    document.querySelector('.ga').textContent = `naar dia ${typed}`;
    clearTimeout(timer);
    timer = setTimeout(jump, 1500);
  }

  function jump() {
    clearTimeout(timer);
    go(Number(typed) - 1);
    typed = '';
    document.querySelector('.ga').textContent = '';
  }

  addEventListener('keydown', key);
  addEventListener('resize', fit);
  addEventListener('hashchange', () => go(dias.findIndex((one) => `#${one.id}` === location.hash)));
  addEventListener('pagehide', () => beside?.close());
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const { do: act, dia, part, area } = button.dataset;
    if (act) acts[act]();
    if (dia) (overview.close(), go(Number(dia)));
    if (part) choose(button, 'part', 'deel');
    if (area) choose(button, 'area', 'gebied');
  });
  byId('welk').addEventListener('change', (event) => show(event.target.value));
  details.addEventListener('close', () => say(`Terug bij dia ${at + 1}: ${title(dias[at])}`));
  let [touch, awake] = [0, 0];
  addEventListener('pointermove', () => {
    body.classList.add('wakker');
    clearTimeout(awake);
    awake = setTimeout(() => body.classList.remove('wakker'), 3000);
  });
  addEventListener('touchstart', (event) => (touch = event.touches[0].clientX), { passive: true });
  addEventListener('touchend', (event) => {
    const by = event.changedTouches[0].clientX - touch;
    if (Math.abs(by) > 60 && !dialogs.some((one) => one.open)) go(at + (by < 0 ? 1 : -1));
  });

  fit();
  go(Math.max(0, dias.findIndex((one) => `#${one.id}` === location.hash)));
})();
