// Keys for pages on which somebody decides one after the other. What has `aria-keyshortcuts` is pressed by that key; in
// `data-arrows` the arrows go from one button to the next. Without this script every button works as it is. Who does
// not want single keys turns them off (WCAG 2.1.4); the choice stays in this browser.
const STORE = 'inbeeld.shortcuts';
const box = document.querySelector('[data-shortcuts]');
let on = true;
try {
  on = localStorage.getItem(STORE) !== 'off';
} catch {
  // A browser that keeps nothing has them on.
}

function show() {
  const toggle = box.querySelector('button');
  box.hidden = false;
  toggle.setAttribute('aria-pressed', String(on));
  document.documentElement.classList.toggle('has-shortcuts', on);
}

function typing(target) {
  return target.closest('input, select, textarea, [contenteditable]') !== null;
}

function press(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) return move(step, event);
  if (!on) return;
  const wanted = event.key.toLowerCase();
  for (const one of document.querySelectorAll('[aria-keyshortcuts]')) {
    if (one.getAttribute('aria-keyshortcuts').toLowerCase() !== wanted) continue;
    event.preventDefault();
    one.focus();
    one.click();
    return;
  }
}

function move(step, event) {
  const stops = [...document.querySelectorAll('[data-arrows] button, [data-arrows] a')];
  if (stops.length === 0) return;
  const at = stops.indexOf(document.activeElement);
  event.preventDefault();
  stops[at < 0 ? (step > 0 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length].focus();
}

if (box) {
  box.querySelector('button').addEventListener('click', () => {
    on = !on;
    try {
      localStorage.setItem(STORE, on ? 'on' : 'off');
    } catch {
      // Then it holds for this page.
    }
    show();
  });
  document.addEventListener('keydown', press);
  show();
}
