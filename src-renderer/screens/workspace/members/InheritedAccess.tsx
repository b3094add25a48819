import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Note } from '../../../components/Note.tsx';
import { inheritedAccessText } from './text.ts';
import { ViewInherited } from './ViewInherited.tsx';

/** Who has access to a workspace without being in its list of members. */
export function InheritedAccess({ shown }: { shown: WorkspaceDetail }) {
  const { inheritedAccess } = shown;
  if (inheritedAccess === null || (inheritedAccess.count === 0 && inheritedAccess.complete)) return null;
  return <Note action={<ViewInherited shown={shown} />}>{inheritedAccessText(inheritedAccess)}</Note>;
}
