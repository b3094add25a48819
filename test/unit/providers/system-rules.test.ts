import { describe, expect, it } from 'vitest';
import { capability, type Capability } from '../../../src-preload/contract/capabilities.ts';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { product } from '../../../src-preload/contract/connections.ts';
import { roleTable } from '../../../src-preload/contract/roles.ts';
import { systemFacts } from '../../../src-preload/contract/system.ts';
import type { Caller } from '../../../src-main/providers/provider.ts';
import { catalogue } from '../../../src-main/local-instance/dialects/system/failures.ts';
import { permissionCodes } from '../../../src-main/local-instance/dialects/system/rules.ts';
import { system } from '../../../src-main/providers/system/provider.ts';
import { refusalError } from '../../../src-main/providers/system/read-error.ts';
import { formatSecret, inspectCredential, parseSecret } from '../../../src-main/providers/system/secret.ts';
import * as wire from '../../../src-main/providers/system/wire.ts';
import type { RoleRow } from '../../../src-main/base/records.ts';

const row = (id: string, permissions: Known<string[]>): RoleRow => ({
  id,
  name: `Role ${id}`,
  kind: 'custom',
  description: none,
  permissions,
});
const custom = [
  row('reader', knownValue(['workspace:read'])),
  row('clerk', knownValue(['workspace:read', 'workspace:invitation:write', 'billing:read'])),
  row('secret', notReported),
];
const who = (role: Known<string>): Caller => ({
  role,
  credential: 'session',
  scope: 'workspace',
  roles: system.roleTable('workspace', custom).roles,
});
const may = (capability: Capability, role: string) => system.permits(capability, who(knownValue(role)));

describe('the tables', () => {
  it('it fits the contract', () => {
    const apiVariant = system.apiVariants[system.defaultApiVariant];
    expect(systemFacts.parse(apiVariant?.facts)).toEqual(apiVariant?.facts);
    expect(product.parse(system.product)).toEqual(system.product);
    expect(roleTable.parse(system.roleTable('workspace', custom)).roles).toHaveLength(4);
  });

  it('it says of every capability whether it is supported, and why not, with the source', () => {
    const table = system.apiVariants[system.defaultApiVariant]?.capabilities;
    for (const name of capability.options) {
      const entry = table?.[name];
      expect(entry?.source, name).not.toBe('');
      if (entry?.supported === false) expect(entry.reason, name).toMatch(/\.$/);
    }
    const offered = capability.options.filter((name) => table?.[name].supported === true);
    expect(offered.sort()).toEqual([
      'invitation.accept',
      'invitation.cancel',
      'invitation.decline',
      'invitation.list',
      'member.invite',
      'member.list',
      'member.set-role',
      'role.create',
      'role.list',
      'role.set-permissions',
      'workspace.create',
      'workspace.details',
      'workspace.leave',
      'workspace.set-default',
      'workspace.transfer',
      'workspace.update',
    ]);
  });
});

describe('roles', () => {
  const table = system.roleTable('workspace', custom);
  const cellsOf = (id: string) => table.rows.find((one) => one.id === id)?.cells;

  it('it lists the owner above the workspace’s own roles, which alone can be assigned', () => {
    expect(table.roles.map(({ id, assignable }) => [id, assignable])).toEqual([
      ['OWNER', false],
      ['clerk', true],
      ['reader', true],
      ['secret', true],
    ]);
  });

  it('it sorts roles with the same permissions by name, numbers by their value', () => {
    const tiers = ['Tier 10', 'Tier 9'].map((name) => ({ ...row(name, knownValue([])), name }));
    expect(system.roleTable('workspace', tiers).roles.map(({ label }) => label)).toEqual([
      'Owner',
      'Tier 9',
      'Tier 10',
    ]);
  });

  it('it has a row for each permission code, including unknown ones that were seen', () => {
    const rows = table.rows.map(({ id }) => id);
    expect(rows.slice(0, 7)).toEqual([...permissionCodes, 'billing:read']);
    expect(system.permissionCodes.map(({ code }) => code)).toEqual(permissionCodes);
  });

  it('it fills the cells from permissions, gives the owner all, and leaves unreported ones empty', () => {
    expect(cellsOf('workspace:invitation:write')).toEqual({
      OWNER: { may: true, restriction: null },
      clerk: { may: true, restriction: null },
      reader: { may: false, restriction: null },
    });
    expect(cellsOf('billing:read')?.['OWNER']?.may).toBe(true);
    expect(cellsOf('workspace.transfer')?.['clerk']?.may).toBe(false);
    expect(table.notes.join(' ')).toMatch(/You can’t see the permissions/);
  });

  it('it has no roles for other kinds of places', () => {
    expect(system.roleTable('organization', custom)).toMatchObject({ roles: [], rows: [] });
    expect([system.ownerRole('workspace'), system.ownerRole('account')]).toEqual(['OWNER', null]);
  });
});

describe('what a role permits', () => {
  it('it follows the permissions of the custom role', () => {
    expect(may('member.list', 'reader')).toEqual({ allowed: true });
    expect(may('member.invite', 'clerk')).toEqual({ allowed: true });
    expect(may('member.invite', 'reader')).toEqual({
      allowed: false,
      reason:
        'Your role here, Role reader, doesn’t include workspace:invitation:write. The owner can add it.',
    });
    expect(may('workspace.set-default', 'reader')).toEqual({ allowed: true });
  });

  it('it allows the owner everything except leaving', () => {
    for (const name of capability.options) {
      expect(may(name, 'OWNER').allowed, name).toBe(name !== 'workspace.leave');
    }
    expect(may('workspace.leave', 'reader')).toEqual({ allowed: true });
  });

  it('it keeps ownership to the owner, and never assigns it as a role', () => {
    expect(may('workspace.transfer', 'secret').allowed).toBe(false);
    const me = who(knownValue('OWNER'));
    expect(system.permitsRole(me, 'reader', 'OWNER').allowed).toBe(false);
    expect(system.permitsRole(me, 'OWNER', 'reader').allowed).toBe(false);
    expect(system.permitsRole(me, 'reader', 'clerk').allowed).toBe(true);
    expect(system.permitsRole(me, null, 'clerk').allowed).toBe(true);
  });

  it('it refuses to remove others, and makes the owner transfer before leaving', () => {
    const me = who(knownValue('OWNER'));
    expect(system.permitsRemoval(me, 'reader', false)).toMatchObject({ allowed: false });
    expect(system.permitsRemoval(me, 'OWNER', true)).toEqual({
      allowed: false,
      reason: 'The owner can’t leave. Transfer the ownership to another member first.',
    });
    expect(system.permitsRemoval(me, 'reader', true)).toEqual({ allowed: true });
  });

  it('it leaves the decision to the server when the role or its permissions aren’t reported', () => {
    for (const name of ['workspace.update', 'member.invite', 'role.create'] as const) {
      expect(may(name, 'secret')).toEqual({ allowed: true });
      expect(may(name, 'never-seen')).toEqual({ allowed: true });
      expect(system.permits(name, who(notReported))).toEqual({ allowed: true });
      expect(system.permits(name, who(none)).allowed).toBe(false);
    }
    expect(system.permits('workspace.create', who(none))).toEqual({ allowed: true });
  });
});

describe('refusals', () => {
  const context = { address: 'https://portal.example.com/p', sealed: false, missing: null };
  const refuse = (code: string, status = 409, message = 'El mensaje sigue el idioma') =>
    refusalError({ version: 'v2', timestamp: 1, success: false, code, message, data: null }, status, context);

  it.each(Object.values(catalogue).map((entry) => [entry.code, entry.status] as const))(
    'it has text of its own for %s, and signs out only on 4010',
    (code, status) => {
      const error = refuse(code, status);
      expect(error.kind === 'signed-out').toBe(code === '4010');
      // The server’s message follows the locale: it is for the detail alone.
      const general = ['VALIDATION.INVALID_PARAMETER'].includes(code);
      expect(error.sentence.includes('mensaje')).toBe(general);
      expect(error.nextStep).not.toBe('');
      if (code !== 'RATE_LIMIT.EXCEEDED') expect(error.detail).toContain(code);
    },
  );

  it.each(
    Object.values(catalogue).flatMap((entry) => ('u' in entry ? [[entry.u, entry.code, entry.status]] : [])),
  )('it says the same for %s as for %s', (u, code, status) => {
    const numbered = refuse(String(u), Number(status));
    const named = refuse(String(code), Number(status));
    expect(numbered).toMatchObject({ kind: named.kind, nextStep: named.nextStep });
    if (u !== 'U1032') expect(numbered.sentence).toBe(named.sentence);
  });

  it('it names the way out of each dead end', () => {
    expect(refuse('WORKSPACE.ALREADY_OWNS_WORKSPACE')).toMatchObject({
      kind: 'conflict',
      sentence: 'You already own a workspace, and SYSTEM allows only one per person.',
      nextStep: expect.stringContaining('for an invitation') as unknown,
    });
    expect(refuse('WORKSPACE.ROLE_NAME_EXISTS').nextStep).toBe(
      'Use the existing role, or choose another name.',
    );
    expect(refuse('U1044').sentence).toContain('Their e-mail address is fine');
    expect(refuse('CANNOT_REMOVE_OWNER').nextStep).toContain('Transfer the ownership');
    expect(refuse('4010', 401).sentence).toContain('The workspace isn’t affected');
  });

  it('it names every refused field as people know it', () => {
    const data = { workspaceName: ['must not be blank'], workspaceTimezone: ['must be a time zone'] };
    const error = refusalError(
      {
        version: 'v2',
        timestamp: 1,
        success: false,
        code: 'VALIDATION.INVALID_PARAMETER',
        message: '',
        data,
      },
      400,
      context,
    );
    expect(error).toMatchObject({
      kind: 'invalid',
      sentence:
        'portal.example.com rejected the name: must not be blank; the time zone: must be a time zone.',
      fields: [
        { path: 'name', message: 'must not be blank' },
        { path: 'timezone', message: 'must be a time zone' },
      ],
    });
  });

  it('it keeps the server’s message for an unknown code, and doesn’t sign out on its 401', () => {
    expect(refuse('AUTH.NEWER', 401)).toMatchObject({
      kind: 'forbidden',
      sentence: expect.stringContaining('AUTH.NEWER') as unknown,
    });
  });
});

describe('the wire', () => {
  it('it reads enums by code or name, never by value', () => {
    const line = {
      bizId: 'w',
      workspaceName: 'W',
      workspaceStatus: { code: 'ACTIVE', name: 'x', value: 'Activo' },
      workspaceKind: { name: 'LIVE', value: 'Producción' },
    };
    expect(wire.workspace.parse(line)).toMatchObject({
      workspaceStatus: knownValue('ACTIVE'),
      workspaceKind: knownValue('LIVE'),
    });
    const nameless = wire.workspace.parse({ ...line, workspaceKind: { value: 'LIVE' } });
    expect(nameless.workspaceKind).toEqual(notReported);
  });

  it('it accepts records without optional parts, and times that can’t be read', () => {
    const bare = { bizId: 'w', workspaceName: 'W' };
    expect(wire.workspace.parse(bare)).toMatchObject({ workspaceKind: notReported, createdAt: notReported });
    const timed = { ...bare, createdAt: 'yesterday', updatedAt: null };
    expect(wire.workspace.parse(timed)).toMatchObject({ createdAt: notReported, updatedAt: none });
    expect(wire.member.parse({ accountId: 'a' })).toMatchObject({ joinedAt: notReported });
  });

  it('it reads lists in three styles', () => {
    const page = { size: 2, number: 0, totalElements: 3, totalPages: 2 };
    expect(wire.readPage([1])).toEqual({ records: [1], place: null });
    expect(wire.readPage({ content: [1, 2], page })).toEqual({ records: [1, 2], place: page });
    const flat = { workspaces: [1, 2], totalElements: 3, totalPages: 2, currentPage: 0, pageSize: 2 };
    expect(wire.readPage(flat)).toEqual({ records: [1, 2], place: page });
    for (const other of [null, {}, { content: 1 }, 'text']) expect(wire.readPage(other)).toBeNull();
  });

  it('it reports no status of an invitation in an unknown state', () => {
    const invitation = { bizId: 'i', inviteeEmail: 'a@b.example', invitationStatus: { name: 'LOST' } };
    expect(wire.invitation.parse(invitation).invitationStatus).toEqual(notReported);
  });
});

describe('the secret', () => {
  const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  const secret = {
    access: jwt({ exp: 1_800_000_000 }),
    refresh: null,
    portalCode: 'p',
    clientHash: null,
    email: null,
  };

  it('it stores the secret as JSON, with optional parts missing or null', () => {
    expect(parseSecret(formatSecret(secret))).toEqual({ ok: true, value: secret });
    expect(parseSecret(JSON.stringify({ access: secret.access, portalCode: 'p' }))).toEqual({
      ok: true,
      value: secret,
    });
  });

  it('it lasts as long as its refresh token, or else its access token, and unreported for opaque ones', () => {
    const expiryOf = (more: object) => inspectCredential(JSON.stringify({ ...secret, ...more }));
    expect(expiryOf({})).toMatchObject({
      value: { credential: 'session', expiresAt: knownValue(1_800_000_000_000) },
    });
    expect(expiryOf({ refresh: jwt({ exp: 1_900_000_000 }) })).toMatchObject({
      value: { expiresAt: knownValue(1_900_000_000_000) },
    });
    expect(expiryOf({ refresh: 'opaque' })).toMatchObject({ value: { expiresAt: notReported } });
  });

  it('it refuses another kind of secret without repeating any of it', () => {
    for (const text of ['mbx_hidden', '{"access":"hidden\\nx","portalCode":"p"}', 'null']) {
      const inspected = inspectCredential(text);
      expect(inspected).toMatchObject({ ok: false, error: { kind: 'invalid' } });
      expect(JSON.stringify(inspected)).not.toContain('hidden');
    }
  });
});

describe('consequences', () => {
  const at = { connectionId: 'c', workspaceId: 'w' };
  it.each<ChangeRequest>([
    { ...at, type: 'workspace.transfer', userId: 'u', email: 'a@b.example' },
    { ...at, type: 'workspace.leave' },
    { ...at, type: 'member.invite', email: 'a@b.example', role: 'clerk', days: 1 },
    { ...at, type: 'role.set-permissions', roleId: 'r', name: 'R', permissions: [] },
    { ...at, type: 'role.create', name: 'R', description: '' },
  ])('it describes $type in plain sentences', (request) => {
    const sentences = system.consequences(request);
    expect(sentences.length).toBeGreaterThan(0);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('it says that a role comes after joining, and how long an invitation is valid', () => {
    const words = system
      .consequences({ ...at, type: 'member.invite', email: 'a@b.example', role: 'clerk', days: 1 })
      .join(' ');
    expect(words).toContain('valid for 1 day.');
    expect(words).toContain('once the person has joined');
  });
});
