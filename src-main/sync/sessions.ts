import type { Result } from '../../src-preload/shared/result.ts';
import type { Provider, ProviderSession } from '../providers/provider.ts';

/** A signed-in identity at work, with the system that it works on. */
export interface SignedSession {
  session: ProviderSession;
  provider: Provider;
}

/**
 * Where sync and the change engine get their sessions from; the connections registry implements it.
 * Fails with `signed-out` where there is no credential and `vault-unavailable` where it can't be read now.
 */
export interface SessionSource {
  for(connectionId: string): Promise<Result<SignedSession>> | Result<SignedSession>;
}
