import { describe, expect, it } from 'vitest';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { valueOf } from '../../support/results.ts';
import { codes, engineOverHttp, states, yes } from './engine.ts';

const engine = engineOverHttp();
const { apply, remove, setRole, onServer, wire } = engine;
const email = samplePeople.collaborator;

/** Another account that is in the workspace with this address, and in Steward's copy. */
async function addNamesake(address: string, signedUp = true): Promise<string> {
  const { people, memberships } = engine.server.directory;
  const second = people.add({
    email: address,
    nickname: 'Second Account',
    ...(signedUp ? { signupAt: Date.now() } : {}),
  });
  memberships.add(engine.production, second.id, 'EDITOR');
  await engine.refresh(engine.production, ['members']);
  return second.id;
}
const removeId = (userId: string, address: string) =>
  ({
    type: 'member.remove',
    connectionId: 'c1',
    workspaceId: engine.production,
    userId,
    email: address,
  }) as const;

const setRoleOf = (userId: string, address: string) =>
  ({
    type: 'member.set-role',
    connectionId: 'c1',
    workspaceId: engine.production,
    userId,
    email: address,
    role: 'APPROVER',
  }) as const;

describe('two members with one e-mail', () => {
  it('neither is removed by e-mail, and the plan says why and what to do instead', async () => {
    const second = await addNamesake(email);
    const plan = valueOf(await engine.changes.plan([removeId(second, email)]));
    expect(codes(plan)).toContain('ambiguous-email:block');
    const [check] = plan.items[0]?.checks ?? [];
    expect(check?.words).toMatch(/have the e-mail .* could take the wrong one\. Ask one of them to leave/);
    const applied = await engine.changes.apply(plan.id, { typed: '', acknowledged: [] });
    expect(applied.ok).toBe(false);
    expect(engine.server.directory.memberships.roleOf(engine.production, second)).toBe('EDITOR');
    expect(onServer(engine.production, email)).not.toBeNull();
  });

  it('nor is one of them who hasn’t signed up', async () => {
    const second = await addNamesake(email, false);
    const plan = valueOf(await engine.changes.plan([removeId(second, email)]));
    expect(codes(plan)).toContain('ambiguous-email:block');
  });

  it('one of two whose e-mails differ in case alone is removed only after a yes', async () => {
    const second = await addNamesake(email.toUpperCase());
    const plan = valueOf(await engine.changes.plan([removeId(second, email.toUpperCase())]));
    expect(codes(plan)).toContain('ambiguous-email:warn');
    const unanswered = await engine.changes.apply(plan.id, { typed: '', acknowledged: [] });
    expect(unanswered.ok).toBe(false);
    const { plan: done } = valueOf(await engine.changes.apply(plan.id, yes(plan)));
    expect([states(done), done.alsoChanged]).toEqual([['done'], []]);
    expect(onServer(engine.production, email)).not.toBeNull();
  });

  it('neither of two whose e-mails differ only in how their characters are composed is removed', async () => {
    const composed = 'ren\u00e9@northwind.example';
    await addNamesake(composed);
    const second = await addNamesake(composed.normalize('NFD'));
    const plan = valueOf(await engine.changes.plan([removeId(second, composed.normalize('NFD'))]));
    expect(codes(plan)).toContain('ambiguous-email:block');
  });

  it('each can be given a role, because the server is told which account is meant', async () => {
    const second = await addNamesake(email);
    const { plan } = valueOf(await apply([setRoleOf(second, email)]));
    expect(states(plan)).toEqual(['done']);
    expect(engine.server.directory.memberships.roleOf(engine.production, second)).toBe('APPROVER');
  });

  it('an invitation with a role doesn’t change the role of one of them', async () => {
    await addNamesake(email);
    const plan = valueOf(
      await engine.changes.plan([
        engine.invite(email, 'APPROVER'),
        engine.invite('new@northwind.example', null),
      ]),
    );
    expect(codes(plan)).toContain('ambiguous-email:block');
  });
});

describe('everyone else in the list', () => {
  const other = samplePeople.approver;
  const losesOther = async () => {
    const person = engine.server.directory.people.byEmail(other);
    if (person) engine.server.directory.memberships.remove(engine.production, person.id);
  };

  it('a member who is gone although someone else was to be removed is reported', async () => {
    wire.afterWrite = losesOther;
    const { plan } = valueOf(await apply([remove(email)]));
    // A list that has just lost someone else proves no removal yet.
    expect(states(plan)).toEqual(['unverified']);
    expect(plan.alsoChanged).toEqual([expect.stringContaining(`${other}) is no longer a member`) as unknown]);
  });

  it('“nothing changed” is never said where the server took someone else', async () => {
    const path = `/si/auth/workspace/${engine.production}/members`;
    engine.server.faults([{ method: 'DELETE', path, fault: { kind: 'lie' } }]);
    wire.afterWrite = losesOther;
    const { plan } = valueOf(await apply([remove(email)]));
    const [item] = plan.items;
    expect(item?.state).toMatchObject({
      state: 'failed',
      error: { sentence: expect.stringContaining('Something else changed: ') as unknown },
    });
    expect(plan.alsoChanged).toHaveLength(1);
  });

  it('is not reported where nothing else changed', async () => {
    const { plan } = valueOf(await apply([remove(email), setRole(other, 'EDITOR')]));
    expect([plan.alsoChanged, states(plan)]).toEqual([[], ['done', 'done']]);
  });
});

describe('a co-owner who hasn’t signed up', () => {
  it('can be given another role and removed, because the owner who signed up stays', async () => {
    const second = await addNamesake('co-owner@northwind.example', false);
    const { memberships } = engine.server.directory;
    memberships.setRole(engine.production, second, 'OWNER');
    await engine.refresh(engine.production, ['members']);
    const address = 'co-owner@northwind.example';
    const { plan: changed } = valueOf(await apply([setRoleOf(second, address)]));
    expect(states(changed)).toEqual(['done']);
    const { plan: removed } = valueOf(await apply([removeId(second, address)]));
    expect(states(removed)).toEqual(['done']);
  });
});
