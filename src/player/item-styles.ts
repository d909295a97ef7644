/** Style inside the shadow root of item-container: the letter, the size and the calm of the page. */
export const itemStyles = `
:host {
  --qti-bg: var(--player-paper);
  --qti-bg-active: var(--player-tint);
  --qti-border-active: var(--player-accent);
  --qti-border-color: var(--player-border);
  --qti-focus-color: var(--player-focus);
  --qti-focus-border-width: 4px;
  --qti-border-radius: 0.6rem;
  --qti-padding-vertical: 0.7rem;
  --qti-padding-horizontal: 1rem;
  --qti-form-size: 1.5rem;
  display: block;
  font: inherit;
  color: inherit;
}
qti-assessment-item, qti-item-body { display: block; }
p { margin: 0 0 1rem; }
qti-prompt, .question { display: block; font-weight: 700; margin: 0 0 1rem; }
.answer { font-size: 1.25em; margin: 1.25rem 0 0; line-height: 2.2; }
img { max-width: 100%; height: auto; display: block; margin: 0.25rem 0 1rem; zoom: var(--player-scale, 1); }
qti-hotspot-interaction img { zoom: 1; margin: 0; }
:host-context(:root[data-contrast='dark']) img, :host-context(:root[data-contrast='yellow']) img { background: #fff; }
.passage { margin: 0 0 1.25rem; padding: 0.25rem 0 0.25rem 1rem; border-left: 4px solid var(--player-line); }
.passage h2 { margin: 0 0 0.5rem; font-size: 1.15em; }
table { border-collapse: collapse; margin: 0 0 1rem; }
th, td { padding: 0.3rem 0.8rem; border: 1px solid var(--player-border); text-align: left; }
qti-choice-interaction { display: block; max-width: 32rem; }
@media (width >= 48rem) {
  qti-item-body:has(img) qti-choice-interaction { max-width: none; }
  qti-item-body:has(img) qti-choice-interaction::part(slot) { grid-template-columns: 1fr 1fr; }
}
qti-choice-interaction qti-simple-choice {
  box-sizing: border-box;
  width: 100%;
  min-height: 3.25rem;
  gap: 0.9rem;
  border: var(--player-thick) solid var(--qti-border-color);
  background: var(--player-paper);
  font-size: 1.1em;
}
qti-choice-interaction qti-simple-choice:hover { background: var(--player-tint); }
qti-choice-interaction qti-simple-choice:state(--checked) {
  border-color: var(--qti-border-active);
  background: var(--qti-bg-active);
  box-shadow: inset 0 0 0 1px var(--qti-border-active);
}
qti-choice-interaction qti-simple-choice:focus-visible,
qti-hotspot-choice:focus-visible,
:is(button, select, input):focus-visible,
qti-extended-text-interaction:focus-within::part(textarea),
qti-text-entry-interaction:focus-within::part(input) {
  outline: 4px solid var(--qti-focus-color);
  outline-offset: 2px;
  box-shadow: 0 0 0 2px var(--player-paper), 0 0 0 4px var(--player-ink);
}
qti-choice-interaction qti-simple-choice::part(ch) { background: var(--player-paper); }
qti-choice-interaction qti-simple-choice:state(--checked)::part(ch) {
  border-color: var(--qti-border-active);
}
qti-text-entry-interaction { margin: 0 0.15em; vertical-align: middle; }
qti-text-entry-interaction::part(input) {
  font: inherit;
  font-variant-numeric: tabular-nums;
  line-height: 1.4;
  box-sizing: border-box;
  max-width: 100%;
  padding: 0.25em 0.5em;
  color: inherit;
  background: var(--player-paper);
  border: var(--player-thick) solid var(--player-border);
  border-radius: 0.5rem;
}
qti-extended-text-interaction::part(textarea) {
  box-sizing: border-box;
  width: 100%;
  font: inherit;
  letter-spacing: inherit;
  padding: 0.5em 0.75em;
  color: inherit;
  background: var(--player-paper);
  border: var(--player-thick) solid var(--player-border);
  border-radius: 0.5rem;
}
qti-hotspot-interaction { display: block; }
qti-hotspot-choice {
  box-sizing: border-box;
  border: 3px dashed var(--player-accent);
  background: rgb(255 255 255 / 25%);
  cursor: pointer;
}
qti-hotspot-choice:hover { background: rgb(255 255 255 / 55%); }
qti-hotspot-choice:state(--checked) {
  border: 5px solid #000;
  box-shadow: 0 0 0 3px #fff;
  background: rgb(255 255 255 / 45%);
}

.spoken-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
.control-hint { margin: 0 0 0.5rem; font-size: 0.85em; color: var(--player-quiet); }
.line-choice {
  min-height: 3rem;
  max-width: 100%;
  padding: 0.15em 0.5em;
  font: inherit;
  letter-spacing: inherit;
  color: inherit;
  background: var(--player-paper);
  border: var(--player-thick) solid var(--player-border);
  border-radius: 0.5rem;
}
.piece, .gap, .order-button {
  font: inherit;
  letter-spacing: inherit;
  color: inherit;
  background: var(--player-paper);
  border: var(--player-thick) solid var(--player-border);
  border-radius: 0.6rem;
  cursor: pointer;
}
.piece, .gap { touch-action: none; user-select: none; }
.piece { min-height: 3rem; min-width: 3rem; padding: 0.2em 0.8em; text-align: left; }
.piece:hover, .order-button:hover { background: var(--player-tint); }
.piece[aria-pressed='true'], .gap[aria-pressed='true'] {
  color: var(--player-on-accent);
  background: var(--player-accent);
}
.is-dragged { opacity: 0.35; }
.ghost { position: fixed; z-index: 5; left: 0; top: 0; margin: -1.6rem 0 0 -1rem; pointer-events: none; opacity: 0.9; }
.order-list, .order-pool {
  display: grid;
  gap: 0.5rem;
  max-width: 40rem;
  margin: 0 0 1rem;
  padding: 0;
  list-style: none;
}
.order-list[hidden], .order-pool[hidden] { display: none; }
.order-list { counter-reset: place; }
.order-list li {
  counter-increment: place;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4rem 0.5rem;
  padding: 0.3rem 0.5rem 0.3rem 0.9rem;
  background: var(--player-tint);
  border: var(--player-thick) solid var(--player-accent);
  border-radius: 0.6rem;
}
.order-list li::before { content: counter(place) '.'; font-weight: 700; }
.order-text { flex: 1 1 8rem; }
.order-button { width: 3rem; height: 3rem; padding: 0; }
.order-pool .piece { width: 100%; }
.gap-bank {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem;
  min-height: 3.5rem;
  margin: 0 0 1.25rem;
  padding: 0.5rem;
  background: var(--player-tint);
  border-radius: 0.6rem;
}
.gaps p { line-height: 2.5; }
.gap { margin: 0 0.15em; min-width: 4.5em; min-height: 2.75rem; padding: 0 0.5em; border-style: dashed; }
.gap.is-filled { min-width: 2.75rem; border-style: solid; border-color: var(--player-accent); font-weight: 700; }
.match { display: grid; gap: 0.75rem; max-width: 44rem; }
.match-row {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4rem 1rem;
  margin: 0;
  padding: 0.6rem 0.9rem;
  border: 1px solid var(--player-line);
  border-radius: 0.6rem;
}
.match-row legend { float: left; flex: 1 1 10rem; padding: 0; }
.match-columns { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.match-column {
  display: flex;
  align-items: center;
  gap: 0.6rem;
  min-height: 3rem;
  padding: 0 0.9rem;
  border: var(--player-thick) solid var(--player-border);
  border-radius: 0.6rem;
  cursor: pointer;
}
.match-column:has(:checked) { background: var(--player-tint); border-color: var(--player-accent); font-weight: 700; }
.match-column input { width: 1.4rem; height: 1.4rem; accent-color: var(--player-accent); }
@media (forced-colors: active) {
  .piece[aria-pressed='true'], .gap[aria-pressed='true'] { outline: 4px solid Highlight; }
  qti-choice-interaction qti-simple-choice:state(--checked) { outline: 4px solid Highlight; }
}
`;
