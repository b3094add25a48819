import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samplePassword } from '../../../../src-main/local-instance/sample/password.ts';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { listWith, objectWith, someNumber, someText } from '../../../support/matchers.ts';
import { day } from '../../../support/time.ts';
import { coded, outcome, workspacesApiCalls } from './calls.ts';

const { ana, approver, collaborator, suspended, pending } = samplePeople;

const local = localInstance();
const { call, organization, workspaces } = workspacesApiCalls(local);
beforeEach(() => local.start());

const loginAnswer = z.object({ access_token: z.string(), refresh_token: z.string() });

describe('signing in', () => {
  const login = (username: string, password: string = samplePassword) =>
    call('POST', '/auth/login', { token: null, body: { username, password } });

  it('it accepts the name before the @, or the whole address, with the sample password', async () => {
    for (const username of ['ana', ana]) {
      const answer = await login(username);
      expect(outcome(answer)).toEqual([
        200,
        {
          access_token: someText,
          refresh_token: someText,
          token_type: 'bearer',
          expires_in: 3600,
          user: { id: someNumber, username: 'ana', email: ana, role: 'Admin' },
        },
      ]);
      const token = loginAnswer.parse(answer.json).access_token;
      const me = await call('GET', '/auth/me', { token });
      expect(me.json).toMatchObject({ success: true, data: { user: { email: ana } } });
    }
  });

  it('it refuses wrong passwords, unknown people, those who never signed up, and blocked ones', async () => {
    expect(outcome(await login('ana', 'wrong'))).toEqual([401, coded('AUTH_INVALID')]);
    expect((await login('nobody')).status).toBe(401);
    expect((await login(pending)).status).toBe(401);
    expect(outcome(await login(suspended))).toEqual([403, coded('PERMISSION_DENIED')]);
    const empty = await call('POST', '/auth/login', { token: null, body: {} });
    expect([empty.status, empty.json]).toEqual([
      400,
      coded('VALIDATION_ERROR', { field: 'username', reason: someText }),
    ]);
  });

  it('it lasts an hour, and longer by the refresh token', async () => {
    const tokens = loginAnswer.parse((await login('ana')).json);
    local.clock += 3_599_000;
    expect((await call('GET', '/auth/me', { token: tokens.access_token })).status).toBe(200);
    local.clock += 1000;
    const expired = await call('GET', '/auth/me', { token: tokens.access_token });
    expect(outcome(expired)).toEqual([401, coded('AUTH_EXPIRED')]);
    const body = { refresh_token: tokens.refresh_token };
    const fresh = await call('POST', '/auth/refresh', { token: null, body });
    expect(outcome(fresh)).toEqual([200, { access_token: someText, token_type: 'bearer', expires_in: 3600 }]);
    const { access_token: token } = z.object({ access_token: z.string() }).parse(fresh.json);
    expect((await call('GET', '/auth/me', { token })).status).toBe(200);
    local.clock += 30 * day;
    const over = await call('POST', '/auth/refresh', { token: null, body });
    expect(outcome(over)).toEqual([401, coded('AUTH_EXPIRED')]);
  });

  it('it keeps the two kinds of token, and those of other systems, apart', async () => {
    const tokens = loginAnswer.parse((await login('ana')).json);
    const wrong = [tokens.refresh_token, 'garbage', 'pat_unknown', local.server.token];
    for (const token of [...wrong, await local.server.sessionFor('unstructured', ana)]) {
      expect(outcome(await call('GET', '/auth/me', { token }))).toEqual([401, coded('AUTH_INVALID')]);
    }
    const body = { refresh_token: tokens.access_token };
    expect((await call('POST', '/auth/refresh', { token: null, body })).status).toBe(401);
    expect((await call('POST', '/auth/refresh', { token: null, body: {} })).status).toBe(400);
    expect(outcome(await call('GET', '/auth/me', { token: null }))).toEqual([401, coded('AUTH_REQUIRED')]);
  });

  it('it creates a personal organization with a workspace at the first sign-in', async () => {
    await login(collaborator);
    await login(collaborator);
    const answer = await call('GET', '/v1/organizations/', { as: collaborator });
    const name = "Eddie Mensah's organization";
    const personal = objectWith({ name, is_personal: true, role: 'Admin' });
    expect(answer.json).toMatchObject({ data: { total_count: 3 } });
    expect(z.object({ data: z.object({ organizations: z.array(z.unknown()) }) }).parse(answer.json)).toEqual({
      data: { organizations: listWith(personal) },
    });
    const id = await organization(name, collaborator);
    expect(await workspaces(id, collaborator)).toHaveLength(1);
  });
});

describe('the server', () => {
  it('it allows a hundred requests a minute per token, and says when it continues', async () => {
    const token = await local.server.sessionFor('workspaces-api', ana);
    for (let turn = 0; turn < 100; turn += 1) {
      expect((await call('GET', '/auth/me', { token })).status).toBe(200);
    }
    const limited = await call('GET', '/auth/me', { token });
    expect(outcome(limited)).toEqual([429, coded('RATE_LIMIT_EXCEEDED')]);
    const reset = Number(limited.headers.get('x-ratelimit-reset'));
    expect(reset).toBe(local.clock / 1000 + 60);
    expect((await call('GET', '/auth/me', { as: approver })).status).toBe(200);
    local.clock = reset * 1000;
    expect((await call('GET', '/auth/me', { token })).status).toBe(200);
  });

  it('it lies on request: the answer reports a change that wasn’t made', async () => {
    local.faults([{ method: 'POST', path: '/workspaces-api/**', fault: { kind: 'lie' } }]);
    const id = await organization();
    const told = await call('POST', `/v1/organizations/${id}/workspaces`, { body: { name: 'Never' } });
    expect(told.status).toBe(201);
    expect((await workspaces(id)).some(({ name }) => name === 'Never')).toBe(false);
  });

  it('it has the same sample data every time, numbers included', async () => {
    const read = async () => {
      const id = await organization();
      const paths = ['', '/members', '/workspaces', '/invitations', '/tokens', '/roles'];
      const answers = [];
      for (const path of paths) answers.push((await call('GET', `/v1/organizations/${id}${path}`)).json);
      return answers;
    };
    const first = await read();
    await local.start();
    expect(await read()).toEqual(first);
  });
});
