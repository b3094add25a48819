import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** Of an element only which control it is, and whether another is in it. */
class Control {
  inner: readonly Control[];
  constructor(...inner: Control[]) {
    this.inner = inner;
  }
  closest() {
    return this;
  }
  contains(other: Control): boolean {
    return other === this || this.inner.some((one) => one.contains(other));
  }
}

describe('the second half of a double click', () => {
  let page: EventTarget;
  const send = (type: string, target: object, at: number, more: object = {}) => {
    const event = new Event(type, { cancelable: true });
    const fields = { target, timeStamp: at, clientX: 10, clientY: 10, detail: 1, ...more };
    for (const [name, value] of Object.entries(fields)) Object.defineProperty(event, name, { value });
    page.dispatchEvent(event);
    return event;
  };
  /** Presses twice, and says whether the second click was swallowed. */
  const pressTwice = (first: object, second: object, { apart = 100, detail = 2, clientX = 10 } = {}) => {
    send('pointerdown', first, 1000);
    send('click', first, 1010);
    send('pointerdown', second, 1000 + apart, { clientX });
    return send('click', second, 1010 + apart, { detail, clientX }).defaultPrevented;
  };

  beforeEach(async () => {
    vi.resetModules();
    page = new EventTarget();
    vi.stubGlobal('document', page);
    vi.stubGlobal('Element', Control);
    vi.stubGlobal('HTMLLabelElement', class {});
    const { ignoreStrayClicks } = await import('../../../src-renderer/lib/stray-clicks.ts');
    ignoreStrayClicks();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('doesn’t reach what came under the pointer since the first half', () => {
    expect(pressTwice(new Control(), new Control())).toBe(true);
  });

  it('is no double click on that either', () => {
    const row = new Control();
    pressTwice(new Control(), row);
    expect(send('dblclick', row, 1120, { detail: 2 }).defaultPrevented).toBe(true);
  });

  it('reaches what the first half hit, and what is in it', () => {
    const icon = new Control();
    const button = new Control(icon);
    expect(pressTwice(button, button)).toBe(false);
    expect(pressTwice(button, icon)).toBe(false);
  });

  it('is a press of its own when it comes later or elsewhere, or is none for the system', () => {
    expect(pressTwice(new Control(), new Control(), { apart: 800 })).toBe(false);
    expect(pressTwice(new Control(), new Control(), { clientX: 40 })).toBe(false);
    expect(pressTwice(new Control(), new Control(), { detail: 1 })).toBe(false);
  });
});
