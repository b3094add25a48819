import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Note } from '../../../components/Note.tsx';
import { listOfNames } from '../../../lib/names.ts';

type Reach = NonNullable<WorkspaceDetail['alsoReach']>;

/** "2 Super Administrators also reach this workspace without being members: Ana and Ben." Honest where not all are known. */
export function inheritedAccessText({ roleLabel, names, count, complete }: Reach): string {
  const many = `${roleLabel}s`;
  if (count === 0) {
    return complete
      ? `No ${roleLabel} reaches this workspace without being a member.`
      : `${many} of the organization also reach this workspace without being members. Who they are was never read whole.`;
  }
  const who = `${count} ${count === 1 ? roleLabel : many}`;
  const also = `also ${count === 1 ? 'reaches' : 'reach'} this workspace without being ${count === 1 ? 'a member' : 'members'}`;
  const named = names.length === 0 ? '' : `: ${listOfNames(names, count, 6)}`;
  return complete
    ? `${who} ${also}${named}.`
    : `At least ${who} ${also}${named}. The organization’s people were never read whole, so there may be more.`;
}

/** Who is in reach of a workspace but not in its list. */
export function InheritedAccess({ shown }: { shown: WorkspaceDetail }) {
  const { alsoReach } = shown;
  if (alsoReach === null || (alsoReach.count === 0 && alsoReach.complete)) return null;
  return <Note>{inheritedAccessText(alsoReach)}</Note>;
}
