import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Note } from '../../../components/Note.tsx';
import { inheritedAccessText } from './text.ts';

/** Who has access to a workspace without being in its list of members. */
export function InheritedAccess({ shown }: { shown: WorkspaceDetail }) {
  const { alsoReach } = shown;
  if (alsoReach === null || (alsoReach.count === 0 && alsoReach.complete)) return null;
  return <Note>{inheritedAccessText(alsoReach)}</Note>;
}
