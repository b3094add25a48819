import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startNavigation, useNavigation } from '../../../src-renderer/stores/navigation.ts';

const settled = () => new Promise((done) => setImmediate(done));
const at = () => useNavigation.getState().workspaceId;

describe('the way to another place', () => {
  /** What is being read ahead, by workspace: calling it ends the reading. */
  const reading = new Map<string, () => void>();
  const shown: string[] = [];

  beforeEach(async () => {
    reading.clear();
    shown.length = 0;
    const place = { ok: true, value: { connectionId: null, workspaceId: null, tab: 'members' } };
    vi.stubGlobal('window', {
      steward: { app: { place: () => Promise.resolve(place), setPlace: () => Promise.resolve(place) } },
    });
    await startNavigation(
      ({ workspaceId }) =>
        new Promise((resolve) => {
          reading.set(workspaceId, () => resolve(() => shown.push(workspaceId)));
        }),
    );
    useNavigation.setState({ connectionId: 'c', workspaceId: 'a', tab: 'members', screen: 'workspace' });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('ends when what is shown there first was read', async () => {
    useNavigation.getState().go({ workspaceId: 'b' });
    expect(at()).toBe('a');
    reading.get('b')?.();
    await settled();
    expect([at(), shown]).toEqual(['b', ['b']]);
  });

  it('is left for a newer one, whichever was read first', async () => {
    const { go } = useNavigation.getState();
    go({ workspaceId: 'b' });
    go({ workspaceId: 'c' });
    reading.get('c')?.();
    reading.get('b')?.();
    await settled();
    expect([at(), shown]).toEqual(['c', ['c']]);
  });

  it('is called off by going back to the place that is still shown', async () => {
    const { go } = useNavigation.getState();
    go({ workspaceId: 'b' });
    go({ workspaceId: 'a' });
    reading.get('b')?.();
    await settled();
    expect([at(), shown]).toEqual(['a', []]);
  });

  it('is called off by another screen that was opened on the way', async () => {
    const { go } = useNavigation.getState();
    go({ workspaceId: 'b', screen: 'workspace' });
    go({ screen: 'settings' });
    reading.get('b')?.();
    await settled();
    expect([at(), useNavigation.getState().screen]).toEqual(['a', 'settings']);
  });

  it('keeps to a tab that was chosen on the way', async () => {
    const { go } = useNavigation.getState();
    go({ workspaceId: 'b' });
    go({ tab: 'tokens' });
    reading.get('b')?.();
    await settled();
    expect([at(), useNavigation.getState().tab]).toEqual(['b', 'tokens']);
  });

  it('back to the place of the last run waits for the unlocking that makes it known', async () => {
    const place = { ok: true, value: { connectionId: 'c', workspaceId: 'kept', tab: 'tokens' } };
    const answers: unknown[] = [{ ok: false, error: { kind: 'vault-locked' } }, place];
    vi.stubGlobal('window', {
      steward: {
        app: { place: () => Promise.resolve(answers.shift()), setPlace: () => Promise.resolve(place) },
      },
    });
    expect(await startNavigation()).toBe(false);
    const restored = startNavigation();
    await settled();
    reading.get('kept')?.();
    expect([await restored, at()]).toEqual([true, 'kept']);
  });

  it('to no place needs no reading', () => {
    useNavigation.getState().go({ workspaceId: null });
    expect(at()).toBeNull();
  });
});
