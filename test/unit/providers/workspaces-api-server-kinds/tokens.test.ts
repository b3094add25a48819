import { describe, expect, it } from 'vitest';
import { textWith } from '../../../support/matchers.ts';
import { perform } from '../../../support/perform.ts';
import { errorOf, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';
import { start } from '../../../support/time.ts';
import { organizations, refused, roles, said, sessionOver, type Route } from './server.ts';

describe('whose token it is', () => {
  const proof = { 'GET /api/v1/organizations/': () => organizations };
  const user = { userId: '4', name: 'ana', email: 'ana@x.example' };

  it('it knows the person from the login where the server doesn’t report one', async () => {
    const secret = JSON.stringify({ access: 'a', refresh: null, expiresAt: null, user });
    expect(valueOf(await sessionOver(proof, secret).session.whoami(signal))).toEqual(user);
  });

  it('it doesn’t guess the person of a pasted token', async () => {
    expect(errorOf(await sessionOver(proof).session.whoami(signal))).toMatchObject({
      kind: 'not-implemented',
      nextStep: textWith('username and password'),
    });
  });

  it('it knows no person when the sign-in is refused', async () => {
    const { session } = sessionOver({ 'GET /api/v1/organizations/': () => refused(401, 'AUTH_INVALID') });
    expect(errorOf(await session.whoami(signal)).kind).toBe('signed-out');
  });
});

describe('renewing the access token', () => {
  const kept = (left: number | null, refresh: string | null = 'r1') =>
    JSON.stringify({ access: 'old', refresh, expiresAt: left === null ? null : start + left });
  const renewal = 'POST /api/auth/refresh';
  const list = 'GET /api/v1/organizations/1/roles';
  const renewed = () => ({
    status: 200,
    json: { access_token: 'new', token_type: 'bearer', expires_in: 3600 },
  });

  it('it refreshes ahead of the expiry, once for concurrent requests, and stores the result', async () => {
    const { session, asked, count, storage } = sessionOver(
      { [renewal]: renewed, [list]: () => roles },
      kept(59_000),
    );
    const results = await Promise.all([1, 2, 3].map(() => session.roles('1', signal)));
    for (const result of results) expect(result.ok).toBe(true);
    expect(count(renewal)).toBe(1);
    expect(asked[0]).toMatchObject({ body: { refresh_token: 'r1' }, bearer: undefined });
    expect(asked.slice(1).map(({ bearer }) => bearer)).toEqual(Array(3).fill('Bearer new'));
    expect(JSON.parse(storage.current())).toMatchObject({
      access: 'new',
      refresh: 'r1',
      expiresAt: start + 3_600_000,
    });
  });

  it('it doesn’t refresh earlier', async () => {
    const { session, count } = sessionOver({ [renewal]: renewed, [list]: () => roles }, kept(61_000));
    valueOf(await session.roles('1', signal));
    expect(count(renewal)).toBe(0);
  });

  it('it stores the refresh token that comes along', async () => {
    const both = () => ({ status: 200, json: { ...renewed().json, refresh_token: 'r2' } });
    const { session, storage } = sessionOver({ [renewal]: both, [list]: () => roles }, kept(0));
    valueOf(await session.roles('1', signal));
    expect(JSON.parse(storage.current())).toMatchObject({ refresh: 'r2' });
  });

  const untilRenewed: Route = ({ bearer }) =>
    bearer === 'Bearer new' ? roles : refused(401, 'AUTH_EXPIRED');

  it('it refreshes once when the server says the token has expired, for writes too', async () => {
    const { session, count } = sessionOver(
      {
        [renewal]: renewed,
        [list]: untilRenewed,
        'POST /api/v1/organizations/1/members/invite': (asked) =>
          untilRenewed(asked).status === 401
            ? refused(401, 'AUTH_EXPIRED')
            : said({ invitation: { id: 5 } }, 201),
      },
      kept(null),
    );
    valueOf(
      await perform(session, {
        type: 'member.invite',
        workspaceId: '1',
        email: 'a@b.example',
        role: 'admin',
      }),
    );
    expect(count(renewal)).toBe(1);
  });

  it('it doesn’t keep trying when the new token is refused too', async () => {
    const { session, count } = sessionOver(
      { [renewal]: renewed, [list]: () => refused(401, 'AUTH_EXPIRED') },
      kept(null),
    );
    expect(errorOf(await session.roles('1', signal)).kind).toBe('signed-out');
    expect([count(renewal), count(list)]).toEqual([1, 2]);
  });

  it('it ends the session, with text of its own, when the server refuses the refresh', async () => {
    const { session } = sessionOver(
      { [renewal]: () => refused(401, 'AUTH_EXPIRED'), [list]: untilRenewed },
      kept(null),
    );
    expect(errorOf(await session.roles('1', signal))).toMatchObject({
      kind: 'signed-out',
      sentence: 'Your sign-in to api.example.com has ended and couldn’t be renewed.',
    });
  });

  it('it keeps the session and the old token when the refresh fails otherwise', async () => {
    const broken = { [renewal]: () => refused(503, 'SERVICE_UNAVAILABLE') };
    const still = sessionOver({ ...broken, [list]: () => roles }, kept(30_000));
    expect((await still.session.roles('1', signal)).ok).toBe(true);
    const over = sessionOver({ ...broken, [list]: untilRenewed }, kept(-1));
    expect(errorOf(await over.session.roles('1', signal)).kind).toBe('server');
  });

  it('it needs a refresh token, and doesn’t refresh on AUTH_INVALID', async () => {
    const without = sessionOver({ [renewal]: renewed, [list]: untilRenewed }, kept(-1, null));
    expect(errorOf(await without.session.roles('1', signal)).kind).toBe('signed-out');
    expect(without.count(renewal)).toBe(0);
    const invalid = sessionOver(
      { [renewal]: renewed, [list]: () => refused(401, 'AUTH_INVALID') },
      kept(null),
    );
    expect(errorOf(await invalid.session.roles('1', signal)).kind).toBe('signed-out');
    expect(invalid.count(renewal)).toBe(0);
  });

  it('it never puts a secret into an error', async () => {
    const { session } = sessionOver({ [renewal]: () => refused(401, 'AUTH_EXPIRED') }, kept(-1, 'r-secret'));
    expect(JSON.stringify(errorOf(await session.roles('1', signal)))).not.toContain('r-secret');
  });
});
