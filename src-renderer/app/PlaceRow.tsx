import { memo, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react';
import type { useSortable } from '@dnd-kit/sortable';
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
import { toast } from '../stores/toasts.ts';
import { Tooltip } from '../components/overlays/Tooltip.tsx';
import { useNavigation } from '../stores/navigation.ts';
import { openNewWindow } from '../stores/actions.ts';
import { copyWorkspaceLink } from '../stores/place-link.ts';
import { openDialog } from '../stores/dialogs.ts';
import { setLocal } from '../stores/workspaces.ts';
import { kindText } from '../lib/connection-text.ts';
import { UserText } from '../components/UserText.tsx';
import { useTabStop, type PlaceInList } from './tab-stops.ts';
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
  // What isn’t known is said in words, in its tooltip.
  if (membersAt !== null || members === null) return '';
  return `${roster.complete ? '' : '≥ '}${members}`;
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

interface PlaceRowProps {
  workspace: Workspace;
  /** Where in the list it is. */
  section: string;
  context: string | null;
  withOrganization: boolean;
  within: string | undefined;
  /** Whether the workspaces under it are folded away; null: there can be none. */
  folded: boolean | null;
  onFold: (folded: boolean) => void;
  onKeys: (event: KeyboardEvent) => void;
  listeners: ReturnType<typeof useSortable>['listeners'];
}

const useIsShown = (id: string) =>
  useNavigation((state) => state.workspaceId === id && state.screen === 'workspace');

/**
 * What is seen of it. Going from one place to another draws nothing of it again but the parts that show which place is on screen, in the
 * two rows where that changes: the frame, and the buttons.
 */
export const PlaceRow = memo(function PlaceRow({
  workspace,
  section,
  context,
  within,
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
  const place = { section, id };
  return (
    <Frame id={id} className={[folded === null ? '' : css.head2, within === undefined ? '' : css.within]}>
      {folded === null ? null : (
        <PlaceButton
          place={place}
          className={css.chevron}
          aria-label={`Workspaces of ${name}`}
          aria-expanded={!folded}
          onClick={() => onFold(!folded)}
        >
          <ChevronRight aria-hidden />
        </PlaceButton>
      )}
      <ContextMenu items={items}>
        <PlaceButton
          place={place}
          marksPlace
          data-workspace
          {...(folded === null ? {} : { 'data-branch': id, 'data-folded': folded })}
          {...(within === undefined ? {} : { 'data-within': within })}
          className={css.item}
          title={[name, context, note].filter((part) => part !== null && part !== '').join('\n')}
          aria-label={name}
          aria-describedby={aboutId}
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
        </PlaceButton>
      </ContextMenu>
      <span id={aboutId} hidden>
        {aboutPlace(workspace)}
        {context === null || scope === 'organization' ? '' : `, in ${context}`}
      </span>
      <span className={css.more}>
        <Menu items={items} trigger={<MoreButton place={place} name={name} />} />
      </span>
    </Frame>
  );
});

/** The row itself, marked while its place is on screen. */
function Frame({
  id,
  className,
  children,
}: {
  id: string;
  className: (string | undefined)[];
  children: ReactNode;
}) {
  const on = useIsShown(id);
  return (
    <div className={[css.row, on ? css.on : '', ...className].filter(Boolean).join(' ')}>{children}</div>
  );
}

/** A button of the row. `marksPlace`: the one that goes there. */
function PlaceButton({
  place,
  marksPlace = false,
  ...button
}: ComponentProps<'button'> & { place: PlaceInList; marksPlace?: boolean }) {
  const tabIndex = useTabStop(place);
  const on = useIsShown(place.id);
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      {...(marksPlace && on ? { 'aria-current': 'page' } : {})}
      {...button}
    />
  );
}

function MoreButton({
  place,
  name,
  ...trigger
}: ComponentProps<'button'> & { place: PlaceInList; name: string }) {
  const tabIndex = useTabStop(place);
  return (
    <IconButton
      {...trigger}
      label={`More actions for ${name}`}
      icon={Ellipsis}
      size="s"
      side="right"
      tabIndex={tabIndex}
    />
  );
}
