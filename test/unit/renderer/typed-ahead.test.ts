import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeDialog, openDialog, useDialogs } from '../../../src-renderer/stores/dialogs.ts';
import {
  keepTypingFor,
  startTypedAhead,
  takeTypedAhead,
  takeTypedForPlace,
  typeAhead,
} from '../../../src-renderer/stores/typed-ahead.ts';

/** Of the page only what holding keys uses. */
class Field {
  value = '';
  type = 'text';
}
const page = new EventTarget();
let focused: object;
const press = (key: string, modifiers: object = {}) => {
  const event = Object.assign(new Event('keydown', { cancelable: true }), { key, ...modifiers });
  page.dispatchEvent(event);
  return event;
};
const type = (text: string) => {
  for (const key of text) press(key);
};

beforeEach(() => {
  vi.useFakeTimers();
  focused = new Field();
  vi.stubGlobal('window', page);
  vi.stubGlobal('HTMLInputElement', Field);
  vi.stubGlobal('HTMLTextAreaElement', class {});
  vi.stubGlobal('document', {
    get activeElement() {
      return focused;
    },
    execCommand: (_: string, __: boolean, text: string) => Object.assign(focused, { value: text }),
  });
  useDialogs.setState({ page: null, upper: [] });
  openDialog({ type: 'create-workspace', connectionId: 'c' });
});
afterEach(() => {
  closeDialog();
  takeTypedAhead();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what is typed before an opened dialog is on screen', () => {
  it('lands in its first field', () => {
    type('Team');
    press('Backspace');
    typeAhead();
    expect(focused).toMatchObject({ value: 'Tea' });
  });

  it('ends where Tab or Enter leaves that field, and neither is repeated', () => {
    type('Team');
    press('Tab');
    type('more');
    expect(takeTypedAhead()).toEqual({ text: 'Team', entered: false });
    openDialog({ type: 'create-workspace', connectionId: 'c' });
    press('Enter');
    type('more');
    expect(takeTypedAhead()).toEqual({ text: '', entered: true });
  });

  it('is dropped where no field for text has the focus', () => {
    focused = { tagName: 'BUTTON' };
    type('Team');
    typeAhead();
    expect(focused).toEqual({ tagName: 'BUTTON' });
  });

  it('reaches nothing behind the dialog, but shortcuts of the app do', () => {
    expect(press('c').defaultPrevented).toBe(true);
    expect(press('k', { ctrlKey: true }).defaultPrevented).toBe(false);
  });

  it('closes it by Escape', () => {
    press('Escape');
    expect(useDialogs.getState().page).toBeNull();
  });

  it('is held no longer once the dialog is given up or hasn’t come for long', () => {
    closeDialog();
    expect(press('x').defaultPrevented).toBe(false);
    openDialog({ type: 'create-workspace', connectionId: 'c' });
    vi.advanceTimersByTime(60_000);
    expect(press('x').defaultPrevented).toBe(false);
  });
});

describe('what is typed after Enter in the palette', () => {
  const decide = () => startTypedAhead({ awaits: 'next', isAwaited: () => true, onCancel: () => undefined });

  it('is for the dialog that comes next, with what is typed after that is opened', () => {
    decide();
    type('Te');
    openDialog({ type: 'create-workspace', connectionId: 'c' });
    type('am');
    typeAhead();
    expect(focused).toMatchObject({ value: 'Team' });
  });

  it('is for the place that comes next', () => {
    decide();
    type('/ap');
    startTypedAhead({ awaits: 'place', isAwaited: () => true });
    type('ril');
    expect(takeTypedForPlace()).toBe('/april');
  });

  it('isn’t for a dialog that takes the place of the one that it was for', () => {
    type('Te');
    openDialog({ type: 'create-organization', connectionId: 'c' });
    type('am');
    typeAhead();
    expect(focused).toMatchObject({ value: 'am' });
  });
});

describe('what is typed while a dialog on screen still reads', () => {
  beforeEach(() => {
    type('Te');
    keepTypingFor(() => true);
  });

  it('lands in its first field after what was typed before it was there', () => {
    type('am');
    typeAhead();
    expect(focused).toMatchObject({ value: 'Team' });
  });

  it('leaves Escape and, before anything is typed, Tab to the dialog', () => {
    expect(press('Escape').defaultPrevented).toBe(false);
    expect(press('Tab').defaultPrevented).toBe(true);
    takeTypedAhead();
    keepTypingFor(() => true);
    expect(press('Tab').defaultPrevented).toBe(false);
  });
});
