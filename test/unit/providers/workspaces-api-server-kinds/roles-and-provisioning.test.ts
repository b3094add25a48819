import { describe, expect, it } from 'vitest';
import type { ProviderSession, ProvisionRequest } from '../../../../src-main/providers/provider.ts';
import { perform } from '../../../support/perform.ts';
import { errorOf, present, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';
import { refused, roles, said, sessionOver } from './server.ts';

const provision = (session: ProviderSession, rows: readonly ProvisionRequest[]) =>
  present(session.provision, 'way to provision')(rows, signal);

describe('roles beyond the documents’', () => {
  it('it names such roles, and assigns them by the organization’s number', async () => {
    const { session, asked } = sessionOver({
      'GET /api/v1/organizations/1/roles': () => roles,
      'PUT /api/v1/organizations/1/members/3': () => said({}),
    });
    const { rows } = valueOf(await session.roles('1', signal));
    expect(rows.map(({ id, name }) => [id, name])).toEqual([
      ['admin', 'Admin'],
      ['auditor', 'Auditor'],
    ]);
    const give = {
      type: 'member.set-role',
      workspaceId: '1',
      userId: '3',
      email: 'a@b.example',
    } as const;
    valueOf(await perform(session, { ...give, role: 'auditor' }));
    expect(asked.at(-1)?.body).toEqual({ role_id: 12 });
    expect(errorOf(await perform(session, { ...give, role: 'viewer' }))).toMatchObject({
      kind: 'invalid',
      sentence: 'The organization has no role “Viewer”.',
      fields: [{ path: 'role' }],
    });
  });
});

describe('provisioning', () => {
  const collection = {
    'GET /api/v1/workspaces/': () => said({ workspaces: [], total_count: 0 }),
  };
  const row = (name: string, settings: string | null = null) =>
    ({ type: 'workspace.provision', connectionId: 'c', organizationId: '1', name, settings }) as const;
  const provisionPath = 'POST /api/v1/workspaces/provision';

  it('it gives rows with the same name their outcomes in order', async () => {
    const { session } = sessionOver({
      ...collection,
      [provisionPath]: () =>
        said(
          {
            workspaces: [
              { id: 5, name: 'B' },
              { id: 6, name: 'A' },
            ],
            failed: [{ name: 'A', error: 'exists already' }],
            total_count: 2,
          },
          201,
        ),
    });
    const outcomes = valueOf(await provision(session, [row('A'), row('B'), row(' A '), row('C')]));
    expect(outcomes).toMatchObject([
      { made: true, workspaceId: '1/6' },
      { made: true, workspaceId: '1/5' },
      { made: false, error: { kind: 'conflict' } },
      { made: false, error: { kind: 'malformed' } },
    ]);
  });

  it('it sends a hundred rows per request, and keeps what was created when a later one fails', async () => {
    const { session, asked } = sessionOver({
      ...collection,
      [provisionPath]: ({ body }) => {
        const { workspaces } = body as { workspaces: { name: string }[] };
        return workspaces[0]?.name === 'w100'
          ? refused(503, 'SERVICE_UNAVAILABLE')
          : said({ workspaces: workspaces.map(({ name }, id) => ({ id, name })), failed: [] }, 201);
      },
    });
    const rows = Array.from({ length: 150 }, (_one, index) => row(`w${index}`));
    const outcomes = valueOf(await provision(session, rows));
    expect(outcomes.filter(({ made }) => made)).toHaveLength(100);
    expect(outcomes[149]).toMatchObject({ made: false, error: { kind: 'server' } });
    expect(asked.filter(({ path }) => path.endsWith('/provision'))).toHaveLength(2);
  });

  it.each([
    ['501', refused(501, 'not_implemented')],
    ['a yes without data', { status: 200, json: null }],
  ])('it isn’t implemented after %s, and isn’t tried again', async (_name, answer) => {
    const { session, count } = sessionOver({ ...collection, [provisionPath]: () => answer });
    for (let turn = 0; turn < 2; turn += 1) {
      expect(errorOf(await provision(session, [row('A')])).kind).toBe('not-implemented');
    }
    expect(count(provisionPath)).toBe(1);
  });

  it('it sends no row whose settings aren’t a JSON object', async () => {
    const { session, asked } = sessionOver({
      ...collection,
      [provisionPath]: () => said({ workspaces: [{ id: 5, name: 'B' }], failed: [] }, 201),
    });
    const outcomes = valueOf(await provision(session, [row('A', '[1]'), row('B', '{"x":1}')]));
    expect(outcomes).toMatchObject([{ made: false, error: { kind: 'invalid' } }, { made: true }]);
    expect(asked.at(-1)?.body).toEqual({
      organization_id: 1,
      workspaces: [{ name: 'B', settings: { x: 1 } }],
    });
  });
});
