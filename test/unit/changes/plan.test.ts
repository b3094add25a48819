import { describe, expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { normalizeName } from '../../../src-preload/shared/normalize.ts';
import { plan as planSchema } from '../../../src-preload/contract/plan.ts';
import { codes, error, value, yes } from './plans.ts';
import { createToken, invite, remove, setRole } from './requests.ts';
import { person, token, workspace } from './rows.ts';
import { system } from './systems.ts';
import { world } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };

describe('a plan says what would happen', () => {
  it('names the member, the change of role and how to undo it', async () => {
    const { changes } = await world();
    const plan = value(await changes.plan([setRole('dana', 'APPROVER')]));
    expect(planSchema.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({
      title: 'Make Dana Approver',
      verb: 'Make Approver',
      status: 'draft',
      destructive: false,
      confirmation: { type: 'review' },
      items: [{ fact: 'Collaborator → Approver', op: 'change', undo: { possible: true } }],
    });
    expect(codes(plan)).toEqual([[]]);
  });

  it('makes two items of an invitation with a role, the second depending on the first', async () => {
    const { changes } = await world();
    const plan = value(await changes.plan([invite('gil@example.com', 'APPROVER')]));
    expect(plan.title).toBe('Invite gil@example.com as Approver');
    expect(plan.items.map(({ request }) => request.type)).toEqual(['member.invite', 'member.set-role']);
    expect(plan.items[1]?.dependsOn).toBe(plan.items[0]?.id);
    expect(plan.items[1]?.fact).toBe('Collaborator → Approver');
    expect(plan.confirmation.type).toBe('none');
    expect(codes(plan)).toEqual([[], []]);
  });

  it('needs no second item for the role that invitations arrive with', async () => {
    const { changes } = await world();
    expect(value(await changes.plan([invite('gil@example.com', 'EDITOR')])).items).toHaveLength(1);
  });

  it('asks for the name to delete a workspace, and for name and count to remove many members', async () => {
    const { changes, server, syncAll } = await world();
    const many = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
    server.members.set('w1', [
      ...(server.members.get('w1') ?? []),
      ...many.map((id) => person(id, 'EDITOR')),
    ]);
    await syncAll();
    const deletion = value(await changes.plan([{ type: 'workspace.delete', ...ref }]));
    expect(deletion.confirmation).toEqual({ type: 'type-name', name: 'W1' });
    expect(deletion.items[0]?.fact).toBe('10 people · 1 active token');
    expect(value(await changes.plan(many.map(remove))).confirmation).toEqual({
      type: 'type-name-and-count',
      name: 'W1',
      count: 6,
    });
  });
});

describe('the number of removals that a name is typed from', () => {
  it('it can be set to a single one', async () => {
    const { changes } = await world({ typeNameFrom: 1 });
    expect(value(await changes.plan([remove('dana')])).confirmation).toEqual({
      type: 'type-name-and-count',
      name: 'W1',
      count: 1,
    });
    expect(value(await changes.plan([setRole('dana', 'EDITOR')])).confirmation.type).not.toBe(
      'type-name-and-count',
    );
  });
});

describe('a plan warns before anything is tried', () => {
  it('never leaves a workspace without an owner', async () => {
    const { changes } = await world();
    const plan = value(await changes.plan([setRole('ana', 'EDITOR')]));
    // One question for what happens to me: two would have the same answer.
    expect(codes(plan)[0]).toEqual(['last-owner:block', 'lock-out:warn']);
  });

  it('sees that two changes together would leave no owner', async () => {
    const { changes, server, syncAll } = await world();
    server.members.set('w1', [person('ana', 'OWNER'), person('dana', 'OWNER')]);
    await syncAll();
    const plan = value(await changes.plan([setRole('dana', 'EDITOR'), setRole('ana', 'EDITOR')]));
    expect(codes(plan)[0]).not.toContain('last-owner:block');
    expect(codes(plan)[1]).toContain('last-owner:block');
    const handedOver = value(await changes.plan([setRole('dana', 'EDITOR'), setRole('dana', 'OWNER')]));
    expect(codes(handedOver).flat()).not.toContain('last-owner:block');
  });

  it('does not count an invited owner who has not signed up', async () => {
    const { changes, server, syncAll } = await world();
    server.members.set('w1', [person('ana', 'OWNER'), person('dana', 'OWNER', { status: 'pending' })]);
    await syncAll();
    expect(codes(value(await changes.plan([setRole('ana', 'EDITOR')])))[0]).toContain('last-owner:block');
  });

  it('blocks what the system refuses: an owner who leaves or is removed', async () => {
    const { changes, server, syncAll } = await world();
    server.members.set('w1', [person('ana', 'OWNER'), person('dana', 'OWNER')]);
    await syncAll();
    expect(codes(value(await changes.plan([{ type: 'workspace.leave', ...ref }])))[0]).toEqual([
      'lock-out:block',
    ]);
    expect(codes(value(await changes.plan([remove('dana')])))[0]).toEqual([
      'not-allowed:block',
      'owner-removed:warn',
      'tokens-stay:warn',
    ]);
  });

  it('asks about a new owner, and says which tokens stay after a removal', async () => {
    const { changes } = await world();
    expect(codes(value(await changes.plan([setRole('dana', 'OWNER')])))[0]).toEqual(['owner-granted:warn']);
    const removal = value(await changes.plan([remove('dana')]));
    expect(removal.items[0]?.checks[0]?.words).toBe('Dana’s 1 active token keeps working. Revoke it too.');
    expect(removal.items[0]?.consequences).toEqual(['They lose access to the workspace.']);
    const without = value(await changes.plan([remove('eli')]));
    expect(without.items[0]?.consequences.join(' ')).toContain('Tokens they created');
    const both = value(
      await changes.plan([{ type: 'token.revoke', ...ref, tokenId: 'ci', name: 'ci' }, remove('dana')]),
    );
    expect(codes(both)).toEqual([[], []]);
    expect(both.items[1]?.consequences).toEqual(['They lose access to the workspace.']);
  });

  it('asks once about removing more than a quarter of the people', async () => {
    const { changes } = await world();
    const plan = value(await changes.plan([remove('eli'), remove('finn')]));
    expect(codes(plan)).toEqual([['removals-over-quarter:warn'], []]);
    expect(plan.items[0]?.checks[0]?.words).toContain('2 of 4 people (50 %)');
  });

  it('tells a duplicate invitation from a case variant', async () => {
    const { changes } = await world();
    expect(codes(value(await changes.plan([invite('dana@example.com')])))[0]).toEqual([
      'duplicate-email:block',
    ]);
    expect(codes(value(await changes.plan([invite('Dana@example.com')])))[0]).toEqual([
      'case-variant-email:warn',
    ]);
    const bulk = value(
      await changes.plan([invite('dana@example.com'), invite('g@example.com'), invite('g@example.com')]),
    );
    expect(codes(bulk)).toEqual([['already-so:info'], [], ['duplicate-email:block']]);
    expect(codes(value(await changes.plan([invite('no address')])))[0]).toEqual(['invalid:block']);
  });

  it('reads the expiry as the server will', async () => {
    const { changes } = await world();
    expect(codes(value(await changes.plan([createToken('ci2', '1m')])))[0]).toEqual([
      'expiry-under-hour:warn',
    ]);
    expect(codes(value(await changes.plan([createToken('ci2', '1 month')])))[0]).toEqual([
      'expiry-refused:block',
    ]);
    const fine = value(await changes.plan([createToken('ci2', '30d')]));
    expect(codes(fine)[0]).toEqual([]);
    expect(fine.confirmation.type).toBe('none');
  });

  it('says what my role forbids, what is shared and where no change is needed', async () => {
    const { changes, server, syncAll } = await world();
    server.workspaces = [workspace('w1', { myRole: knownValue('EDITOR') })];
    await syncAll();
    expect(codes(value(await changes.plan([invite('g@example.com')])))[0]).toEqual(['not-allowed:block']);
    const favourite = { type: 'workspace.favourite', ...ref, enabled: false } as const;
    expect(codes(value(await changes.plan([favourite])))[0]).toEqual(['shared-flag:warn', 'already-so:info']);
    expect(codes(value(await changes.plan([setRole('eli', 'APPROVER')])))[0]).toContain('already-so:info');
  });

  it('blocks offline and on lists that were never fetched, and says how old the others are', async () => {
    const it = await world();
    it.offline = 'You are offline.';
    expect(codes(value(await it.changes.plan([invite('g@example.com')])))[0]).toEqual(['offline:block']);
    it.offline = null;
    it.clock.now += 3 * 60_000;
    const stale = value(await it.changes.plan([invite('g@example.com')]));
    expect(codes(stale)[0]).toEqual(['stale-ground:info']);
    expect(stale.items[0]?.checks[0]?.words).toContain('3 min old');
    const other = {
      type: 'member.invite',
      connectionId: 'c1',
      workspaceId: 'nowhere',
      email: 'g@example.com',
      role: null,
    } as const;
    expect(codes(value(await it.changes.plan([other])))[0]).toEqual(['unknown-ground:block']);
  });

  it('wants a review of anything on production', async () => {
    const it = await world();
    it.badge = 'production';
    const plan = value(await it.changes.plan([invite('g@example.com')]));
    expect(codes(plan)[0]).toEqual(['production:warn']);
    expect(plan.confirmation.type).toBe('review');
  });

  it('says that a capability is missing', async () => {
    const none = { supported: false, reason: 'This system can’t invite.', source: 'the guide' } as const;
    const { changes } = await world({ provider: system({ capabilities: { 'member.invite': none } }) });
    const plan = value(await changes.plan([invite('g@example.com')]));
    expect(plan.items[0]?.checks[0]?.words).toBe('This system can’t invite. (the guide)');
    expect(codes(value(await changes.plan([invite('g@example.com')])))[0]).toEqual(['unsupported:block']);
  });

  it('plans a new token under an automation token, whose list it can’t read', async () => {
    const { changes } = await world({ credential: 'automation' });
    expect(codes(value(await changes.plan([createToken('ci2')])))[0]).toEqual([]);
    const revoke = { type: 'token.revoke', ...ref, tokenId: 'ci', name: 'ci' } as const;
    expect(codes(value(await changes.plan([revoke])))[0]).toEqual(['not-allowed:block']);
  });
});

it('a draft can be discarded, a plan of a removed connection is refused', async () => {
  const { changes } = await world();
  const plan = value(await changes.plan([invite('g@example.com')]));
  value(await changes.discard(plan.id));
  expect(error(changes.get(plan.id)).kind).toBe('not-found');
  expect(error(await changes.plan([{ ...invite('g@example.com'), connectionId: 'gone' }])).kind).toBe(
    'not-found',
  );
});

it('a token that expired counts as no active one', async () => {
  const { changes } = await world({
    seed: (server) => server.tokens.set('w1', [token('old', 'dana', { expiresAt: knownValue(5) })]),
  });
  expect(codes(value(await changes.plan([remove('dana')])))[0]).toEqual([]);
});

describe('what reads alike is the same', () => {
  it('invites the address without what can’t be seen, and takes both spellings for one person', async () => {
    const { changes } = await world();
    const plan = value(
      await changes.plan([invite('gil@example.com'), invite('\u200egi\u00adl@example.com；')]),
    );
    expect(plan.items.map(({ request }) => 'email' in request && request.email)).toEqual([
      'gil@example.com',
      'gil@example.com',
    ]);
    expect(codes(plan)).toEqual([[], ['duplicate-email:block']]);
  });

  it('finds a member whose letters are composed in another way', async () => {
    const { changes, server, syncAll } = await world();
    server.members.set('w1', [
      ...(server.members.get('w1') ?? []),
      { ...person('rene', 'EDITOR'), email: 'rene\u0301@example.com' },
    ]);
    await syncAll();
    expect(codes(value(await changes.plan([invite('ren\u00e9@example.com')])))).toEqual([
      ['duplicate-email:block'],
    ]);
  });

  it('names a new token without what can’t be seen', async () => {
    const { changes } = await world();
    const plan = value(await changes.plan([createToken('de\u200bploy\u00a0key')]));
    expect(plan.items[0]?.request).toMatchObject({ name: 'deploy key' });
  });

  it.each([
    'Two words',
    'Two  words',
    'Two\u00a0words',
    'Two wo\u0301rds',
    'Two wor\u200bds',
    '\tTwo words\t',
  ])('deletes a workspace called %j once its name is typed as it reads', async (name) => {
    const it = await world({
      seed: (server) => {
        server.workspaces = server.workspaces.map((row) => (row.id === 'w1' ? { ...row, name } : row));
      },
    });
    const plan = value(await it.changes.plan([{ type: 'workspace.delete', ...ref }]));
    expect(error(await it.changes.apply(plan.id, yes(plan, 'Two'))).kind).toBe('invalid');
    const typed = normalizeName(name).text;
    expect(value(await it.changes.apply(plan.id, yes(plan, typed))).plan.items[0]?.state.state).toBe('done');
  });

  it('asks for the id of a workspace whose name can’t be typed', async () => {
    const { changes } = await world({
      seed: (server) => {
        server.workspaces = server.workspaces.map((row) => ({ ...row, name: '\u200b\u200b' }));
      },
    });
    const plan = value(await changes.plan([{ type: 'workspace.delete', ...ref }]));
    expect(plan.confirmation).toEqual({ type: 'type-name', name: 'w1' });
  });
});
