/** How far a focus ring reaches around its element at most, in px. */
const reach = 5;

/**
 * Scrolls what gets the focus by the keyboard until its ring is whole. Chromium brings the element's box into view and leaves a ring that
 * is cut, also with a `scroll-margin`. Rows of a grid have theirs inside, and are scrolled by their list.
 */
export function showWholeFocusRings(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.tabIndex < 0 || target.closest('[role="grid"]') !== null)
      return;
    // By then Chromium has scrolled too.
    requestAnimationFrame(() => {
      if (document.activeElement === target && target.matches(':focus-visible')) uncover(target);
    });
  });
}

function uncover(element: HTMLElement): void {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (at.scrollHeight <= at.clientHeight || !/auto|scroll/.test(getComputedStyle(at).overflowY)) continue;
    const box = element.getBoundingClientRect();
    const top = at.getBoundingClientRect().top + at.clientTop;
    const above = top - (box.top - reach);
    const below = box.bottom + reach - (top + at.clientHeight);
    if (above > 0 && below <= 0) at.scrollTop -= above;
    if (below > 0 && above <= 0) at.scrollTop += below;
  }
}
