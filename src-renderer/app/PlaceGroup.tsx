import type { ReactNode } from 'react';
import { useId } from 'react';
import { closestCenter, DndContext, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { DragEndEvent } from '@dnd-kit/core';
import { arrayMove, SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Building2, ChevronRight } from 'lucide-react';
import type { Workspace } from '../../src-preload/contract/workspaces.ts';
import { toast } from '../stores/toasts.ts';
import { reorderWorkspaces, setFolded, useFolded } from '../stores/workspaces.ts';
import { announce } from './announce.tsx';
import { orderAfter } from '../lib/places.ts';
import type { Branch, OrganizationBranch } from '../lib/places.ts';
import { UserText } from '../components/UserText.tsx';
import { WorkspaceItem } from './WorkspaceItem.tsx';
import css from './WorkspaceList.module.css';

/** What all parts of one list share. */
export interface ListContext {
  connectionId: string;
  all: readonly Workspace[];
  /** Sorting is off, and nothing is folded, while only matches are shown. */
  searching: boolean;
}

/** A heading over a part of the list. `head` takes its place where it can be folded. */
export function Section({ label, head, children }: { label: string; head?: ReactNode; children: ReactNode }) {
  const id = useId();
  if (head !== undefined) {
    return (
      <section aria-label={label}>
        {head}
        {children}
      </section>
    );
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={css.label}>
        {label}
      </h2>
      {children}
    </section>
  );
}

interface SortableProps<T> {
  list: ListContext;
  items: readonly T[];
  /** null: it can't be moved, and nothing moves past it. */
  placeOf: (item: T) => Workspace | null;
  className: string | undefined;
  children: (item: T, move: (step: 1 | -1) => void) => ReactNode;
}

/** Rows that can be put in another order among themselves, with the pointer or with Alt and the arrows. */
function Sortable<T>({ list, items, placeOf, className, children }: SortableProps<T>) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const places = items.map(placeOf).filter((place) => place !== null);
  const move = async (from: number, to: number) => {
    const moved = places[from];
    if (list.searching || moved === undefined || to < 0 || to >= places.length || from === to) return;
    announce(`${moved.name} is now number ${to + 1} of ${places.length}.`);
    const refused = await reorderWorkspaces(
      list.connectionId,
      orderAfter(list.all, arrayMove([...places], from, to)),
    );
    if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
  };
  const at = (wanted: unknown) => places.findIndex(({ id }) => id === wanted);
  const dropped = ({ active, over }: DragEndEvent) => {
    if (over !== null) void move(at(active.id), at(over.id));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={dropped}
      accessibility={{ screenReaderInstructions: { draggable: 'Press Alt with an arrow key to move it.' } }}
    >
      <SortableContext items={places.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ul className={className}>
          {items.map((item) => {
            const from = at(placeOf(item)?.id);
            return children(item, (step) => void move(from, from + step));
          })}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

interface FlatProps {
  list: ListContext;
  section: string;
  places: readonly Workspace[];
  contextOf?: (place: Workspace) => string | null;
  hiddenWith?: (place: Workspace) => boolean;
}

/** Places one under the other. */
export function Flat({ list, section, places, contextOf, hiddenWith }: FlatProps) {
  return (
    <Sortable list={list} items={places} placeOf={(place) => place} className={css.items}>
      {(place, onMove) => (
        <WorkspaceItem
          key={place.id}
          workspace={place}
          section={section}
          context={contextOf?.(place) ?? null}
          withOrganization={hiddenWith?.(place) ?? false}
          sortable={!list.searching}
          onMove={onMove}
        />
      )}
    </Sortable>
  );
}

function Children({ list, branch }: { list: ListContext; branch: OrganizationBranch }) {
  return (
    <Sortable list={list} items={branch.workspaces} placeOf={(place) => place} className={css.items}>
      {(place, onMove) => (
        <WorkspaceItem
          key={place.id}
          workspace={place}
          section="all"
          within={branch.id}
          sortable={!list.searching}
          onMove={onMove}
        />
      )}
    </Sortable>
  );
}

/** An organization that the system names but that can't be opened: only the head of its workspaces. */
function NamedHead({
  branch,
  folded,
  children,
}: {
  branch: OrganizationBranch;
  folded: { folded: boolean; toggle: (folded: boolean) => void };
  children: ReactNode;
}) {
  return (
    <li>
      <div className={`${css.row} ${css.head2}`}>
        <button
          type="button"
          className={`${css.item} ${css.named}`}
          aria-expanded={!folded.folded}
          tabIndex={-1}
          onClick={() => folded.toggle(!folded.folded)}
        >
          <ChevronRight aria-hidden className={css.turn} />
          <Building2 aria-hidden />
          <UserText className={css.name} keepEnd>
            {branch.name}
          </UserText>
        </button>
      </div>
      {children}
    </li>
  );
}

/** Organizations with their workspaces indented under them, and workspaces of none between. */
export function Tree({ list, branches }: { list: ListContext; branches: readonly Branch[] }) {
  const isFolded = useFolded(list.connectionId);
  return (
    <Sortable list={list} items={branches} placeOf={(branch) => branch.place} className={css.items}>
      {(branch, onMove) => {
        const key = branch.type === 'organization' ? branch.id : branch.place.id;
        const common = {
          section: 'all',
          sortable: !list.searching,
          onMove,
        };
        if (branch.type === 'workspace') {
          return <WorkspaceItem key={key} workspace={branch.place} {...common} />;
        }
        const fold = {
          folded: !list.searching && isFolded(branch.id),
          toggle: (folded: boolean) => setFolded(list.connectionId, branch.id, folded),
        };
        const children =
          fold.folded || branch.workspaces.length === 0 ? null : <Children list={list} branch={branch} />;
        if (branch.place === null) {
          return (
            <NamedHead key={key} branch={branch} folded={fold}>
              {children}
            </NamedHead>
          );
        }
        return (
          <WorkspaceItem
            key={key}
            workspace={branch.place}
            {...common}
            {...(branch.workspaces.length === 0 ? {} : { fold })}
          >
            {children}
          </WorkspaceItem>
        );
      }}
    </Sortable>
  );
}
