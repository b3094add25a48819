import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';

const shown = { connectionId: 'c', workspaceId: 'w' };

describe('the workspace on screen', () => {
  let asked: string[] = [];
  let tell: (event: StewardEvent) => void = () => undefined;

  beforeEach(async () => {
    vi.resetModules();
    vi.useFakeTimers();
    asked = [];
    vi.stubGlobal('window', {
      steward: {
        onEvent: (listener: (event: StewardEvent) => void) => {
          tell = listener;
        },
        workspaces: {
          get: ({ connectionId, workspaceId }: typeof shown) => {
            asked.push(workspaceId);
            const at = { connectionId, workspaceId: 'organization' };
            const value = {
              workspace: { connectionId, id: workspaceId, organization: { state: 'none' } },
              listsAt: { members: at, tokens: { connectionId, workspaceId } },
            };
            return Promise.resolve({ ok: true, value });
          },
        },
      },
    });
    const { showWorkspace } = await import('../../../src-renderer/stores/workspace.ts');
    await showWorkspace(shown);
    asked = [];
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const after = async (...events: StewardEvent[]) => {
    for (const event of events) tell(event);
    await vi.advanceTimersByTimeAsync(1000);
    return asked;
  };

  it('is not read again when another workspace of its connection changed', async () => {
    expect(await after({ topic: 'members', connectionId: 'c', workspaceId: 'other' })).toEqual([]);
    expect(await after({ topic: 'tokens', connectionId: 'other', workspaceId: 'w' })).toEqual([]);
  });

  it('is read once for the events of a whole refresh', async () => {
    const topics = ['members', 'invitations', 'tokens', 'roles', 'details'] as const;
    const events = topics.flatMap((topic): StewardEvent[] => [
      { topic, connectionId: 'c', workspaceId: 'w' },
      { topic: 'workspaces', connectionId: 'c' },
    ]);
    expect(await after(...events)).toEqual(['w']);
  });

  it('is read again when the organization that has its members changed', async () => {
    expect(await after({ topic: 'members', connectionId: 'c', workspaceId: 'organization' })).toEqual(['w']);
  });

  it('is read again when a list of its whole connection, or the network, changed', async () => {
    expect(await after({ topic: 'roles', connectionId: 'c', workspaceId: null })).toEqual(['w']);
    expect(await after({ topic: 'status' })).toEqual(['w', 'w']);
  });
});
