import type { Attempt, CredentialKind, Identity } from '../../src-preload/contract/connections.ts';
import type { Known } from '../../src-preload/contract/known.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { fail, ok } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../errors.ts';
import type { HttpClient, HttpTarget } from '../http/http.ts';
import type { Provider } from '../providers/provider.ts';
import { readAddress } from './address.ts';
import { openLoopback } from './loopback.ts';

export type SignInWay = { type: 'browser' } | { type: 'local-login' } | { type: 'token'; token: string };

export interface SignInInput {
  attemptId: string;
  address: string;
  provider: ProviderId;
  allowInsecure: boolean;
  method: SignInWay;
}

/** A finished sign-in with its secret. Stays in the main process until it is taken or too old. */
export interface FinishedSignIn {
  provider: ProviderId;
  address: string;
  insecure: boolean;
  secret: string;
  identity: Identity;
  credential: CredentialKind;
  expiresAt: Known<number>;
}

export interface SignIn {
  /** Resolves when the sign-in ended; `whoami` has proved the identity then. */
  authenticate(input: SignInInput): Promise<Result<Attempt>>;
  cancel(attemptId: string): void;
  /** Hands out a finished sign-in, once. */
  take(attemptId: string): Result<FinishedSignIn>;
  /** Puts back what could not be stored after all. */
  putBack(attemptId: string, finished: FinishedSignIn): void;
  /** Cancels all that wait and forgets all secrets. */
  stop(): void;
}

export interface SignInDeps {
  http: HttpClient;
  providers: ReadonlyMap<ProviderId, Provider>;
  openExternal: (url: string) => Promise<Result<null>>;
  now?: () => number;
  browserLimitMs?: number;
}

const browserLimitMs = 5 * 60_000;
const keptForMs = 15 * 60_000;

export function createSignIn(deps: SignInDeps): SignIn {
  const now = deps.now ?? Date.now;
  const running = new Map<string, AbortController>();
  const finished = new Map<string, { at: number; value: FinishedSignIn }>();

  const forgetOld = () => {
    for (const [id, { at }] of finished) if (now() - at > keptForMs) finished.delete(id);
  };

  async function prove(
    provider: Provider,
    target: HttpTarget,
    secret: string,
    signal: AbortSignal,
  ): Promise<Result<Omit<FinishedSignIn, 'provider' | 'address' | 'insecure'>>> {
    const inspected = provider.inspectCredential(secret);
    if (!inspected.ok) return inspected;
    const { credential, expiresAt } = inspected.value;
    if (expiresAt.state === 'known' && expiresAt.value <= now()) {
      return fail(
        invalidError('This token has expired.', 'Make a new one and sign in with that.', [
          { path: 'token', message: 'Expired.' },
        ]),
      );
    }
    const identity = await provider.session(deps.http, { ...target, credential: secret }).whoami(signal);
    return identity.ok ? ok({ secret, identity: identity.value, credential, expiresAt }) : identity;
  }

  async function byBrowser(provider: Provider, target: HttpTarget, signal: AbortSignal) {
    const flow = provider.browserSignIn;
    if (flow === null) return fail(notOffered(provider, 'in the browser'));
    const opened = await openLoopback(deps.browserLimitMs ?? browserLimitMs, signal);
    if (!opened.ok) return opened;
    const loopback = opened.value;
    try {
      const started = await deps.openExternal(flow.url(target.address, loopback.port));
      if (!started.ok) return started;
      const answer = await loopback.answer;
      if (!answer.ok) return answer;
      const secret = await flow.exchange(deps.http, target, answer.value.query, signal);
      const proved = secret.ok ? await prove(provider, target, secret.value, signal) : secret;
      if (proved.ok)
        answer.value.finish('You are signed in', 'You can close this page and go back to Steward.');
      else answer.value.finish('That did not work', 'Steward says why. You can close this page.');
      return proved;
    } finally {
      loopback.close();
    }
  }

  function run(provider: Provider, target: HttpTarget, method: SignInWay, signal: AbortSignal) {
    switch (method.type) {
      case 'browser':
        return byBrowser(provider, target, signal);
      case 'local-login': {
        const ask = provider.localSignIn;
        if (ask === null) return Promise.resolve(fail(notOffered(provider, 'without a password')));
        return ask(deps.http, target, signal).then((secret) =>
          secret.ok ? prove(provider, target, secret.value, signal) : secret,
        );
      }
      case 'token': {
        const secret = readPastedToken(method.token);
        return secret.ok ? prove(provider, target, secret.value, signal) : Promise.resolve(secret);
      }
    }
  }

  return {
    async authenticate({ attemptId, address, provider: providerId, allowInsecure, method }) {
      forgetOld();
      const provider = deps.providers.get(providerId);
      const reading = readAddress(address);
      if (provider === undefined || !reading.ok) {
        return fail(
          reading.ok
            ? plainError('not-supported', 'Steward does not speak this system.', 'Choose another one.')
            : invalidError(reading.sentence, reading.nextStep, [
                { path: 'address', message: reading.sentence },
              ]),
        );
      }
      running.get(attemptId)?.abort();
      const controller = new AbortController();
      running.set(attemptId, controller);
      const target = { connectionId: null, address: reading.address, credential: null, allowInsecure };
      try {
        const result = await run(provider, target, method, controller.signal);
        if (!result.ok) return result;
        if (controller.signal.aborted) {
          return fail(plainError('cancelled', 'The sign-in was cancelled.', 'Start it again when you like.'));
        }
        const value = {
          ...result.value,
          provider: providerId,
          address: reading.address,
          insecure: reading.plainHttp && allowInsecure,
        };
        finished.set(attemptId, { at: now(), value });
        const { identity, credential, expiresAt } = value;
        return ok({ attemptId, identity, credential, expiresAt });
      } finally {
        if (running.get(attemptId) === controller) running.delete(attemptId);
      }
    },

    cancel(attemptId) {
      running.get(attemptId)?.abort();
      finished.delete(attemptId);
    },

    take(attemptId) {
      forgetOld();
      const found = finished.get(attemptId);
      finished.delete(attemptId);
      return found === undefined
        ? fail(plainError('not-found', 'This sign-in is no longer waiting.', 'Sign in again.'))
        : ok(found.value);
    },

    putBack(attemptId, value) {
      finished.set(attemptId, { at: now(), value });
    },

    stop() {
      for (const controller of running.values()) controller.abort();
      running.clear();
      finished.clear();
    },
  };
}

const notOffered = (provider: Provider, how: string) =>
  plainError(
    'not-supported',
    `${provider.product.name} does not offer signing in ${how}.`,
    'Sign in with a token instead.',
  );

/** Takes a token out of what people paste: quotes, `Bearer `, a whole header or assignment, line breaks of a terminal. */
export function readPastedToken(text: string): Result<string> {
  const token = text
    .trim()
    .replace(/^(export\s+)?[A-Za-z_][\w-]*\s*[=:]\s*(?=\S)/, '')
    .replace(/^["'`]+|["'`,;]+$/g, '')
    .replace(/^Bearer(\s+|$)/i, '')
    .replace(/^["'`]+|["'`,;]+$/g, '')
    .replace(/\s+/g, '');
  const problem = (message: string) =>
    fail(
      invalidError(message, 'Copy the token again, whole, and paste it here.', [{ path: 'token', message }]),
    );
  if (token === '') return problem('There is no token.');
  // Anything else can't be sent in a header, so it is not a token.
  if (!/^[\x21-\x7e]+$/.test(token)) return problem('This contains characters that no token has.');
  return ok(token);
}
