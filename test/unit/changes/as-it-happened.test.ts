import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../../src-main/base/errors.ts';
import type { Performed } from '../../../src-main/providers/provider.ts';
import { plainPeople, theSecret, type FakeServer } from './fake-server.ts';
import { applied, states, value } from './plans.ts';
import { createToken, invite } from './requests.ts';
import { invitation, me, person, token, workspace } from './rows.ts';
import { system } from './systems.ts';
import { world, type World } from './world.ts';

const w1 = { connectionId: 'c1', workspaceId: 'w1' };
const yes: Performed = { createdWorkspaceId: null, createdToken: null };
const createWorkspace = (name: string): ChangeRequest => ({
  type: 'workspace.create',
  connectionId: 'c1',
  kind: 'remote-url',
  name,
  description: '',
  url: 'https://fresh.example.com',
  isDefault: false,
});
const update = (name: string, description: string): ChangeRequest => ({
  type: 'workspace.update',
  ...w1,
  name,
  description,
});

/** The server does this instead of what it was asked for, and says yes. */
async function instead(it: World, work: (server: FakeServer) => void, answer: Performed = yes) {
  it.server.onPerform = async () => {
    work(it.server);
    return ok(answer);
  };
}
const wordsOf = ({ items }: Plan) =>
  items.map(({ state }) =>
    state.state === 'failed' ? state.error.sentence : 'words' in state ? state.words : state.state,
  );

describe('a name that the server stores otherwise', () => {
  it.each([
    ['with other blanks', 'Fresh start', 'Fresh  start'],
    ['in another case', 'Fresh', 'FRESH'],
    ['with decomposed letters', 'Caf\u00e9', 'Cafe\u0301'],
  ])('a workspace is found and said as it is (%s)', async (_, wanted, stored) => {
    const it = await world();
    await instead(it, ({ workspaces }) => void workspaces.push(workspace('w9', { name: stored })));
    const { plan, createdWorkspaceId } = await applied(it, [createWorkspace(wanted)]);
    expect(states(plan)).toEqual(['done']);
    expect(wordsOf(plan)[0]).toContain(`The server stored it as “${stored}”.`);
    expect(createdWorkspaceId).toBe('w9');
  });

  it('a token is found, and isn’t created a second time', async () => {
    const it = await world();
    await instead(
      it,
      (server) =>
        server.tokens.set('w1', [
          token('ci', 'dana'),
          token('t9', me.userId, { name: knownValue('deploy') }),
        ]),
      { ...yes, createdToken: { id: 't9', secret: theSecret } },
    );
    const { plan } = await applied(it, [createToken('Deploy')]);
    expect(states(plan)).toEqual(['done']);
    expect(wordsOf(plan)[0]).toContain('The server stored it as “deploy”.');
    expect(await it.changes.finish(plan.id)).toMatchObject({ ok: false });
  });

  it('one that was there before under a name alike is not taken for it', async () => {
    const it = await world({
      seed: ({ workspaces }) => void workspaces.push(workspace('w9', { name: 'FRESH' })),
    });
    await instead(it, () => undefined);
    expect(states((await applied(it, [createWorkspace('Fresh')])).plan)).toEqual(['failed']);
  });

  it('a renamed workspace is done, and its name is said as it is', async () => {
    const it = await world();
    await instead(it, (server) => {
      server.workspaces = server.workspaces.map((row) => (row.id === 'w1' ? { ...row, name: 'NEW' } : row));
    });
    const { plan } = await applied(it, [update('New', '')]);
    expect(wordsOf(plan)).toEqual(['“W1” is now called “New”. The server stored it as “NEW”.']);
  });
});

describe('an address that the server stores otherwise', () => {
  it('a member whose tag was dropped is found, and undone under the address that is there', async () => {
    const it = await world();
    await instead(it, (server) => {
      const members = server.members.get('w1') ?? [];
      const kim = person('kim', 'EDITOR', { email: 'kim@example.com', status: 'pending' });
      server.members.set('w1', [...members, kim]);
    });
    const { plan } = await applied(it, [invite('kim+steward@example.com')]);
    expect(states(plan)).toEqual(['done']);
    expect(wordsOf(plan)[0]).toContain('The server stored it as “kim@example.com”.');
    expect(value(await it.changes.undo(plan.id)).items[0]?.request).toMatchObject({
      type: 'member.remove',
      userId: 'kim',
      email: 'kim@example.com',
    });
  });

  it('a person who was there before without the tag is not taken for it', async () => {
    const it = await world();
    await instead(it, () => undefined);
    expect(states((await applied(it, [invite('dana+steward@example.com')])).plan)).toEqual(['failed']);
  });

  it('an invitation whose tag was dropped is found', async () => {
    const provider = system({ joining: { shownIn: 'invitations' } });
    const it = await world({ provider, seed: (server) => (server.invitedIn = 'invitations') });
    await instead(it, (server) => server.invitations.set('w1', [invitation('i1', 'kim@example.com')]));
    const { plan } = await applied(it, [invite('kim+steward@example.com')]);
    expect(states(plan)).toEqual(['done']);
    expect(wordsOf(plan)[0]).toContain('The server stored it as “kim@example.com”.');
  });
});

describe('an invitation that came out otherwise', () => {
  it('someone who joined at once is a member already', async () => {
    const provider = system({ joining: { shownIn: 'invitations' } });
    const it = await world({ provider, seed: (server) => (server.invitedIn = 'invitations') });
    await instead(it, (server) => {
      const members = server.members.get('w1') ?? [];
      server.members.set('w1', [...members, person('kim', 'editor', { email: 'kim@example.com' })]);
      server.invitations.set('w1', [invitation('i1', 'kim@example.com', { status: 'accepted' })]);
    });
    const { plan } = await applied(it, [invite('kim@example.com')]);
    expect(states(plan)).toEqual(['done']);
    expect(wordsOf(plan)[0]).toContain('They’re a member already.');
  });

  it('another role than was asked for is said', async () => {
    const it = await world({ provider: system({ joining: { role: 'carried' } }), seed: plainPeople });
    await instead(it, (server) => {
      const members = server.members.get('w1') ?? [];
      server.members.set('w1', [...members, person('kim', 'viewer', { email: 'kim@example.com' })]);
    });
    const { plan } = await applied(it, [invite('kim@example.com', 'editor')]);
    expect(states(plan)).toEqual(['done']);
    expect(wordsOf(plan)[0]).toMatch(/The server gave them the role \w+\./);
  });
});

describe('a new token', () => {
  const created = { ...yes, createdToken: { id: 't9', secret: theSecret } };
  it.each([
    ['with an end in the past', { expiresAt: knownValue(5) }, 'it has already expired'],
    ['that is revoked', { revokedAt: knownValue(5) }, 'it has already been revoked'],
  ])('one %s isn’t done, and isn’t created again', async (_, part, words) => {
    const it = await world();
    await instead(
      it,
      (server) =>
        server.tokens.set('w1', [
          token('ci', 'dana'),
          token('t9', me.userId, { name: knownValue('deploy'), ...part }),
        ]),
      created,
    );
    const { plan } = await applied(it, [createToken('deploy')]);
    expect(states(plan)).toEqual(['failed']);
    expect(wordsOf(plan)[0]).toContain(words);
    expect(await it.changes.finish(plan.id)).toMatchObject({ ok: false });
  });

  it.each([
    ['30 days', 30 * day, false],
    ['one day', day, true],
  ])('the end is said only where it isn’t as asked for (%s)', async (_, later, isSaid) => {
    const it = await world();
    const expiresAt = knownValue(it.clock.now + later);
    await instead(
      it,
      (server) =>
        server.tokens.set('w1', [
          token('ci', 'dana'),
          token('t9', me.userId, { name: knownValue('deploy'), expiresAt }),
        ]),
      created,
    );
    const { plan } = await applied(it, [createToken('deploy', '30d')]);
    expect(states(plan)).toEqual(['done']);
    expect(wordsOf(plan)[0]?.includes('The server set it to expire on')).toBe(isSaid);
  });
});

describe('what was stored in part', () => {
  it('the fields of a workspace that were stored are said, and that others weren’t', async () => {
    const it = await world({
      provider: system({ facts: { updateFields: ['description'] } }),
      seed: plainPeople,
    });
    await instead(it, (server) => {
      server.workspaces = server.workspaces.map((row) => (row.id === 'w1' ? { ...row, name: 'New' } : row));
    });
    const { plan } = await applied(it, [update('New', 'Words')]);
    expect(states(plan)).toEqual(['failed']);
    expect(wordsOf(plan)).toEqual(['The server stored only part of it: name, but not description.']);
  });

  it('so are settings', async () => {
    const it = await world({
      provider: system(),
      seed(server) {
        plainPeople(server);
        server.details.set('w1', { settings: knownValue('{"a":1,"b":1}'), facts: [] });
      },
    });
    await instead(it, (server) =>
      server.details.set('w1', { settings: knownValue('{"a":2,"b":1}'), facts: [] }),
    );
    const settings = '{"a":2,"b":2}';
    const { plan } = await applied(it, [{ type: 'workspace.change-settings', ...w1, settings }]);
    expect(wordsOf(plan)).toEqual(['The server stored only part of it: a, but not b.']);
  });
});

describe('a row of a list that contradicts its answer', () => {
  const row = (name: string): ChangeRequest => ({
    type: 'workspace.provision',
    connectionId: 'c1',
    organizationId: 'org',
    name,
    settings: null,
  });
  const seed = (server: FakeServer) => {
    plainPeople(server);
    server.workspaces.push(
      workspace('org', { name: 'Org', scope: 'organization', myRole: knownValue('owner') }),
    );
  };

  it('one that was said to be refused is found where it was created', async () => {
    const it = await world({ provider: system(), seed });
    it.server.onProvision = async (_, work) =>
      ok(work().map(() => ({ made: false, error: invalidError('Bad row.', 'Correct it.') })));
    const { plan } = await applied(it, [row('One'), row('Two')]);
    expect(states(plan)).toEqual(['done', 'done']);
    expect(it.server.workspaces.filter(({ name }) => name === 'One')).toHaveLength(1);
  });

  it('one that was said to be created isn’t done where it is not there', async () => {
    const it = await world({ provider: system(), seed });
    it.server.onProvision = async (rows) => ok(rows.map(() => ({ made: true, workspaceId: 'w77' })));
    const { plan } = await applied(it, [row('One'), row('Two')]);
    expect(states(plan)).toEqual(['unverified', 'unverified']);
    expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['failed', 'failed']);
  });
});

describe('a list with records that can’t be read', () => {
  it('it doesn’t say that a role wasn’t given to someone it doesn’t show', async () => {
    const it = await world();
    it.server.onPerform = async () => {
      it.server.members.set(
        'w1',
        (it.server.members.get('w1') ?? []).filter(({ userId }) => userId !== 'dana'),
      );
      it.server.unreadable = 1;
      return ok(yes);
    };
    const request = { type: 'member.set-role', ...w1, userId: 'dana', email: 'dana@example.com' } as const;
    const { plan } = await applied(it, [{ ...request, role: 'APPROVER' }]);
    expect(states(plan)).toEqual(['unverified']);
  });
});
