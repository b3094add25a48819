import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { openSearch } from '../../../stores/list-search.ts';

interface ViewInheritedProps {
  shown: WorkspaceDetail;
  className?: string | undefined;
}

/** Leads to those who are counted, in the list of their organization; absent where no search shows exactly them. */
export function ViewInherited({ shown, className }: ViewInheritedProps) {
  const { inheritedAccess, workspace } = shown;
  if (inheritedAccess === null || inheritedAccess.count === 0 || inheritedAccess.shownBy === null)
    return null;
  const { workspaceId, query } = inheritedAccess.shownBy;
  return (
    <Button
      size="s"
      variant="quiet"
      className={className}
      onClick={() => openSearch({ connectionId: workspace.connectionId, workspaceId, tab: 'members', query })}
    >
      View people
    </Button>
  );
}
