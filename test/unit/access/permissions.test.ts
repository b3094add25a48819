import { describe, expect, it } from 'vitest';
import type { WorkspaceRow } from '../../../src-main/base/records.ts';
import { countOwners, mayLeave, memberActions } from '../../../src-main/access/member-rules.ts';
import { permissionFor, type AccessNow } from '../../../src-main/access/permissions.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { fakeCapabilities, fakeApiVariant, fakeProvider, fakeRoles } from '../../support/provider.ts';
import { workspace } from '../sync/support.ts';

const refused = (reason: string) => ({ allowed: false as const, reason });

function access(parts: Partial<AccessNow> = {}): AccessNow {
  return {
    provider: fakeProvider(),
    apiVariant: fakeApiVariant(),
    who: { role: knownValue('owner'), credential: 'session', scope: 'workspace', roles: fakeRoles },
    row: workspace('w1'),
    customRoles: [],
    cannotWrite: null,
    ...parts,
  };
}
const variant = (name: 'member.invite' | 'workspace.leave' | 'workspace.create', at?: 'organization') =>
  fakeApiVariant({
    capabilities: fakeCapabilities({
      [name]:
        at === undefined
          ? { supported: false, reason: 'It has none.', source: 'Handbook 3' }
          : { supported: true, at: [at], source: 'Handbook 3' },
    }),
  });

describe('the permission to do something', () => {
  it('is refused first where the API variant doesn’t support it, with the source', () => {
    const provider = fakeProvider({ permits: () => refused('Owners only.') });
    expect(
      permissionFor('member.invite', access({ apiVariant: variant('member.invite'), provider })),
    ).toEqual({
      allowed: false,
      reason: 'It has none.',
      source: 'Handbook 3',
    });
  });

  it('is refused next where the kind of place or the place itself doesn’t have it', () => {
    expect(
      permissionFor('member.invite', access({ apiVariant: variant('member.invite', 'organization') })),
    ).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('in an organization') as string,
    });
    const row: WorkspaceRow = workspace('w1', { unavailable: { 'member.invite': 'It is personal.' } });
    expect(permissionFor('member.invite', access({ row }))).toEqual(refused('It is personal.'));
  });

  it('doesn’t depend on the kind of place for what is created in an organization', () => {
    const only = variant('workspace.create', 'organization');
    expect(permissionFor('workspace.create', access({ apiVariant: only })).allowed).toBe(true);
    expect(permissionFor('workspace.create', access({ apiVariant: only, row: null })).allowed).toBe(true);
  });

  it('depends on my role next, and on the moment last', () => {
    const provider = fakeProvider({ permits: () => refused('Owners only.') });
    const cannotWrite = 'Offline.';
    expect(permissionFor('member.invite', access({ provider, cannotWrite }))).toEqual(
      refused('Owners only.'),
    );
    expect(permissionFor('member.invite', access({ cannotWrite }))).toEqual(refused('Offline.'));
  });

  it('doesn’t depend on the moment for reading', () => {
    for (const name of [
      'member.list',
      'invitation.list',
      'role.list',
      'workspace.details',
      'token.copy',
    ] as const)
      expect(permissionFor(name, access({ cannotWrite: 'Offline.' })).allowed).toBe(true);
  });
});

/** So many who can act, and so many members of whom that isn't reported. */
const owners = (active: number, unreported = 0) => ({ active, unreported });

describe('leaving a workspace', () => {
  const me = { role: 'owner', status: 'active', isMe: true, owners: owners(1) } as const;

  it('is refused to the only owner before they try', () => {
    expect(mayLeave(access(), me)).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('You’re the only owner') as string,
    });
  });

  it('is allowed to one of two owners, and to anyone no roster has been read for', () => {
    expect(mayLeave(access(), { ...me, owners: owners(2) }).allowed).toBe(true);
    expect(mayLeave(access(), { ...me, role: 'editor' }).allowed).toBe(true);
    expect(mayLeave(access(), null).allowed).toBe(true);
  });

  it('is refused to everyone where the system has no leaving', () => {
    expect(mayLeave(access({ apiVariant: variant('workspace.leave') }), null)).toMatchObject({
      source: 'Handbook 3',
    });
  });
});

describe('the actions on a member', () => {
  const me = { role: 'editor', status: 'active', isMe: true } as const;
  const owner = { role: 'owner', status: 'active', isMe: false } as const;

  it('neither change the role of the only owner nor remove them', () => {
    const actions = memberActions(access(), owner, owners(1));
    expect(actions.setRole).toEqual(
      refused('You can’t change the role of the only owner. Make another member owner first.'),
    );
    expect(actions.remove).toEqual(
      refused('You can’t remove the only owner. Make another member owner first.'),
    );
  });

  it('may change one of two owners', () => {
    expect(memberActions(access(), owner, owners(2)).setRole.allowed).toBe(true);
  });

  it('may change an invited owner who hasn’t signed up while another owner has', () => {
    const invited = { ...owner, status: 'pending' } as const;
    expect(memberActions(access(), invited, owners(1)).remove.allowed).toBe(true);
    expect(memberActions(access(), invited, owners(0)).remove.allowed).toBe(false);
  });

  it('leave a member alone whose role isn’t reported, unless another owner is known to stay', () => {
    const unreported = { ...owner, role: '' };
    const reason = expect.stringContaining('can’t tell whether another owner stays') as string;
    expect(memberActions(access(), unreported, owners(0, 1)).remove).toMatchObject({
      allowed: false,
      reason,
    });
    expect(memberActions(access(), unreported, owners(0, 1)).setRole).toMatchObject({
      allowed: false,
      reason,
    });
    expect(memberActions(access(), unreported, owners(1, 1)).remove.allowed).toBe(true);
  });

  it('say that they can’t tell where an owner would stay only if a role that isn’t reported is one', () => {
    const reason = expect.stringContaining('can’t tell whether another owner stays') as string;
    expect(memberActions(access(), owner, owners(1, 1)).remove).toMatchObject({ allowed: false, reason });
  });

  it('count an owner of whom it isn’t reported whether they have signed up as one who may not act', () => {
    const counts = [
      { role: 'owner', status: 'active', count: 1 },
      { role: 'owner', status: 'not-reported', count: 1 },
      { role: '', status: 'active', count: 2 },
      { role: 'editor', status: 'active', count: 5 },
    ] as const;
    expect(countOwners(access(), counts)).toEqual({ active: 1, unreported: 3 });
  });

  it('guard no owner where the place has none', () => {
    const provider = fakeProvider({ ownerRole: () => null });
    expect(memberActions(access({ provider }), owner, owners(1)).remove.allowed).toBe(true);
  });

  it('offer me leaving where the system has it, and removal where it hasn’t', () => {
    expect(memberActions(access(), me, owners(2)).remove).toMatchObject({ allowed: false });
    expect(
      memberActions(access({ apiVariant: variant('workspace.leave') }), me, owners(2)).remove.allowed,
    ).toBe(true);
  });

  it('give the system’s own refusals before they are tried', () => {
    const provider = fakeProvider({ permitsRemoval: (_who, role) => refused(`Not an ${role}.`) });
    expect(memberActions(access({ provider }), { ...me, isMe: false }, owners(2)).remove).toEqual(
      refused('Not an editor.'),
    );
  });
});
