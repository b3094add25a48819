import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { CredentialKind } from '../../../src-preload/contract/connections.ts';
import { knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import type { Caller } from '../../../src-main/providers/provider.ts';
import { systemInitiative as provider } from '../../../src-main/providers/system-initiative/provider.ts';

const who = (role: Known<string>, credential: CredentialKind = 'session'): Caller => ({
  role,
  credential,
  scope: 'workspace',
  roles: provider.roleTable('workspace', []).roles,
});
const owner = knownValue('OWNER');
const approver = knownValue('APPROVER');
const collaborator = knownValue('EDITOR');

describe('who may do what', () => {
  it.each([
    ['workspace.update', true, false, false],
    ['workspace.approvals', true, false, false],
    ['workspace.delete', true, false, false],
    ['workspace.set-default', true, true, true],
    ['workspace.favourite', true, true, true],
    ['workspace.leave', false, true, true],
    ['member.list', true, true, true],
    ['member.invite', true, true, false],
    ['member.remove', true, true, false],
    ['member.set-role', true, false, false],
    ['token.list', true, true, true],
    ['token.create', true, true, true],
    ['token.revoke', true, false, false],
    ['token.delete', true, false, false],
  ] as const)('it decides %s: owner %s, approver %s, collaborator %s', (capability, ...expected) => {
    const permitted = [owner, approver, collaborator].map(
      (role) => provider.permits(capability, who(role, 'session')).allowed,
    );
    expect(permitted).toEqual(expected);
  });

  it('it names the roles as people see them', () => {
    expect(provider.permits('member.invite', who(collaborator, 'web'))).toEqual({
      allowed: false,
      reason: 'Only Owners and Approvers can do this. Your role here is Collaborator.',
    });
  });

  it('it denies an automation token the list of tokens, whatever the role', () => {
    const permission = provider.permits('token.list', who(owner, 'automation'));
    expect(permission).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('Automation tokens can’t list tokens') as unknown,
    });
    expect(provider.permits('token.create', who(owner, 'automation')).allowed).toBe(true);
    expect(provider.permits('workspace.approvals', who(owner, 'automation')).allowed).toBe(false);
    expect(provider.permits('member.invite', who(owner, 'automation')).allowed).toBe(true);
  });

  it('it forbids nothing for a role that isn’t reported, and all but creating without a role', () => {
    expect(provider.permits('workspace.delete', who(notReported, 'session')).allowed).toBe(true);
    expect(provider.permits('member.list', who(none, 'session')).allowed).toBe(false);
    expect(provider.permits('workspace.create', who(none, 'session')).allowed).toBe(true);
  });

  it('it refuses to remove an owner or to let one leave, each with its own reason', () => {
    expect(provider.permitsRemoval(who(owner), 'OWNER', false)).toMatchObject({ allowed: false });
    expect(provider.permitsRemoval(who(owner), 'OWNER', true)).toMatchObject({ allowed: false });
    expect(provider.permitsRemoval(who(owner), 'OWNER', true)).not.toEqual(
      provider.permitsRemoval(who(owner), 'OWNER', false),
    );
    expect(provider.permitsRemoval(who(owner), 'APPROVER', false).allowed).toBe(true);
  });
});

describe('the fields of a workspace', () => {
  const check = (
    fields: Partial<{
      kind: 'managed' | 'local-dev' | 'remote-url';
      name: string;
      description: string;
      url: string;
    }>,
  ) =>
    provider.checkWorkspaceFields({
      kind: 'remote-url',
      name: 'Team',
      description: '',
      url: 'https://si.example.com',
      ...fields,
    });

  it.each(['Müller’s'.replace('’', "'"), 'Łódź (test)', 'a_b+c.d-e, f', 'Ngô Việt', 'x'.repeat(256)])(
    'it accepts the name %s',
    (name) => {
      expect(check({ name })).toEqual([]);
    },
  );
  it.each(['', '  ', 'a/b', 'a@b', '<b>', 'x'.repeat(257)])('it refuses the name "%s"', (name) => {
    expect(check({ name })).toMatchObject([{ path: 'name' }]);
  });
  it('it names the characters that it refuses', () => {
    expect(check({ name: 'a/b@c' })[0]?.message).toContain('/ @');
  });
  it('it accepts a description of 512 characters and no more', () => {
    expect(check({ description: 'x'.repeat(512) })).toEqual([]);
    expect(check({ description: 'x'.repeat(513) })).toMatchObject([{ path: 'description' }]);
  });

  it.each(['https://si.example.com', 'http://si-1.example.com:8443/x', 'https://a/'])(
    'it accepts the remote URL %s',
    (url) => {
      expect(check({ url })).toEqual([]);
    },
  );
  it.each([
    ['https://app.systeminit.com', 'Managed by System Initiative'],
    ['https://app.systeminit.com/', 'Managed by System Initiative'],
    ['http://localhost:8080', 'Local Dev Instance'],
    ['http://127.0.0.1:8080', 'Local Dev Instance'],
    ['si.example.com', 'https://'],
    ['', 'Enter'],
    ['https://si.example.com/?a=1', '?'],
    ['https://si.example.com/#a', '#'],
    ['https://ana@si.example.com', 'username'],
    ['https://SI.example.com', 'lowercase'],
    ['https://[::1]:80', 'IPv6'],
    ['https://a_b.example.com', 'underscore'],
    ['https://', 'host'],
  ])('it refuses the remote URL %s and says %s', (url, words) => {
    const problems = check({ url });
    expect(problems).toMatchObject([{ path: 'url' }]);
    expect(problems[0]?.message).toContain(words);
  });

  it('it accepts exactly one URL for each of the other two types', () => {
    expect(check({ kind: 'managed', url: 'https://app.systeminit.com' })).toEqual([]);
    expect(check({ kind: 'managed', url: 'https://app.systeminit.com/' })).toMatchObject([{ path: 'url' }]);
    expect(check({ kind: 'local-dev', url: 'http://localhost:8080' })).toEqual([]);
    expect(provider.workspaceTypes.map(({ kind, url }) => [kind, url])).toEqual([
      ['managed', 'https://app.systeminit.com'],
      ['local-dev', 'http://localhost:8080'],
      ['remote-url', null],
    ]);
  });
});

describe('token names', () => {
  it('it refuses dots in a token’s name', () => {
    expect(provider.tokenNameProblem('ci deploy-1')).toBeNull();
    expect(provider.tokenNameProblem('a.b')).toContain('.');
    expect(provider.tokenNameProblem(' ')).not.toBeNull();
  });
});

describe('addresses', () => {
  it.each([
    ['https://auth-api.systeminit.com', 'managed'],
    ['https://api.systeminit.com', 'managed'],
    ['http://localhost:9001', 'local-dev'],
    ['http://127.0.0.1:4000/si/auth', 'local-dev'],
    ['https://auth-api.systeminit.com.evil.example', 'remote-url'],
    ['https://si.example.com', 'remote-url'],
  ])('it takes %s for %s', (address, kind) => {
    expect(provider.kindOf(address)).toBe(kind);
  });

  it('it knows the workspace’s page and the refresh page', () => {
    const url = knownValue('https://app.systeminit.com/');
    expect(provider.workspaceUrl({ id: '01A', address: '', url })).toBe('https://app.systeminit.com/w/01A');
    expect(provider.workspaceUrl({ id: '01A', address: '', url: none })).toBeNull();
    expect(
      provider.workspaceUrl({ id: '01A', address: '', url: knownValue('javascript:alert(1)') }),
    ).toBeNull();
    expect(provider.refreshAuthUrl({ id: '01A', kind: 'managed', url })).toBe(
      'https://app.systeminit.com/refresh-auth?workspaceId=01A',
    );
    expect(
      provider.refreshAuthUrl({ id: '01A', kind: 'local-dev', url: knownValue('http://localhost:8080') }),
    ).toBeNull();
  });
});

describe('consequences', () => {
  const ref = { connectionId: 'c', workspaceId: 'w' };
  const said = (request: ChangeRequest) => provider.consequences(request).join(' ');
  it('it says what deleting stops, what continues, and who can undo it', () => {
    const words = said({ type: 'workspace.delete', ...ref });
    expect(words).toContain('token');
    expect(words).toContain('keep running');
    expect(words).toContain('support@systeminit.com');
  });
  it('it says that tokens stay after leaving and after a removal', () => {
    const ofTokens = (request: ChangeRequest) => provider.tokensAfter?.(request).join(' ');
    expect(ofTokens({ type: 'workspace.leave', ...ref })).toContain('stay valid');
    expect(ofTokens({ type: 'member.remove', ...ref, userId: 'u', email: 'e' })).toContain('stay valid');
  });
  it('it says that shared marks change for every member', () => {
    expect(said({ type: 'workspace.set-default', ...ref })).toContain('every member');
    expect(said({ type: 'workspace.hide', ...ref, enabled: true })).toContain('every member');
  });
  it('it says that a new token acts as me everywhere', () => {
    expect(said({ type: 'token.create', ...ref, name: 'n', expiry: '1d' })).toContain(
      'every workspace you can access',
    );
  });
  it('it says that an invitation with a role takes two steps', () => {
    expect(said({ type: 'member.invite', ...ref, email: 'e', role: 'APPROVER' })).toContain(
      'changes the role to Approver in a second step',
    );
  });
});

describe('inspecting a credential', () => {
  const jwt = (claims: unknown) =>
    `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
  it.each([
    [{ userId: 'u', iat: 1 }, 'session', none],
    [{ version: '2', userId: 'u', role: 'web', exp: 1_800_000_000 }, 'web', knownValue(1_800_000_000_000)],
    [
      { version: '2', userId: 'u', role: 'automation', exp: 1_800_000_000 },
      'automation',
      knownValue(1_800_000_000_000),
    ],
    [{ sub: 'x' }, 'unknown', none],
  ])('it reads %j as %s', (payload, credential, expiresAt) => {
    expect(provider.inspectCredential(jwt(payload))).toEqual({ ok: true, value: { credential, expiresAt } });
  });
  it.each(['mbx_123', 'not-a-token', 'a.b.c', ''])('it refuses %s without repeating it', (secret) => {
    const result = provider.inspectCredential(secret);
    expect(result).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    if (secret !== '') expect(JSON.stringify(result)).not.toContain(secret);
  });
});
