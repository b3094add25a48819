import type { z } from 'zod';
import type { Known } from '../../../src-preload/shared/known.ts';
import type { CredentialKind, SignInMethod } from '../../../src-preload/contract/connections.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpAnswer, HttpClient, HttpTarget } from '../../http/http.ts';
import { endOf, jwtPayload } from '../jwt.ts';
import type { Recognition } from '../provider.ts';
import { readSystemInitiativeError } from './read-error.ts';
import { authError, claims, publicError, publicRoot, signInToken } from './wire.ts';
import { systemInitiativeText } from './text.ts';

export type ApiVariantId = 'auth' | 'public';

/**
 * Asks `/whoami` without a credential: each API refuses it in an error shape of its own. The public API's shape is common, so its
 * root has to name it too.
 */
export async function recognise(
  http: HttpClient,
  target: HttpTarget,
  signal: AbortSignal,
): Promise<Result<Recognition | null>> {
  const anonymous = { ...target, credential: null };
  const asked = await http.probe({ target: anonymous, method: 'GET', path: '/whoami', signal });
  if (!asked.ok) return asked;
  if (asked.value.status !== 401) return ok(null);
  const authBody = authError.safeParse(asked.value.json);
  if (authBody.success && authBody.data.kind === 'Unauthorized') {
    return ok({ apiVariant: 'auth', methods: await methodsOf(http, anonymous, signal) });
  }
  if (!publicError.safeParse(asked.value.json).success) return ok(null);
  const root = await http.probe({ target: anonymous, method: 'GET', path: '/', signal });
  if (!root.ok) return root;
  return ok(isPublicRoot(root.value) ? { apiVariant: 'public', methods: ['token'] } : null);
}

const isPublicRoot = (answer: HttpAnswer) => publicRoot.safeParse(answer.json).success;

async function methodsOf(http: HttpClient, target: HttpTarget, signal: AbortSignal): Promise<SignInMethod[]> {
  const [browser, local] = await Promise.all([
    browserSignInReturns(http, target, signal),
    localLoginIsOn(http, target, signal),
  ]);
  return [...(browser ? ['browser' as const] : []), ...(local ? ['local-login' as const] : []), 'token'];
}

/** What a sign-in route answers, wherever it would lead. */
const ask = (
  http: HttpClient,
  target: HttpTarget,
  request: Omit<Parameters<HttpClient['probe']>[0], 'target' | 'redirects'>,
) => http.probe({ ...request, target, redirects: 'keep' });

/**
 * In its local mode the server sends the browser to the portal, which says so in the address, and never back to the app. Where the
 * server can't be asked, the browser will show why.
 */
async function browserSignInReturns(
  http: HttpClient,
  target: HttpTarget,
  signal: AbortSignal,
): Promise<boolean> {
  const query = { cli_redir: '9003' };
  const asked = await ask(http, target, { method: 'GET', path: '/auth/login', query, signal });
  const location = asked.ok ? asked.value.headers['location'] : undefined;
  if (location === undefined || !URL.canParse(location, target.address)) return true;
  return new URL(location, target.address).searchParams.get('local') !== 'true';
}

/** Asks with an e-mail that is none: that makes no session, and only a server where local login is on looks at it. */
async function localLoginIsOn(http: HttpClient, target: HttpTarget, signal: AbortSignal): Promise<boolean> {
  const body = { email: 'none' };
  const asked = await ask(http, target, { method: 'POST', path: '/auth/local-login', body, signal });
  if (!asked.ok) return false;
  if (asked.value.status === 200) return signInToken.safeParse(asked.value.json).success;
  const refused = authError.safeParse(asked.value.json);
  return refused.success && refused.data.kind === 'ValidationError';
}

export const browserSignInUrl = (address: string, loopbackPort: number): string =>
  `${address}/auth/login?cli_redir=${loopbackPort}`;

/**
 * Trades the single-use nonce for a session token. Through `probe`, which never repeats a request: the second one would be answered that
 * the nonce is used.
 */
export async function exchangeNonce(
  http: HttpClient,
  target: HttpTarget,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<Result<string>> {
  const answer = await http.probe({
    target: { ...target, credential: null },
    method: 'GET',
    path: '/auth/cli-auth-api-token',
    query: { nonce: query.get('nonce') ?? '' },
    signal,
  });
  if (!answer.ok) return answer;
  const read = signInToken.safeParse(answer.value.json);
  if (answer.value.status === 200 && read.success) return ok(read.data.token);
  if (answer.value.status === 409) {
    return fail(
      plainError('conflict', systemInitiativeText.signInUsed, systemInitiativeText.startAgain, 'HTTP 409'),
    );
  }
  return fail(
    readSystemInitiativeError(target.address)(answer.value) ??
      plainError(
        'malformed',
        systemInitiativeText.noSignIn(hostOf(target.address)),
        systemInitiativeText.startAgainOrToken,
        `HTTP ${answer.value.status}`,
      ),
  );
}

/** The route that development servers offer in place of an identity provider. */
export async function localSignIn(
  http: HttpClient,
  target: HttpTarget,
  signal: AbortSignal,
): Promise<Result<string>> {
  const reply = await http.request({
    target: { ...target, credential: null },
    method: 'POST',
    path: '/auth/local-login',
    body: {},
    schema: signInToken,
    readError: readSystemInitiativeError(target.address),
    signal,
  });
  return reply.ok ? ok(reply.value.value.token) : reply;
}

/** Reads what a token says of itself. The signature isn't checked here: `whoami` proves the token. */
export function inspectCredential(
  secret: string,
): Result<{ credential: CredentialKind; expiresAt: Known<number> }> {
  const read = claims.safeParse(jwtPayload(secret));
  if (!read.success) {
    return fail(
      invalidError(systemInitiativeText.notAToken, systemInitiativeText.copyToken, [
        { path: 'token', message: 'Not a System Initiative token.' },
      ]),
    );
  }
  const { exp } = read.data;
  return ok({
    credential: credentialKind(read.data),
    expiresAt: endOf(exp),
  });
}

/** As the server distinguishes them: only V2 tokens have a role, and any role but `web` counts as automation there. */
function credentialKind({ version, role, userId, user_pk }: z.infer<typeof claims>): CredentialKind {
  if (version === '2') return role === 'web' ? 'web' : role === undefined ? 'unknown' : 'automation';
  if (user_pk !== undefined) return 'web';
  return userId === undefined ? 'unknown' : 'session';
}
