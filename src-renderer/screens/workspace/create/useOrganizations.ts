import type { Workspace } from '../../../../src-preload/contract/workspaces.ts';
import { useNavigation } from '../../../stores/navigation.ts';
import { useWorkspaceList } from '../../../stores/workspaces.ts';

/** The organizations of a connection that workspaces can be created in. */
export function useOrganizations(connectionId: string): readonly Workspace[] {
  return (useWorkspaceList(connectionId)?.workspaces ?? []).filter(({ scope }) => scope === 'organization');
}

/** The organization on screen: the shown place, or the one above it. */
export function useCurrentOrganization(connectionId: string): string | null {
  const shown = useNavigation((state) => (state.connectionId === connectionId ? state.workspaceId : null));
  const place = useWorkspaceList(connectionId)?.workspaces.find(({ id }) => id === shown);
  if (place === undefined) return null;
  if (place.scope === 'organization') return place.id;
  return place.organization.state === 'known' ? place.organization.value.id : null;
}
