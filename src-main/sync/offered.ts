import { notReported } from '../../src-preload/contract/known.ts';
import type { CredentialKind } from '../../src-preload/contract/connections.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { Provider } from '../providers/provider.ts';
import type { WorkspaceRow } from '../store/types.ts';

const capabilityOf = { members: 'member.list', tokens: 'token.list' } as const;

/** Why this identity can't be given the list at all (so it is never asked for nor marked as failed), or null. */
export function notOffered(
  provider: Provider,
  list: ListName,
  workspace: WorkspaceRow | null,
  credential: CredentialKind,
): string | null {
  if (list === 'workspaces') return null;
  const capability = capabilityOf[list];
  const entry = provider.capabilities[capability];
  if (!entry.supported) return entry.reason;
  const permission = provider.permits(capability, workspace?.myRole ?? notReported, credential);
  return permission.allowed ? null : permission.reason;
}
