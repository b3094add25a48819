import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { sampleSignIn } from '../../../../src-main/local-instance/dialects/system/identity.ts';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { localInstance } from '../../../support/local-instance.ts';
import { start } from '../../../support/time.ts';
import { codeOf, dataOf, login, mine, outcome, sessionData, systemCalls, tokenData } from './calls.ts';

const local = localInstance();
const { call, get, post, signIn, tokenFor } = systemCalls(local);
beforeEach(() => local.start());

describe('the door', () => {
  it('it requires the portal code and a valid token, each on its own', async () => {
    const token = await tokenFor(samplePeople.ana);
    for (const code of ['', 'wrong']) {
      const answer = await call('GET', `${mine}/mine`, token, undefined, { 'x-portal-access-code': code });
      expect(outcome(answer)).toEqual([403, 'PORTAL.INVALID_ACCESS_CODE']);
    }
    for (const bad of [null, 'garbage', local.server.token]) {
      expect(outcome(await get(`${mine}/mine`, bad))).toEqual([401, '4010']);
    }
    local.clock += 901_000;
    expect(outcome(await get(`${mine}/mine`, token))).toEqual([401, '4010']);
  });

  it('it answers in an envelope, with the request ID it was given', async () => {
    const id = randomUUID();
    const token = await tokenFor(samplePeople.ana);
    const answer = await call('GET', `${mine}/mine`, token, undefined, { 'x-request-id': id });
    expect(answer.headers.get('x-request-id')).toBe(id);
    expect(answer.json).toMatchObject({ version: 'v2', timestamp: start, success: true, code: '2000' });
    const bad = await call('GET', `${mine}/mine`, token, undefined, { 'x-request-id': 'x' });
    expect([outcome(bad), dataOf(bad)]).toEqual([
      [400, 'VALIDATION.INVALID_PARAMETER'],
      { 'X-Request-Id': ['must be a UUID'] },
    ]);
    expect(outcome(await get('/web/v1/nothing', token))).toEqual([404, 'COMMON.NOT_FOUND']);
  });

  it('it allows 120 requests a minute per person', async () => {
    const token = await tokenFor(samplePeople.ana);
    const other = await tokenFor(samplePeople.approver);
    for (let turn = 0; turn < 120; turn += 1) expect((await get(`${mine}/mine`, token)).status).toBe(200);
    const limited = await get(`${mine}/mine`, token);
    expect([...outcome(limited), limited.headers.get('retry-after')]).toEqual([
      429,
      'RATE_LIMIT.EXCEEDED',
      '60',
    ]);
    expect((await get(`${mine}/mine`, other)).status).toBe(200);
    local.clock += 60_000;
    expect((await get(`${mine}/mine`, token)).status).toBe(200);
  });
});

describe('signing in', () => {
  it('it signs in by password, a code, and tokens that can be refreshed', async () => {
    const credentials = { email: samplePeople.ana, password: sampleSignIn.password };
    const initiated = await post(`${login}/initiate`, null, credentials);
    expect(dataOf(initiated)).toMatchObject({ mfaMethods: ['EMAIL', 'SMS'], expiresIn: 300 });
    const { sessionId } = sessionData.parse(dataOf(initiated));
    const complete = (code: string) => post(`${login}/complete`, null, { sessionId, code });
    expect(outcome(await complete(sampleSignIn.mfaCode))).toEqual([400, 'AUTH.MFA_NOT_SENT']);
    expect(codeOf(await post(`${login}/mfa/send`, null, { sessionId, method: 'SMS' }))).toBe('2002');
    expect(outcome(await complete('000000'))).toEqual([401, 'AUTH.INVALID_MFA_CODE']);
    const { accessToken, refreshToken } = tokenData.parse(dataOf(await complete(sampleSignIn.mfaCode)));
    expect(outcome(await complete(sampleSignIn.mfaCode))).toEqual([404, 'AUTH.SESSION_NOT_FOUND']);
    expect((await get(`${mine}/mine`, accessToken)).status).toBe(200);
    expect((await get(`${mine}/mine`, refreshToken)).status).toBe(401);

    local.clock += 3600_000;
    const refreshed = tokenData.parse(
      dataOf(await post('/web/v1/system/auth/refresh', null, { refreshToken })),
    );
    expect((await get(`${mine}/mine`, refreshed.accessToken)).status).toBe(200);
    expect(codeOf(await post('/web/v1/system/auth/refresh', null, { refreshToken: accessToken }))).toBe(
      '4010',
    );
  });

  it('it allows at most five minutes and five wrong codes', async () => {
    const credentials = { email: samplePeople.ana, password: sampleSignIn.password };
    const begin = async () => {
      const answer = await post(`${login}/initiate`, null, credentials);
      const { sessionId } = sessionData.parse(dataOf(answer));
      await post(`${login}/mfa/send`, null, { sessionId, method: 'EMAIL' });
      return (code: string) => post(`${login}/complete`, null, { sessionId, code });
    };
    const guess = await begin();
    for (let turn = 0; turn < 5; turn += 1) await guess('1');
    expect(codeOf(await guess(sampleSignIn.mfaCode))).toBe('AUTH.SESSION_NOT_FOUND');
    const late = await begin();
    local.clock += 300_000;
    expect(codeOf(await late(sampleSignIn.mfaCode))).toBe('AUTH.SESSION_NOT_FOUND');
  });

  it('it refuses wrong passwords and inactive accounts, and names missing fields', async () => {
    const initiate = (email: string, password: string) =>
      post(`${login}/initiate`, null, { email, password });
    const { password } = sampleSignIn;
    expect(codeOf(await initiate(samplePeople.ana, 'x'))).toBe('AUTH.INVALID_CREDENTIALS');
    expect(codeOf(await initiate(samplePeople.pending, password))).toBe('AUTH.INVALID_CREDENTIALS');
    expect(codeOf(await initiate(samplePeople.suspended, password))).toBe('ACCOUNT.INACTIVE');
    expect(dataOf(await post(`${login}/initiate`, null))).toEqual({
      email: ['must not be null'],
      password: ['must not be null'],
    });
  });

  it('it ties the session to the client hash that was sent', async () => {
    const headers = { 'x-client-hash': 'laptop' };
    const { accessToken } = await signIn(samplePeople.ana, headers);
    expect((await call('GET', `${mine}/mine`, accessToken, undefined, headers)).status).toBe(200);
    expect(codeOf(await get(`${mine}/mine`, accessToken))).toBe('AUTH.FINGERPRINT_MISMATCH');
  });
});
