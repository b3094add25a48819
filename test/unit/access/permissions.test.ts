import { describe, expect, it } from 'vitest';
import type { WorkspaceRow } from '../../../src-main/base/records.ts';
import { mayLeave, memberActions } from '../../../src-main/access/member-rules.ts';
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

describe('leaving a workspace', () => {
  const me = { role: 'owner', status: 'active', isMe: true, activeOwners: 1 } as const;

  it('is refused to the only owner before they try', () => {
    expect(mayLeave(access(), me)).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('You’re the only owner') as string,
    });
  });

  it('is allowed to one of two owners, and to anyone no roster has been read for', () => {
    expect(mayLeave(access(), { ...me, activeOwners: 2 }).allowed).toBe(true);
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
    const actions = memberActions(access(), owner, 1);
    expect(actions.setRole).toEqual(
      refused('You can’t change the role of the only owner. Make another member owner first.'),
    );
    expect(actions.remove).toEqual(
      refused('You can’t remove the only owner. Make another member owner first.'),
    );
  });

  it('may change one of two owners', () => {
    expect(memberActions(access(), owner, 2).setRole.allowed).toBe(true);
  });

  it('may change an invited owner who hasn’t signed up while another owner has', () => {
    const invited = { ...owner, status: 'pending' } as const;
    expect(memberActions(access(), invited, 1).remove.allowed).toBe(true);
    expect(memberActions(access(), invited, 0).remove.allowed).toBe(false);
  });

  it('guard no owner where the place has none', () => {
    const provider = fakeProvider({ ownerRole: () => null });
    expect(memberActions(access({ provider }), owner, 1).remove.allowed).toBe(true);
  });

  it('offer me leaving where the system has it, and removal where it hasn’t', () => {
    expect(memberActions(access(), me, 2).remove).toMatchObject({ allowed: false });
    expect(memberActions(access({ apiVariant: variant('workspace.leave') }), me, 2).remove.allowed).toBe(
      true,
    );
  });

  it('give the system’s own refusals before they are tried', () => {
    const provider = fakeProvider({ permitsRemoval: (_who, role) => refused(`Not an ${role}.`) });
    expect(memberActions(access({ provider }), { ...me, isMe: false }, 2).remove).toEqual(
      refused('Not an editor.'),
    );
  });
});
