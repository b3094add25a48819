import type { Freshness } from '../../../../src-preload/contract/freshness.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { useConnection } from '../../../stores/connections.ts';

/** Why the last refresh of a list failed; null also where the banner above the screen already says so for the connection. */
export function useListError(connectionId: string, freshness: Freshness | null): AppError | null {
  const connection = useConnection(connectionId);
  const error = freshness?.error ?? null;
  if (error === null || error.kind === 'offline' || connection?.signIn.state !== 'signed-in') return null;
  return connection.health.state === 'failing' && connection.health.error.kind === error.kind ? null : error;
}
