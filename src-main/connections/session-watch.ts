import type { AppError, Result } from '../../src-preload/contract/result.ts';
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
  return {
    whoami: (signal) => watch(session.whoami(signal)),
    workspaces: (signal) => watch(session.workspaces(signal)),
    members: (workspaceId, signal) => watch(session.members(workspaceId, signal)),
    tokens: (workspaceId, signal) => watch(session.tokens(workspaceId, signal)),
    perform: (request, ground, signal) => watch(session.perform(request, ground, signal)),
  };
}
