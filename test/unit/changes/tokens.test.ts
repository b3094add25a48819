import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { receiptJson } from '../../../src-main/changes/receipt.ts';
import { failing, plainPeople, type FakeServer } from './fake-server.ts';
import { applied, codes, error, states, value, yes } from './plans.ts';
import { createToken, remove } from './requests.ts';
import { token } from './rows.ts';
import { notOffered, system } from './systems.ts';
import { world } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };
const keys = { one: 'API key', many: 'API keys', expiry: false } as const;
const provider = system({ tokens: keys, capabilities: { 'token.revoke': notOffered('Keys are deleted.') } });
const seed = (server: FakeServer) => {
  plainPeople(server);
  server.tokens.set('w1', [token('ci', 'dana', { enabled: knownValue(true) })]);
};
const rotate: ChangeRequest = { type: 'token.rotate', ...ref, tokenId: 'ci', name: 'ci', newName: 'ci-2' };
const remover = (tokenId: string): ChangeRequest => ({
  type: 'token.delete',
  ...ref,
  tokenId,
  name: tokenId,
});

describe('the text and rules of a system’s own tokens', () => {
  it('calls them what the system calls them, and asks no expiry where there is none', async () => {
    const it = await world({
      provider: system({
        tokens: keys,
        readExpiry: () => ({ reading: 'refused', message: 'No.', suggestion: null }),
      }),
      seed,
    });
    const { plan } = await applied(it, [createToken('deploy', '')]);
    expect(plan).toMatchObject({ title: 'Create API key “deploy”', verb: 'Create API key' });
    expect(plan.items[0]).toMatchObject({
      fact: 'no expiry',
      state: { state: 'done', words: 'API key “deploy” was created.' },
    });
  });

  it('switches one off, sees that it is off, and switches it on again by undo', async () => {
    const it = await world({ provider, seed });
    const off = { type: 'token.enable', ...ref, tokenId: 'ci', name: 'ci', enabled: false } as const;
    const { plan } = await applied(it, [off]);
    expect(plan.items[0]?.state).toMatchObject({ state: 'done', words: 'API key “ci” is switched off.' });
    expect(codes(value(await it.changes.plan([off])))).toEqual([['already-so:info']]);
    expect(value(await it.changes.undo(plan.id)).items[0]?.title).toBe('Switch API key “ci” on');
    expect(codes(value(await it.changes.plan([{ ...off, tokenId: 'gone' }])))).toEqual([['invalid:block']]);
  });

  it('refuses to revoke a token that can’t be revoked from here', async () => {
    const it = await world({
      provider,
      seed(server) {
        seed(server);
        server.tokens.set('w1', [token('ci', 'dana', { refusal: 'Its secret isn’t held any more.' })]);
      },
    });
    expect(value(await it.changes.plan([remover('ci')])).items[0]?.checks).toMatchObject([
      { code: 'not-allowed', level: 'block', words: 'Its secret isn’t held any more.' },
    ]);
  });

  it('warns about remaining tokens only where the place has tokens', async () => {
    const here = await world({ provider, seed });
    expect(value(await here.changes.plan([remove('dana')])).items[0]?.checks[0]?.words).toBe(
      'Dana’s 1 active API key keeps working. Delete it too.',
    );
    const elsewhere = system({
      capabilities: { 'token.list': { supported: true, at: ['account'], source: '' } },
    });
    const account = await world({ provider: elsewhere, seed });
    expect(codes(value(await account.changes.plan([remove('dana')])))).toEqual([[]]);
  });

  it('counts a new token as done without its secret where the system shows it again', async () => {
    const again = system({ tokens: { ...keys, secret: 'again' } });
    const it = await world({ provider: again, seed });
    it.server.onPerform = async (_, work) => {
      work();
      return ok({ createdWorkspaceId: null, createdToken: null });
    };
    const made = await applied(it, [createToken('deploy', '')]);
    expect(states(made.plan)).toEqual(['done']);
    expect(made.reveals).toEqual([]);
  });

  it('undoes a creation by the way that the system has', async () => {
    const it = await world({ provider, seed });
    const { plan } = await applied(it, [createToken('deploy', '')]);
    expect(plan.items[0]?.undo.words).toBe('You can delete it.');
    expect(value(await it.changes.undo(plan.id)).items[0]?.request).toMatchObject({
      type: 'token.delete',
      tokenId: 't2',
    });
  });
});

describe('a rotation', () => {
  it('creates a new key, pauses to replace it, and deletes the old one', async () => {
    const it = await world({ provider, seed });
    const plan = value(await it.changes.plan([rotate]));
    expect(plan).toMatchObject({
      title: 'Rotate API key “ci”',
      verb: 'Rotate',
      confirmation: { type: 'review' },
    });
    expect(plan.items.map(({ title }) => title)).toEqual(['Create API key “ci-2”', 'Delete API key “ci”']);
    expect(plan.items[1]).toMatchObject({
      dependsOn: plan.items[0]?.id,
      pause: 'Replace the old key wherever it’s used, then finish this plan to delete the old one.',
    });
  });

  it('stops at the pause with the new secret shown, and says so in the receipt', async () => {
    const it = await world({ provider, seed });
    const made = await applied(it, [rotate]);
    expect(states(made.plan)).toEqual(['done', 'pending']);
    expect(made.plan).toMatchObject({ status: 'stopped', unfinished: 1 });
    expect(made.reveals).toHaveLength(1);
    expect(it.server.sent).toMatchObject([{ type: 'token.create', name: 'ci-2', expiry: '' }]);
    expect(JSON.parse(receiptJson(made.plan))).toMatchObject({
      items: [{}, { outcome: 'pending', words: expect.stringContaining('Replace the old key') as string }],
    });
  });

  it('is finished by a plan of its own, without the pause', async () => {
    const it = await world({ provider, seed });
    const made = await applied(it, [rotate]);
    it.clock.now += 1000;
    const rest = value(await it.changes.finish(made.plan.id));
    expect(rest.items).toMatchObject([{ title: 'Delete API key “ci”', pause: null, dependsOn: null }]);
    expect(rest.items[0]?.consequences[0]).toContain('Anything that still uses the old key stops working.');
    const { plan } = value(await it.changes.apply(rest.id, yes(rest)));
    expect(states(plan)).toEqual(['done']);
    expect(plan.items[0]?.consequences[0]).toContain('Anything that still uses the old key');
    expect(it.server.tokens.get('w1')?.map(({ id }) => id)).toEqual(['t2']);
    expect(value(it.changes.get(made.plan.id)).unfinished).toBe(0);
  });

  it('never ends the old key when the new one failed, and pauses again when both are tried again', async () => {
    const it = await world({ provider, seed });
    it.server.onPerform = async () => fail(failing('server'));
    const made = await applied(it, [rotate]);
    expect(states(made.plan)).toEqual(['failed', 'skipped']);
    it.server.onPerform = null;
    it.clock.now += 1000;
    const rest = value(await it.changes.finish(made.plan.id));
    expect(rest.items.map(({ pause }) => pause === null)).toEqual([true, false]);
    expect(states(value(await it.changes.apply(rest.id, yes(rest))).plan)).toEqual(['done', 'pending']);
  });

  it('keeps the old key when it isn’t known whether the new one was created', async () => {
    const it = await world({ provider, seed });
    it.server.onPerform = async () => {
      it.server.onFetch = () => failing('server');
      return fail(failing('timeout'));
    };
    const made = await applied(it, [rotate]);
    expect(states(made.plan)).toEqual(['unverified', 'skipped']);
    it.server.onFetch = null;
    it.server.unreadable = 1;
    expect(error(await it.changes.finish(made.plan.id)).kind).toBe('not-supported');
  });

  it('keeps the old key when the new one is gone by then', async () => {
    const it = await world({ provider, seed });
    const made = await applied(it, [rotate]);
    const undo = value(await it.changes.undo(made.plan.id));
    it.clock.now += 1000;
    await it.changes.apply(undo.id, yes(undo));
    expect(error(await it.changes.finish(made.plan.id)).kind).toBe('not-supported');
    expect(it.server.tokens.get('w1')?.map(({ id }) => id)).toEqual(['ci']);
  });

  it('asks before the new key is deleted, because what uses it breaks', async () => {
    const it = await world({ provider, seed });
    const made = await applied(it, [rotate]);
    const half = value(await it.changes.undo(made.plan.id));
    expect(codes(half)[0]).toContain('replaces-token:warn');
    expect(half.items[0]?.checks.find(({ code }) => code === 'replaces-token')).toMatchObject({
      needsYes: true,
      words:
        '“ci-2” replaced “ci”. Anything that uses it stops working. “ci” still works. Put it back there first.',
    });

    const rest = value(await it.changes.finish(made.plan.id));
    it.clock.now += 1000;
    await it.changes.apply(rest.id, yes(rest));
    const whole = value(await it.changes.undo(made.plan.id));
    expect(whole.items[0]?.checks.find(({ code }) => code === 'replaces-token')?.words).toContain(
      '“ci” is gone, so there’s nothing to go back to.',
    );
  });

  it('doesn’t ask when a rotation deletes a key that an earlier one created', async () => {
    const it = await world({ provider, seed });
    const first = await applied(it, [rotate]);
    it.clock.now += 1000;
    const rest = value(await it.changes.finish(first.plan.id));
    await it.changes.apply(rest.id, yes(rest));
    const again = { ...rotate, tokenId: 't2', name: 'ci-2', newName: 'ci-3' } as ChangeRequest;
    const second = await applied(it, [again]);
    it.clock.now += 1000;
    const end = value(await it.changes.finish(second.plan.id));
    expect([...codes(second.plan), ...codes(end)].flat()).not.toContain('replaces-token:warn');
  });

  it('creates all the new keys of several rotations before it pauses', async () => {
    const it = await world({
      provider,
      seed(server) {
        seed(server);
        server.tokens.set('w1', [token('ci', 'dana'), token('cd', 'dana')]);
      },
    });
    const other = { ...rotate, tokenId: 'cd', name: 'cd', newName: 'cd-2' } as ChangeRequest;
    const { plan } = await applied(it, [rotate, other]);
    expect(plan.verb).toBe('Rotate 2 API keys');
    expect(states(plan)).toEqual(['done', 'pending', 'done', 'pending']);
  });

  it('stays one refused item where it isn’t offered', async () => {
    const none = system({ capabilities: { 'token.rotate': notOffered('Make another.') } });
    const it = await world({ provider: none, seed });
    expect(codes(value(await it.changes.plan([rotate])))).toEqual([['unsupported:block']]);
  });
});
