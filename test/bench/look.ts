import type { InspectedPage } from './devtools.ts';

/* Measured in the page, where the user sees it: from the event until the frame with the change is painted. */

/** Clicks these workspaces in turn; ms from each click to the painted rows of that workspace. */
export function switchTimes(page: InspectedPage, names: readonly string[], times: number): Promise<number[]> {
  return page.evaluate(
    async ({ names: all, times: rounds }) => {
      const found: number[] = [];
      // The task after a frame's callbacks comes when its layout and painting are done.
      const painted = () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve();
            port2.postMessage(null);
          });
        });
      const button = (name: string) =>
        [...document.querySelectorAll<HTMLElement>('aside button, [role=complementary] button')].find(
          (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
        );
      const row = () =>
        document.querySelector('[role=grid] [role=row][aria-rowindex="3"]')?.textContent ?? '';
      for (let n = 0; n < rounds; n += 1) {
        const name = all[n % all.length] ?? '';
        const target = button(name);
        if (!target) throw new Error(`No workspace ${name} in the list.`);
        const isHere = document.querySelector('main h2')?.textContent === name;
        const rowBefore = isHere ? '' : row();
        // As a press of the mouse does before its click.
        target.focus();
        const before = performance.now();
        const shown = new Promise<void>((resolve, reject) => {
          const late = setTimeout(() => {
            reject(new Error(`${name} was not shown within ten seconds.`));
          }, 10_000);
          const look = () => {
            const now = row();
            if (document.querySelector('main h2')?.textContent !== name) return;
            if (!now.includes('@') || now === rowBefore) return;
            observer.disconnect();
            clearTimeout(late);
            resolve();
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          if (isHere) look();
        });
        target.click();
        await shown;
        await painted();
        found.push(performance.now() - before);
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      return found;
    },
    { names, times },
  );
}

/**
 * Types into the list's search; ms from each input to its painted rows. An input that changes none of the rows in view
 * measures nothing and is left out.
 */
export function searchTimes(page: InspectedPage, texts: readonly string[]): Promise<number[]> {
  return page.evaluate(async (typed) => {
    const input = document.querySelector<HTMLInputElement>(
      '[role=tabpanel] input[type=search], [role=tabpanel] input',
    );
    const grid = document.querySelector('[role=grid]');
    if (!input || !grid) throw new Error('There is no list to search.');
    const painted = () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        });
      });
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const found: number[] = [];
    for (const text of typed) {
      const before = performance.now();
      const changed = new Promise<boolean>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve(true);
        });
        observer.observe(grid, { childList: true, characterData: true, subtree: true });
        setTimeout(() => {
          observer.disconnect();
          resolve(false);
        }, 2000);
      });
      setter?.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      const answered = await changed;
      await painted();
      if (answered) found.push(performance.now() - before);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    if (found.length === 0) throw new Error('The list did not change while it was searched.');
    return found;
  }, texts);
}

export interface Scrolled {
  frames: number;
  /** How many took over 32 ms. */
  slow: number;
}

/** Scrolls the list steadily for so long. */
export function scrollFrames(page: InspectedPage, seconds: number): Promise<Scrolled> {
  return page.evaluate(async (time) => {
    const grid = document.querySelector('[role=grid]');
    if (!grid) throw new Error('There is no list to scroll.');
    const scroller = [grid, ...grid.querySelectorAll('*')].find(
      (one) => one.scrollHeight > one.clientHeight + 1000 && getComputedStyle(one).overflowY !== 'visible',
    );
    if (!scroller) throw new Error('The list does not scroll.');
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    await frame();
    let last = await frame();
    const until = last + time * 1000;
    const frames: number[] = [];
    while (last < until) {
      scroller.scrollTop += 140;
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    return { frames: frames.length, slow: frames.filter((ms) => ms > 32).length };
  }, seconds);
}
