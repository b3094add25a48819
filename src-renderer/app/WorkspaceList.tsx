import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useState } from 'react';
import { closestCenter, DndContext, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { DragEndEvent } from '@dnd-kit/core';
import { arrayMove, SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { ChevronRight, LockOpen, Plus, Settings2 } from 'lucide-react';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { Button } from '../components/Button.tsx';
import { Chip } from '../components/Chip.tsx';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { AsOf, bandOf } from '../components/Freshness.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { SkeletonLines } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.tsx';
import { useNavigation } from '../stores/navigation.ts';
import { useStatus } from '../stores/status.ts';
import { show } from '../stores/surfaces.ts';
import { loadWorkspaces, reorderWorkspaces, useWorkspaceList } from '../stores/workspaces.ts';
import { announce } from './announce.tsx';
import { useNow } from './clock.ts';
import { WorkspaceItem } from './WorkspaceItem.tsx';
import css from './WorkspaceList.module.css';

const matches = (workspace: Workspace, words: readonly string[]) => {
  const url = workspace.instance.url.state === 'known' ? workspace.instance.url.value : '';
  const text = `${workspace.name} ${url} ${workspace.note}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

/** The whole order after a group was put in another: the group keeps its places among the others. */
function orderAfter(all: readonly Workspace[], group: readonly Workspace[]): string[] {
  const ids = new Set(group.map(({ id }) => id));
  const queue = [...group];
  return all.map((workspace) => (ids.has(workspace.id) ? (queue.shift() ?? workspace).id : workspace.id));
}

interface GroupProps {
  label: string;
  connection: Connection;
  all: readonly Workspace[];
  workspaces: readonly Workspace[];
  /** The one in the list that Tab reaches. */
  stop: string | null;
  /** Sorting is off while only matches are shown. */
  sortable: boolean;
  head?: ReactNode;
}

function Group({ label, connection, all, workspaces, stop, sortable, head }: GroupProps) {
  const id = useId();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const move = async (from: number, to: number) => {
    const moved = workspaces[from];
    if (!sortable || moved === undefined || to < 0 || to >= workspaces.length || from === to) return;
    announce(`${moved.name} is now number ${to + 1} of ${workspaces.length}.`);
    const refused = await reorderWorkspaces(
      connection.id,
      orderAfter(all, arrayMove([...workspaces], from, to)),
    );
    if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
  };
  const dropped = ({ active, over }: DragEndEvent) => {
    const at = (wanted: unknown) => workspaces.findIndex((each) => each.id === wanted);
    if (over !== null) void move(at(active.id), at(over.id));
  };
  if (workspaces.length === 0 && head === undefined) return null;
  return (
    <section
      aria-labelledby={head === undefined ? id : undefined}
      {...(head === undefined ? {} : { 'aria-label': label })}
    >
      {head ?? (
        <h2 id={id} className={css.label}>
          {label}
        </h2>
      )}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={dropped}
        accessibility={{ screenReaderInstructions: { draggable: 'Alt and an arrow key move it.' } }}
      >
        <SortableContext items={workspaces.map((each) => each.id)} strategy={verticalListSortingStrategy}>
          <ul className={css.items}>
            {workspaces.map((workspace, index) => (
              <WorkspaceItem
                key={workspace.id}
                workspace={workspace}
                tabIndex={workspace.id === stop ? 0 : -1}
                sortable={sortable}
                onMove={(step) => void move(index, index + step)}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
    </section>
  );
}

/** The workspaces of a connection: favourites, all, and the hidden ones folded away. */
export function WorkspaceList({ connection }: { connection: Connection }) {
  const list = useWorkspaceList(connection.id);
  const workspaceId = useNavigation((state) => state.workspaceId);
  const online = useStatus(({ status }) => status?.online ?? true);
  const now = useNow();
  const [query, setQuery] = useState('');
  const [unfolded, setUnfolded] = useState(false);
  const go = useNavigation((state) => state.go);
  useEffect(() => {
    void loadWorkspaces(connection.id);
  }, [connection.id]);

  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const all = list?.workspaces ?? [];
  const found = all.filter((workspace) => matches(workspace, words));
  const favourites = found.filter(({ favourite, hidden }) => favourite && !hidden);
  const others = found.filter(({ favourite, hidden }) => !favourite && !hidden);
  const hidden = found.filter((workspace) => workspace.hidden);
  const hiddenOpen = unfolded || words.length > 0;
  const shown = [...favourites, ...others, ...(hiddenOpen ? hidden : [])];
  const stop = (shown.find(({ id }) => id === workspaceId) ?? shown[0])?.id ?? null;

  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-workspace]')];
    const at = items.findIndex((item) => item === document.activeElement);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = targets[event.key];
    if (to === undefined || at === -1) return;
    event.preventDefault();
    items[to]?.focus();
  };
  const fromSearch = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-workspace]')?.focus();
    } else if (event.key === 'Enter' && shown[0] !== undefined) {
      event.preventDefault();
      go({ workspaceId: shown[0].id, screen: 'workspace' });
    }
  };

  const reason = refusalToCreate(connection, online, list?.create ?? null);
  const { freshness = null } = list ?? {};
  const doubtful =
    freshness !== null &&
    (freshness.error !== null || freshness.unreadable > 0 || bandOf(freshness.fetchedAt, now) !== 'fresh');
  return (
    <aside className={css.side} aria-label="Workspaces">
      <div className={css.head}>
        <div className={css.who}>
          <h1 title={connection.address}>{connection.label}</h1>
          <div className={css.identity}>{connection.identity.email}</div>
        </div>
        <IconButton
          label="Connection settings"
          icon={Settings2}
          size="s"
          side="bottom"
          onClick={() => show({ type: 'connection-settings', connectionId: connection.id })}
        />
      </div>
      {connection.insecure || doubtful ? (
        <div className={css.marks}>
          {connection.insecure ? (
            <Chip tone="warn" icon={LockOpen}>
              Not encrypted (http)
            </Chip>
          ) : null}
          {doubtful ? <AsOf freshness={freshness} now={now} /> : null}
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
        {list === null || (all.length === 0 && list.state === 'loading') ? (
          <SkeletonLines lines={6} label="Reading the workspaces" />
        ) : all.length === 0 && list.state === 'ready' ? (
          freshness?.fetchedAt === null &&
          freshness.error === null &&
          connection.signIn.state === 'signed-in' ? (
            <SkeletonLines lines={6} label="Reading the workspaces for the first time" />
          ) : (
            <p className={css.none}>
              {freshness?.fetchedAt === null ? 'The list was never read.' : 'No workspaces yet.'}
            </p>
          )
        ) : null}
        <Group
          label="Favourites"
          connection={connection}
          all={all}
          workspaces={favourites}
          stop={stop}
          sortable={words.length === 0}
        />
        <Group
          label="All workspaces"
          connection={connection}
          all={all}
          workspaces={others}
          stop={stop}
          sortable={words.length === 0}
        />
        {hidden.length > 0 ? (
          <Group
            label="Hidden"
            connection={connection}
            all={all}
            workspaces={hiddenOpen ? hidden : []}
            stop={stop}
            sortable={words.length === 0}
            head={
              <h2>
                <button
                  type="button"
                  className={css.fold}
                  aria-expanded={hiddenOpen}
                  onClick={() => setUnfolded(!unfolded)}
                >
                  <ChevronRight aria-hidden />
                  Hidden <span className={css.count}>{hidden.length}</span>
                </button>
              </h2>
            }
          />
        ) : null}
        {all.length > 0 && found.length === 0 ? (
          <p className={css.none} role="status">
            No workspace matches “{query}”.
          </p>
        ) : null}
      </div>
      <Button
        variant="quiet"
        icon={Plus}
        className={css.create}
        disabledReason={reason}
        onClick={() => show({ type: 'create-workspace', connectionId: connection.id })}
      >
        New workspace
      </Button>
    </aside>
  );
}

/** Why no workspace can be created here now, before anything is tried. */
export function refusalToCreate(
  connection: Connection,
  online: boolean,
  create: { allowed: true } | { allowed: false; reason: string } | null,
): string | null {
  if (connection.signIn.state !== 'signed-in') return `Sign in to ${connection.label} first.`;
  if (create !== null && !create.allowed) return create.reason;
  if (!online && connection.kind !== 'local-dev') {
    return 'This device is offline. Changes need the server; nothing is queued.';
  }
  return create === null ? 'The list of workspaces is still being read.' : null;
}
