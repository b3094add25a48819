import type { Page } from '@playwright/test';

/** Gives everything on screen that can have it the focus, one after the other, and tells where its ring isn't whole or missing. */
export async function cutFocusRings(page: Page): Promise<string[]> {
  // Rings are drawn from the first key on.
  await page.keyboard.press('Tab');
  return page.evaluate(async () => {
    const focusable = 'button, a[href], input, textarea, select, summary, [tabindex]';
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.getClientRects().length > 0;
    /** Headings and panels have the focus only when one comes to them, and show none; what only passes it on has none. */
    const isProgrammatic = (element: HTMLElement) =>
      element.matches('[role="tablist"], [role="radiogroup"]') ||
      (element.tabIndex < 0 &&
        !element.matches('button, a, input, textarea, [role]:not([role="dialog"], [role="tabpanel"])'));
    const settled = () =>
      new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    /** Who draws the ring: the element itself, or the field around it. */
    const ringOf = (element: Element) => {
      for (let at: Element | null = element, up = 0; at !== null && up < 4; at = at.parentElement, up += 1) {
        const style = getComputedStyle(at);
        const width = Number.parseFloat(style.outlineWidth);
        if (style.outlineStyle === 'none' || width === 0) continue;
        const reach = width + Number.parseFloat(style.outlineOffset);
        const { left, top, right, bottom } = at.getBoundingClientRect();
        return {
          owner: at,
          left: left - reach,
          top: top - reach,
          right: right + reach,
          bottom: bottom + reach,
        };
      }
      return null;
    };
    const nameOf = (element: Element) => {
      const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40);
      return `${element.tagName.toLowerCase()}[${element.getAttribute('role') ?? ''}] “${name}” .${element.className}`;
    };
    const clips = ({ overflowX, overflowY, contain }: CSSStyleDeclaration) =>
      overflowX !== 'visible' || overflowY !== 'visible' || /paint|strict|content/.test(contain);
    /** The sides on which something around it cuts the ring. */
    const cutsOf = (element: Element) => {
      const ring = ringOf(element);
      if (ring === null) return ['no ring'];
      const cuts: string[] = [];
      const within = (by: string, box: { left: number; top: number; right: number; bottom: number }) => {
        const missing = [
          ['left', box.left - ring.left],
          ['top', box.top - ring.top],
          ['right', ring.right - box.right],
          ['bottom', ring.bottom - box.bottom],
        ] as const;
        for (const [side, by_] of missing) if (by_ > 0.6) cuts.push(`${side} ${by_.toFixed(1)} by ${by}`);
      };
      let isFixed = getComputedStyle(ring.owner).position === 'fixed';
      for (let at = ring.owner.parentElement; at !== null && !isFixed; at = at.parentElement) {
        const style = getComputedStyle(at);
        isFixed = style.position === 'fixed';
        if (at === document.body || at === document.documentElement || !clips(style)) continue;
        const { left, top } = at.getBoundingClientRect();
        within(`.${String(at.className)}`, {
          left: left + at.clientLeft,
          top: top + at.clientTop,
          right: left + at.clientLeft + at.clientWidth,
          bottom: top + at.clientTop + at.clientHeight,
        });
      }
      within('the window', { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
      return cuts;
    };

    const found: string[] = [];
    const lowest = document.querySelectorAll('[role="dialog"]');
    const root = lowest[lowest.length - 1] ?? document;
    for (const element of root.querySelectorAll<HTMLElement>(focusable)) {
      if (!element.isConnected || !isShown(element) || isProgrammatic(element)) continue;
      let cuts: string[] = [];
      // What is still loading above moves it under the focus: then it is looked at once more.
      for (let tries = 0; tries < 2; tries += 1) {
        element.blur();
        element.focus();
        await settled();
        cuts = document.activeElement === element ? cutsOf(element) : [];
        if (cuts.length === 0) break;
      }
      if (cuts.length > 0) found.push(`${nameOf(element)}: ${cuts.join(', ')}`);
    }
    return found;
  });
}
