import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import { useQuery } from '../../../stores/useQuery.ts';

/** The problem that the server would report for a token's name, checked by the main process as it is typed; null for none. */
export function useTokenNameCheck({ connectionId, workspaceId }: WorkspaceRef, name: string): string | null {
  const { value } = useQuery(
    ['token-name', connectionId, workspaceId, name],
    () => window.steward.tokens.checkName({ connectionId, workspaceId, name }),
    { keepPrevious: true },
  );
  return value;
}
