import { describe, expect, it } from 'vitest';
import { commandCore } from '../../src-main/cli/runtime/core-session.ts';
import { readHostPattern } from '../../src-main/policy/host-pattern.ts';
import type { Policy } from '../../src-main/policy/policy.ts';
import { readRetention } from '../../src-main/store/retention/preference.ts';
import { startConnectedCore, startTestCore } from '../support/core.ts';
import { startTestInstance } from '../support/instance.ts';
import { errorOf, present, valueOf } from '../support/results.ts';

const never = new AbortController().signal;
const policyOf = (
  allowed: string,
  settings: Extract<Policy, { state: 'in-force' }>['settings'] = {},
): Policy => {
  const pattern = readHostPattern(allowed);
  return {
    state: 'in-force',
    file: '/etc/steward/policy.json',
    organization: 'Contoso',
    servers: pattern === null ? [] : [pattern],
    settings,
  };
};

describe('the organization’s policy', () => {
  it('holds for the command line through the same core: a server that isn’t allowed is never asked', async () => {
    const server = await startTestInstance();
    const { core, vault, close } = await startTestCore();
    const probe = (policy: Policy) =>
      commandCore({ store: core.store, vault, offline: false, policy }, new Map()).probe(
        { address: server.url, provider: null, allowInsecure: false, connectionId: null },
        never,
      );
    expect(await probe(policyOf('api.contoso.example'))).toMatchObject({
      verdict: 'unreachable',
      error: { kind: 'blocked' },
    });
    expect(await probe(policyOf('127.0.0.1'))).toMatchObject({ verdict: 'sign-in-needed' });
    await close();
    await server.close();
  });

  it('decides how long data is kept, and what was chosen comes back without it', async () => {
    const { core, close } = await startTestCore({ policy: policyOf('127.0.0.1', { eraseAfterDays: 7 }) });
    valueOf(await core.settingsHome.write({ historyDays: 20, eraseAfterDays: 45 }));
    expect(readRetention(core.store.ledger)).toEqual({
      historyDays: 20,
      hideAfterDays: 30,
      eraseAfterDays: 7,
    });
    expect(core.settingsHome.read('eraseAfterDays')).toBe(45);
    await close();
  });

  it('demands a second person of a command that keeps nothing too, which has none and so is refused', async () => {
    const managed = { secondPerson: true, secondPersonFromRemovals: 1 };
    const { core, connectionTo, close } = await startConnectedCore(
      {},
      { only: 'system-initiative', policy: policyOf('127.0.0.1', managed) },
    );
    const { id: connectionId } = connectionTo('system-initiative');
    valueOf(await core.sync.fetchNow(connectionId, null, ['workspaces'], never));
    const place = core.store.roster.workspaces(connectionId, Date.now())[0];
    const workspaceId = present(place, 'workspace').id;
    for (const list of ['roles', 'members', 'tokens', 'details'] as const)
      await core.sync.fetchNow(connectionId, workspaceId, [list], never);
    const plan = valueOf(await core.changes.plan([{ type: 'workspace.delete', connectionId, workspaceId }]));
    expect(plan.secondPerson).toBe('It deletes a workspace.');
    expect(valueOf(core.secondPersons.list())).toEqual({ people: [], guarded: false });
    const off = await core.secondPersons.changeSettings({ values: { secondPerson: false } });
    expect(errorOf(off).kind).toBe('not-allowed');
    await close();
  });
});
