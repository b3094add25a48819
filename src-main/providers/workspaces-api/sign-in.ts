import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { invalidError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpAnswer, HttpClient, HttpTarget } from '../../http/http.ts';
import type { Recognition, SecretStep } from '../provider.ts';
import { endOf } from './client.ts';
import { apiVariantId } from './facts.ts';
import { paths, rootOf } from './paths.ts';
import { codeOf, readWorkspacesApiError } from './read-error.ts';
import { readSecret, writeSecret } from './secret.ts';
import * as wire from './wire.ts';
import { workspacesApiText } from './text.ts';
import { commonText } from '../text.ts';

/**
 * Asks for the organizations without a credential: the refusal has a shape and a code that none of the other systems has.
 */
export async function recognise(
  http: HttpClient,
  target: HttpTarget,
  signal: AbortSignal,
): Promise<Result<Recognition | null>> {
  const asked = await http.probe({
    target: { ...target, address: rootOf(target.address), credential: null },
    method: 'GET',
    path: paths.organizations,
    signal,
  });
  if (!asked.ok) return asked;
  const isOurs =
    asked.value.status === 401 && /^AUTH_(REQUIRED|INVALID|EXPIRED)$/.test(codeOf(asked.value) ?? '');
  return ok(isOurs ? { apiVariant: apiVariantId, methods: ['password', 'token'] } : null);
}

/** Trades user name and password for tokens, or takes tokens as they are pasted. `now` in epoch ms. */
export async function formSignIn(
  http: HttpClient,
  target: HttpTarget,
  form: { method: 'token' | 'password' | 'entered'; values: Readonly<Record<string, string>> },
  now: number,
  signal: AbortSignal,
): Promise<Result<SecretStep>> {
  const { values } = form;
  const secret =
    form.method === 'password'
      ? await logIn(http, target, values['username']?.trim() ?? '', values['password'] ?? '', now, signal)
      : pasted(values['token'] ?? '', values['refresh'] ?? '');
  return secret.ok ? ok({ step: 'secret', secret: secret.value }) : secret;
}

async function logIn(
  http: HttpClient,
  target: HttpTarget,
  username: string,
  password: string,
  now: number,
  signal: AbortSignal,
): Promise<Result<string>> {
  const missing = [
    ...(username === '' ? [{ path: 'username', message: workspacesApiText.enterUsername }] : []),
    ...(password === '' ? [{ path: 'password', message: workspacesApiText.enterPassword }] : []),
  ];
  if (missing.length > 0) {
    return fail(invalidError(workspacesApiText.bothNeeded, workspacesApiText.enterBoth, missing));
  }
  const address = rootOf(target.address);
  const reply = await http.request({
    target: { ...target, address, credential: null },
    method: 'POST',
    path: paths.login,
    body: { username, password },
    schema: wire.loginAnswer,
    readError: readLoginError(address),
    signal,
  });
  if (!reply.ok) return reply;
  const answer = reply.value.value;
  const user = answer.user ?? null;
  return ok(
    writeSecret({
      access: answer.access_token,
      refresh: answer.refresh_token ?? null,
      expiresAt: endOf(answer, now),
      user: user === null ? null : { userId: user.id, name: user.username ?? user.email, email: user.email },
    }),
  );
}

/** 401 means another thing here: there is no session yet that could have ended. */
function readLoginError(address: string): (answer: HttpAnswer) => AppError | null {
  const read = readWorkspacesApiError(address);
  return (answer) => {
    const error = read(answer);
    if (error?.kind !== 'signed-out') return error;
    const sentence = workspacesApiText.wrongPassword(hostOf(address));
    const fields = [{ path: 'password', message: workspacesApiText.wrongPasswordField }];
    return { ...invalidError(sentence, commonText.checkBoth, fields), detail: error.detail };
  };
}

function pasted(token: string, refresh: string): Result<string> {
  const secret = readSecret(bare(token));
  const renewal = bare(refresh);
  if (secret === null || bare(token).startsWith('{')) {
    return fail(
      invalidError(workspacesApiText.notPastedToken, workspacesApiText.pasteToken, [
        { path: 'token', message: 'Not a token.' },
      ]),
    );
  }
  if (/\s/.test(renewal)) {
    return fail(
      invalidError(workspacesApiText.notRefreshToken, workspacesApiText.pasteRefreshToken, [
        { path: 'refresh', message: 'Not a refresh token.' },
      ]),
    );
  }
  return ok(writeSecret({ ...secret, refresh: renewal === '' ? null : renewal }));
}

/** People copy the header's value, or a string out of JSON. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^Bearer\s+/i, '')
    .replace(/^(["'])(.*)\1$/, '$2');
