// Keeps the board of a class up to date: the server sends what changed, this puts it in its place. The line comes back
// by itself. Without this script the page is as old as its loading, and has a link to load it again.
const board = document.querySelector('[data-board]');
const line = board.querySelector('[data-board-line]');
const plainLine = line.innerHTML;
const said = board.querySelector('[data-board-say]');
const summary = board.querySelector('[data-board-summary]');
let source;
let tries = 0;

function replaceRow(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const fresh = template.content.firstElementChild;
  const old = document.getElementById(fresh.id);
  // A pupil who joined since: the page is loaded anew when nobody is busy in it.
  if (!old) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!focused) return;
  const again = focused.value ? fresh.querySelector(`button[value="${focused.value}"]`) : null;
  (again ?? fresh.querySelector('a, button'))?.focus();
}

function connect() {
  source = new EventSource(board.dataset.board);
  source.addEventListener('board', (event) => {
    const change = JSON.parse(event.data);
    tries = 0;
    line.textContent = 'Dit bord loopt vanzelf mee.';
    change.rows.forEach(replaceRow);
    if (change.summary !== undefined) summary.innerHTML = change.summary;
    if (change.say.length > 0) said.textContent = change.say.join(' ');
  });
  source.addEventListener('error', () => {
    line.innerHTML = `Even geen verbinding. We proberen het steeds opnieuw. ${plainLine}`;
    // After a refusal the browser does not try again by itself.
    if (source.readyState !== EventSource.CLOSED) return;
    tries += 1;
    setTimeout(connect, Math.min(30, 2 ** tries) * 1000 * (0.75 + Math.random() / 2));
  });
}

// A press on a row is sent without leaving the page; the line shows what came of it.
board.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-quick]') || source?.readyState !== EventSource.OPEN) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  fetch(form.action, { method: 'POST', body, redirect: 'manual' })
    .then((answer) => { if (answer.type !== 'opaqueredirect' && !answer.ok) location.reload(); })
    .catch(() => location.reload());
});

addEventListener('pagehide', () => source.close());
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
connect();
