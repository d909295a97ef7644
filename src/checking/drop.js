// Takes a file that is dragged onto the form. Without this script the file field does the same.
for (const box of document.querySelectorAll('[data-drop]')) {
  const field = box.querySelector('input[type="file"]');
  const hint = box.querySelector('[data-drop-hint]');
  if (!field || !hint) continue;
  hint.hidden = false;
  const over = (is) => box.classList.toggle('drop--over', is);
  box.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  box.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!box.contains(relatedTarget)) over(false);
  });
  box.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    field.form.requestSubmit();
  });
}
