import type { Connection } from '../../../src-preload/contract/connections.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const writeText = vi.fn((_: { text: string }) => Promise.resolve({ ok: true, value: null }));
const answer = { ok: true, value: null };
/** Gives each connection’s answer to the question for its workspaces. */
const answers = new Map<string, (listed: unknown) => void>();
vi.stubGlobal('window', {
  steward: {
    app: { setPlace: () => Promise.resolve(answer), copyText: writeText },
    workspaces: {
      list: ({ connectionId }: { connectionId: string }) =>
        new Promise((resolve) => answers.set(connectionId, resolve)),
    },
    onEvent: () => () => undefined,
  },
});
vi.stubGlobal('document', { addEventListener: () => undefined });
const { useNavigation } = await import('../../../src-renderer/stores/navigation.ts');
const { useShownSection } = await import('../../../src-renderer/stores/settings-section.ts');
const { useConnections } = await import('../../../src-renderer/stores/connections.ts');
const { useWorkspaces } = await import('../../../src-renderer/stores/workspaces.ts');
const { useToasts } = await import('../../../src-renderer/stores/toasts.ts');
const { copyPlaceLink, openPlaceLink } = await import('../../../src-renderer/stores/place-link.ts');

const copied = (): string | undefined => writeText.mock.calls.at(-1)?.[0].text;

beforeEach(() => {
  useNavigation.setState({ connectionId: null, workspaceId: null, screen: 'settings' });
  useShownSection.setState({ section: null, inView: null });
});

describe('the link to the settings', () => {
  it('leads to the section that is being read', () => {
    useShownSection.setState({ inView: 'lock' });
    copyPlaceLink();
    expect(copied()).toBe('steward://settings/lock');
  });

  it('leads to their top where that is shown', () => {
    copyPlaceLink();
    expect(copied()).toBe('steward://settings');
  });
});

describe('a link to a workspace that names no connection', () => {
  const link = 'steward://workspace/w1';
  /** Connections that were just read; which workspaces they list isn’t known yet. */
  function justStarted(...ids: string[]): void {
    answers.clear();
    useWorkspaces.setState({ lists: {} });
    useToasts.setState({ toasts: [] });
    const connections = ids.map((id) => ({ id, address: `https://${id}.example` }));
    useConnections.setState({ connections: connections as Connection[], state: 'ready' });
  }
  const listed = (id: string, ...workspaceIds: string[]) =>
    answers.get(id)?.({
      ok: true,
      value: {
        workspaces: workspaceIds.map((each) => ({ id: each, position: 0 })),
        freshness: {},
        create: {},
      },
    });
  const said = () => useToasts.getState().toasts.map(({ text }) => text);

  it('waits right after the start until it is known who lists the workspace', async () => {
    justStarted('a', 'b');
    void openPlaceLink(link);
    listed('a', 'other');
    await Promise.resolve();
    expect(said()).toEqual([]);
    listed('b', 'w1');
    await expect
      .poll(() => useNavigation.getState())
      .toMatchObject({ connectionId: 'b', workspaceId: 'w1', screen: 'workspace' });
    expect(said()).toEqual([]);
  });

  it.each([
    [[], 'None of your connections lists the workspace of this link.'],
    [['w1'], 'Several of your connections list this workspace. Open it on the one you mean.'],
  ])('leads nowhere where both list %j, and says why', async (workspaces, sentence) => {
    justStarted('a', 'b');
    void openPlaceLink(link);
    listed('a', ...workspaces);
    listed('b', ...workspaces);
    await expect.poll(said).toEqual([sentence]);
  });
});
