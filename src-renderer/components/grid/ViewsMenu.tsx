import { Bookmark, Pencil, Save, Trash2 } from 'lucide-react';
import { memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { QueryList } from '../../../src-preload/shared/query/keys.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { SavedView } from '../../../src-preload/contract/views.ts';
import { formatCount } from '../../../src-preload/shared/format/numbers.ts';
import { createNewest } from '../../lib/newest.ts';
import { placeKey } from '../../lib/places.ts';
import { useStateOf } from '../../lib/useStateOf.ts';
import { choicesOf, useChoices } from '../../stores/columns.ts';
import type { ListSort } from '../../stores/list-search.ts';
import {
  countView,
  openView,
  overwriteView,
  removeView,
  saveView,
  useViews,
  viewsOf,
  type ViewCount,
} from '../../stores/views.ts';
import { Button } from '../Button.tsx';
import { Checkbox } from '../fields/Checkbox.tsx';
import { IconButton } from '../IconButton.tsx';
import { Popover } from '../overlays/Popover.tsx';
import { SegmentedControl } from '../fields/SegmentedControl.tsx';
import { TextInput } from '../fields/TextInput.tsx';
import css from './ViewsMenu.module.css';

/** What a list shows, as a view keeps it. */
export interface Shown {
  list: QueryList;
  /** The workspace on screen; null for lists over all of them. */
  place: WorkspaceRef | null;
  /** Where the rows are counted: the place that has the workspace’s list. */
  rows: WorkspaceRef | null;
  query: string;
  part: string | null;
  sort: ListSort;
}

const isShown = (view: SavedView, { query, part, sort }: Shown) =>
  view.query.trim() === query.trim() &&
  view.part === part &&
  view.sort.by === sort.by &&
  view.sort.order === sort.order;

/** Counts, asked one after the other while the menu is open; each is shown as soon as it is there. */
function useCounts(views: readonly SavedView[], rows: WorkspaceRef | null) {
  const [counts, setCounts] = useState<ReadonlyMap<string, ViewCount | null>>(new Map());
  useEffect(() => {
    const asking = createNewest();
    const signal = asking.start();
    const countAll = async () => {
      for (const view of views) {
        const count = await countView(view, rows);
        if (signal.aborted) return;
        setCounts((before) => new Map(before).set(view.id, count));
      }
    };
    void countAll();
    return asking.stop;
  }, [views, rows]);
  return counts;
}

const samePlace = (a: WorkspaceRef | null, b: WorkspaceRef | null) =>
  a?.connectionId === b?.connectionId && a?.workspaceId === b?.workspaceId;
const sameShown = (a: Shown, b: Shown) =>
  a.list === b.list &&
  a.query === b.query &&
  a.part === b.part &&
  a.sort === b.sort &&
  samePlace(a.place, b.place) &&
  samePlace(a.rows, b.rows);

/** Searches under a name: for this workspace’s list or all of its kind. */
export const ViewsMenu = memo(AnyViewsMenu, (a, b) => sameShown(a.shown, b.shown));

function AnyViewsMenu({ shown }: { shown: Shown }) {
  // What was open in one place's list isn't in another's.
  const [open, setOpen] = useStateOf(shown.place === null ? '' : placeKey(shown.place), false);
  return (
    <Popover
      label="Views"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon={Bookmark}>Views</Button>}
    >
      <Views shown={shown} onClose={() => setOpen(false)} />
    </Popover>
  );
}

function Views({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  // What is asked while the panel is open is asked of what was shown when it opened.
  const [{ list, place, rows }] = useState(shown);
  const all = useViews();
  const views = useMemo(() => viewsOf(all, list, place), [all, list, place]);
  const counts = useCounts(views, rows);
  const [naming, setNaming] = useState<string | null>(null);
  const id = useId();
  return (
    <>
      <div className={css.title} id={id}>
        Views
      </div>
      {views.length === 0 ? (
        <p className={css.none}>No views yet. Save a search and its sort order here.</p>
      ) : (
        <ul className={css.list} aria-labelledby={id}>
          {views.map((view) =>
            naming === view.id ? (
              <li key={view.id} className={css.item}>
                <Rename view={view} onClose={() => setNaming(null)} />
              </li>
            ) : (
              <li key={view.id} className={css.item}>
                <button
                  type="button"
                  className={css.open}
                  aria-current={isShown(view, shown) || undefined}
                  title={view.query === '' ? 'Everything' : view.query}
                  onClick={() => {
                    openView(view);
                    onClose();
                  }}
                >
                  <span className={css.name}>{view.name}</span>
                  {place !== null && view.place !== null && <small>this workspace</small>}
                  <Count of={counts.get(view.id)} />
                </button>
                <IconButton
                  size="s"
                  icon={Pencil}
                  label={`Rename ${view.name}`}
                  onClick={() => setNaming(view.id)}
                />
                <IconButton
                  size="s"
                  icon={Save}
                  label={`Update ${view.name} to match the list`}
                  disabledReason={isShown(view, shown) ? 'The view already matches the list.' : null}
                  onClick={() => {
                    const { query, part, sort } = shown;
                    const columns = view.columns === null ? null : [...(choicesOf(list) ?? [])];
                    void overwriteView(view, { query: query.trim(), part, sort, columns });
                  }}
                />
                <IconButton
                  size="s"
                  icon={Trash2}
                  label={`Delete ${view.name}`}
                  onClick={() => void removeView(view)}
                />
              </li>
            ),
          )}
        </ul>
      )}
      <Add shown={shown} onClose={onClose} />
    </>
  );
}

function Count({ of }: { of: ViewCount | null | undefined }) {
  if (of === undefined) return <span className={css.count} aria-label="counting" />;
  if (of === null) return <span className={css.count}>—</span>;
  return <span className={css.count}>{formatCount(of.count, of.whole)}</span>;
}

function Rename({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const [name, setName] = useState(view.name);
  const [error, setError] = useState<AppError | null>(null);
  const submit = async () => {
    const refused = await saveView({ ...view, name: name.trim() });
    if (refused === null) onClose();
    else setError(refused);
  };
  return (
    <form
      className={css.rename}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
    >
      <TextInput
        aria-label={`New name for ${view.name}`}
        value={name}
        maxLength={60}
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" size="s" disabledReason={name.trim() === '' ? 'Enter a name.' : null}>
        Rename
      </Button>
      {error !== null && (
        <p className={css.error} role="alert">
          {error.sentence}
        </p>
      )}
    </form>
  );
}

function Add({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const { list, place, query, part, sort } = shown;
  const choices = useChoices(list);
  const [name, setName] = useState('');
  const [where, setWhere] = useState<'here' | 'all'>('all');
  const [withColumns, setWithColumns] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<AppError | null>(null);
  const submit = async () => {
    const refused = await saveView({
      id: null,
      name: name.trim(),
      list,
      place: where === 'here' ? place : null,
      query: query.trim(),
      part,
      sort,
      columns: withColumns ? [...(choices ?? [])] : null,
    });
    setError(refused);
    // A panel that was opened again meanwhile stays.
    if (refused === null && form.current !== null) onClose();
  };
  return (
    <form
      ref={form}
      className={css.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void submit();
      }}
    >
      <span className={css.what}>
        Save {query.trim() === '' ? 'all rows in this order' : <code>{query.trim()}</code>}
      </span>
      <TextInput
        aria-label="View name"
        placeholder="Name"
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
      />
      {place !== null && (
        <SegmentedControl
          label="Applies to"
          value={where}
          onChange={setWhere}
          options={[
            { value: 'all', label: 'All workspaces' },
            { value: 'here', label: 'This workspace' },
          ]}
        />
      )}
      {choices !== null && (
        <Checkbox label="Include columns" checked={withColumns} onChange={setWithColumns} />
      )}
      {error !== null && (
        <p className={css.error} role="alert">
          {error.sentence} {error.nextStep}
        </p>
      )}
      <Button
        type="submit"
        variant="primary"
        size="s"
        disabledReason={name.trim() === '' ? 'Enter a name.' : null}
      >
        Save view
      </Button>
    </form>
  );
}
