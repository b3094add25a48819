import { describe, expect, it } from 'vitest';
import { roleOf, theSecret } from './fake-server.ts';
import { error, states, value, yes } from './plans.ts';
import { createToken, invite, remove, setRole } from './requests.ts';
import { person, token, workspace } from './rows.ts';
import { world } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };

describe('apply', () => {
  it('sends, reads back and writes a receipt, each state on disk before and after its request', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(roleOf(it.server, 'dana')).toBe('APPROVER');
    expect(applied.plan).toMatchObject({ status: 'finished', unfinished: 0 });
    expect(applied.plan.items[0]?.state).toMatchObject({ state: 'done', words: 'Dana is Approver in “W1”.' });
    const onDisk = it.ledger.writes.map((text) => {
      const saved = JSON.parse(text) as typeof plan;
      return `${saved.status} ${states(saved).join()}`;
    });
    expect(onDisk).toEqual([
      'draft pending',
      'applying pending',
      'applying sent',
      'applying done',
      'finished done',
    ]);
    const progress = it.events.filter((event) => event.topic === 'progress');
    expect(progress.map(({ state, done, total }) => [state.state, done, total])).toEqual([
      ['sent', 0, 1],
      ['done', 1, 1],
    ]);
  });

  it('reads nothing again that is under a minute old, and everything before something is taken away', async () => {
    const it = await world();
    const role = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    await it.changes.apply(role.id, yes(role));
    expect(it.server.fetched.slice(0, 1)).toEqual(['members w1']);
    it.server.fetched.length = 0;
    const removal = value(await it.changes.plan([remove('finn')]));
    await it.changes.apply(removal.id, yes(removal));
    expect(it.server.fetched.slice(0, 3)).toEqual(['workspaces', 'members w1', 'members w1']);
  });

  it('refuses to apply offline, with a warning unconfirmed, or without the text that has to be typed', async () => {
    const it = await world();
    const owner = value(await it.changes.plan([setRole('dana', 'OWNER')]));
    expect(error(await it.changes.apply(owner.id, { typed: '', acknowledged: [] })).kind).toBe('invalid');
    const deletion = value(await it.changes.plan([{ type: 'workspace.delete', ...ref }]));
    expect(error(await it.changes.apply(deletion.id, yes(deletion, 'w1'))).kind).toBe('invalid');
    it.offline = 'You are offline.';
    expect(error(await it.changes.apply(deletion.id, yes(deletion, 'W1'))).kind).toBe('offline');
    it.offline = null;
    expect(it.server.sent).toEqual([]);
    const done = value(await it.changes.apply(deletion.id, yes(deletion, 'W1')));
    expect(states(done.plan)).toEqual(['done']);
    expect(error(await it.changes.apply(deletion.id, yes(deletion, 'W1'))).kind).toBe('not-allowed');
  });

  it('refuses a plan whose basis has moved, says what moved, and keeps the new plan', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([remove('dana')]));
    it.server.members.set('w1', [
      person('ana', 'OWNER'),
      person('dana', 'APPROVER'),
      person('eli', 'APPROVER'),
    ]);
    const refused = error(await it.changes.apply(plan.id, yes(plan)));
    expect(refused.kind).toBe('plan-moved');
    expect(refused.sentence).toBe('Changed since your review: Dana is now Approver (was Collaborator).');
    expect(it.server.sent).toEqual([]);
    const again = value(it.changes.get(plan.id));
    expect(again).toMatchObject({ status: 'draft', items: [{ fact: 'Approver' }] });
    expect(states(value(await it.changes.apply(plan.id, yes(again))).plan)).toEqual(['done']);
  });

  it('refuses when a workspace was renamed or is gone, or a member is gone', async () => {
    const others = [workspace('w2'), workspace('w3')];
    const it = await world({ seed: (server) => server.workspaces.push(...others) });
    const rename = value(
      await it.changes.plan([{ type: 'workspace.update', ...ref, name: 'New', description: '' }]),
    );
    const deletion = value(await it.changes.plan([{ type: 'workspace.delete', ...ref }]));
    const removal = value(await it.changes.plan([remove('dana')]));
    it.server.members.set(
      'w1',
      (it.server.members.get('w1') ?? []).filter(({ userId }) => userId !== 'dana'),
    );
    expect(error(await it.changes.apply(removal.id, yes(removal))).sentence).toContain(
      'Dana is no longer a member',
    );
    it.server.workspaces = [workspace('w1', { name: 'Other' }), ...others];
    it.clock.now += 61_000;
    expect(error(await it.changes.apply(rename.id, yes(rename))).sentence).toContain(
      '“W1” is now called “Other”',
    );
    it.server.workspaces = others;
    expect(error(await it.changes.apply(deletion.id, yes(deletion, 'W1'))).sentence).toContain(
      'is no longer in your list',
    );
    expect(it.server.sent).toEqual([]);
  });

  it('finds the invited person for the second step', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([invite('gil@example.com', 'APPROVER')]));
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(applied.plan)).toEqual(['done', 'done']);
    expect(it.server.sent[1]).toMatchObject({ type: 'member.set-role', userId: 'gil', role: 'APPROVER' });
  });

  it('sends nothing where no change is needed', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([invite('dana@example.com'), invite('gil@example.com')]));
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(applied.plan)).toEqual(['already-so', 'done']);
    expect(it.server.sent).toHaveLength(1);
  });

  it('hands the secret of a new token to the secret store alone', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([createToken('deploy')]));
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(it.secrets).toEqual([theSecret]);
    expect(applied.reveals).toMatchObject([
      { revealId: 'reveal1', tokenId: 't2', itemId: plan.items[0]?.id },
    ]);
    expect(JSON.stringify([applied, it.ledger.writes, it.events])).not.toContain(theSecret.slice(0, 12));
  });

  it('returns the ID of a new workspace', async () => {
    const it = await world();
    const plan = value(
      await it.changes.plan([
        {
          type: 'workspace.create',
          connectionId: 'c1',
          kind: 'local-dev',
          name: 'Fresh',
          description: '',
          url: 'http://localhost:8080',
          isDefault: false,
        },
      ]),
    );
    expect(value(await it.changes.apply(plan.id, yes(plan))).createdWorkspaceId).toBe('w9');
  });
});

describe('undo', () => {
  it('undoes roles, names, invitations and removals', async () => {
    const it = await world();
    const plan = value(
      await it.changes.plan([
        setRole('dana', 'APPROVER'),
        remove('eli'),
        invite('gil@example.com', 'APPROVER'),
        { type: 'workspace.update', ...ref, name: 'New', description: 'x' },
      ]),
    );
    expect(states(value(await it.changes.apply(plan.id, yes(plan))).plan)).toEqual(Array(5).fill('done'));
    const undo = value(await it.changes.undo(plan.id));
    expect(undo.items.map(({ title }) => title)).toEqual([
      'Rename “New” to “W1” and change its description',
      'Remove Gil',
      'Invite eli@example.com',
      'Make eli@example.com Approver',
      'Make Dana Collaborator',
    ]);
    expect(states(value(await it.changes.apply(undo.id, yes(undo))).plan)).toEqual(Array(5).fill('done'));
    expect([roleOf(it.server, 'dana'), roleOf(it.server, 'eli'), roleOf(it.server, 'gil')]).toEqual([
      'EDITOR',
      'APPROVER',
      undefined,
    ]);
  });

  it('revokes a token that was created, and says what can’t be restored', async () => {
    const it = await world();
    const made = value(await it.changes.plan([createToken('deploy')]));
    await it.changes.apply(made.id, yes(made));
    const undo = value(await it.changes.undo(made.id));
    expect(undo.items[0]?.request).toMatchObject({ type: 'token.revoke', tokenId: 't2' });
    it.server.tokens.set('w1', [token('ci', 'dana')]);
    await it.syncAll();
    const revoked = value(
      await it.changes.plan([{ type: 'token.revoke', ...ref, tokenId: 'ci', name: 'ci' }]),
    );
    await it.changes.apply(revoked.id, yes(revoked));
    expect(error(await it.changes.undo(revoked.id)).sentence).toContain('A revoked token can’t be restored.');
  });
});
