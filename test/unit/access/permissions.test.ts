import { describe, expect, it } from 'vitest';
import {
  mayLeave,
  memberActions,
  permissionFor,
  type Standing,
} from '../../../src-main/access/permissions.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { fakeCapabilities, fakeApiVariant, fakeProvider, fakeRoles } from '../../support/provider.ts';

const refused = (reason: string) => ({ allowed: false as const, reason });

function standing(parts: Partial<Standing> = {}): Standing {
  return {
    provider: fakeProvider(),
    apiVariant: fakeApiVariant(),
    who: { role: knownValue('owner'), credential: 'session', scope: 'workspace', roles: fakeRoles },
    row: { scope: 'workspace', unavailable: {} },
    cannotWrite: null,
    ...parts,
  };
}
const apiVariant = (name: 'member.invite' | 'workspace.leave' | 'workspace.create', at?: 'organization') =>
  fakeApiVariant({
    capabilities: fakeCapabilities({
      [name]:
        at === undefined
          ? { supported: false, reason: 'It has none.', source: 'Handbook 3' }
          : { supported: true, at: [at], source: 'Handbook 3' },
    }),
  });

describe('whether something may be done', () => {
  it('is first a matter of what the API variant offers, with the source', () => {
    const provider = fakeProvider({ permits: () => refused('Owners only.') });
    expect(
      permissionFor('member.invite', standing({ apiVariant: apiVariant('member.invite'), provider })),
    ).toEqual({
      allowed: false,
      reason: 'It has none.',
      source: 'Handbook 3',
    });
  });

  it('then of the kind of place, and of this very place', () => {
    expect(
      permissionFor('member.invite', standing({ apiVariant: apiVariant('member.invite', 'organization') })),
    ).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('in an organization') as string,
    });
    const row = { scope: 'workspace', unavailable: { 'member.invite': 'It is personal.' } } as const;
    expect(permissionFor('member.invite', standing({ row }))).toEqual(refused('It is personal.'));
  });

  it('what is made in an organization may be asked of any place, and of the connection', () => {
    const only = apiVariant('workspace.create', 'organization');
    expect(permissionFor('workspace.create', standing({ apiVariant: only })).allowed).toBe(true);
    expect(permissionFor('workspace.create', standing({ apiVariant: only, row: null })).allowed).toBe(true);
  });

  it('then of my role, and last of the moment', () => {
    const provider = fakeProvider({ permits: () => refused('Owners only.') });
    const cannotWrite = 'Offline.';
    expect(permissionFor('member.invite', standing({ provider, cannotWrite }))).toEqual(
      refused('Owners only.'),
    );
    expect(permissionFor('member.invite', standing({ cannotWrite }))).toEqual(refused('Offline.'));
  });

  it('reading does not depend on the moment', () => {
    for (const name of [
      'member.list',
      'invitation.list',
      'role.list',
      'workspace.details',
      'token.copy',
    ] as const)
      expect(permissionFor(name, standing({ cannotWrite: 'Offline.' })).allowed).toBe(true);
  });
});

describe('whether I may leave', () => {
  const me = { role: 'owner', isMe: true, owners: 1 };

  it('the only owner may not, and hears it before', () => {
    expect(mayLeave(standing(), me)).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('You are the only owner') as string,
    });
  });

  it('one of two owners may, and so may whoever is not known from a roster', () => {
    expect(mayLeave(standing(), { ...me, owners: 2 }).allowed).toBe(true);
    expect(mayLeave(standing(), { ...me, role: 'editor' }).allowed).toBe(true);
    expect(mayLeave(standing(), null).allowed).toBe(true);
  });

  it('nobody may where there is no leaving', () => {
    expect(mayLeave(standing({ apiVariant: apiVariant('workspace.leave') }), null)).toMatchObject({
      source: 'Handbook 3',
    });
  });
});

describe('what may be done to a member', () => {
  const me = { role: 'editor', isMe: true, owners: 2 };

  it('the only owner keeps the role and stays', () => {
    const actions = memberActions(standing(), { role: 'owner', isMe: false, owners: 1 });
    expect(actions.setRole).toEqual(
      refused('The only owner keeps the role: make somebody else owner first.'),
    );
    expect(actions.remove).toEqual(
      refused('The only owner can’t be removed: make somebody else owner first.'),
    );
  });

  it('one of two owners may be changed', () => {
    expect(memberActions(standing(), { role: 'owner', isMe: false, owners: 2 }).setRole.allowed).toBe(true);
  });

  it('where nobody is owner there is none to guard', () => {
    const provider = fakeProvider({ ownerRole: () => null });
    expect(
      memberActions(standing({ provider }), { role: 'owner', isMe: false, owners: 1 }).remove.allowed,
    ).toBe(true);
  });

  it('I leave where that can be done, and am removed where it can’t', () => {
    expect(memberActions(standing(), me).remove).toMatchObject({ allowed: false });
    expect(memberActions(standing({ apiVariant: apiVariant('workspace.leave') }), me).remove.allowed).toBe(
      true,
    );
  });

  it('the system’s own refusals are said before they are tried', () => {
    const provider = fakeProvider({ permitsRemoval: (_who, role) => refused(`Not an ${role}.`) });
    expect(memberActions(standing({ provider }), { ...me, isMe: false }).remove).toEqual(
      refused('Not an editor.'),
    );
  });
});
