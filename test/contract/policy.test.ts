import { describe, expect, it } from 'vitest';
import { commandCore } from '../../src-main/cli/runtime/core-session.ts';
import { readHostPattern } from '../../src-main/policy/host-pattern.ts';
import type { Policy } from '../../src-main/policy/policy.ts';
import { readRetention } from '../../src-main/store/retention/preference.ts';
import { startTestCore } from '../support/core.ts';
import { startTestInstance } from '../support/instance.ts';
import { valueOf } from '../support/results.ts';

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
});
