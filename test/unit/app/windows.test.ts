import { describe, expect, it } from 'vitest';
import { createWindows, type AppWindow } from '../../../src-main/app/windows/windows.ts';

class FakeWindow implements AppWindow {
  readonly webContents: { id: number };
  readonly name: string;
  readonly said: string[] = [];
  minimized = false;
  readonly #listeners: { event: string; listener: () => void }[] = [];
  constructor(id: number, beside: FakeWindow | null) {
    this.webContents = { id };
    this.name = beside === null ? `window ${id}` : `window ${id} beside ${beside.webContents.id}`;
  }
  isMinimized = () => this.minimized;
  restore = () => void this.said.push('restore');
  show = () => void this.said.push('show');
  focus = () => void this.said.push('focus');
  on = (event: string, listener: () => void) => void this.#listeners.push({ event, listener });
  happens(event: 'closed' | 'focus') {
    for (const one of this.#listeners) if (one.event === event) one.listener();
  }
}

function setUp() {
  const made: FakeWindow[] = [];
  const windows = createWindows<FakeWindow>((beside) => {
    const window = new FakeWindow(made.length + 1, beside);
    made.push(window);
    return window;
  });
  return { windows, made };
}
const members = { connectionId: 'c', workspaceId: 'w', tab: 'members' } as const;
const tokens = { connectionId: 'c', workspaceId: 'v', tab: 'tokens' } as const;

describe('the windows', () => {
  it('there is one after the first show, which another show brings to the front', () => {
    const { windows, made } = setUp();
    windows.show();
    const [window] = made;
    if (window !== undefined) window.minimized = true;
    windows.show();
    expect(made).toHaveLength(1);
    expect(window?.said).toEqual(['restore', 'show', 'focus']);
  });

  it('a further one opens beside the one used last, with a place of its own', () => {
    const { windows, made } = setUp();
    windows.show();
    windows.openAnother(tokens);
    expect(made.map(({ name }) => name)).toEqual(['window 1', 'window 2 beside 1']);
    expect(windows.placeOf(1)).toBeUndefined();
    expect(windows.placeOf(2)).toEqual(tokens);
    expect(windows.current()).toBe(made[1]);
    expect(windows.first()).toBe(made[0]);
  });

  it('the oldest one that is left is the first', () => {
    const { windows, made } = setUp();
    windows.show();
    windows.openAnother(null);
    made[0]?.happens('closed');
    expect(windows.first()).toBe(made[1]);
    expect(windows.all()).toEqual([made[1]]);
    made[1]?.happens('closed');
    expect(windows.current()).toBeNull();
  });

  it('says what is looked at when another window is used', () => {
    const { windows, made } = setUp();
    const seen: unknown[] = [];
    windows.onSwitched((place) => seen.push(place));
    windows.show();
    windows.openAnother(tokens);
    windows.setPlace(1, members);
    made[1]?.happens('focus');
    made[0]?.happens('focus');
    made[0]?.happens('focus');
    made[1]?.happens('focus');
    expect(seen).toEqual([members, tokens]);
  });

  it('a listener hears of windows that are there and of later ones', () => {
    const { windows } = setUp();
    const heard: number[] = [];
    windows.show();
    windows.onOpened(({ webContents }) => heard.push(webContents.id));
    windows.openAnother(null);
    expect(heard).toEqual([1, 2]);
  });

  it('forgets the place of a window that was closed', () => {
    const { windows, made } = setUp();
    windows.show();
    windows.setPlace(1, members);
    made[0]?.happens('closed');
    expect(windows.placeOf(1)).toBeUndefined();
    expect(windows.withPage(1)).toBeNull();
  });
});
