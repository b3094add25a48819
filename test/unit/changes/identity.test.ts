import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import type { TokenRow } from '../../../src-main/base/records.ts';
import { failing } from './fake-server.ts';
import { applied, codes, error, states, value, yes } from './plans.ts';
import { createToken, invite, remove } from './requests.ts';
import { invitation, person, token } from './rows.ts';
import { system } from './systems.ts';
import { world, type World } from './world.ts';

const w1 = { connectionId: 'c1', workspaceId: 'w1' };
const revoke = (tokenId: string): ChangeRequest => ({ type: 'token.revoke', ...w1, tokenId, name: tokenId });
const createWorkspace: ChangeRequest = {
  type: 'workspace.create',
  connectionId: 'c1',
  kind: 'remote-url',
  name: 'Fresh',
  description: '',
  url: 'https://fresh.example.com',
  isDefault: false,
};

function changeToken(it: World, id: string, part: Partial<TokenRow>): void {
  const tokens = it.server.tokens.get('w1') ?? [];
  it.server.tokens.set(
    'w1',
    tokens.map((one) => (one.id === id ? { ...one, ...part } : one)),
  );
}
const confirmed = (it: World, plan: Plan, typed = '') => it.changes.apply(plan.id, yes(plan, typed));

describe('undoing what was created', () => {
  it('it ends what is still the same', async () => {
    const it = await world();
    const { plan } = await applied(it, [createToken('deploy')]);
    const undo = value(await it.changes.undo(plan.id));
    expect(states(value(await confirmed(it, undo)).plan)).toEqual(['done']);
  });

  it.each<[string, Partial<TokenRow>, string]>([
    [
      'name',
      { name: knownValue('prod') },
      'Steward can’t confirm that “deploy” is still the same: its name has changed.',
    ],
    [
      'creation date',
      { createdAt: knownValue(99) },
      'Steward can’t confirm that “deploy” is still the same: its creation date has changed.',
    ],
    [
      'creation date, which isn’t reported',
      { createdAt: { state: 'not-reported' } },
      'Steward can’t confirm that “deploy” is still the same: its creation date is no longer reported.',
    ],
    [
      'owner',
      { ownerId: 'dana' },
      'Steward can’t confirm that “deploy” is still the same: its owner has changed.',
    ],
  ])('it sends nothing where its ID has another %s by then', async (_, part, sentence) => {
    const it = await world();
    const { plan } = await applied(it, [createToken('deploy')]);
    const undo = value(await it.changes.undo(plan.id));
    changeToken(it, 't2', part);
    const sent = it.server.sent.length;
    expect(error(await confirmed(it, undo)).sentence).toContain(sentence);
    // Reviewing it again doesn't make it what was created.
    const again = value(await it.changes.replan(undo.id));
    expect(codes(again)[0]).toContain('invalid:block');
    expect(error(await confirmed(it, again)).sentence).toContain(sentence);
    expect(it.server.sent).toHaveLength(sent);
  });

  it('it sends nothing where the list can’t be read', async () => {
    const it = await world();
    const { plan } = await applied(it, [createToken('deploy')]);
    const undo = value(await it.changes.undo(plan.id));
    it.server.onFetch = (list) => (list.startsWith('tokens') ? failing('server') : null);
    const sent = it.server.sent.length;
    expect(error(await confirmed(it, undo)).sentence).toBe('A server failure.');
    expect(it.server.sent).toHaveLength(sent);
  });

  it('it deletes no workspace that has another name or owner by then', async () => {
    const it = await world({ provider: system({}) });
    const { plan } = await applied(it, [createWorkspace]);
    const undo = value(await it.changes.undo(plan.id));
    it.server.workspaces = it.server.workspaces.map((row) =>
      row.name === 'Fresh' ? { ...row, name: 'Precious' } : row,
    );
    expect(await confirmed(it, undo, 'Fresh')).toMatchObject({ ok: false });
    expect(it.server.workspaces.map(({ name }) => name)).toContain('Precious');
  });

  it('it cancels no invitation but the one that was sent', async () => {
    const provider = system({ joining: { shownIn: 'invitations' } });
    const it = await world({ provider, seed: (server) => (server.invitedIn = 'invitations') });
    const { plan } = await applied(it, [invite('kim@example.com')]);
    it.server.invitations.set('w1', [
      invitation('i1', 'kim@example.com', { status: 'cancelled' }),
      invitation('i9', 'kim@example.com'),
    ]);
    await it.syncAll();
    const undo = value(await it.changes.undo(plan.id));
    expect(undo.items[0]?.checks[0]).toMatchObject({
      level: 'block',
      words: 'Steward can’t confirm that “kim@example.com” is still the same: its ID has changed.',
    });
  });

  it('it doesn’t remove a member whose ID has come to name another person', async () => {
    const it = await world();
    const { plan } = await applied(it, [invite('kim@example.com')]);
    const undo = value(await it.changes.undo(plan.id));
    const members = it.server.members.get('w1') ?? [];
    it.server.members.set(
      'w1',
      members.map((one) =>
        one.userId === 'kim' ? person('kim', 'EDITOR', { email: 'lee@example.com' }) : one,
      ),
    );
    const sent = it.server.sent.length;
    expect(await confirmed(it, undo)).toMatchObject({ ok: false });
    expect(it.server.sent).toHaveLength(sent);
  });
});

describe('ending what was reviewed', () => {
  it('it asks again where its ID names something else by then', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([revoke('ci')]));
    changeToken(it, 'ci', { ownerId: 'eli' });
    expect(error(await confirmed(it, plan))).toMatchObject({ kind: 'plan-moved' });
    const again = value(it.changes.get(plan.id));
    expect(states(value(await confirmed(it, again)).plan)).toEqual(['done']);
  });

  it('it looks right before each one', async () => {
    const seed = (it: { tokens: Map<string, TokenRow[]> }) =>
      it.tokens.set('w1', [token('ci', 'dana'), token('old', 'dana')]);
    const it = await world({ seed });
    const plan = value(await it.changes.plan([revoke('ci'), revoke('old')]));
    it.server.onPerform = async (_request, work) => {
      const answer = work();
      changeToken(it, 'old', { createdAt: knownValue(99) });
      return answer;
    };
    const { plan: receipt } = value(await confirmed(it, plan));
    expect(states(receipt)).toEqual(['done', 'failed']);
    expect(it.server.sent).toEqual([revoke('ci')]);
  });

  it('it sends nothing where the list has grown old meanwhile and can’t be read again', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([revoke('ci'), remove('dana')]));
    it.server.onPerform = async (_request, work) => {
      const answer = work();
      it.clock.now += 120_000;
      it.server.onFetch = (list) => (list.startsWith('members') ? failing('server') : null);
      return answer;
    };
    const { plan: receipt } = value(await confirmed(it, plan));
    expect(receipt.items[1]?.state).toMatchObject({
      state: 'failed',
      error: {
        sentence: 'A server failure.',
        nextStep: 'Nothing was sent. Check the list, then plan it again.',
      },
    });
    expect(it.server.sent).toEqual([revoke('ci')]);
  });
});
