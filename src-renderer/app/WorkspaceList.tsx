import type { KeyboardEvent } from 'react';
import { useEffect, useState } from 'react';
import { ChevronRight, ClipboardPen, Plus } from 'lucide-react';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { Button } from '../components/Button.tsx';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { SearchField } from '../components/fields/SearchField.tsx';
import { SkeletonLines } from '../components/Skeleton.tsx';
import { openDialog } from '../stores/dialogs.ts';
import { useNavigation } from '../stores/navigation.ts';
import { loadWorkspaces, setFolded, useFolded, useWorkspaceList } from '../stores/workspaces.ts';
import { refusalToCreate } from '../lib/create-refusal.ts';
import { MoreToCreate } from './MoreToCreate.tsx';
import { Flat, Section, Tree } from './PlaceGroup.tsx';
import type { ListContext } from './PlaceGroup.tsx';
import { isGrouped, organizationOf, placeTree } from '../lib/places.ts';
import { TabStops } from './tab-stops.ts';
import { walkWorkspaces, workspaceRows } from './walk-workspaces.ts';
import { WorkspaceListHead } from './WorkspaceListHead.tsx';
import css from './WorkspaceList.module.css';

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
    searching,
  };
  const stopOf = (place: string | null) =>
    (place === null ? undefined : stops.get(place)) ?? inOrder[0] ?? null;

  const fromSearch = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      workspaceRows(document)[0]?.focus();
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
  const empty = all.length === 0;
  return (
    <aside className={css.side} aria-label="Workspaces">
      <Unfold connectionId={connection.id} all={all} />
      <WorkspaceListHead connection={connection} freshness={list?.freshness ?? null} />
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
      <TabStops value={stopOf}>
        <div className={css.scroll} onKeyDown={(event) => walkWorkspaces(connection.id, event)}>
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
      </TabStops>
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
