import { knownOrNone, type Known } from '../../../src-preload/shared/known.ts';
import type { CredentialKind, SignInMethod } from '../../../src-preload/contract/connections.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf, isLoopback, parseAddress } from '../../http/address.ts';
import type { HttpAnswer, HttpClient, HttpTarget } from '../../http/http.ts';
import { jwtPayload } from '../jwt.ts';
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
    return ok({ apiVariant: 'auth', methods: methodsOf(target.address) });
  }
  if (!publicError.safeParse(asked.value.json).success) return ok(null);
  const root = await http.probe({ target: anonymous, method: 'GET', path: '/', signal });
  if (!root.ok) return root;
  return ok(isPublicRoot(root.value) ? { apiVariant: 'public', methods: ['token'] } : null);
}

const isPublicRoot = (answer: HttpAnswer) => publicRoot.safeParse(answer.json).success;

/** Local login exists on development servers only, and asking for it would already make a session: so it goes by the host. */
function methodsOf(address: string): SignInMethod[] {
  const host = parseAddress(address)?.hostname ?? '';
  const nearby =
    isLoopback(host) || /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host) || host.endsWith('.local');
  return nearby ? ['browser', 'local-login', 'token'] : ['browser', 'token'];
}

export const browserSignInUrl = (address: string, loopbackPort: number): string =>
  `${address}/auth/login?cli_redir=${loopbackPort}`;

/**
 * Trades the single-use nonce for a session token. Through `probe`, which never repeats a request: the second one would be told that
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

/** Reads what a token says of itself. Nobody's signature is checked here: `whoami` proves it. */
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
  const { version, role, exp, userId } = read.data;
  const expiresAt = knownOrNone(exp === undefined ? null : exp * 1000);
  if (role === 'automation') return ok({ credential: 'automation', expiresAt });
  if (role === 'web') return ok({ credential: 'web', expiresAt });
  const isSession = version === undefined && userId !== undefined;
  return ok({ credential: isSession ? 'session' : 'unknown', expiresAt });
}
