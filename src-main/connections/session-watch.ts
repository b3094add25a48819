import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { ProviderSession } from '../providers/provider.ts';

/** The same session, telling of every answer that ended it. Only a provider's own reading has the kind `signed-out`. */
export function watchSignOut(
  session: ProviderSession,
  onSignedOut: (error: AppError) => void,
): ProviderSession {
  const watch = async <T>(call: Promise<Result<T>>): Promise<Result<T>> => {
    const result = await call;
    if (!result.ok && result.error.kind === 'signed-out') onSignedOut(result.error);
    return result;
  };
  const { provision, tokenValue, keepTokenValue, probeToken } = session;
  return {
    whoami: (signal) => watch(session.whoami(signal)),
    workspaces: (signal) => watch(session.workspaces(signal)),
    members: (workspaceId, signal) => watch(session.members(workspaceId, signal)),
    invitations: (workspaceId, signal) => watch(session.invitations(workspaceId, signal)),
    roles: (workspaceId, signal) => watch(session.roles(workspaceId, signal)),
    tokens: (workspaceId, signal) => watch(session.tokens(workspaceId, signal)),
    details: (workspaceId, signal) => watch(session.details(workspaceId, signal)),
    perform: (request, ground, signal) => watch(session.perform(request, ground, signal)),
    // What a session doesn't have, the watched one doesn't have either: callers decide by that.
    ...(provision && { provision: (requests, signal) => watch(provision.call(session, requests, signal)) }),
    ...(tokenValue && {
      tokenValue: (workspaceId, tokenId, signal) =>
        watch(tokenValue.call(session, workspaceId, tokenId, signal)),
    }),
    ...(keepTokenValue && {
      keepTokenValue: (workspaceId, tokenId, value) =>
        watch(keepTokenValue.call(session, workspaceId, tokenId, value)),
    }),
    ...(probeToken && {
      probeToken: (workspaceId, tokenId, signal) =>
        watch(probeToken.call(session, workspaceId, tokenId, signal)),
    }),
  };
}
