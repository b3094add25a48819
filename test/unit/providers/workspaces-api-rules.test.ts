import * as wire from '../../../src-main/providers/workspaces-api/wire.ts';
import { describe, expect, it } from 'vitest';
import { capability, type Capability } from '../../../src-preload/contract/capabilities.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { workspacesApi as provider } from '../../../src-main/providers/workspaces-api/provider.ts';
import type { Caller } from '../../../src-main/providers/provider.ts';
import type { RoleRow } from '../../../src-main/base/records.ts';

const who = (role: Caller['role'], scope: Caller['scope'] = 'organization'): Caller => ({
  role,
  credential: 'session',
  scope,
  roles: [],
});
const roleNames = ['admin', 'developer', 'viewer'];

describe('who may do what', () => {
  it.each([
    ['organization.create', true, true, true],
    ['organization.update', true, false, false],
    ['workspace.create', true, false, false],
    ['workspace.provision', true, false, false],
    ['workspace.update', true, false, false],
    ['workspace.clone', true, false, false],
    ['workspace.details', true, true, true],
    ['workspace.change-settings', true, false, false],
    ['workspace.delete', true, false, false],
    ['member.list', true, true, true],
    ['member.invite', true, false, false],
    ['member.set-role', true, false, false],
    ['member.remove', true, false, false],
    ['invitation.list', true, false, false],
    ['invitation.cancel', true, false, false],
    ['role.list', true, true, true],
    ['token.list', true, false, false],
    ['token.create', true, true, true],
    ['token.delete', true, true, true],
  ] as const)('it decides %s: admin %s, developer %s, viewer %s', (name, ...expected) => {
    expect(roleNames.map((role) => provider.permits(name, who(knownValue(role))).allowed)).toEqual(expected);
  });

  it('it agrees with the matrix for every cell that is a capability', () => {
    const tables = [provider.roleTable('organization', []), provider.roleTable('workspace', [])];
    const rows = tables.flatMap((table) => table.rows.map((row) => ({ ...row, at: table.scope })));
    expect(rows).toHaveLength(20);
    for (const { capability: name, cells, at } of rows) {
      if (name === null) continue;
      for (const role of roleNames) {
        expect(cells[role]?.may, `${name} ${role}`).toBe(
          provider.permits(name, who(knownValue(role), at)).allowed,
        );
      }
    }
  });

  it('it names the roles as people see them', () => {
    expect(provider.permits('member.invite', who(knownValue('viewer')))).toEqual({
      allowed: false,
      reason: 'Only Admins of the organization can do this. Your role there is Viewer.',
    });
  });

  it('it leaves the decision to the server when the role isn’t reported or documented', () => {
    expect(provider.permits('member.remove', who(notReported)).allowed).toBe(true);
    expect(provider.permits('member.remove', who(knownValue('auditor'))).allowed).toBe(true);
    expect(provider.permits('member.list', who(none)).allowed).toBe(false);
    expect(provider.permits('organization.create', who(none)).allowed).toBe(true);
  });

  it('it protects the last Admin of an organization, and needs no one of its own in a workspace', () => {
    expect(provider.ownerRole('organization')).toBe('admin');
    expect(provider.ownerRole('workspace')).toBeNull();
  });
});

describe('the role table', () => {
  const row = (id: string, name: string): RoleRow => ({
    id,
    name,
    kind: 'built-in',
    description: notReported,
    permissions: notReported,
  });

  it('it has the three roles, highest rank first', () => {
    const { roles } = provider.roleTable('organization', []);
    expect(roles.map(({ id, rank }) => [id, rank])).toEqual([
      ['admin', 3],
      ['developer', 2],
      ['viewer', 1],
    ]);
  });

  it('it adds the organization’s other roles without claiming what they may do', () => {
    const table = provider.roleTable('organization', [row('admin', 'Admin'), row('auditor', 'Auditor')]);
    expect(table.roles.map(({ id }) => id)).toEqual(['admin', 'developer', 'viewer', 'auditor']);
    expect(table.roles.at(-1)).toMatchObject({ label: 'Auditor', kind: 'custom', assignable: true });
    expect(table.rows.every(({ cells }) => cells['auditor'] === undefined)).toBe(true);
  });
});

describe('the capability table', () => {
  const entries = provider.apiVariants[provider.defaultApiVariant]?.capabilities;

  it('it says of every capability whether it is supported, and in which document', () => {
    for (const name of capability.options) {
      const entry = entries?.[name];
      expect(entry?.source, name).not.toBe('');
      if (entry?.supported === false) expect(entry.reason, name).toMatch(/\.$/);
    }
  });

  it('it has rosters and tokens only at organizations', () => {
    const at = (name: Capability) => {
      const entry = entries?.[name];
      return entry?.supported === true ? entry.at : null;
    };
    for (const name of ['member.list', 'invitation.list', 'role.list', 'token.list'] as const) {
      expect(at(name), name).toEqual(['organization']);
    }
    expect(entries?.['organization.delete'].supported).toBe(false);
    expect(entries?.['token.revoke'].supported).toBe(false);
  });
});

describe('expiry', () => {
  // Noon where this runs: days are told in its time zone.
  const now = new Date(2026, 10, 22, 12, 3).getTime();
  const read = (text: string) => provider.readExpiry(text, now);

  it.each([
    ['30', 30],
    ['30d', 30],
    ['30 days', 30],
    [' 1 Day ', 1],
    ['3650', 3650],
  ])('it reads %j as %d days', (text, days) => {
    expect(read(text)).toMatchObject({ reading: 'instant', expiresAt: now + days * day, caution: null });
  });

  it('it shows the date and the distance', () => {
    expect(read('30')).toMatchObject({
      text: expect.stringMatching(/^Tue, 22 Dec 2026, .*\(in 30 days\)$/) as unknown,
    });
  });

  it.each(['', 'never', ' Never '])('it reads %j as never, and asks for a second confirmation', (text) => {
    expect(read(text)).toMatchObject({ reading: 'never', caution: expect.any(String) as unknown });
  });

  it.each([
    ['2 weeks', '14 days'],
    ['1y', '365 days'],
    ['3 months', '90 days'],
    ['12h', '1 day'],
    ['1.5 days', '2 days'],
    ['0', '1 day'],
    ['4000', '3650 days'],
    ['-3 days', '30 days'],
    ['soon', null],
  ])('it refuses %j and suggests %j instead', (text, suggestion) => {
    expect(read(text)).toMatchObject({ reading: 'refused', suggestion });
    if (suggestion !== null) expect(read(suggestion).reading).toBe('instant');
  });

  it('it understands every preset', () => {
    for (const { text } of provider.expiryPresets) expect(read(text).reading).not.toBe('refused');
  });
});

describe('fields', () => {
  const check = (name: string) =>
    provider.checkWorkspaceFields({ kind: 'managed', name, description: '', url: '' });

  it('it requires a name of at most 100 characters', () => {
    expect(check('Café & Co.')).toEqual([]);
    expect(check(' ')).toMatchObject([{ path: 'name' }]);
    expect(check('x'.repeat(101))).toMatchObject([{ path: 'name' }]);
    expect(provider.tokenNameProblem('CI')).toBeNull();
    expect(provider.tokenNameProblem(' ')).not.toBeNull();
    expect(provider.tokenNameProblem('x'.repeat(101))).not.toBeNull();
  });
});

describe('addresses', () => {
  it.each([
    ['https://api.rivergen.com', 'managed'],
    ['https://api.rivergen.com/api/v1', 'managed'],
    ['http://127.0.0.1:5380/workspaces-api', 'local-dev'],
    ['https://workspaces.example.com', 'remote-url'],
  ])('it takes %s for %s', (address, kind) => {
    expect(provider.kindOf(address)).toBe(kind);
  });

  it('it knows the vendor’s web pages', () => {
    expect(provider.misdirected?.(new URL('https://app.rivergen.com/x'))).toMatchObject({
      suggestion: 'https://api.rivergen.com',
    });
    expect(provider.misdirected?.(new URL('https://api.rivergen.com'))).toBeNull();
  });
});

describe('sign-in tokens', () => {
  const jwt = (claims: object) =>
    `${btoa('{"alg":"none"}')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
  const inspect = (secret: string) => {
    const read = provider.inspectCredential(secret);
    return read.ok ? read.value : read.error.kind;
  };

  it('it ends a session with its refresh token, or else with its access token', () => {
    const access = jwt({ exp: 1_800_001_000 });
    expect(inspect(access)).toEqual({ credential: 'session', expiresAt: knownValue(1_800_001_000_000) });
    const kept = (refresh: string | null) =>
      JSON.stringify({ access, refresh, expiresAt: 1_800_001_000_000 });
    expect(inspect(kept(null))).toEqual({ credential: 'session', expiresAt: knownValue(1_800_001_000_000) });
    expect(inspect(kept(jwt({ exp: 1_800_009_000 })))).toEqual({
      credential: 'session',
      expiresAt: knownValue(1_800_009_000_000),
    });
    expect(inspect(kept('opaque'))).toEqual({ credential: 'session', expiresAt: notReported });
  });

  it('it takes a pat_ token for an automation token, not a person’s session', () => {
    expect(inspect('pat_abc')).toEqual({ credential: 'automation', expiresAt: notReported });
  });

  it.each(['', 'two words', '{"broken'])('it refuses %j without repeating it', (secret) => {
    const read = provider.inspectCredential(secret);
    expect(inspect(secret)).toBe('invalid');
    if (secret !== '') expect(JSON.stringify(read)).not.toContain(secret);
  });
});

describe('consequences', () => {
  const at = { connectionId: 'c', workspaceId: '1' };
  const requests: ChangeRequest[] = [
    { type: 'organization.create', connectionId: 'c', name: 'A' },
    { type: 'organization.update', ...at, name: 'A' },
    { type: 'workspace.provision', connectionId: 'c', organizationId: '1', name: 'A', settings: null },
    { type: 'workspace.update', ...at, name: 'A', description: '' },
    { type: 'workspace.clone', ...at, name: 'A', copyMembers: true, copySettings: true },
    { type: 'workspace.change-settings', ...at, settings: '{"allow_public_access": true}' },
    { type: 'workspace.delete', ...at },
    { type: 'member.invite', ...at, email: 'a@b.example', role: null },
    { type: 'member.set-role', ...at, userId: '1', email: 'a@b.example', role: 'admin' },
    { type: 'member.remove', ...at, userId: '1', email: 'a@b.example' },
    { type: 'invitation.cancel', ...at, invitationId: '1', email: 'a@b.example', reason: '' },
    { type: 'token.create', ...at, name: 'CI', expiry: 'never', scopes: ['read'] },
    { type: 'token.delete', ...at, tokenId: '1', name: 'CI' },
  ];

  it.each(requests.map((request) => [request.type, request] as const))(
    'it describes %s in whole sentences',
    (_type, request) => {
      const sentences = provider.consequences(request);
      expect(sentences.length).toBeGreaterThan(0);
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
    },
  );

  it('it warns of public access and of tokens that never expire', () => {
    expect(provider.consequences(requests[5] as ChangeRequest).join(' ')).toContain('public access');
    expect(provider.consequences(requests[11] as ChangeRequest).join(' ')).toContain('never expires');
  });
});

describe('IDs of the wire', () => {
  const idOf = (id: unknown) => wire.workspace.safeParse({ id, name: 'W' }).data?.id ?? null;

  it.each([
    [12, '12'],
    ['12', '12'],
    [0, '0'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('read %j as it is', (id, text) => {
    expect(idOf(id)).toBe(text);
  });

  it.each([2 ** 53, '9007199254740993', '007', -1, 1.5, '1e3', ' 1', '', true, null])(
    'don’t read %j, which a body or a path would name as another',
    (id) => {
      expect(idOf(id)).toBeNull();
    },
  );
});
