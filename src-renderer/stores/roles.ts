import { create } from 'zustand';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { useNavigation } from './navigation.ts';

interface RolesPanel {
  /** Whose permissions the Roles tab explains, and in which place. */
  ref: WorkspaceRef | null;
  person: { userId: string; name: string } | null;
  /** The answer isn't on screen yet: it was asked for on another tab. */
  arriving: boolean;
  /** A role to bring into view, after a name turned out to be its. */
  roleId: string | null;
}

const nothing: RolesPanel = { ref: null, person: null, arriving: false, roleId: null };
export const useRolesPanel = create<RolesPanel>()(() => nothing);

/** Chooses the person that the Roles tab of a place answers for. */
export const explainPerson = (ref: WorkspaceRef, person: RolesPanel['person']) =>
  useRolesPanel.setState({ ref, person });

/** The same from elsewhere: the tab opens at the answer. */
export function showPermissions(ref: WorkspaceRef, person: RolesPanel['person']): void {
  useRolesPanel.setState({ ref, person, arriving: true });
  useNavigation.getState().go({ tab: 'roles' });
}

export const pointAtRole = (roleId: string | null) => useRolesPanel.setState({ roleId });
