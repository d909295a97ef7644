// Moves through the grid of a paper test: a digit fills the cell and goes on, arrows walk, backspace goes back. Without
// this script the page works with the tab key.
for (const form of document.querySelectorAll('[data-paper-grid]')) {
  const rows = [...form.querySelectorAll('tbody tr')]
    .map((row) => [...row.querySelectorAll('input[data-max]')])
    .filter((cells) => cells.length > 0);

  const placeOf = (cell) => {
    const row = rows.findIndex((cells) => cells.includes(cell));
    return row < 0 ? null : { row, column: rows[row].indexOf(cell) };
  };
  const go = (cell) => {
    if (!cell) return;
    cell.focus();
    cell.select();
  };
  const next = ({ row, column }) => rows[row][column + 1] ?? rows[row + 1]?.[0];
  const previous = ({ row, column }) => rows[row][column - 1] ?? rows[row - 1]?.at(-1);

  form.addEventListener('focusin', ({ target }) => {
    if (placeOf(target)) target.select();
  });
  form.addEventListener('input', ({ target }) => {
    const place = placeOf(target);
    if (!place) return;
    const fits = /^\d+$/.test(target.value) && Number(target.value) <= Number(target.dataset.max);
    target.toggleAttribute('aria-invalid', false);
    if (target.value !== '' && !fits) target.setAttribute('aria-invalid', 'true');
    else if (target.value.length >= target.maxLength) go(next(place));
  });
  form.addEventListener('keydown', (event) => {
    const place = placeOf(event.target);
    if (!place) return;
    const steps = {
      ArrowRight: next(place), ArrowLeft: previous(place), Enter: rows[place.row + 1]?.[place.column],
      ArrowDown: rows[place.row + 1]?.[place.column], ArrowUp: rows[place.row - 1]?.[place.column],
    };
    if (event.key === 'Backspace' && event.target.value === '') go(previous(place));
    if (!(event.key in steps)) return;
    event.preventDefault();
    go(steps[event.key]);
  });
}
