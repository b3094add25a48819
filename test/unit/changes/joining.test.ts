import { describe, expect, it } from 'vitest';
import { joinOffersOf } from '../../../src-main/changes/kinds/join-offers.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Provider } from '../../../src-main/providers/provider.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { failing, plainPeople, type FakeServer } from './fake-server.ts';
import { applied, codes, error, states, value, yes } from './plans.ts';
import { invite, remove, setRole } from './requests.ts';
import { customRole, invitation, person, workspace } from './rows.ts';
import { notOffered, system } from './systems.ts';
import { world } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };

describe('a system that keeps a list of invitations', () => {
  const provider = system({ joining: { shownIn: 'invitations' } });
  const seed = (server: FakeServer) => {
    plainPeople(server);
    server.invitedIn = 'invitations';
    server.invitations.set('w1', [
      invitation('i1', 'gil@example.com', { role: knownValue('editor'), message: knownValue('Hi') }),
      invitation('i2', 'old@example.com', { expiresAt: knownValue(5) }),
    ]);
  };
  const cancel = (id: string, email: string): ChangeRequest => ({
    type: 'invitation.cancel',
    ...ref,
    invitationId: id,
    email,
    reason: '',
  });

  it('confirms an invitation by the list of invitations', async () => {
    const it = await world({ provider, seed });
    const { plan } = await applied(it, [invite('kai@example.com', 'viewer')]);
    expect(states(plan)).toEqual(['done']);
    expect(plan.items[0]).toMatchObject({ title: 'Invite kai@example.com', fact: 'as Viewer' });
    expect(it.server.sent).toMatchObject([{ role: 'viewer' }]);
    expect(it.server.fetched[0]).toBe('invitations w1');
  });

  it('says that an address has already been invited, or is already a member', async () => {
    const it = await world({ provider, seed });
    const duplicate = value(await it.changes.plan([invite('Gil@example.com', 'viewer')]));
    expect(codes(duplicate)).toEqual([['duplicate-email:block']]);
    expect(duplicate.items[0]?.checks[0]?.words).toBe('Gil@example.com has already been invited.');
    const member = value(await it.changes.plan([invite('dana@example.com', 'viewer')]));
    expect(member.items[0]?.checks[0]?.words).toBe('dana@example.com is already a member (Editor).');
    expect(codes(value(await it.changes.plan([invite('old@example.com', 'viewer')])))).toEqual([[]]);
  });

  it('undoes an invitation by cancelling it, and a cancellation by inviting again', async () => {
    const it = await world({ provider, seed });
    const invited = await applied(it, [invite('kai@example.com', 'viewer')]);
    const undo = value(await it.changes.undo(invited.plan.id));
    expect(undo.items[0]?.request).toMatchObject({ type: 'invitation.cancel', invitationId: 'i3' });
    const cancelled = await applied(it, [cancel('i1', 'gil@example.com')]);
    expect(cancelled.plan.items[0]?.state).toMatchObject({
      state: 'done',
      words: 'The invitation of gil@example.com to “W1” was cancelled.',
    });
    expect(value(await it.changes.undo(cancelled.plan.id)).items[0]?.request).toMatchObject({
      type: 'member.invite',
      role: 'editor',
      message: 'Hi',
    });
  });

  it('cancels nothing that is no longer open', async () => {
    const it = await world({ provider, seed });
    expect(codes(value(await it.changes.plan([cancel('i2', 'old@example.com')])))[0]).toEqual([
      'already-so:info',
    ]);
    const plan = value(await it.changes.plan([cancel('i1', 'gil@example.com')]));
    it.server.invitations.set('w1', [invitation('i1', 'gil@example.com', { status: 'accepted' })]);
    expect(error(await it.changes.apply(plan.id, yes(plan))).sentence).toBe(
      'Changed since your review: gil@example.com has accepted the invitation.',
    );
    await it.syncAll();
    expect(codes(value(await it.changes.plan([cancel('i1', 'gil@example.com')])))[0]).toEqual([
      'invalid:block',
    ]);
  });

  it('refuses days that the system doesn’t take', async () => {
    const days = { preset: 7, min: 1, max: 30 };
    const it = await world({ provider: system({ joining: { shownIn: 'invitations', days } }), seed });
    const request = { ...invite('kai@example.com'), days: 31 } as ChangeRequest;
    expect(codes(value(await it.changes.plan([request])))[0]).toEqual(['invalid:block']);
  });
});

describe('a system that gives roles only after joining', () => {
  const provider = system({
    joining: { shownIn: 'invitations', role: 'after-join' },
    capabilities: { 'member.remove': notOffered('People leave by themselves.') },
  });
  const seed = (server: FakeServer) => {
    plainPeople(server);
    server.invitedIn = 'invitations';
  };

  it('keeps the requested role in the plan and doesn’t send it', async () => {
    const it = await world({ provider, seed });
    const { plan } = await applied(it, [invite('kai@example.com', 'editor')]);
    expect(plan.items).toHaveLength(1);
    expect(plan.items[0]).toMatchObject({
      fact: 'Editor once they’ve joined',
      request: { role: 'editor' },
      state: { state: 'done' },
    });
    expect(it.server.sent).toMatchObject([{ type: 'member.invite', role: null }]);
  });

  async function invited() {
    const it = await world({ provider, seed });
    const offers = () =>
      joinOffersOf(ref, {
        connections: it.connections,
        roster: it.roster,
        ledger: it.ledger,
        now: () => it.clock.now,
      });
    const join = async (userId: string, role: string) => {
      it.server.members.set('w1', [...(it.server.members.get('w1') ?? []), person(userId, role)]);
      it.server.invitations.set('w1', []);
      await it.syncAll();
      it.clock.now += 1000;
    };
    await applied(it, [invite('kai@example.com', 'editor')]);
    it.clock.now += 1000;
    return { it, offers, join };
  }

  it('offers the role once they have joined, until they are given one', async () => {
    const { it, offers, join } = await invited();
    expect(offers()).toEqual([]);
    await join('kai', 'viewer');
    expect(offers()).toEqual([
      {
        userId: 'kai',
        email: 'kai@example.com',
        name: 'Kai',
        now: { id: 'viewer', label: 'Viewer' },
        wanted: { id: 'editor', label: 'Editor' },
      },
    ]);
    await applied(it, [setRole('kai', 'editor')]);
    expect(offers()).toEqual([]);
    it.clock.now += 1000;
    await applied(it, [setRole('kai', 'viewer')]);
    expect(offers()).toEqual([]);
  });

  it('looks for other decisions, which may be thousands, only where somebody would be offered a role', async () => {
    const { it, join } = await invited();
    const read: string[] = [];
    const offers = () => {
      read.length = 0;
      return joinOffersOf(ref, {
        connections: it.connections,
        roster: it.roster,
        ledger: {
          itemsOfTypes(place, types) {
            read.push(...types);
            return it.ledger.itemsOfTypes(place, types);
          },
        },
        now: () => it.clock.now,
      });
    };
    offers();
    expect(read).toEqual(['member.invite']);
    await join('kai', 'viewer');
    expect(offers()).toHaveLength(1);
    expect(read).toContain('member.set-role');
  });

  it('goes by the latest invitation, and by none that was cancelled', async () => {
    const { it, offers, join } = await invited();
    const request = { type: 'invitation.cancel', ...ref, invitationId: 'i1', reason: '' } as const;
    await applied(it, [{ ...request, email: 'kai@example.com' }]);
    it.clock.now += 1000;
    await applied(it, [invite('kai@example.com', 'owner')]);
    await join('kai', 'viewer');
    expect(offers()).toMatchObject([{ wanted: { id: 'owner' } }]);
    it.server.invitations.set('w1', [invitation('i9', 'kai@example.com')]);
    await it.syncAll();
    await applied(it, [{ ...request, invitationId: 'i9', email: 'kai@example.com' }]);
    expect(offers()).toEqual([]);
  });

  it('offers nothing where invitations carry the role', async () => {
    const it = await world({ provider: system({ joining: { shownIn: 'invitations' } }), seed });
    await applied(it, [invite('kai@example.com', 'editor')]);
    it.server.members.set('w1', [person('ana', 'owner'), person('kai', 'viewer')]);
    await it.syncAll();
    const { connections, roster, ledger } = it;
    expect(joinOffersOf(ref, { connections, roster, ledger, now: () => it.clock.now })).toEqual([]);
  });
});

describe('a system that adds people from the organization', () => {
  const provider = system({ joining: { verb: 'add', fromOrganization: true } });
  const inOrganization = { organization: knownValue({ id: 'org', name: 'Acme' }) };
  const seed = (server: FakeServer) => {
    plainPeople(server);
    server.workspaces = [
      workspace('org', { name: 'Acme', scope: 'organization', myRole: knownValue('owner') }),
      workspace('w1', { ...inOrganization, myRole: knownValue('owner') }),
    ];
    server.members.set('org', [person('ana', 'owner'), person('dana', 'editor'), person('kai', 'viewer')]);
  };

  it('adds only members of the organization, by name', async () => {
    const it = await world({ provider, seed });
    const plan = value(await it.changes.plan([invite('kai@example.com', 'viewer')]));
    expect(plan).toMatchObject({ title: 'Add Kai to “W1”', verb: 'Add' });
    expect(codes(plan)).toEqual([[]]);
    const stranger = value(await it.changes.plan([invite('zoe@example.com', 'viewer')]));
    expect(codes(stranger)).toEqual([['not-in-organization:block']]);
    expect(stranger.items[0]?.checks[0]?.words).toBe(
      'zoe@example.com isn’t in “Acme”. Add them to the organization first.',
    );
  });

  it('sees that an earlier change of the plan brings them into the organization', async () => {
    const it = await world({ provider, seed });
    const first = { ...invite('zoe@example.com', 'viewer'), workspaceId: 'org' } as ChangeRequest;
    const { plan } = await applied(it, [first, invite('zoe@example.com', 'viewer')]);
    expect(plan.verb).toBe('Add 2 people');
    expect(codes(plan)).toEqual([[], []]);
    expect(states(plan)).toEqual(['done', 'done']);
  });

  it('claims nothing about an organization whose members were never fetched', async () => {
    const it = await world({
      provider,
      seed: (server) => (seed(server), (server.workspaces = server.workspaces.slice(1))),
    });
    expect(codes(value(await it.changes.plan([invite('zoe@example.com', 'viewer')])))).toEqual([
      ['not-in-organization:info'],
    ]);
  });

  it('asks before adding an owner', async () => {
    const it = await world({ provider, seed });
    expect(codes(value(await it.changes.plan([invite('kai@example.com', 'owner')])))).toEqual([
      ['owner-granted:warn'],
    ]);
  });
});

describe('addresses that a server rewrites', () => {
  it('finds a member whose address the server keeps in lower case', async () => {
    const it = await world({ provider: system(), seed: plainPeople });
    it.server.onPerform = async (request, work) => {
      const done = work();
      const people = it.server.members.get('w1') ?? [];
      it.server.members.set(
        'w1',
        people.map((row) => ({ ...row, email: row.email.toLowerCase() })),
      );
      return request.type === 'member.invite' ? done : fail(failing('server'));
    };
    expect(states((await applied(it, [invite('Kai@Example.com', 'viewer')])).plan)).toEqual(['done']);
  });

  it('stays unverified where the server reports no addresses', async () => {
    const it = await world({ provider: system(), seed: plainPeople });
    it.server.onPerform = async (_, work) => {
      const done = work();
      const people = it.server.members.get('w1') ?? [];
      it.server.members.set(
        'w1',
        people.map((row) => ({ ...row, email: '' })),
      );
      return done;
    };
    expect(states((await applied(it, [invite('kai@example.com', 'viewer')])).plan)).toEqual(['unverified']);
  });
});

describe('the undo text of each system', () => {
  const undoOf = async (provider: Provider, request: ChangeRequest) => {
    const it = await world({ provider, seed: plainPeople });
    return value(await it.changes.plan([request])).items[0]?.undo;
  };

  it.each([
    ['an invitation', invite('kai@example.com', 'viewer'), 'member.remove' as const],
    ['a removal', remove('dana'), 'member.invite' as const],
  ])('%s can’t be undone where the system lacks the way back', async (_, request, type) => {
    expect(await undoOf(system(), request)).toMatchObject({ possible: true });
    const provider = system({ capabilities: { [type]: notOffered('Nobody can.') } });
    expect(await undoOf(provider, request)).toEqual({
      possible: false,
      words: 'This can’t be undone: Nobody can.',
    });
  });
});

describe('an invitation that I got', () => {
  const accept = { type: 'invitation.accept', connectionId: 'c1', invitationId: 'i1' } as const;
  const decline = { type: 'invitation.decline', connectionId: 'c1', invitationId: 'i1' } as const;

  it('is confirmed by the workspace that appears, and undone by leaving it', async () => {
    const it = await world({ provider: system(), seed: plainPeople });
    const { plan } = await applied(it, [accept]);
    expect(plan.items[0]?.state).toMatchObject({ state: 'done', words: 'You accepted the invitation.' });
    const undo = value(await it.changes.undo(plan.id));
    expect(undo.items[0]?.request).toEqual({
      type: 'workspace.leave',
      connectionId: 'c1',
      workspaceId: 'w9',
    });
  });

  it('stays unverified where nothing appears', async () => {
    const it = await world({ provider: system(), seed: plainPeople });
    it.server.onPerform = async () => ok({ createdWorkspaceId: null, createdToken: null });
    const { plan } = await applied(it, [accept]);
    expect(plan.items[0]?.state).toMatchObject({
      state: 'unverified',
      words:
        'The server accepted the change, but your list of workspaces shows nothing new, so Steward can’t confirm it.',
    });
  });

  it('is declined on the server’s word, because no list shows it', async () => {
    const it = await world({ provider: system(), seed: plainPeople });
    const { plan } = await applied(it, [decline]);
    expect(plan.items[0]?.state).toMatchObject({ state: 'done' });
    expect(error(await it.changes.undo(plan.id)).sentence).toContain('you’ll need a new invitation');
    it.server.onPerform = async () => fail(failing('conflict'));
    expect(states((await applied(it, [decline])).plan)).toEqual(['failed']);
  });
});

it('a role that the server keeps can be given with an invitation', async () => {
  const it = await world({
    provider: system(),
    seed(server) {
      plainPeople(server);
      server.roles.set('w1', [customRole('auditor', ['read'])]);
    },
  });
  const plan = value(await it.changes.plan([invite('kai@example.com', 'auditor')]));
  expect(plan.items[0]?.fact).toBe('as Auditor');
  expect(codes(plan)).toEqual([[]]);
  expect(codes(value(await it.changes.plan([invite('kai@example.com', 'nobody')])))).toEqual([
    ['invalid:block'],
  ]);
});
