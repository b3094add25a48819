import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import {
  closeDialog,
  closeEndedDialog,
  closeReveal,
  openDialog,
  openReveals,
  setPlanOpen,
  useDialogs,
  type Reveal,
} from '../../../src-renderer/stores/dialogs.ts';

const reveal = (revealId: string): Reveal => ({
  revealId,
  masked: 'ab…',
  tokenId: `token of ${revealId}`,
  // Nothing here reads it.
  item: {} as Plan['items'][number],
});
const upper = () =>
  useDialogs.getState().upper.map((dialog) => (dialog.type === 'plan' ? 'plan' : dialog.reveal.revealId));

describe('what opens over the page', () => {
  const forgotten: string[] = [];
  beforeEach(() => {
    forgotten.length = 0;
    useDialogs.setState({ page: null, upper: [] });
    vi.stubGlobal('window', {
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      steward: {
        tokens: {
          forgetSecret: ({ revealId }: { revealId: string }) => {
            forgotten.push(revealId);
            return Promise.resolve({ ok: true, value: null });
          },
        },
      },
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('a dialog whose work ends late closes itself alone, and not one that was opened meanwhile', () => {
    openDialog({ type: 'change-vault' });
    openDialog({ type: 'palette' });
    closeEndedDialog('change-vault');
    expect(useDialogs.getState().page).toEqual({ type: 'palette' });
    closeEndedDialog('palette');
    expect(useDialogs.getState().page).toBeNull();
  });

  it('is one dialog at a time: the next one takes the place of the one before', () => {
    openDialog({ type: 'connection-settings', connectionId: 'c' });
    openDialog({ type: 'sign-in-again', connectionId: 'c' });
    expect(useDialogs.getState().page).toEqual({ type: 'sign-in-again', connectionId: 'c' });
    closeDialog();
    expect(useDialogs.getState().page).toBeNull();
  });

  it('keeps the form that a plan came from under the plan', () => {
    openDialog({ type: 'create-workspace', connectionId: 'c' });
    setPlanOpen(true);
    expect([useDialogs.getState().page?.type, upper()]).toEqual(['create-workspace', ['plan']]);
    setPlanOpen(false);
    expect([useDialogs.getState().page?.type, upper()]).toEqual(['create-workspace', []]);
  });

  it('has the plan once, however often it moves on', () => {
    setPlanOpen(true);
    const before = useDialogs.getState();
    setPlanOpen(true);
    expect(useDialogs.getState()).toBe(before);
  });

  it('shows each secret until it was taken care of, and has it forgotten then', () => {
    setPlanOpen(true);
    openReveals([reveal('one'), reveal('two')]);
    closeReveal('one');
    expect([upper(), forgotten]).toEqual([['plan', 'two'], ['one']]);
  });
});
