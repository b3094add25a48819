import { controlAt, type EarlyInput } from '../../../src-preload/shared/early-input.ts';
import { lastScreenId } from '../../../src-preload/shared/last-screen.ts';

/** A live screen that still reads its rows replaces the last one after so long (ms) at the latest. */
const longestWaitMs = 10_000;

/**
 * Puts the live screen in the place of the last one once it shows as much, and repeats on it what was clicked and typed meanwhile. The
 * last screen lies over the live one until then, and can't be used.
 */
export function takeOver(root: HTMLElement): void {
  const stand = () => {
    watch.disconnect();
    clearTimeout(timer);
    // A frame later the live screen is laid out, for what it measures too.
    requestAnimationFrame(() => {
      document.getElementById(lastScreenId)?.remove();
      root.removeAttribute('aria-busy');
      void repeat(window.steward.earlyInput());
      performance.mark('steward:ready');
    });
  };
  const isLive = () =>
    root.querySelector('main') !== null &&
    root.querySelector('main [aria-busy=true], main [data-skeleton]') === null;
  const watch = new MutationObserver(() => {
    if (isLive()) stand();
  });
  watch.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
  const timer = setTimeout(stand, longestWaitMs);
}

/** What is clicked has to be the same control as on the last screen: otherwise that click and all after it are dropped. */
async function repeat(inputs: readonly EarlyInput[]): Promise<void> {
  for (const input of inputs) {
    if (input.type === 'key') await press(input);
    else {
      const found = controlAt(document.elementFromPoint(input.x, input.y));
      if (found?.is !== input.control) return;
      click(found.element, input);
    }
  }
}

function click(element: Element, { x, y }: { x: number; y: number }): void {
  const at = { clientX: x, clientY: y, bubbles: true, cancelable: true, button: 0, detail: 1 };
  element.dispatchEvent(new PointerEvent('pointerdown', { ...at, pointerType: 'mouse', isPrimary: true }));
  element.dispatchEvent(new MouseEvent('mousedown', at));
  if (element instanceof HTMLElement) element.focus();
  element.dispatchEvent(new PointerEvent('pointerup', { ...at, pointerType: 'mouse', isPrimary: true }));
  element.dispatchEvent(new MouseEvent('mouseup', at));
  element.dispatchEvent(new MouseEvent('click', at));
}

async function press({ type: _, ...input }: Extract<EarlyInput, { type: 'key' }>): Promise<void> {
  const target = document.activeElement ?? document.body;
  const ignored = target.dispatchEvent(
    new KeyboardEvent('keydown', { ...input, bubbles: true, cancelable: true }),
  );
  // A shortcut may open something to type into.
  if (!ignored) await focusMoved(target);
  else if (target instanceof HTMLInputElement && !input.altKey && !input.ctrlKey && !input.metaKey) {
    // Deprecated, but nothing else writes as a key does: at the caret, to be undone, and seen by React.
    if (input.key.length === 1) document.execCommand('insertText', false, input.key);
    if (input.key === 'Backspace') document.execCommand('delete');
  }
}

/** Ends once another element has the focus, or after some frames without. */
async function focusMoved(from: Element): Promise<void> {
  for (let frames = 0; frames < 20 && document.activeElement === from; frames += 1)
    await new Promise((resolve) => requestAnimationFrame(resolve));
}
