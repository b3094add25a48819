import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { ChangeRequest } from '../../src-preload/contract/changes.ts';
import { knownValue, none, notReported } from '../../src-preload/contract/known.ts';
import type { AppError, Result } from '../../src-preload/contract/result.ts';
import { sessionLifetime } from '../../src-main/local-instance/dialects/unstructured/session.ts';
import { samplePeople } from '../../src-main/local-instance/sample/seed.ts';
import { sampleUnstructured } from '../../src-main/local-instance/sample/unstructured.ts';
import { startInstance, type Instance } from '../../src-main/local-instance/server.ts';
import type { Performed, ProviderSession } from '../../src-main/providers/provider.ts';
import { unstructured } from '../../src-main/providers/unstructured/provider.ts';
import { memoryDevice } from '../support/device.ts';
import { testHttpClient } from '../support/http-client.ts';

const http = testHttpClient();
const signal = new AbortController().signal;
const { ana, approver, collaborator, outsider, secondOwner, suspended } = samplePeople;
const { northwind, fabrikam, unpaid } = sampleUnstructured;
const priya = 'priya.raman@lumen-consulting.example';

let clock: number;
let server: Instance;
beforeEach(async () => {
  clock = Date.parse('2026-03-01T12:00:00Z');
  server = await startInstance({ directoryPath: ':memory:', port: 0, faults: true, now: () => clock });
});
afterEach(() => server.close());

const targetOf = (address: string) => ({
  connectionId: 'c',
  address,
  credential: null,
  allowInsecure: false,
});
const sessionWith = (token: string): ProviderSession =>
  unstructured.session(
    http,
    targetOf(server.addresses.unstructured),
    memoryDevice(token, { face: 'management', now: () => clock }),
  );
const sessionOf = async (email: string) => sessionWith(await server.sessionFor('unstructured', email));

function valueOf<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`${result.error.kind}: ${result.error.sentence} ${result.error.detail ?? ''}`);
  return result.value;
}
function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

type Change<R = ChangeRequest> = R extends { workspaceId: string } ? Omit<R, 'connectionId'> : never;
const perform = (session: ProviderSession, change: Change) =>
  session.perform({ ...change, connectionId: 'c' }, { workspace: null }, signal);
const create = (session: ProviderSession, organizationId: string | undefined, name: string) =>
  session.perform(
    {
      type: 'workspace.create',
      connectionId: 'c',
      kind: 'local-dev',
      name,
      description: '',
      url: '',
      isDefault: false,
      ...(organizationId === undefined ? {} : { organizationId }),
    },
    { workspace: null },
    signal,
  );

const placesOf = async (session: ProviderSession) => valueOf(await session.workspaces(signal)).rows;
/** The id of an organization, or of a workspace of it. */
async function placeId(session: ProviderSession, organization: string, workspace?: string) {
  const rows = await placesOf(session);
  const found = rows.find((row) =>
    workspace === undefined
      ? row.scope === 'organization' && row.name === organization
      : row.name === workspace &&
        row.organization.state === 'known' &&
        row.organization.value.name === organization,
  );
  if (found === undefined) throw new Error(`no place ${organization} ${workspace ?? ''}`);
  return found.id;
}
const roster = async (session: ProviderSession, place: string) =>
  valueOf(await session.members(place, signal)).rows;
const roleOf = async (session: ProviderSession, place: string, email: string) =>
  (await roster(session, place)).find((row) => row.email === email)?.role;
const keysOf = async (session: ProviderSession, place: string) =>
  valueOf(await session.tokens(place, signal)).rows;
const idOf = (email: string) => server.directory.people.byEmail(email)?.id ?? '';

describe('recognising an address', () => {
  const recognise = (address: string) => unstructured.recognise(http, targetOf(address), {}, signal);

  it('knows the management API, and the data API of the real service', async () => {
    const { unstructured: base } = server.addresses;
    expect(valueOf(await recognise(base))).toEqual({ face: 'management', methods: ['token'] });
    expect(valueOf(await recognise(`${base}/data`))).toEqual({ face: 'console', methods: ['entered'] });
  });

  it('takes no other system for it', async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    const others = [
      server.url,
      server.publicApiUrl,
      server.modboxUrl,
      server.systemUrl,
      server.addresses['workspaces-api'],
      origin,
    ];
    for (const address of others)
      expect([address, await recognise(address)]).toEqual([address, { ok: true, value: null }]);
  });

  describe('of a server that only resembles it', () => {
    let other: Server | null = null;
    afterEach(
      () =>
        new Promise<void>((resolve) =>
          other === null
            ? resolve()
            : other.close(() => {
                resolve();
              }),
        ),
    );
    async function answering(answer: (path: string) => { status: number; body: unknown; location?: string }) {
      const made = createServer((request, reply) => {
        const { status, body, location } = answer(request.url ?? '');
        reply.writeHead(status, {
          'content-type': 'application/json',
          ...(location === undefined ? {} : { location }),
        });
        reply.end(JSON.stringify(body));
      });
      other = made;
      await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
      const address = made.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      return `http://127.0.0.1:${address.port}`;
    }
    const unauthorized = { status: 401, body: { detail: 'Not authenticated' } };
    const unknown = { status: 404, body: { detail: 'Not Found' } };

    it.each([
      ['refuses everything alike', () => unauthorized],
      [
        'has the person’s route alone',
        (path: string) => (path.endsWith('/users/me') ? unauthorized : unknown),
      ],
      ['sends strangers away', () => ({ status: 302, body: {}, location: 'https://login.example/' })],
      [
        'says more than Unstructured',
        (path: string) =>
          path.includes('/none/none')
            ? unknown
            : { status: 401, body: { detail: 'Not authenticated', code: 1 } },
      ],
    ])('%s', async (_what, answer) => {
      expect(await recognise(await answering(answer))).toEqual({ ok: true, value: null });
    });
  });
});

describe('the management API: reading', () => {
  it('who I am', async () => {
    expect(valueOf(await (await sessionOf(ana)).whoami(signal))).toEqual({
      userId: idOf(ana),
      email: ana,
      name: 'Ana Oliveira',
    });
  });

  it('organizations with their workspaces, and my role in each', async () => {
    const session = await sessionOf(ana);
    const list = valueOf(await session.workspaces(signal));
    expect(list).toMatchObject({ unreadable: 0, asOf: null });
    expect(list.serverDate).toEqual(expect.any(Number));
    const organizations = list.rows.filter(({ scope }) => scope === 'organization');
    expect(organizations.map(({ name, myRole }) => [name, myRole])).toEqual([
      [northwind, knownValue('super_admin')],
      [fabrikam, knownValue('member')],
      ['Ana (personal)', knownValue('super_admin')],
      [unpaid, knownValue('billing_admin')],
    ]);
    const row = list.rows.find(({ name }) => name === 'Scanned archive');
    const organizationId = await placeId(session, fabrikam);
    expect(row).toMatchObject({
      scope: 'workspace',
      origin: 'live',
      organization: knownValue({ id: organizationId, name: fabrikam }),
      myRole: knownValue('developer'),
      isDefault: knownValue(false),
      membersAt: null,
      tokensAt: null,
      description: notReported,
      unavailable: {},
      instance: { kind: 'local-dev', url: none },
    });
    expect(row?.id).toMatch(new RegExp(`^${organizationId}/[^/]+$`));
  });

  it('a Super Administrator has that role also where they are no member, or a lesser one', async () => {
    const session = await sessionOf(ana);
    const scratch = await placeId(session, northwind, 'Scratch');
    const mine = async (name: string) => (await placesOf(session)).find((row) => row.name === name);
    expect((await mine('Scratch'))?.myRole).toEqual(knownValue('super_admin'));
    const asViewer: Change = { type: 'member.invite', workspaceId: scratch, email: ana, role: 'viewer' };
    valueOf(await perform(session, asViewer));
    expect((await mine('Scratch'))?.myRole).toEqual(knownValue('super_admin'));
    expect((await mine('Scratch'))?.facts).toContainEqual({
      label: 'Your role as its member',
      value: 'Viewer',
    });
    expect(await roleOf(session, scratch, ana)).toBe('viewer');
  });

  it('a personal account says what it doesn’t have', async () => {
    const rows = (await placesOf(await sessionOf(ana))).filter(
      ({ name }) => name === 'Ana (personal)' || name === 'Personal workspace',
    );
    expect(rows).toHaveLength(2);
    for (const { unavailable } of rows) {
      expect(Object.keys(unavailable).sort()).toEqual([
        'member.invite',
        'member.remove',
        'member.set-role',
        'workspace.create',
        'workspace.delete',
      ]);
    }
  });

  it('members of both kinds of places, highest role first', async () => {
    const session = await sessionOf(ana);
    const everybody = await roster(session, await placeId(session, northwind));
    expect(everybody[0]).toEqual({
      userId: idOf(ana),
      email: ana,
      name: knownValue('Ana Oliveira'),
      role: 'super_admin',
      status: 'active',
      signedUpAt: notReported,
      enteredAt: notReported,
    });
    const here = await roster(session, await placeId(session, northwind, 'Contracts'));
    const order = ['admin', 'developer', 'operator', 'viewer'];
    const ranks = here.map(({ role }) => order.indexOf(role));
    expect(ranks).toEqual([...ranks].sort());
    expect(here.find(({ email }) => email === collaborator)?.role).toBe('operator');
  });

  it('keys, which have no end, without their values', async () => {
    const session = await sessionOf(ana);
    const keys = await keysOf(session, await placeId(session, northwind, 'Default workspace'));
    expect(keys.map(({ name, enabled }) => [name, enabled])).toEqual(
      expect.arrayContaining([
        [knownValue('Ingest service'), knownValue(true)],
        [knownValue('Old ingest service'), knownValue(false)],
      ]) as unknown,
    );
    for (const key of keys)
      expect(key).toMatchObject({ expiresAt: none, revokedAt: none, lastUsedAt: notReported });
  });

  it('what there is not is refused before the wire', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    server.faults?.set([{ path: '/unstructured/**', fault: { kind: 'offline' } }]);
    for (const result of [
      await session.invitations(organization, signal),
      await session.roles(organization, signal),
      await session.details(organization, signal),
      await session.tokens(organization, signal),
      await perform(session, { type: 'workspace.delete', workspaceId: `${organization}/x` }),
      await perform(session, {
        type: 'token.revoke',
        workspaceId: `${organization}/x`,
        tokenId: 'k',
        name: 'k',
      }),
      await perform(session, { type: 'workspace.leave', workspaceId: `${organization}/x` }),
    ]) {
      expect(errorOf(result).kind).toBe('not-supported');
    }
  });
});

describe('the management API: changes, read back', () => {
  let session: ProviderSession;
  let organization: string;
  let scratch: string;
  beforeEach(async () => {
    session = await sessionOf(ana);
    organization = await placeId(session, northwind);
    scratch = await placeId(session, northwind, 'Scratch');
  });

  it('a workspace', async () => {
    const { createdWorkspaceId } = valueOf(await create(session, organization, 'Made here'));
    expect((await placesOf(session)).find(({ id }) => id === createdWorkspaceId)).toMatchObject({
      name: 'Made here',
      organization: knownValue({ id: organization, name: northwind }),
    });
    expect(errorOf(await create(session, undefined, 'Nowhere')).kind).toBe('invalid');
  });

  it('a member of the organization: added, given another role, removed', async () => {
    const email = 'new@newcomers.example';
    valueOf(
      await perform(session, { type: 'member.invite', workspaceId: organization, email, role: 'member' }),
    );
    expect(await roleOf(session, organization, email)).toBe('member');
    const userId = idOf(email);
    const role = 'billing_admin';
    valueOf(
      await perform(session, { type: 'member.set-role', workspaceId: organization, userId, email, role }),
    );
    expect(await roleOf(session, organization, email)).toBe('billing_admin');
    valueOf(await perform(session, { type: 'member.remove', workspaceId: organization, userId, email }));
    expect(await roleOf(session, organization, email)).toBeUndefined();
  });

  it('a member of a workspace, found by e-mail in the organization', async () => {
    const invite = (email: string): Change => ({
      type: 'member.invite',
      workspaceId: scratch,
      email,
      role: 'operator',
    });
    valueOf(await perform(session, invite(approver)));
    valueOf(await perform(session, invite(collaborator.toUpperCase())));
    expect(await roleOf(session, scratch, approver)).toBe('operator');
    expect(await roleOf(session, scratch, collaborator)).toBe('operator');
    const at = { workspaceId: scratch, userId: idOf(approver), email: approver };
    valueOf(await perform(session, { type: 'member.set-role', ...at, role: 'admin' }));
    expect(await roleOf(session, scratch, approver)).toBe('admin');
    valueOf(await perform(session, { type: 'member.remove', ...at }));
    expect(await roleOf(session, scratch, approver)).toBeUndefined();
  });

  it('takes nobody into a workspace who is not in the organization', async () => {
    const stranger: Change = { type: 'member.invite', workspaceId: scratch, email: outsider, role: 'viewer' };
    expect(errorOf(await perform(session, stranger))).toMatchObject({
      kind: 'not-allowed',
      sentence: `${outsider} is not in the organization of this workspace.`,
      nextStep: expect.stringContaining('Add them to the organization first') as unknown,
    });
  });

  it('a key: made, copied again, switched off and on, deleted', async () => {
    const made = valueOf(
      await perform(session, { type: 'token.create', workspaceId: scratch, name: 'Runner', expiry: '' }),
    );
    const { id: tokenId, secret } = made.createdToken ?? { id: '', secret: '' };
    expect(secret).toMatch(/^\w{20,}$/);
    expect(valueOf((await session.tokenValue?.(scratch, tokenId, signal)) ?? { ok: true, value: '' })).toBe(
      secret,
    );
    const enable = (enabled: boolean) =>
      perform(session, { type: 'token.enable', workspaceId: scratch, tokenId, name: 'Runner', enabled });
    const [key] = await keysOf(session, scratch);
    expect(key).toMatchObject({ id: tokenId, name: knownValue('Runner'), enabled: knownValue(true) });
    valueOf(await enable(false));
    expect((await keysOf(session, scratch))[0]?.enabled).toEqual(knownValue(false));
    valueOf(await enable(true));
    expect((await keysOf(session, scratch))[0]?.enabled).toEqual(knownValue(true));
    valueOf(await perform(session, { type: 'token.delete', workspaceId: scratch, tokenId, name: 'Runner' }));
    expect(await keysOf(session, scratch)).toEqual([]);
  });

  it('a key whose value is not told at creation is asked for it', async () => {
    const path = `/unstructured/api/v1/organizations/${scratch.replace('/', '/workspaces/')}/api-keys/`;
    server.faults?.set([
      {
        method: 'POST',
        path,
        fault: { kind: 'status', status: 201, body: { id: 'unknown', name: 'Quiet' } },
      },
    ]);
    const made = valueOf(
      await perform(session, { type: 'token.create', workspaceId: scratch, name: 'Quiet', expiry: '' }),
    );
    // This server doesn't know that key either, so its value stays with the list.
    expect(made).toEqual({ createdWorkspaceId: null, createdToken: null } satisfies Performed);
  });
});

describe('the management API: each role may do what its matrix says', () => {
  type Try = (session: ProviderSession) => Promise<Result<unknown>>;

  /** Every right of a workspace tried as this person, against what the table permits to the role that they are told. */
  async function expectAgreement(as: string, place: string, tries: readonly (readonly [Capability, Try])[]) {
    const session = await sessionOf(as);
    const row = (await placesOf(session)).find(({ id }) => id === place);
    if (row === undefined) throw new Error('the place is not shown');
    const who = { role: row.myRole, scope: row.scope, credential: 'session' as const, roles: [] };
    for (const [capability, attempt] of tries) {
      const permitted = unstructured.permits(capability, who).allowed;
      const result = await attempt(session);
      expect([capability, result.ok ? true : result.error.kind]).toEqual([
        capability,
        permitted ? true : 'forbidden',
      ]);
    }
  }

  const newcomer = 'newcomer@newcomers.example';
  async function newcomerIn(organizationRole: string, workspaceRole: string | null) {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const scratch = await placeId(session, northwind, 'Scratch');
    const invite = (workspaceId: string, email: string, role: string) =>
      perform(session, { type: 'member.invite', workspaceId, email, role });
    valueOf(await invite(organization, newcomer, organizationRole));
    if (workspaceRole !== null) valueOf(await invite(scratch, newcomer, workspaceRole));
    valueOf(await invite(scratch, approver, 'viewer'));
    const key = valueOf(
      await perform(session, { type: 'token.create', workspaceId: scratch, name: 'Of Ana', expiry: '' }),
    ).createdToken;
    return { organization, scratch, tokenId: key?.id ?? '' };
  }

  it.each([
    ['member', 'viewer'],
    ['member', 'operator'],
    ['member', 'developer'],
    ['member', 'admin'],
    ['super_admin', null],
    ['super_admin', 'viewer'],
  ])(
    'in a workspace: %s of the organization, %s of the workspace',
    async (organizationRole, workspaceRole) => {
      const { scratch: workspaceId, tokenId } = await newcomerIn(organizationRole, workspaceRole);
      const member = { workspaceId, userId: idOf(approver), email: approver };
      const token = { workspaceId, tokenId, name: 'Of Ana' };
      await expectAgreement(newcomer, workspaceId, [
        ['member.list', (as) => as.members(workspaceId, signal)],
        [
          'member.invite',
          (as) => perform(as, { type: 'member.invite', workspaceId, email: collaborator, role: 'viewer' }),
        ],
        ['member.set-role', (as) => perform(as, { type: 'member.set-role', ...member, role: 'operator' })],
        ['member.remove', (as) => perform(as, { type: 'member.remove', ...member })],
        ['token.list', (as) => as.tokens(workspaceId, signal)],
        [
          'token.create',
          (as) => perform(as, { type: 'token.create', workspaceId, name: 'Mine', expiry: '' }),
        ],
        [
          'token.copy',
          async (as) => (await as.tokenValue?.(workspaceId, tokenId, signal)) ?? { ok: true, value: '' },
        ],
        ['token.enable', (as) => perform(as, { type: 'token.enable', ...token, enabled: false })],
        ['token.delete', (as) => perform(as, { type: 'token.delete', ...token })],
      ]);
    },
  );

  it.each(['super_admin', 'member', 'billing_admin'])('in an organization: %s', async (role) => {
    const { organization: workspaceId } = await newcomerIn(role, null);
    const member = { workspaceId, userId: idOf(collaborator), email: collaborator };
    await expectAgreement(newcomer, workspaceId, [
      ['member.list', (as) => as.members(workspaceId, signal)],
      [
        'member.invite',
        (as) => perform(as, { type: 'member.invite', workspaceId, email: 'n@n.example', role: 'member' }),
      ],
      ['member.set-role', (as) => perform(as, { type: 'member.set-role', ...member, role: 'member' })],
      ['member.remove', (as) => perform(as, { type: 'member.remove', ...member })],
      ['workspace.create', (as) => create(as, workspaceId, 'Another')],
    ]);
  });
});

describe('the management API: what is said to a refusal', () => {
  const apiPath = '/unstructured/**';

  it('only its own 401 ends the session, in words for each cause', async () => {
    expect(errorOf(await sessionWith('').whoami(signal))).toMatchObject({
      kind: 'signed-out',
      sentence: 'You are not signed in to Unstructured.',
    });
    expect(errorOf(await sessionWith('garbage').whoami(signal)).kind).toBe('signed-out');
    const session = await sessionOf(ana);
    clock += sessionLifetime * 1000;
    expect(errorOf(await session.whoami(signal))).toMatchObject({
      kind: 'signed-out',
      sentence: 'Your session on Unstructured has expired.',
    });
  });

  it.each([
    ['another shape', { error: 'Unauthorized' }],
    ['more than its own', { detail: 'Not authenticated', request_id: 'x' }],
    ['the data API', { detail: 'API key is missing, please provide an API key in the header.' }],
  ])('a 401 of %s does not', async (_what, body) => {
    const session = await sessionOf(ana);
    server.faults?.set([{ path: apiPath, fault: { kind: 'status', status: 401, body } }]);
    expect(errorOf(await session.whoami(signal)).kind).toBe('forbidden');
  });

  it('403: whose role it takes, who else can, and an account that is blocked', async () => {
    const session = await sessionOf(approver);
    const organization = await placeId(session, northwind);
    expect(errorOf(await create(session, organization, 'Mine'))).toMatchObject({
      kind: 'forbidden',
      sentence: 'Super Administrators only: your role does not allow this.',
    });
    const mine = await sessionOf(ana);
    const personal = await placeId(mine, 'Ana (personal)');
    expect(errorOf(await create(mine, personal, 'Second')).sentence).toMatch(
      /exactly one personal workspace/,
    );
    const add: Change = { type: 'member.invite', workspaceId: personal, email: approver, role: 'member' };
    expect(errorOf(await perform(mine, add))).toMatchObject({ kind: 'forbidden' });
    expect(errorOf(await (await sessionOf(suspended)).whoami(signal))).toMatchObject({
      kind: 'forbidden',
      sentence: 'Your account on Unstructured has been deactivated.',
    });
    server.faults?.set([
      {
        path: apiPath,
        fault: {
          kind: 'status',
          status: 403,
          body: { detail: 'Only authorized Unstructured representatives can delete workspaces' },
        },
      },
    ]);
    expect(errorOf(await mine.whoami(signal))).toMatchObject({
      kind: 'forbidden',
      sentence: 'Only authorized Unstructured representatives can delete workspaces.',
      nextStep: expect.stringContaining('sales@unstructured.io') as unknown,
    });
  });

  it('404: what it is that is not there', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const scratch = await placeId(session, northwind, 'Scratch');
    const sentence = async (result: Promise<Result<unknown>>) => {
      const error = errorOf(await result);
      return [error.kind, error.sentence];
    };
    const nobody = { userId: 'nobody', email: 'n@n.example' };
    expect(await sentence(session.members('nothing', signal))).toEqual([
      'not-found',
      'This organization does not exist, or you are not in it (any more).',
    ]);
    expect(await sentence(session.members(`${organization}/nothing`, signal))).toEqual([
      'not-found',
      'This workspace does not exist (any more).',
    ]);
    expect(
      await sentence(perform(session, { type: 'member.remove', workspaceId: scratch, ...nobody })),
    ).toEqual(['not-found', 'This person is not a member here (any more).']);
    expect(
      await sentence(
        perform(session, { type: 'token.delete', workspaceId: scratch, tokenId: 'none', name: 'x' }),
      ),
    ).toEqual(['not-found', 'This API key does not exist (any more).']);
    const elsewhere = unstructured.session(
      http,
      targetOf(`${server.addresses.unstructured}/elsewhere`),
      memoryDevice(await server.sessionFor('unstructured', ana), { face: 'management' }),
    );
    expect(errorOf(await elsewhere.whoami(signal)).kind).toBe('not-implemented');
  });

  it('409: already a member', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const again: Change = {
      type: 'member.invite',
      workspaceId: organization,
      email: secondOwner,
      role: 'member',
    };
    expect(errorOf(await perform(session, again))).toMatchObject({
      kind: 'conflict',
      sentence: 'This person is already a member of the organization.',
    });
  });

  it('422: field by field', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const wrong: Change = {
      type: 'member.invite',
      workspaceId: organization,
      email: 'nowhere',
      role: 'owner',
    };
    const error = errorOf(await perform(session, wrong));
    expect(error.kind === 'invalid' && error.fields).toEqual([
      { path: 'email', message: 'value is not a valid email address' },
      { path: 'role', message: expect.stringContaining("'super_admin'") as unknown },
    ]);
    expect(error.sentence).toMatch(/refuses the e-mail address: .*; the role: /);
    expect(errorOf(await create(session, organization, ' '))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'name' }],
    });
  });

  it('a page, an error of the server, a cut line are said as such', async () => {
    const session = await sessionOf(ana);
    const kinds: string[] = [];
    for (const fault of [
      { kind: 'garble', as: 'html' },
      { kind: 'status', status: 500, body: { detail: 'Internal Server Error' } },
      { kind: 'garble', as: 'truncated-json' },
    ] as const) {
      server.faults?.set([{ path: apiPath, fault }]);
      kinds.push(errorOf(await session.workspaces(signal)).kind);
    }
    expect(kinds).toEqual(['proxy', 'server', 'malformed']);
  });

  it('one bad record is left out and counted', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const good = { user_id: 'u', email: 'a@b.example', name: 'A', role: 'member' };
    server.faults?.set([
      { path: apiPath, fault: { kind: 'status', status: 200, body: [good, { user_id: 'v' }] } },
    ]);
    expect(valueOf(await session.members(organization, signal))).toMatchObject({
      unreadable: 1,
      rows: [{ userId: 'u' }],
    });
  });
});

describe('the real service: keys are tried', () => {
  const header = 'organization,workspace,email,name,organization role,workspace role,key';
  let device: ReturnType<typeof memoryDevice>;
  let session: ProviderSession;
  const place = 'Northwind/Default';
  const tokenId = 'runner';

  const connect = (options: Readonly<Record<string, string>> = {}) => {
    const base = `${server.addresses.unstructured}/data`;
    return unstructured.session(http, targetOf(base), { ...device, options });
  };
  beforeEach(async () => {
    device = memoryDevice(JSON.stringify({ name: 'Ana', email: ana }), { face: 'console', now: () => clock });
    session = connect();
    valueOf(
      (await unstructured.inventory?.import(device, `${header}\nNorthwind,Default,,,,,Runner`)) ?? {
        ok: true,
        value: { kept: 0, left: 0 },
      },
    );
  });

  async function realKey(organization: string, as = ana) {
    const manager = await sessionOf(as);
    const workspaceId = await placeId(manager, organization, 'Default workspace');
    const made = await perform(manager, { type: 'token.create', workspaceId, name: 'Probe', expiry: '' });
    const { id, secret } = valueOf(made).createdToken ?? { id: '', secret: '' };
    const enable = (enabled: boolean) =>
      perform(manager, { type: 'token.enable', workspaceId, tokenId: id, name: 'Probe', enabled });
    return { secret, enable };
  }
  const notThere: Result<never> = {
    ok: false,
    error: { kind: 'bug', sentence: 'no probe', nextStep: '', retryable: false, detail: null },
  };
  const keep = async (value: string) => (await session.keepTokenValue?.(place, tokenId, value)) ?? notThere;
  const probe = async () => (await session.probeToken?.(place, tokenId, signal)) ?? notThere;

  it('one that works, one that was switched off since; what came of it is kept with its time', async () => {
    const { secret, enable } = await realKey(northwind);
    valueOf(await keep(` ${secret}\n`));
    expect(valueOf(await probe())).toMatchObject({ at: clock, works: true });
    expect((await keysOf(session, place))[0]?.probe).toMatchObject({
      state: 'known',
      value: { works: true },
    });
    valueOf(await enable(false));
    clock += 60_000;
    const refused = valueOf(await probe());
    expect(refused).toMatchObject({
      at: clock,
      works: false,
      words: expect.stringMatching(/^Refused \(401\)/) as unknown,
    });
    expect((await keysOf(session, place))[0]?.probe).toEqual(knownValue(refused));
    expect(JSON.stringify(device.inventory.read())).not.toContain(secret);
  });

  it('one whose organization has to pay, and a wrong address', async () => {
    const { secret } = await realKey(unpaid, priya);
    valueOf(await keep(secret));
    expect(valueOf(await probe()).words).toMatch(/^Payment is due/);
    session = connect({ dataApi: `${server.addresses.unstructured}/data/wrong/` });
    expect(valueOf(await probe()).words).toMatch(/not at this address \(404\)/);
    session = connect({ dataApi: `${server.addresses.unstructured}/data/api/v1/` });
    expect(valueOf(await probe()).words).toMatch(/^Payment is due/);
  });

  it.each([
    [401, 'API key is missing, please provide an API key in the header.', /did not arrive/],
    [
      422,
      [{ loc: ['query', 'page'], msg: 'Input should be a valid integer', type: 'int_parsing' }],
      /valid integer/,
    ],
    [422, 'page_size must not be greater than 100', /page_size/],
    [403, 'Key is not for this region', /Refused \(403\): Key is not for this region/],
  ])('an answer of %i: %s', async (status, detail, words) => {
    valueOf(await keep('A'.repeat(30)));
    server.faults?.set([
      { path: '/unstructured/data/**', fault: { kind: 'status', status, body: { detail } } },
    ]);
    expect(valueOf(await probe())).toMatchObject({
      works: false,
      words: expect.stringMatching(words) as unknown,
    });
  });

  it('what says nothing of the key is an error, and nothing is recorded', async () => {
    valueOf(await keep('A'.repeat(30)));
    const kinds: string[] = [];
    for (const fault of [
      { kind: 'status', status: 500, body: { detail: 'Internal Server Error' } },
      { kind: 'status', status: 401, body: { message: 'sign in to the network' } },
      { kind: 'rate-limit', retryAfter: 60 },
      { kind: 'garble', as: 'html' },
    ] as const) {
      server.faults?.set([{ path: '/unstructured/data/**', fault }]);
      kinds.push(errorOf(await probe()).kind);
    }
    expect(kinds).toEqual(['server', 'forbidden', 'rate-limited', 'proxy']);
    expect((await keysOf(session, place))[0]?.probe).toEqual(none);
  });

  it('none that isn’t kept, isn’t a key, or isn’t in the inventory', async () => {
    expect(errorOf(await probe()).kind).toBe('not-found');
    expect(errorOf(await keep('  ')).kind).toBe('invalid');
    expect(errorOf(await keep('no key!\u00e9 at all')).kind).toBe('invalid');
    expect(
      errorOf((await session.keepTokenValue?.(place, 'other', 'AAA')) ?? { ok: true, value: null }).kind,
    ).toBe('not-found');
  });

  it('sends the key in its own header and nothing else', async () => {
    const seen: (string | undefined)[][] = [];
    const listener = createServer((request, reply) => {
      seen.push([
        request.url,
        String(request.headers['unstructured-api-key']),
        request.headers.authorization,
      ]);
      reply.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    session = connect({ dataApi: `http://127.0.0.1:${address.port}/api/v1` });
    valueOf(await keep('K'.repeat(30)));
    expect(valueOf(await probe()).works).toBe(true);
    expect(seen).toEqual([['/api/v1/workflows/?page=1&page_size=1', 'K'.repeat(30), undefined]]);
    await new Promise<void>((resolve) =>
      listener.close(() => {
        resolve();
      }),
    );
  });
});
