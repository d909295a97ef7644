/** Style inside the shadow root of item-container: the letter, the size and the calm of the page. */
export const itemStyles = `
:host {
  --qti-bg: #fff;
  --qti-bg-active: #e3eff7;
  --qti-border-active: #1f5f8b;
  --qti-border-color: #8a97a6;
  --qti-focus-color: #f2b544;
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
img { max-width: 100%; height: auto; display: block; margin: 0.25rem 0 1rem; }
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
  border: 2px solid var(--qti-border-color);
  background: #fff;
  font-size: 1.1em;
}
qti-choice-interaction qti-simple-choice:hover { background: #f4f8fb; }
qti-choice-interaction qti-simple-choice:state(--checked) {
  border-color: var(--qti-border-active);
  background: var(--qti-bg-active);
  box-shadow: inset 0 0 0 1px var(--qti-border-active);
}
qti-choice-interaction qti-simple-choice:focus-visible,
qti-text-entry-interaction:focus-within::part(input) {
  outline: 4px solid var(--qti-focus-color);
  outline-offset: 2px;
  box-shadow: 0 0 0 2px #1d2733;
}
qti-choice-interaction qti-simple-choice::part(ch) { background: #fff; }
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
  background: #fff;
  border: 2px solid #5c6b7a;
  border-radius: 0.5rem;
}
@media (forced-colors: active) {
  qti-choice-interaction qti-simple-choice:state(--checked) { outline: 4px solid Highlight; }
}
`;
