// A watch for the teacher: it counts up and says when the minute is over. It makes no sound, and nothing hangs on it.
for (const watch of document.querySelectorAll('[data-stopwatch]')) {
  const time = watch.querySelector('[data-time]');
  const said = watch.querySelector('[data-said]');
  const [start, back] = watch.querySelectorAll('button');
  const limit = Number(watch.dataset.stopwatch) || null;
  let from = null;
  let before = 0;
  let timer = null;

  const elapsed = () => before + (from === null ? 0 : performance.now() - from);
  const show = () => {
    const seconds = Math.floor(elapsed() / 1000);
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    if (limit !== null && seconds >= limit && from !== null) {
      stop();
      before = limit * 1000;
      time.textContent = `${Math.floor(limit / 60)}:${String(limit % 60).padStart(2, '0')}`;
      said.textContent = 'De minuut is om. Zet een streep na het laatste woord.';
    }
  };
  const stop = () => {
    before = elapsed();
    from = null;
    clearInterval(timer);
    start.firstElementChild.textContent = 'Ga verder';
  };
  const reset = () => {
    stop();
    before = 0;
    said.textContent = '';
    start.firstElementChild.textContent = 'Start de tijd';
    show();
  };
  start.addEventListener('click', () => {
    if (from !== null) return stop();
    if (limit !== null && before >= limit * 1000) reset();
    from = performance.now();
    said.textContent = '';
    start.firstElementChild.textContent = 'Stop';
    timer = setInterval(show, 200);
  });
  back.addEventListener('click', reset);
  watch.hidden = false;
}
