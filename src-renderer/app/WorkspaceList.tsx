import type { KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import {
  Building2,
  ChevronRight,
  ClipboardPen,
  Ellipsis,
  LayoutGrid,
  ListPlus,
  LockOpen,
  MailCheck,
  Plus,
  Settings2,
} from 'lucide-react';
import { bandOf } from '../../src-preload/shared/age.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { Button } from '../components/Button.tsx';
import { Chip } from '../components/Chip.tsx';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { AsOf } from '../components/Freshness.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Menu } from '../components/Menu.tsx';
import { SampleMark } from '../components/SampleMark.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { SkeletonLines } from '../components/Skeleton.tsx';
import { refusalOf, useCapabilities } from '../stores/connections.ts';
import { openDialog } from '../stores/dialogs.ts';
import { useStatus } from '../stores/status.ts';
import { useNavigation } from '../stores/navigation.ts';
import { loadWorkspaces, setFolded, useFolded, useWorkspaceList } from '../stores/workspaces.ts';
import { useNow } from '../stores/clock.ts';
import { Flat, Section, Tree } from './PlaceGroup.tsx';
import type { ListContext } from './PlaceGroup.tsx';
import { isGrouped, organizationOf, placeTree } from '../lib/places.ts';
import { UserText } from '../components/UserText.tsx';
import css from './WorkspaceList.module.css';

const rows = (within: ParentNode) => [...within.querySelectorAll<HTMLElement>('[data-workspace]')];

/** What else can be made here beside a workspace, where the system offers any of it. */
function MoreToCreate({ connection }: { connection: Connection }) {
  const { id, system } = connection;
  const capabilities = useCapabilities(id);
  const offered = (capabilities.rows ?? []).some(
    ({ capability, permission }) =>
      permission.allowed &&
      (capability === 'organization.create' ||
        capability === 'workspace.provision' ||
        capability === 'invitation.accept'),
  );
  if (!offered && !system.guided && !system.scopes.includes('organization')) return null;
  return (
    <Menu
      trigger={<IconButton label="More to create" icon={Ellipsis} side="top" />}
      items={[
        ...(system.guided
          ? [
              {
                label: 'Record inventory…',
                icon: ClipboardPen,
                onSelect: () => openDialog({ type: 'inventory', connectionId: id }),
              },
            ]
          : []),
        {
          label: 'New organization…',
          icon: Building2,
          disabledReason: refusalOf(capabilities, 'organization.create'),
          onSelect: () => openDialog({ type: 'create-organization', connectionId: id }),
        },
        {
          label: 'Many workspaces from a list…',
          icon: ListPlus,
          disabledReason: refusalOf(capabilities, 'workspace.provision'),
          onSelect: () => openDialog({ type: 'provision', connectionId: id, organizationId: null }),
        },
        {
          label: 'Respond to an invitation…',
          icon: MailCheck,
          disabledReason: refusalOf(capabilities, 'invitation.accept'),
          onSelect: () => openDialog({ type: 'respond-to-invitation', connectionId: id }),
        },
      ]}
    />
  );
}

/**
 * Going somewhere opens the group that it is in; folding it afterwards is the user's own wish. A component of its own: going somewhere
 * doesn't draw the whole list again.
 */
function Unfold({ connectionId, all }: { connectionId: string; all: readonly Workspace[] }) {
  const workspaceId = useNavigation((state) => state.workspaceId);
  const shown = all.find(({ id }) => id === workspaceId);
  const above = shown === undefined ? null : (organizationOf(shown)?.id ?? null);
  useEffect(() => {
    if (above !== null) setFolded(connectionId, above, false);
  }, [connectionId, above, workspaceId]);
  return null;
}

/** The places of a connection: favourites, all of them by organization, the account, and the hidden ones folded away. */
export function WorkspaceList({ connection }: { connection: Connection }) {
  const list = useWorkspaceList(connection.id);
  const screen = useNavigation((state) => state.screen);
  const isAnywhere = useNavigation((state) => state.workspaceId !== null);
  const now = useNow();
  const [query, setQuery] = useState('');
  const [unfolded, setUnfolded] = useState(false);
  const go = useNavigation((state) => state.go);
  const isFolded = useFolded(connection.id);
  useEffect(() => {
    void loadWorkspaces(connection.id);
  }, [connection.id]);

  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const searching = words.length > 0;
  const all = list?.workspaces ?? [];
  const tree = placeTree(all, words);
  const grouped = isGrouped(all);
  const hiddenOpen = unfolded || searching;

  const inOrder = [
    ...tree.favourites.map(({ id }) => `favourites/${id}`),
    ...tree.branches.flatMap((branch) =>
      branch.type === 'workspace'
        ? [`all/${branch.place.id}`]
        : [
            ...(branch.place === null ? [] : [`all/${branch.id}`]),
            ...(!searching && isFolded(branch.id) ? [] : branch.workspaces.map(({ id }) => `all/${id}`)),
          ],
    ),
    ...tree.accounts.map(({ id }) => `account/${id}`),
    ...(hiddenOpen ? tree.hidden.map(({ id }) => `hidden/${id}`) : []),
  ];
  const stops = new Map([...inOrder].reverse().map((key) => [key.slice(key.indexOf('/') + 1), key]));
  const context: ListContext = {
    connectionId: connection.id,
    all,
    stopOf: (place) => (place === null ? undefined : stops.get(place)) ?? inOrder[0] ?? null,
    searching,
  };

  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const items = rows(event.currentTarget);
    const at = items.findIndex((item) => item === document.activeElement);
    const item = items[at];
    if (item === undefined) return;
    const { branch, folded, within } = item.dataset;
    if (event.key === 'ArrowRight' && branch !== undefined) {
      event.preventDefault();
      if (folded === 'true') setFolded(connection.id, branch, false);
      else items[at + 1]?.focus();
      return;
    }
    if (event.key === 'ArrowLeft' && (branch !== undefined || within !== undefined)) {
      event.preventDefault();
      if (branch !== undefined) setFolded(connection.id, branch, true);
      else items.find((each) => each.dataset.branch === within)?.focus();
      return;
    }
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = targets[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items[to]?.focus();
  };
  const fromSearch = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      rows(document)[0]?.focus();
    } else if (event.key === 'Enter' && searching) {
      const [first] = [
        ...tree.favourites,
        ...tree.branches.flatMap((branch) => {
          if (branch.type === 'workspace') return [branch.place];
          // The organization above a match is only its context, unless it was asked for by its name.
          const own = branch.place === null ? [] : [branch.place];
          const named = words.every((word) => branch.name.toLowerCase().includes(word));
          return named ? [...own, ...branch.workspaces] : [...branch.workspaces, ...own];
        }),
        ...tree.accounts,
        ...tree.hidden,
      ];
      if (first === undefined) return;
      event.preventDefault();
      go({ workspaceId: first.id, screen: 'workspace' });
    }
  };

  const reason = refusalToCreate(connection, list?.create ?? null);
  const { freshness = null } = list ?? {};
  const doubtful =
    freshness !== null &&
    !connection.system.guided &&
    (freshness.error !== null || freshness.unreadable > 0 || bandOf(freshness.fetchedAt, now) !== 'fresh');
  const sample = useStatus(({ status }) => status?.sampleData === true) && connection.builtIn;
  const empty = all.length === 0;
  const atStart = screen === 'start' || (screen === 'workspace' && !isAnywhere);
  return (
    <aside className={css.side} aria-label="Workspaces">
      <Unfold connectionId={connection.id} all={all} />
      <div className={css.head}>
        <div className={css.who}>
          <h1 title={`${connection.label}\n${connection.address}`}>
            <UserText keepEnd>{connection.label}</UserText>
          </h1>
        </div>
        <IconButton
          label="Start page"
          icon={LayoutGrid}
          size="s"
          side="bottom"
          className={atStart ? (css.current ?? '') : ''}
          {...(atStart ? { 'aria-current': 'page' } : {})}
          onClick={() => go({ screen: 'start' })}
        />
        <IconButton
          label="Connection settings"
          icon={Settings2}
          size="s"
          side="bottom"
          onClick={() => openDialog({ type: 'connection-settings', connectionId: connection.id })}
        />
        <div className={css.identity}>
          <UserText>
            {connection.identity.email === '' ? connection.identity.name : connection.identity.email}
          </UserText>
        </div>
      </div>
      {connection.insecure || doubtful || connection.system.guided || sample ? (
        <div className={css.marks}>
          {connection.insecure ? (
            <Chip tone="warn" icon={LockOpen}>
              Not encrypted (http)
            </Chip>
          ) : null}
          {connection.system.guided ? (
            <Chip icon={ClipboardPen}>{connection.system.apiVariantLabel}</Chip>
          ) : null}
          {doubtful ? <AsOf freshness={freshness} now={now} /> : null}
          {sample ? <SampleMark /> : null}
        </div>
      ) : null}
      <div className={css.search}>
        <SearchField
          label="Find a workspace"
          placeholder="Find a workspace"
          shortcut="/"
          value={query}
          onChange={setQuery}
          onKeyDown={fromSearch}
        />
      </div>
      <div className={css.scroll} onKeyDown={walk}>
        {list?.state === 'failed' && list.error !== null ? (
          <ErrorNote error={list.error} onRetry={() => void loadWorkspaces(connection.id)} />
        ) : null}
        {list === null || (empty && list.state === 'loading') ? (
          <SkeletonLines lines={6} label="Loading the workspaces" />
        ) : empty && list.state === 'ready' ? (
          connection.system.guided ? (
            <p className={css.none}>Nothing recorded yet.</p>
          ) : freshness?.fetchedAt === null &&
            freshness.error === null &&
            connection.signIn.state === 'signed-in' ? (
            <SkeletonLines lines={6} label="Loading the workspaces for the first time" />
          ) : (
            <p className={css.none}>
              {freshness?.fetchedAt === null ? 'The list hasn’t been fetched yet.' : 'No workspaces yet.'}
            </p>
          )
        ) : null}
        {tree.favourites.length === 0 ? null : (
          <Section label="Favourites">
            <Flat
              list={context}
              section="favourites"
              places={tree.favourites}
              contextOf={(place) => organizationOf(place)?.name ?? null}
            />
          </Section>
        )}
        {tree.branches.length === 0 ? null : (
          <Section label={grouped ? 'Organizations' : 'All workspaces'}>
            <Tree list={context} branches={tree.branches} />
          </Section>
        )}
        {tree.accounts.length === 0 ? null : (
          <Section label="Personal">
            <Flat list={context} section="account" places={tree.accounts} />
          </Section>
        )}
        {tree.hidden.length === 0 ? null : (
          <Section
            label="Hidden"
            head={
              <h2>
                <button
                  type="button"
                  className={css.fold}
                  aria-expanded={hiddenOpen}
                  onClick={() => setUnfolded(!unfolded)}
                >
                  <ChevronRight aria-hidden />
                  Hidden <span className={css.count}>{tree.hidden.length}</span>
                </button>
              </h2>
            }
          >
            {hiddenOpen ? (
              <Flat
                list={context}
                section="hidden"
                places={tree.hidden}
                contextOf={(place) => organizationOf(place)?.name ?? null}
                hiddenWith={(place) => !place.hidden}
              />
            ) : null}
          </Section>
        )}
        {!empty && tree.empty ? (
          <p className={css.none} role="status">
            No workspace matches “{query}”.
          </p>
        ) : null}
      </div>
      <div className={css.foot}>
        {connection.system.guided && empty ? (
          <Button
            variant="quiet"
            icon={ClipboardPen}
            className={css.create}
            onClick={() => openDialog({ type: 'inventory', connectionId: connection.id })}
          >
            Record inventory
          </Button>
        ) : (
          <Button
            variant="quiet"
            icon={Plus}
            className={css.create}
            disabledReason={reason}
            onClick={() => openDialog({ type: 'create-workspace', connectionId: connection.id })}
          >
            New workspace
          </Button>
        )}
        <MoreToCreate connection={connection} />
      </div>
    </aside>
  );
}

/** Why no workspace can be created here now, before anything is tried. */
export function refusalToCreate(
  connection: Connection,
  create: { allowed: true } | { allowed: false; reason: string } | null,
): string | null {
  if (connection.signIn.state !== 'signed-in') return `Sign in to ${connection.label} first.`;
  if (create !== null && !create.allowed) return create.reason;
  if (connection.cannotWrite !== null) return connection.cannotWrite;
  return create === null ? 'The workspaces are still loading.' : null;
}
