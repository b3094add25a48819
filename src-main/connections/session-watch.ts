import { setTimeout as wait } from 'node:timers/promises';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';
import type { ProviderSession } from '../providers/provider.ts';

/** Between the answer that says the session is over and the question whether it is (ms): a gateway that fails does so for a moment. */
const confirmAfterMs = 1000;

export interface SessionWatchDeps {
  /** Whether the system documents the error that ends a session. Without that, anything on the way may answer the same. */
  isDocumented: boolean;
  onSignedOut: (error: AppError) => void;
  /** Ends early, by rejecting, where the signal aborts. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * The same session, reporting an answer that ended it once a second answer confirms it. One answer alone may come from a gateway, a
 * proxy or a server that is just starting; it becomes an error that proves nothing, so that a change is read back and a list asked for
 * again. Only a provider's own reading has the kind `signed-out`, and where no document of the system gives the shape of it, the
 * sign-in is kept even after a second answer: the user is informed, and decides.
 */
export function watchSignOut(session: ProviderSession, deps: SessionWatchDeps): ProviderSession {
  const sleep = deps.sleep ?? ((ms, signal) => wait(ms, undefined, { signal }));
  let confirming: Promise<AppError | null> | null = null;

  async function ask(signal: AbortSignal): Promise<AppError | null> {
    await sleep(confirmAfterMs, signal).catch(() => undefined);
    const again = await session.whoami(signal);
    return !again.ok && again.error.kind === 'signed-out' ? again.error : null;
  }

  async function watch<T>(call: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> {
    const result = await call;
    if (result.ok || result.error.kind !== 'signed-out') return result;
    // Requests that are refused together are confirmed by one question.
    confirming ??= ask(signal).finally(() => (confirming = null));
    const confirmed = await confirming;
    if (confirmed === null) return fail(unconfirmed(result.error));
    if (!deps.isDocumented) return fail(refused(result.error));
    deps.onSignedOut(result.error);
    return result;
  }

  const { provision, tokenValue, keepTokenValue, probeToken } = session;
  return {
    whoami: (signal) => watch(session.whoami(signal), signal),
    workspaces: (signal) => watch(session.workspaces(signal), signal),
    members: (workspaceId, signal, reading) => watch(session.members(workspaceId, signal, reading), signal),
    invitations: (workspaceId, signal) => watch(session.invitations(workspaceId, signal), signal),
    roles: (workspaceId, signal) => watch(session.roles(workspaceId, signal), signal),
    tokens: (workspaceId, signal) => watch(session.tokens(workspaceId, signal), signal),
    details: (workspaceId, signal) => watch(session.details(workspaceId, signal), signal),
    perform: (request, ground, signal) => watch(session.perform(request, ground, signal), signal),
    // What a session doesn't have, the watched one doesn't have either: callers decide by that.
    ...(provision && {
      provision: (requests, signal) => watch(provision.call(session, requests, signal), signal),
    }),
    ...(tokenValue && {
      tokenValue: (workspaceId, tokenId, signal) =>
        watch(tokenValue.call(session, workspaceId, tokenId, signal), signal),
    }),
    ...(keepTokenValue && {
      keepTokenValue: (workspaceId, tokenId, value) =>
        keepTokenValue.call(session, workspaceId, tokenId, value),
    }),
    ...(probeToken && {
      probeToken: (workspaceId, tokenId, signal) =>
        watch(probeToken.call(session, workspaceId, tokenId, signal), signal),
    }),
  };
}

const unconfirmed = ({ detail }: AppError): AppError =>
  plainError(
    'server',
    'The server said you’re signed out, but didn’t confirm it.',
    'Try again. You’re still signed in here.',
    detail,
  );

const refused = ({ detail }: AppError): AppError =>
  plainError(
    'sign-in-refused',
    'The server refuses your sign-in.',
    'Sign in again if this continues. Your sign-in and saved data are kept.',
    detail,
  );
