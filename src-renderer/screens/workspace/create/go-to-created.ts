import type { Applied } from '../../../../src-preload/contract/changes.ts';
import { useNavigation } from '../../../stores/navigation.ts';

/** Opens the place that a plan created, if it created one. */
export function goToCreated(connectionId: string, applied: Applied | null): void {
  const workspaceId = applied?.createdWorkspaceId ?? null;
  if (workspaceId === null) return;
  useNavigation.getState().go({ connectionId, workspaceId, screen: 'workspace', tab: 'overview' });
}
