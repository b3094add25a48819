import { create } from 'zustand';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';

interface RolesPanel {
  /** Whose permissions the Roles tab explains, and in which place. */
  ref: WorkspaceRef | null;
  person: { userId: string; name: string } | null;
  /** A role to bring into view, after a name turned out to be its. */
  roleId: string | null;
}

const nothing: RolesPanel = { ref: null, person: null, roleId: null };
export const useRolesPanel = create<RolesPanel>()(() => nothing);

/** Chooses the person that the Roles tab of a place answers for. */
export const explainPerson = (ref: WorkspaceRef, person: RolesPanel['person']) =>
  useRolesPanel.setState({ ref, person });

export const pointAtRole = (roleId: string | null) => useRolesPanel.setState({ roleId });
