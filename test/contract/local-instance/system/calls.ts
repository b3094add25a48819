import { z } from 'zod';
import { sampleSignIn } from '../../../../src-main/local-instance/dialects/system/identity.ts';
import type { Answer } from '../../../support/instance.ts';
import type { LocalInstance } from '../../../support/local-instance.ts';
import { bearer, callAt } from '../../../support/other-systems.ts';

const envelope = z.strictObject({
  version: z.enum(['v1.3', 'v2']),
  timestamp: z.number(),
  success: z.boolean(),
  code: z.string(),
  message: z.string(),
  data: z.unknown(),
});
export const codeOf = (answer: Answer) => envelope.parse(answer.json).code;
export const dataOf = (answer: Answer) => envelope.parse(answer.json).data;
export const outcome = (answer: Answer) => [answer.status, codeOf(answer)];

export const tokenData = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.number(),
});
export const sessionData = z.object({ sessionId: z.string() });

/** The family of paths for the person who asks. */
export const mine = '/web/v1/tenant/workspaces';
export const login = '/web/v1/system/auth/login';

/** Calls of SYSTEM's dialect at this local instance, with the portal's code. */
export function systemCalls(local: LocalInstance) {
  const portal = { 'x-portal-access-code': sampleSignIn.portalCode };
  const call = (method: string, path: string, token: string | null, body?: unknown, headers = {}) =>
    callAt(local.server.systemUrl, method, path, { ...portal, ...bearer(token), ...headers }, body);
  const get = (path: string, token: string | null) => call('GET', path, token);
  const post = (path: string, token: string | null, body: unknown = {}) => call('POST', path, token, body);

  async function signIn(email: string, headers = {}) {
    const credentials = { email, password: sampleSignIn.password };
    const initiated = await call('POST', `${login}/initiate`, null, credentials, headers);
    const { sessionId } = sessionData.parse(dataOf(initiated));
    await call('POST', `${login}/mfa/send`, null, { sessionId, method: 'EMAIL' }, headers);
    const completed = { sessionId, code: sampleSignIn.mfaCode };
    return tokenData.parse(dataOf(await call('POST', `${login}/complete`, null, completed, headers)));
  }
  const workspaceId = (name: string) => local.workspaceId('system', name);

  return {
    call,
    get,
    post,
    signIn,
    tokenFor: async (email: string) => (await signIn(email)).accessToken,
    workspaceId,
    /** The path of a workspace in the family for those who manage it. */
    managed: (name: string) => `/web/v1/workspaces/${workspaceId(name)}`,
  };
}
