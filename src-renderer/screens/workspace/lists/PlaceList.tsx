import type { ReactNode } from 'react';
import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { reloadWorkspace, useListPlace } from '../../../stores/workspace.ts';
import { ListUnavailable } from './ListUnavailable.tsx';
import styles from '../tab.module.css';
import { scopeText } from '../../../lib/text.ts';

/** A list on screen that belongs to a place, maybe to another one than is shown. */
export interface PlaceListProps {
  /** The place on screen. */
  shown: WorkspaceDetail;
  /** The one whose list it is: what is done in it is done there. */
  place: WorkspaceDetail;
  facts: SystemFacts;
}

/**
 * The list of a tab, where it is: a workspace's people may be its organization's, its tokens the account's. Then the tab shows and
 * changes that place's list and says so; where there is no such list, it says why.
 */
export function PlaceList({
  shown,
  facts,
  of,
  capability,
  title,
  next,
  children,
}: {
  shown: WorkspaceDetail;
  facts: SystemFacts;
  of: keyof WorkspaceDetail['listsAt'];
  /** What must be supported for the list to exist. */
  capability: Capability;
  /** "There is no list of invitations" */
  title: string;
  next?: ReactNode;
  children: (place: WorkspaceDetail) => ReactNode;
}) {
  const { detail: place, error, elsewhere } = useListPlace(shown, of);
  const go = useNavigation((state) => state.go);
  if (place === null) {
    return (
      <div className={styles.pad}>
        {error === null ? (
          <SkeletonLines lines={6} label="Reading the list" />
        ) : (
          <ErrorNote error={error} onRetry={reloadWorkspace} />
        )}
      </div>
    );
  }
  const permission = place.permissions[capability];
  const { workspace } = place;
  const { one } = scopeText[workspace.scope];
  const open = (
    <Button size="s" onClick={() => go({ workspaceId: workspace.id })}>
      Open the {one}
    </Button>
  );
  return (
    <>
      {elsewhere && permission.allowed && (
        <div className={styles.elsewhere}>
          <Note
            tone="info"
            title={
              workspace.scope === 'account'
                ? 'This is the list of your account'
                : `This is the list of the ${one} ${workspace.name}`
            }
            action={open}
          >
            {facts.listsNote ?? ''}
            {facts.listsNote === null ? '' : ' '}What you change here is changed for the whole {one}.
          </Note>
        </div>
      )}
      {permission.allowed ? (
        children(place)
      ) : (
        <ListUnavailable permission={permission} title={title} next={elsewhere ? open : next} />
      )}
    </>
  );
}
