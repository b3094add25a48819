import type { KeyboardEvent, ReactNode } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { useStableCallback } from '../lib/useStableCallback.ts';
import { PlaceRow } from './PlaceRow.tsx';

/** The organization above a list of its workspaces, which can be folded away. */
export interface Fold {
  folded: boolean;
  toggle: (folded: boolean) => void;
}

interface WorkspaceItemProps {
  workspace: Workspace;
  /** Where in the list it is: a favourite organization is also the head of its workspaces. */
  section: string;
  sortable: boolean;
  onMove: (step: 1 | -1) => void;
  /** The organization it is indented under. */
  within?: string;
  /** Named where the row does not stand under its organization. */
  context?: string | null;
  fold?: Fold;
  /** Hidden by its organization's being hidden. */
  withOrganization?: boolean;
  children?: ReactNode;
}

/** One place of the list: a workspace, an organization, the account. */
export function WorkspaceItem({
  workspace,
  section,
  sortable,
  onMove,
  within,
  context = null,
  fold,
  withOrganization = false,
  children,
}: WorkspaceItemProps) {
  const { id } = workspace;
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id,
    disabled: !sortable,
  });
  const onKeys = useStableCallback((event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  });
  const onFold = useStableCallback((folded: boolean) => fold?.toggle(folded));
  return (
    <li
      ref={setNodeRef}
      style={{
        transform: transform === null ? undefined : `translateY(${transform.y}px)`,
        transition,
        zIndex: isDragging ? 2 : undefined,
      }}
    >
      <PlaceRow
        workspace={workspace}
        section={section}
        within={within}
        context={context}
        folded={fold === undefined ? null : fold.folded}
        onFold={onFold}
        withOrganization={withOrganization}
        onKeys={onKeys}
        listeners={listeners}
      />
      {children}
    </li>
  );
}
