import { z } from 'zod';
import { samplePassword } from '../../../../src-main/local-instance/sample/password.ts';
import type { Answer } from '../../../support/instance.ts';
import type { LocalInstance } from '../../../support/local-instance.ts';
import { bearer, callAt } from '../../../support/other-systems.ts';

export const tokensSchema = z.object({
  success: z.literal(true),
  tokens: z.object({
    access_token: z.string(),
    refresh_token: z.string(),
    expires_in: z.literal(300),
    refresh_expires_in: z.literal(1800),
  }),
});
export const detailSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  realm: z.string(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  members: z.array(
    z.object({ user_id: z.string(), role: z.string(), email: z.string(), created_at: z.iso.datetime() }),
  ),
});

export const detailText = (answer: Answer) => z.object({ detail: z.string() }).parse(answer.json).detail;

/** Calls of Modbox's dialect at this local instance. */
export function modboxCalls(local: LocalInstance) {
  const call = (method: string, path: string, token: string | null, body?: unknown, headers = {}) =>
    callAt(local.server.modboxUrl, method, path, { ...bearer(token), ...headers }, body);

  async function login(email: string) {
    const body = { username: email.split('@')[0], password: samplePassword, recaptchaToken: 'x' };
    return tokensSchema.parse((await call('POST', '/auth/login', null, body)).json).tokens;
  }
  return {
    call,
    login,
    signIn: async (email: string) => (await login(email)).access_token,
    workspaceId: (name: string) => local.workspaceId('modbox', name),
  };
}
