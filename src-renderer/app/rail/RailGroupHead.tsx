import { useDroppable } from '@dnd-kit/core';
import { ChevronDown, ChevronRight, Pencil, Trash2 } from 'lucide-react';
import type { RailGroup } from '../../../src-preload/contract/rail.ts';
import { ContextMenu } from '../../components/overlays/Menu.tsx';
import { Tooltip } from '../../components/overlays/Tooltip.tsx';
import { openDialog } from '../../stores/dialogs.ts';
import { foldGroup, removeGroup } from '../../stores/rail.ts';
import { UserText } from '../../components/UserText.tsx';
import css from './RailGroupHead.module.css';

/** What a heading is called where something is dropped on it. */
export const headId = (groupId: string) => `group:${groupId}`;

/** The heading of a group: folds it, and takes what is dropped on it. */
export function RailGroupHead({ group, count }: { group: RailGroup; count: number }) {
  const { setNodeRef, isOver } = useDroppable({ id: headId(group.id) });
  const Chevron = group.folded ? ChevronRight : ChevronDown;
  return (
    <div ref={setNodeRef} className={`${css.group} ${isOver ? css.over : ''}`}>
      <ContextMenu
        items={[
          {
            label: 'Rename group…',
            icon: Pencil,
            onSelect: () => openDialog({ type: 'rail-group', connectionId: null, groupId: group.id }),
          },
          { label: 'Remove group', icon: Trash2, onSelect: () => removeGroup(group.id) },
        ]}
      >
        <span className={css.holder}>
          <Tooltip side="right" text={`${group.name} (${count})`}>
            <button
              type="button"
              className={css.heading}
              aria-expanded={!group.folded}
              onClick={() => foldGroup(group.id, !group.folded)}
            >
              <Chevron aria-hidden />
              <UserText>{group.name}</UserText>
              <span className={css.count}>{count}</span>
            </button>
          </Tooltip>
        </span>
      </ContextMenu>
    </div>
  );
}
