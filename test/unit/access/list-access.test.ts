import { describe, expect, it } from 'vitest';
import type { CredentialKind } from '../../../src-preload/contract/connections.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import type { Provider, Caller } from '../../../src-main/providers/provider.ts';
import type { RoleRow, WorkspaceRow } from '../../../src-main/base/records.ts';
import { accessOf } from '../../../src-main/access/access.ts';
import { listRefusal } from '../../../src-main/access/list-access.ts';
import { fakeCapabilities, fakeApiVariant, fakeProvider } from '../../support/provider.ts';
import { customRole, workspace } from '../sync/support.ts';

const source = 'test';
const reason = (
  list: ListName,
  place: WorkspaceRow | null,
  parts: { provider?: Provider; apiVariant?: string; credential?: CredentialKind; roles?: RoleRow[] } = {},
) =>
  listRefusal(
    accessOf(
      {
        provider: parts.provider ?? fakeProvider(),
        apiVariant: parts.apiVariant ?? 'only',
        credential: parts.credential ?? 'session',
      },
      place,
      parts.roles ?? [],
    ),
    list,
  );

describe('a list', () => {
  it('is available where the system has it and nothing refuses it', () => {
    for (const list of ['workspaces', 'members', 'invitations', 'roles', 'tokens', 'details'] as const)
      expect(reason(list, workspace('w1'))).toBeNull();
    expect(reason('members', null)).toBeNull();
  });

  it('is refused by an API variant that doesn’t have it, with the table’s reason', () => {
    const provider = fakeProvider({
      apiVariants: {
        only: fakeApiVariant(),
        small: fakeApiVariant({
          capabilities: fakeCapabilities({
            'invitation.list': { supported: false, reason: 'The public API has no invitations.', source },
          }),
        }),
      },
    });
    expect(reason('invitations', workspace('w1'), { provider, apiVariant: 'small' })).toBe(
      'The public API has no invitations.',
    );
    expect(reason('invitations', workspace('w1'), { provider, apiVariant: 'only' })).toBeNull();
    // A connection saved before there were variants has the default one.
    expect(reason('invitations', workspace('w1'), { provider, apiVariant: '' })).toBeNull();
  });

  it('is available only at the kinds of places that have it: workspaces, unless the table says otherwise', () => {
    const provider = fakeProvider({
      apiVariants: {
        only: fakeApiVariant({
          capabilities: fakeCapabilities({
            'token.list': { supported: true, source },
            'role.list': { supported: true, at: ['organization'], source },
          }),
        }),
      },
    });
    const organization = workspace('o1', { scope: 'organization' });
    expect(reason('tokens', workspace('w1'), { provider })).toBeNull();
    expect(reason('tokens', organization, { provider })).toContain('in a workspace, not in an organization');
    expect(reason('roles', organization, { provider })).toBeNull();
    expect(reason('roles', workspace('w1'), { provider })).toContain(
      'in an organization, not in a workspace',
    );
  });

  it('is refused where this place itself lacks it', () => {
    const personal = workspace('w1', {
      unavailable: { 'member.list': 'A personal workspace has nobody but you.' },
    });
    expect(reason('members', personal)).toBe('A personal workspace has nobody but you.');
    expect(reason('tokens', personal)).toBeNull();
  });

  it('is refused with a reason where another place keeps it', () => {
    const place = workspace('o1/w1', {
      name: 'Payments',
      organization: knownValue({ id: 'o1', name: 'Acme' }),
      membersAt: 'o1',
      tokensAt: 'account',
    });
    for (const list of ['members', 'invitations', 'roles'] as const)
      expect(reason(list, place)).toBe(`Payments uses the ${list} of its organization, Acme.`);
    expect(reason('tokens', place)).toContain('Payments has no tokens of its own');
    expect(reason('details', place)).toBeNull();
  });

  it('is refused to a role or kind of credential that isn’t given it, custom roles included', () => {
    const asked: Caller[] = [];
    const provider = fakeProvider({
      permits(capability, who) {
        asked.push(who);
        const mine = who.roles.find(({ id }) => id === (who.role.state === 'known' ? who.role.value : ''));
        return mine?.permissions?.includes(capability)
          ? { allowed: true }
          : { allowed: false, reason: 'Not permitted to your role.' };
      },
    });
    const place = workspace('o1', { scope: 'organization', myRole: knownValue('support') });
    const roles = [customRole('support', ['member.list'])];
    expect(reason('members', place, { provider, roles, credential: 'automation' })).toBeNull();
    expect(reason('tokens', place, { provider, roles })).toBe('Not permitted to your role.');
    expect(reason('members', place, { provider })).toBe('Not permitted to your role.');
    expect(asked[0]).toMatchObject({
      role: knownValue('support'),
      credential: 'automation',
      scope: 'organization',
    });
    expect(asked[0]?.roles.map(({ id }) => id)).toEqual(['owner', 'editor', 'viewer', 'support']);
  });
});
