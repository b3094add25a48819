import type { KeyboardEvent } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import {
  Cloud,
  Ellipsis,
  ExternalLink,
  Eye,
  EyeOff,
  Globe,
  Laptop,
  NotebookPen,
  Star,
  StarOff,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ConnectionKind } from '../../src-preload/contract/connections.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { IconButton } from '../components/IconButton.tsx';
import { ContextMenu, Menu } from '../components/Menu.tsx';
import type { MenuItem } from '../components/Menu.tsx';
import { toast } from '../components/toast.tsx';
import { count } from '../lib/format.ts';
import { useNavigation } from '../stores/navigation.ts';
import { show } from '../stores/surfaces.ts';
import { setLocal } from '../stores/workspaces.ts';
import { kindWords } from './words.ts';
import css from './WorkspaceList.module.css';

export const kindIcons: Record<ConnectionKind, LucideIcon> = {
  managed: Cloud,
  'local-dev': Laptop,
  'remote-url': Globe,
};

const change = async (workspace: Workspace, to: { favourite?: boolean; hidden?: boolean }) => {
  const refused = await setLocal(workspace, to);
  if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
};

async function open({ connectionId, id }: Workspace) {
  const opened = await window.steward.workspaces.open({ connectionId, workspaceId: id });
  if (!opened.ok) toast(`${opened.error.sentence} ${opened.error.nextStep}`, { tone: 'bad' });
}

function itemsOf(workspace: Workspace): MenuItem[] {
  const { favourite, hidden, note, connectionId, id } = workspace;
  return [
    {
      label: favourite ? 'Remove from favourites' : 'Add to favourites',
      icon: favourite ? StarOff : Star,
      onSelect: () => void change(workspace, { favourite: !favourite }),
    },
    {
      label: hidden ? 'Show in the list' : 'Hide from the list',
      icon: hidden ? Eye : EyeOff,
      onSelect: () => void change(workspace, { hidden: !hidden }),
    },
    {
      label: note === '' ? 'Write a note…' : 'Edit the note…',
      icon: NotebookPen,
      onSelect: () => show({ type: 'workspace-note', connectionId, workspaceId: id }),
    },
    'separator',
    {
      label: 'Open in browser',
      icon: ExternalLink,
      disabledReason: workspace.instance.url.state === 'known' ? null : 'The server tells no address for it.',
      onSelect: () => void open(workspace),
    },
  ];
}

interface WorkspaceItemProps {
  workspace: Workspace;
  tabIndex: 0 | -1;
  sortable: boolean;
  onMove: (step: 1 | -1) => void;
}

export function WorkspaceItem({ workspace, tabIndex, sortable, onMove }: WorkspaceItemProps) {
  const { id, name, members, note, instance } = workspace;
  const workspaceId = useNavigation((state) => state.workspaceId);
  const screen = useNavigation((state) => state.screen);
  const go = useNavigation((state) => state.go);
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id,
    disabled: !sortable,
  });
  const Icon = kindIcons[instance.kind];
  const on = id === workspaceId && screen === 'workspace';
  const people = members === null ? 'members not read yet' : count(members, 'member', 'members');
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  const items = itemsOf(workspace);
  return (
    <li
      ref={setNodeRef}
      className={`${css.row} ${on ? css.on : ''}`}
      style={{
        transform: transform === null ? undefined : `translateY(${transform.y}px)`,
        transition,
        zIndex: isDragging ? 2 : undefined,
      }}
    >
      <ContextMenu items={items}>
        <button
          type="button"
          data-workspace
          className={css.item}
          tabIndex={tabIndex}
          title={note === '' ? name : `${name}\n${note}`}
          aria-label={name}
          aria-describedby={`about-${id}`}
          {...(on ? { 'aria-current': 'page' } : {})}
          onClick={() => go({ workspaceId: id, screen: 'workspace' })}
          onKeyDown={keys}
          {...listeners}
        >
          <Icon aria-hidden />
          <span className={css.name}>{name}</span>
          {note === '' ? null : <NotebookPen aria-hidden className={css.note} />}
          <span className={css.count}>{members ?? '–'}</span>
        </button>
      </ContextMenu>
      <span id={`about-${id}`} hidden>
        {kindWords[instance.kind]}, {people}
      </span>
      <span className={css.more}>
        <Menu
          items={items}
          trigger={
            <IconButton
              label={`More about ${name}`}
              icon={Ellipsis}
              size="s"
              side="right"
              tabIndex={tabIndex}
            />
          }
        />
      </span>
    </li>
  );
}
