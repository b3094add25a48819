import type { ReactNode } from 'react';
import type { Capability } from '../../../../src-preload/contract/capabilities.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { useListPlace } from '../../../stores/workspace.ts';
import { ListUnavailable } from './ListUnavailable.tsx';
import styles from '../../../components/ListTab.module.css';
import { scopeText } from '../../../lib/text.ts';
import { listOwnerText, listOwnerTitle } from './text.ts';

/** A list on screen and the place that it belongs to, which may differ from the place on screen. */
export interface PlaceListProps {
  /** The place on screen. */
  shown: WorkspaceDetail;
  /** The place that the list belongs to: changes apply there. */
  place: WorkspaceDetail;
  facts: SystemFacts;
}

/**
 * The list of a tab. A workspace's members may be its organization's, its tokens the account's: then the tab shows and changes that
 * place's list and says so. Where there is no such list, it says why.
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
  /** "Invitations aren’t available here" */
  title: string;
  next?: ReactNode;
  children: (place: WorkspaceDetail) => ReactNode;
}) {
  const { detail: place, error, elsewhere, reload } = useListPlace(shown, of);
  const go = useNavigation((state) => state.go);
  if (place === null) {
    return (
      <div className={styles.pad}>
        {error === null ? (
          <SkeletonLines lines={6} label="Loading list" />
        ) : (
          <ErrorNote error={error} onRetry={reload} />
        )}
      </div>
    );
  }
  const permission = place.permissions[capability];
  const { workspace } = place;
  const { one } = scopeText[workspace.scope];
  const open = (
    <Button size="s" onClick={() => go({ workspaceId: workspace.id })}>
      Open {one}
    </Button>
  );
  return (
    <>
      {elsewhere && permission.allowed && (
        <div className={styles.elsewhere}>
          <Note tone="info" title={listOwnerTitle(one, workspace.name)} action={open}>
            {facts.listsNote === null ? '' : `${facts.listsNote} `}
            {listOwnerText(one)}
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
