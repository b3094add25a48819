import { describe, expect, it } from 'vitest';
import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import { capability } from '../../../src-preload/contract/capabilities.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import type { Caller } from '../../../src-main/providers/provider.ts';
import { unstructured as provider } from '../../../src-main/providers/unstructured/provider.ts';

const who = (scope: Scope, role: Known<string>): Caller => ({
  role,
  scope,
  credential: 'session',
  roles: provider.roleTable(scope, []).roles,
});
const may = (scope: Scope, name: Capability, roles: readonly string[]) =>
  roles.map((role) => provider.permits(name, who(scope, knownValue(role))).allowed);

const cellsOf = (scope: Scope) =>
  Object.fromEntries(
    provider
      .roleTable(scope, [])
      .rows.map(({ id, cells }) => [
        id,
        Object.entries(cells).flatMap(([role, cell]) => (cell.may ? [role] : [])),
      ]),
  );

describe('the matrices', () => {
  it('it has the documented matrix of an organization', () => {
    const all = ['super_admin', 'member', 'billing_admin'];
    expect(provider.roleTable('organization', []).roles.map(({ id }) => id)).toEqual(all);
    expect(cellsOf('organization')).toEqual({
      'member.invite': ['super_admin'],
      'member.remove': ['super_admin'],
      'member.set-role': ['super_admin'],
      'member.list': all,
      usage: ['super_admin', 'billing_admin'],
      payment: ['super_admin', 'billing_admin'],
      'workspace.create': ['super_admin'],
      'workspace-members.add': ['super_admin'],
      'workspace-members.view': ['super_admin', 'member'],
      'workspace.join': all,
    });
  });

  it('it has the matrix of a workspace, with the Super Administrators who can access it', () => {
    const all = ['super_admin', 'admin', 'developer', 'operator', 'viewer'];
    expect(provider.roleTable('workspace', []).roles.map(({ id }) => id)).toEqual(all);
    expect(cellsOf('workspace')).toEqual({
      'workflows.read': all,
      'workflows.change': all.slice(0, 4),
      'connectors.read': all,
      'connectors.change': all.slice(0, 3),
      'member.list': all,
      'member.invite': all.slice(0, 2),
      'member.remove': all.slice(0, 2),
      'member.set-role': all.slice(0, 2),
      'token.create': all.slice(0, 3),
      'token.delete': all.slice(0, 3),
    });
  });

  it('it says where the documentation contradicts itself, and how', () => {
    const notes = (['organization', 'workspace'] as const).flatMap(
      (scope) => provider.roleTable(scope, []).notes,
    );
    expect(notes.join(' ')).toMatch(/“Developer”.*docs\.unstructured\.io/);
    expect(notes.join(' ')).toMatch(/“Workspace Admin”.*docs\.unstructured\.io/);
    const view = provider.roleTable('organization', []).rows.find(({ id }) => id === 'member.list');
    expect(view?.cells['member']?.restriction).toMatch(/newer page: yes, older page: no/);
  });
});

describe('who may do what', () => {
  const inWorkspace = ['super_admin', 'admin', 'developer', 'operator', 'viewer'];
  it.each([
    ['member.list', [true, true, true, true, true]],
    ['member.invite', [true, true, false, false, false]],
    ['token.list', [true, true, true, false, false]],
    ['token.copy', [true, true, true, false, false]],
    ['token.enable', [true, true, true, false, false]],
    ['token.rotate', [true, true, true, false, false]],
    ['token.probe', [true, true, true, true, true]],
  ] as const)('it decides in a workspace: %s', (name, expected) => {
    expect(may('workspace', name, inWorkspace)).toEqual(expected);
  });

  it('it decides in an organization', () => {
    const roles = ['super_admin', 'member', 'billing_admin'];
    expect(may('organization', 'workspace.create', roles)).toEqual([true, false, false]);
    expect(may('organization', 'member.list', roles)).toEqual([true, true, true]);
  });

  it('it names the roles as people see them, with the document', () => {
    expect(provider.permits('token.create', who('workspace', knownValue('viewer')))).toEqual({
      allowed: false,
      reason:
        'Only Super Administrators (of the organization), Workspace Administrators and Developers can do this. Your role here is Viewer.',
      source: 'docs.unstructured.io/ui/account/roles',
    });
  });

  it('it forbids nothing for an unreported role, and what members may do without a role', () => {
    expect(provider.permits('member.remove', who('workspace', notReported)).allowed).toBe(true);
    expect(provider.permits('member.list', who('organization', none)).allowed).toBe(false);
  });

  it('it assigns the roles of the place and no others', () => {
    const admin = who('workspace', knownValue('admin'));
    expect(provider.permitsRole(admin, null, 'operator').allowed).toBe(true);
    expect(provider.permitsRole(admin, 'viewer', 'super_admin')).toMatchObject({
      allowed: false,
      reason: 'Super Administrator is an organization role. Assign it there.',
    });
    expect(provider.permitsRole(admin, null, 'member').allowed).toBe(false);
    expect(provider.permitsRole(who('organization', notReported), null, 'super_admin').allowed).toBe(true);
  });

  it('it protects the last Super Administrator, and needs no administrator in a workspace', () => {
    expect(provider.ownerRole('organization')).toBe('super_admin');
    expect(provider.ownerRole('workspace')).toBeNull();
  });
});

describe('the API variants', () => {
  it('it covers every capability, and says why the missing ones are missing and whom to contact', () => {
    for (const apiVariant of Object.values(provider.apiVariants)) {
      expect(Object.keys(apiVariant.capabilities).sort()).toEqual([...capability.options].sort());
      for (const name of ['organization.create', 'organization.delete', 'workspace.delete'] as const) {
        const entry = apiVariant.capabilities[name];
        expect(entry).toMatchObject({ supported: false });
        if (!entry.supported)
          expect(entry.reason).toMatch(/^Only Unstructured’s representatives.*sales@unstructured\.io/);
      }
      expect(apiVariant.capabilities['token.revoke']).toMatchObject({ supported: false });
    }
  });

  it('it differs between variants only where the vendor’s own pages are needed', () => {
    const { console: guided, management } = provider.apiVariants;
    expect([guided?.facts.guided, management?.facts.guided]).toEqual([true, false]);
    expect([
      guided?.capabilities['token.copy'].supported,
      management?.capabilities['token.copy'].supported,
    ]).toEqual([false, true]);
    expect([guided?.facts.tokens.keptValues, management?.facts.tokens.keptValues]).toEqual([true, false]);
  });
});

describe('words', () => {
  it('it checks the names of workspaces and keys', () => {
    const check = (name: string) =>
      provider.checkWorkspaceFields({ kind: 'managed', name, description: '', url: '' });
    expect(check('Contracts')).toEqual([]);
    for (const name of ['', '  ', ' Contracts', 'x'.repeat(256)]) {
      expect(check(name)).toMatchObject([{ path: 'name' }]);
      expect(provider.tokenNameProblem(name)).not.toBeNull();
    }
  });

  it('it says that keys don’t expire', () => {
    expect(provider.expiryPresets).toEqual([]);
    expect(provider.readExpiry('', 0)).toMatchObject({ reading: 'never' });
    expect(provider.readExpiry('30d', 0)).toMatchObject({ reading: 'refused' });
  });

  it('it describes removing from an organization and from a workspace differently', () => {
    const remove = (workspaceId: string): ChangeRequest => ({
      type: 'member.remove',
      connectionId: 'c',
      workspaceId,
      userId: 'u',
      email: 'a@b.example',
    });
    const fromOrganization = provider.consequences(remove('org')).join(' ');
    expect(fromOrganization).toMatch(/all workspaces of the organization/);
    expect(fromOrganization).toMatch(/doesn’t restore their workspaces/);
    expect(fromOrganization).toMatch(/created stay/);
    expect(provider.consequences(remove('org/ws')).join(' ')).toMatch(/stay in the organization/);
  });

  it('it says that deleting a key is permanent', () => {
    const request: ChangeRequest = {
      type: 'token.delete',
      connectionId: 'c',
      workspaceId: 'org/ws',
      tokenId: 'k',
      name: 'Runner',
    };
    expect(provider.consequences(request).join(' ')).toMatch(/permanent/);
  });
});

describe('addresses', () => {
  it.each([
    ['https://platform.unstructuredapp.io', 'managed'],
    ['https://my-account.unstructuredapp.io', 'managed'],
    ['https://unstructuredapp.io.evil.example', 'remote-url'],
    ['http://127.0.0.1:4000/unstructured', 'local-dev'],
    ['https://gateway.example.com', 'remote-url'],
  ])('it takes %s for %s', (address, kind) => {
    expect(provider.kindOf(address)).toBe(kind);
  });

  it.each([
    ['https://platform.unstructured.io/app', 'https://platform.unstructuredapp.io'],
    ['https://my-account.unstructuredapp.io/api/v1', 'https://my-account.unstructuredapp.io'],
  ])('it redirects %s to %s', (address, suggestion) => {
    expect(provider.misdirected?.(new URL(address))).toMatchObject({ suggestion });
  });
  it('it accepts the right address unchanged', () => {
    expect(provider.misdirected?.(new URL('https://platform.unstructuredapp.io'))).toBeNull();
  });
});

describe('what a credential says of itself', () => {
  const jwt = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
  it.each([
    ['a JWT with an end', jwt({ exp: 1_700_000_000 }), knownValue(1_700_000_000_000)],
    ['a JWT without', jwt({ sub: 'x' }), none],
    ['any other token', 'abcdef', notReported],
  ])('it reads %s', (_what, secret, expiresAt) => {
    expect(provider.inspectCredential(secret)).toEqual({
      ok: true,
      value: { credential: 'session', expiresAt },
    });
  });
});
