// Walks the grid of a paper test and saves while somebody types. A digit or letter that fills its cell goes on, arrows
// and Enter walk, a slash says that the pupil got no further. Without this script the page works with tab and buttons.
const pauseBeforeSaving = 900;
const lookAgainAfter = 15_000;

for (const form of document.querySelectorAll('[data-walk]')) {
  const rows = [...form.querySelectorAll('tbody tr')]
    .map((row) => [...row.querySelectorAll('input[data-cell]:not([disabled])')])
    .filter((cells) => cells.length > 0);
  walk(form, rows);
  if (!form.hasAttribute('data-paper-grid')) continue;
  paste(form);
  keepSaving(form);
}

function placeIn(rows, cell) {
  const row = rows.findIndex((cells) => cells.includes(cell));
  return row < 0 ? null : { row, column: rows[row].indexOf(cell) };
}

function go(cell) {
  if (!cell) return;
  cell.focus();
  cell.select();
}

function walk(form, rows) {
  const next = ({ row, column }) => rows[row][column + 1] ?? rows[row + 1]?.[0];
  const previous = ({ row, column }) => rows[row][column - 1] ?? rows[row - 1]?.at(-1);
  form.addEventListener('focusin', ({ target }) => {
    if (target.matches?.('input[data-cell]')) target.select();
  });
  form.addEventListener('input', ({ target }) => {
    const place = placeIn(rows, target);
    if (!place) return;
    target.removeAttribute('aria-invalid');
    target.classList.remove('input--pasted');
    const text = target.value.trim();
    const { max, jump } = target.dataset;
    // A written answer may begin with either sign, as -3 does.
    if (jump !== undefined && text === '/') fillAfter(rows[place.row], place.column);
    if (jump !== undefined && (text === '-' || text === '/')) return go(next(place));
    if (max !== undefined && text !== '' && !(/^\d+$/.test(text) && Number(text) <= Number(max))) {
      target.setAttribute('aria-invalid', 'true');
    } else if (jump !== undefined && text.length >= Number(jump) && text !== '=') go(next(place));
  });
  form.addEventListener('change', ({ target }) => {
    const place = placeIn(rows, target);
    if (place && target.value.trim() === '/') fillAfter(rows[place.row], place.column);
  });
  form.addEventListener('keydown', (event) => {
    const place = placeIn(rows, event.target);
    if (!place || event.ctrlKey || event.altKey || event.metaKey) return;
    const { target: cell } = event;
    // Inside a written answer the arrows belong to the text.
    const atEdge = cell.dataset.jump !== undefined || cell.selectionEnd - cell.selectionStart === cell.value.length;
    const steps = {
      Enter: rows[place.row + 1]?.[place.column], ArrowDown: rows[place.row + 1]?.[place.column],
      ArrowUp: rows[place.row - 1]?.[place.column],
      ...(atEdge ? { ArrowRight: next(place), ArrowLeft: previous(place) } : {}),
    };
    if (event.key === 'Backspace' && cell.value === '') go(previous(place));
    if (!(event.key in steps)) return;
    event.preventDefault();
    go(steps[event.key]);
  });
}

/** A pupil who got no further left every empty cell after this one. */
function fillAfter(cells, column) {
  for (const cell of cells.slice(column + 1)) if (cell.value === '') cell.value = '/';
}

/** Several cells at once go through the server, which shows what goes where before anything is saved. */
function paste(form) {
  form.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!event.target.matches?.('input[data-cell]') || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const row = event.target.closest('tr');
    const column = [...row.querySelectorAll('input[data-cell]')].indexOf(event.target);
    form.elements['plak'].value = text;
    form.elements['plak-vanaf'].value = `${[...row.parentNode.children].indexOf(row)},${column}`;
    form.requestSubmit(form.querySelector('button[value="plakken"]'));
  });
}

/** Sends the rows that were typed in, and shows what colleagues entered meanwhile. */
function keepSaving(form) {
  const status = form.querySelector('[data-draft-status]');
  const fields = [...form.querySelectorAll('input[data-cell], input[type="date"]')];
  // What the server has, as far as this page knows; a cell with another text was typed here.
  const shown = new Map(fields.map((field) => [field.name, field.defaultValue]));
  const rowOf = (field) => field.closest('tr').querySelector('[data-row]').dataset.row;
  const seenOf = (planId) => form.elements[`stand-${planId}`];
  const isTyped = (field) => field.value.trim() !== shown.get(field.name);
  let timer = null;
  let underWay = null;

  const send = async () => {
    timer = null;
    if (underWay) return later();
    const typed = fields.filter((field) => !field.disabled && isTyped(field));
    const sent = new Map(fields.map((field) => [field.name, field.value.trim()]));
    const planIds = new Set(typed.map(rowOf));
    underWay = post(planIds);
    const reply = await underWay;
    underWay = null;
    if (!reply) return say('Nog niet bewaard: er is geen verbinding. Wat u typte blijft staan.', true);
    const wrong = new Map(reply.faults.map(({ field, message }) => [field, message]));
    for (const field of wrong.keys()) form.elements[field]?.setAttribute('aria-invalid', 'true');
    for (const field of typed) if (!wrong.has(field.name)) shown.set(field.name, sent.get(field.name));
    const news = reply.rows.reduce((sum, row) => sum + show(row), 0);
    const [first] = wrong.values();
    if (first) return say(`Niet bewaard: ${first}.`, true);
    if (planIds.size > 0 || news > 0) {
      say([planIds.size > 0 ? `Bewaard om ${reply.savedAt}.` : '',
        news > 0 ? `Een collega vulde net ${news === 1 ? '1 vakje' : `${news} vakjes`} in.` : ''].join(' ').trim());
    }
  };

  const post = async (planIds) => {
    const body = new URLSearchParams({ doe: 'concept', 'manier-getoond': form.elements['manier-getoond'].value });
    const known = [];
    for (const marker of form.querySelectorAll('[data-row]')) {
      const planId = marker.dataset.row;
      known.push(`${planId}:${seenOf(planId).value}`);
      if (!planIds.has(planId)) continue;
      for (const input of marker.closest('tr').querySelectorAll('input')) {
        if (!input.disabled && input.type !== 'checkbox') body.set(input.name, input.value);
      }
    }
    body.set('standen', known.join(','));
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };

  /** Puts in what is new, but for the cells that somebody is typing in here. */
  const show = ({ planId, seen, fields: now }) => {
    seenOf(planId).value = seen;
    let news = 0;
    for (const [name, text] of Object.entries(now)) {
      const field = form.elements[name];
      if (!field || shown.get(name) === text) continue;
      if (!isTyped(field) && document.activeElement !== field) {
        field.value = text;
        field.classList.add('input--pasted');
        news += 1;
      }
      shown.set(name, text);
    }
    return news;
  };

  const say = (text, isTrouble = false) => {
    status.textContent = text;
    status.classList.toggle('draft-status--trouble', isTrouble);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, pauseBeforeSaving);
  };
  // A preview of a paste is not saved before somebody says so.
  if (form.querySelector('.input--pasted')) return;
  for (const kind of ['input', 'change']) {
    form.addEventListener(kind, ({ target }) => { if (shown.has(target.name)) later(); });
  }
  setInterval(() => { if (!document.hidden && timer === null && !underWay) void send(); }, lookAgainAfter);
}
