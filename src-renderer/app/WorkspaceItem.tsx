import { memo, type KeyboardEvent, type ReactNode } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import {
  AppWindow,
  ChevronRight,
  Ellipsis,
  ExternalLink,
  Eye,
  EyeOff,
  NotebookPen,
  PencilLine,
  Star,
  StarOff,
} from 'lucide-react';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { plural } from '../../src-preload/shared/format/numbers.ts';
import { IconButton } from '../components/IconButton.tsx';
import { ContextMenu, Menu } from '../components/overlays/Menu.tsx';
import { copyIdItem, copyLinkItem } from '../components/overlays/copy-items.ts';
import type { MenuItem } from '../components/overlays/Menu.tsx';
import { placeIcon } from '../components/placeIcon.ts';
import { useStableCallback } from '../lib/useStableCallback.ts';
import { toast } from '../stores/toasts.ts';
import { Tooltip } from '../components/overlays/Tooltip.tsx';
import { useNavigation } from '../stores/navigation.ts';
import { openNewWindow } from '../stores/actions.ts';
import { copyWorkspaceLink } from '../stores/place-link.ts';
import { openDialog } from '../stores/dialogs.ts';
import { setLocal } from '../stores/workspaces.ts';
import { kindText } from '../lib/connection-text.ts';
import { UserText } from '../components/UserText.tsx';
import css from './WorkspaceList.module.css';

const change = async (workspace: Workspace, to: { favourite?: boolean; hidden?: boolean }) => {
  const refused = await setLocal(workspace, to);
  if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
};

async function open({ connectionId, id }: Workspace) {
  const opened = await window.steward.workspaces.open({ connectionId, workspaceId: id });
  if (!opened.ok) toast(`${opened.error.sentence} ${opened.error.nextStep}`, { tone: 'bad' });
}

function itemsOf(workspace: Workspace, withOrganization: boolean): MenuItem[] {
  const { favourite, hidden, note, connectionId, id } = workspace;
  return [
    {
      label: favourite ? 'Remove from favourites' : 'Add to favourites',
      icon: favourite ? StarOff : Star,
      onSelect: () => void change(workspace, { favourite: !favourite }),
    },
    {
      label: hidden || withOrganization ? 'Show in the list' : 'Hide from the list',
      icon: hidden || withOrganization ? Eye : EyeOff,
      disabledReason:
        withOrganization && !hidden ? 'Its organization is hidden. Show the organization first.' : null,
      onSelect: () => void change(workspace, { hidden: !hidden }),
    },
    {
      label: note === '' ? 'Add a note…' : 'Edit note…',
      icon: NotebookPen,
      onSelect: () => openDialog({ type: 'workspace-note', connectionId, workspaceId: id }),
    },
    {
      label: 'Open in a new window',
      icon: AppWindow,
      onSelect: () => void openNewWindow({ connectionId, workspaceId: id }),
    },
    copyIdItem(id),
    copyLinkItem(() => copyWorkspaceLink(connectionId, id)),
    'separator',
    {
      label: 'Open in browser',
      icon: ExternalLink,
      disabledReason: workspace.instance.url.state === 'known' ? null : 'The server doesn’t report a URL.',
      onSelect: () => void open(workspace),
    },
  ];
}

/** What a row says at its end: how many people, or how many tokens where it has nothing but those. */
function countOf({ scope, members, membersAt, activeTokens, roster }: Workspace): string {
  if (scope === 'account') return activeTokens === null ? '' : String(activeTokens);
  if (membersAt !== null) return '';
  return members === null ? '–' : `${roster.complete ? '' : '≥ '}${members}`;
}

function aboutPlace({ scope, instance, members, membersAt, origin, roster }: Workspace): string {
  const what =
    scope === 'organization'
      ? 'Organization'
      : scope === 'account'
        ? 'Your account'
        : kindText[instance.kind];
  const people =
    scope === 'account'
      ? null
      : membersAt !== null
        ? 'members are managed by the organization'
        : members === null
          ? roster.fetchedAt === null
            ? 'members not fetched yet'
            : 'members hidden until the next refresh'
          : `${roster.complete ? '' : 'at least '}${plural(members, 'member')}`;
  return [what, people, origin === 'entered' ? 'added manually' : null]
    .filter((part) => part !== null)
    .join(', ');
}

/** The organization above a list of its workspaces, which can be folded away. */
export interface Fold {
  folded: boolean;
  toggle: (folded: boolean) => void;
}

interface WorkspaceItemProps {
  workspace: Workspace;
  /** Where in the list it is: a favourite organization is also the head of its workspaces. */
  section: string;
  /** The row that Tab reaches while a place is on screen, as `section/id`. */
  stopOf: (shown: string | null) => string | null;
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
  stopOf,
  sortable,
  onMove,
  within,
  context = null,
  fold,
  withOrganization = false,
  children,
}: WorkspaceItemProps) {
  const { id } = workspace;
  const on = useNavigation((state) => state.workspaceId === id && state.screen === 'workspace');
  const isStop = useNavigation((state) => stopOf(state.workspaceId) === `${section}/${id}`);
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
        tabIndex={isStop ? 0 : -1}
        on={on}
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

interface PlaceRowProps extends Required<
  Pick<WorkspaceItemProps, 'workspace' | 'section' | 'context' | 'withOrganization'>
> {
  tabIndex: 0 | -1;
  /** Whether it is the place on screen. */
  on: boolean;
  within: string | undefined;
  /** Whether the workspaces under it are folded away; null: there can be none. */
  folded: boolean | null;
  onFold: (folded: boolean) => void;
  onKeys: (event: KeyboardEvent) => void;
  listeners: ReturnType<typeof useSortable>['listeners'];
}

/** What is seen of it. Going from one place to another draws only these two again, however many there are. */
const PlaceRow = memo(function PlaceRow({
  workspace,
  section,
  tabIndex,
  on,
  within,
  context,
  folded,
  onFold,
  withOrganization,
  onKeys,
  listeners,
}: PlaceRowProps) {
  const { id, name, note, origin, scope } = workspace;
  const go = useNavigation((state) => state.go);
  const Icon = placeIcon(workspace);
  const items = itemsOf(workspace, withOrganization);
  const aboutId = `about-${section}-${id}`;
  const row = [
    css.row,
    on ? css.on : '',
    folded === null ? '' : css.head2,
    within === undefined ? '' : css.within,
  ];
  return (
    <div className={row.filter(Boolean).join(' ')}>
      {folded === null ? null : (
        <button
          type="button"
          className={css.chevron}
          aria-label={`Workspaces of ${name}`}
          aria-expanded={!folded}
          tabIndex={tabIndex}
          onClick={() => onFold(!folded)}
        >
          <ChevronRight aria-hidden />
        </button>
      )}
      <ContextMenu items={items}>
        <button
          type="button"
          data-workspace
          {...(folded === null ? {} : { 'data-branch': id, 'data-folded': folded })}
          {...(within === undefined ? {} : { 'data-within': within })}
          className={css.item}
          tabIndex={tabIndex}
          title={[name, context, note].filter((part) => part !== null && part !== '').join('\n')}
          aria-label={name}
          aria-describedby={aboutId}
          {...(on ? { 'aria-current': 'page' } : {})}
          onClick={() => go({ workspaceId: id, screen: 'workspace' })}
          onKeyDown={onKeys}
          {...listeners}
        >
          <Icon aria-hidden />
          <UserText
            className={css.name}
            keepEnd
            after={context === null ? null : <UserText className={css.context}>{context}</UserText>}
          >
            {name}
          </UserText>
          {note === '' ? null : <NotebookPen aria-hidden className={css.note} />}
          {origin === 'entered' ? (
            <Tooltip text="Added manually, not read from a server." side="right">
              <span className={css.entered}>
                <PencilLine aria-hidden className={css.note} />
              </span>
            </Tooltip>
          ) : null}
          <span className={css.count}>{countOf(workspace)}</span>
        </button>
      </ContextMenu>
      <span id={aboutId} hidden>
        {aboutPlace(workspace)}
        {context === null || scope === 'organization' ? '' : `, in ${context}`}
      </span>
      <span className={css.more}>
        <Menu
          items={items}
          trigger={
            <IconButton
              label={`More actions for ${name}`}
              icon={Ellipsis}
              size="s"
              side="right"
              tabIndex={tabIndex}
            />
          }
        />
      </span>
    </div>
  );
});
