import { z } from 'zod';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { SignInMethod } from '../../../src-preload/contract/connections.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import type { Provider, Recognition } from '../provider.ts';
import { kindOf } from './fields.ts';
import { readModboxError } from './read-error.ts';
import { pairOf, readPasted, writeSecret } from './secret.ts';
import { plainProblem, signInTokens, validationProblems } from './wire.ts';

const refreshField = z.literal('refresh_token');

/**
 * A list that wants a sign-in, and a refresh route that wants a `refresh_token`: an empty refresh is refused before anything happens, and
 * names the field, which other services with the same error shape don't have.
 */
export async function recognise(
  http: HttpClient,
  target: HttpTarget,
  signal: AbortSignal,
): Promise<Result<Recognition | null>> {
  const anonymous = { ...target, credential: null };
  const list = await http.probe({ target: anonymous, method: 'GET', path: '/workspaces', signal });
  if (!list.ok) return list;
  if (list.value.status !== 401 || !plainProblem.safeParse(list.value.json).success) return ok(null);
  const refresh = await http.probe({
    target: anonymous,
    method: 'POST',
    path: '/auth/refresh',
    body: {},
    signal,
  });
  if (!refresh.ok) return refresh;
  const problems = validationProblems.safeParse(refresh.value.json);
  const isModbox =
    refresh.value.status === 422 &&
    problems.success &&
    problems.data.detail.some(({ loc }) => refreshField.safeParse(loc.at(-1)).success);
  return ok(isModbox ? { apiVariant: 'api', methods: methodsOf(target.address) } : null);
}

/** The vendor's own login wants a robot check that only its page can pass. */
const methodsOf = (address: string): SignInMethod[] =>
  kindOf(address) === 'managed' ? ['token'] : ['password', 'token'];

export const formSignIn: Provider['formSignIn'] = async (http, target, { method, values }, signal) => {
  if (method !== 'password') {
    const pair = readPasted(values);
    return pair.ok ? ok({ step: 'secret', secret: writeSecret(pair.value) }) : pair;
  }
  const reply = await http.request({
    target: { ...target, credential: null },
    method: 'POST',
    path: '/auth/login',
    body: { username: values.username ?? '', password: values.password ?? '', recaptchaToken: '' },
    schema: signInTokens,
    readError: readModboxError(target.address),
    signal,
  });
  if (!reply.ok) return reply;
  return ok({ step: 'secret', secret: writeSecret(pairOf(reply.value.value, Date.now())) });
};
