import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import { sampleModboxWorkspaces } from '../../../src-main/local-instance/sample/modbox.ts';
import { samplePassword } from '../../../src-main/local-instance/sample/password.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { modbox } from '../../../src-main/providers/modbox/provider.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { testHttpClient } from '../../support/http-client.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textWith } from '../../support/matchers.ts';
import { errorOf, present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';
import { minute } from '../../support/time.ts';

const http = testHttpClient();

const local = localInstance();
beforeEach(() => local.start());

const target = () => targetOf(local.server.modboxUrl);

async function secretOf(email: string): Promise<string> {
  const values = { username: email.split('@')[0] ?? '', password: samplePassword };
  const step = valueOf(
    await modbox.formSignIn(http, target(), { method: 'password', values, options: {} }, signal),
  );
  if (step.step !== 'secret') throw new Error('expected a secret');
  return step.secret;
}

/** Signed in as this person, with what the session keeps. */
async function signedIn(email: string, secret?: string) {
  const storage = memoryStorage(secret ?? (await secretOf(email)), { now: () => local.clock });
  const identity = valueOf(await modbox.session(http, target(), storage).whoami(signal));
  const session = modbox.session(http, target(), { ...storage, identity });
  const change = (request: ChangeRequest) => session.perform(request, { workspace: null }, signal);
  return { session, storage, identity, change };
}
const ana = () => signedIn(samplePeople.ana);

async function workspaceNamed(name: string, as = samplePeople.ana) {
  const { session } = await signedIn(as);
  const row = valueOf(await session.workspaces(signal)).rows.find((one) => one.name === name);
  return present(row, `workspace ${name}`);
}
const at = (workspaceId: string) => ({ connectionId: 'c', workspaceId });

describe('signing in', () => {
  it('it signs in with a password, as that person', async () => {
    const { identity } = await ana();
    expect(identity.email).toBe(samplePeople.ana);
  });

  it('it reports a wrong password at its field and signs no one out', async () => {
    const values = { username: 'ana.oliveira', password: 'wrong' };
    const form = { method: 'password', values, options: {} } as const;
    const error = errorOf(await modbox.formSignIn(http, target(), form, signal));
    expect(error).toMatchObject({ kind: 'invalid', fields: [{ path: 'password' }] });
    expect(JSON.stringify(error)).not.toContain('wrong');
  });

  it('it signs in with the address where SSO ends', async () => {
    const secret = JSON.parse(await secretOf(samplePeople.ana)) as { access: string; refresh: string };
    const fragment = new URLSearchParams({ access_token: secret.access, refresh_token: secret.refresh });
    const values = { token: `https://app.modbox.run/callback#${fragment.toString()}` };
    const form = { method: 'token', values, options: {} } as const;
    const step = valueOf(await modbox.formSignIn(http, target(), form, signal));
    expect(step).toMatchObject({ step: 'secret' });
  });

  it.each(['hello', 'https://app.modbox.run/', ''])('it refuses %j as a token', async (token) => {
    const form = { method: 'token', values: { token }, options: {} } as const;
    expect(errorOf(await modbox.formSignIn(http, target(), form, signal))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'token' }],
    });
  });

  it('it is recognized, and System Initiative’s address isn’t', async () => {
    expect(valueOf(await modbox.recognise(http, target(), {}, signal))).toEqual({
      apiVariant: 'api',
      methods: ['password', 'token'],
    });
    const other = { ...target(), address: local.server.url };
    expect(valueOf(await modbox.recognise(http, other, {}, signal))).toBeNull();
  });
});

describe('tokens of five minutes', () => {
  it('it refreshes tokens ahead of their expiry, and stores them', async () => {
    const { session, storage } = await ana();
    local.clock += 4.5 * minute;
    valueOf(await session.workspaces(signal));
    expect(local.asked('/auth/refresh')).toBe(1);
    expect(storage.current()).not.toBe(storage.secret);
    expect(modbox.inspectCredential(storage.current()).ok).toBe(true);
  });

  it('it refreshes tokens once for concurrent requests', async () => {
    const { session } = await ana();
    local.clock += 6 * minute;
    const [first, second, who] = await Promise.all([
      session.workspaces(signal),
      session.workspaces(signal),
      session.whoami(signal),
    ]);
    expect([first.ok, second.ok, who.ok]).toEqual([true, true, true]);
    expect(local.asked('/auth/refresh')).toBe(1);
  });

  it('it signs out when the refresh token has expired too', async () => {
    const { session } = await ana();
    local.clock += 31 * minute;
    expect(errorOf(await session.workspaces(signal)).kind).toBe('signed-out');
  });
});

describe('what is read', () => {
  it('it reads workspaces with my role in each, and the account that has the tokens', async () => {
    const { session } = await ana();
    const { rows } = valueOf(await session.workspaces(signal));
    const agents = rows.find(({ name }) => name === sampleModboxWorkspaces.agents);
    expect(agents).toMatchObject({ scope: 'workspace', tokensAt: 'account', myRole: { state: 'known' } });
    expect(new Set(rows.map(({ myRole }) => (myRole.state === 'known' ? myRole.value : null)))).toEqual(
      new Set(['owner', 'admin', 'member', 'viewer', null]),
    );
    expect(rows.at(-1)).toMatchObject({ id: 'account', scope: 'account' });
  });

  it('it reads the roster, with everyone active', async () => {
    const { session } = await ana();
    const { id } = await workspaceNamed(sampleModboxWorkspaces.agents);
    const { rows, unreadable } = valueOf(await session.members(id, signal));
    expect(unreadable).toBe(0);
    expect(rows.some(({ email, role }) => email === samplePeople.ana && role === 'owner')).toBe(true);
    expect(rows.every(({ status }) => status === 'active')).toBe(true);
  });

  it('it reads running sandboxes as what a deletion takes', async () => {
    const { session } = await ana();
    const { id } = await workspaceNamed(sampleModboxWorkspaces.agents);
    const [details] = valueOf(await session.details(id, signal)).rows;
    expect(details?.facts).toMatchObject([{ label: 'Running sandboxes', tone: 'warn' }]);
  });

  it('it refuses lists that Modbox doesn’t have, without a request', async () => {
    const { session } = await ana();
    const before = local.requests.length;
    expect(errorOf(await session.invitations('x', signal)).kind).toBe('not-supported');
    expect(errorOf(await session.roles('x', signal)).kind).toBe('not-supported');
    expect(local.requests).toHaveLength(before);
  });
});

describe('what is changed', () => {
  it('it creates, renames and deletes a workspace', async () => {
    const { session, change } = await ana();
    const form = { kind: 'local-dev', name: 'Trial', description: '', url: '', isDefault: false } as const;
    const made = valueOf(await change({ type: 'workspace.create', connectionId: 'c', ...form }));
    const id = made.createdWorkspaceId ?? '';
    valueOf(await change({ type: 'workspace.update', ...at(id), name: 'Trial 2', description: 'Of things' }));
    const find = async () => valueOf(await session.workspaces(signal)).rows.find((row) => row.id === id);
    expect(await find()).toMatchObject({ name: 'Trial 2', description: knownValue('Of things') });
    valueOf(await change({ type: 'workspace.delete', ...at(id) }));
    expect(await find()).toBeUndefined();
  });

  it('it adds a member with a role, changes it and removes them', async () => {
    const { session, change } = await ana();
    const { id } = await workspaceNamed(sampleModboxWorkspaces.agents);
    const email = 'new.person@example.com';
    const find = async () =>
      valueOf(await session.members(id, signal)).rows.find((row) => row.email === email);
    valueOf(await change({ type: 'member.invite', ...at(id), email, role: 'viewer' }));
    const added = await find();
    expect(added?.role).toBe('viewer');
    const userId = added?.userId ?? '';
    valueOf(await change({ type: 'member.set-role', ...at(id), userId, email, role: 'admin' }));
    expect((await find())?.role).toBe('admin');
    valueOf(await change({ type: 'member.remove', ...at(id), userId, email }));
    expect(await find()).toBeUndefined();
  });

  it('it explains the conflict of adding a member twice', async () => {
    const { change } = await ana();
    const { id } = await workspaceNamed(sampleModboxWorkspaces.agents);
    const again = { type: 'member.invite', ...at(id), email: samplePeople.ana, role: 'viewer' } as const;
    expect(errorOf(await change(again))).toMatchObject({
      kind: 'conflict',
      sentence: textWith('already a member'),
    });
  });

  it('it reports a bad address at its field', async () => {
    const { change } = await ana();
    const { id } = await workspaceNamed(sampleModboxWorkspaces.agents);
    const bad = { type: 'member.invite', ...at(id), email: 'nonsense', role: 'viewer' } as const;
    expect(errorOf(await change(bad))).toMatchObject({ kind: 'invalid', fields: [{ path: 'email' }] });
  });

  it('it refuses to let the last owner leave, and says why', async () => {
    const { change } = await ana();
    const form = {
      kind: 'local-dev',
      name: 'Mine alone',
      description: '',
      url: '',
      isDefault: false,
    } as const;
    const made = valueOf(await change({ type: 'workspace.create', connectionId: 'c', ...form }));
    const left = await change({ type: 'workspace.leave', ...at(made.createdWorkspaceId ?? '') });
    expect(errorOf(left)).toMatchObject({
      kind: 'forbidden',
      sentence: 'A workspace needs at least one owner.',
    });
  });

  it('it refuses what Modbox can’t do, without a request', async () => {
    const { change } = await ana();
    const before = local.requests.length;
    expect(errorOf(await change({ type: 'workspace.set-default', ...at('x') })).kind).toBe('not-supported');
    expect(local.requests).toHaveLength(before);
  });
});

describe('API tokens', () => {
  const create = { type: 'token.create', ...at('account'), name: 'CI', expiry: '' } as const;
  type Change = Awaited<ReturnType<typeof signedIn>>['change'];
  const createdToken = async (change: Change) =>
    present(valueOf(await change(create)).createdToken, 'token that was made');

  it('it keeps API tokens in the vault from their creation, lists them, and deletes them by their secret', async () => {
    const { session, storage, change } = await ana();
    const made = await createdToken(change);
    expect(made.secret).toMatch(/^mbx_/);
    const find = async () =>
      valueOf(await session.tokens('account', signal)).rows.find(({ id }) => id === made.id);
    expect(await find()).toMatchObject({ name: knownValue('CI'), expiresAt: none, refusal: null });
    expect([...storage.kept().values()].join()).toContain(made.secret);
    valueOf(await change({ type: 'token.delete', ...at('account'), tokenId: made.id, name: 'CI' }));
    expect(await find()).toBeUndefined();
    expect([...storage.kept().values()].join()).not.toContain(made.secret);
  });

  it('it can’t delete tokens created elsewhere, and says so up front', async () => {
    const elsewhere = await ana();
    const made = await createdToken(elsewhere.change);
    const { session, change } = await ana();
    const row = valueOf(await session.tokens('account', signal)).rows.find(({ id }) => id === made.id);
    expect(row?.refusal).toContain('created elsewhere');
    const deleted = await change({
      type: 'token.delete',
      ...at('account'),
      tokenId: made.id,
      name: 'CI',
    });
    expect(errorOf(deleted).kind).toBe('not-supported');
  });

  it('it never shows the secret that is in the path', async () => {
    const { storage, change } = await ana();
    const made = await createdToken(change);
    local.faults([{ path: '/modbox/api-tokens/*', fault: { kind: 'status', status: 500 } }]);
    const deleted = await change({
      type: 'token.delete',
      ...at('account'),
      tokenId: made.id,
      name: 'CI',
    });
    expect(JSON.stringify(errorOf(deleted))).not.toContain(made.secret);
    expect(local.requests.join('\n')).not.toContain(made.secret);
    expect([...storage.kept().values()].join()).toContain(made.secret);
  });

  it('it lets API tokens sign in, but not manage tokens', async () => {
    const { change } = await ana();
    const made = await createdToken(change);
    const form = { method: 'token', values: { token: made.secret }, options: {} } as const;
    const step = valueOf(await modbox.formSignIn(http, target(), form, signal));
    const byToken = await signedIn(samplePeople.ana, step.step === 'secret' ? step.secret : '');
    expect(byToken.identity.email).toBe(samplePeople.ana);
    expect(errorOf(await byToken.session.tokens('account', signal))).toMatchObject({ kind: 'not-allowed' });
  });
});
