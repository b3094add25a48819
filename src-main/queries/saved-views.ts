import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { columnChoices, listKind, savedView, type SavedView } from '../../src-preload/contract/views.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { caseless } from '../../src-preload/shared/normalize.ts';
import { invalidError } from '../base/errors.ts';
import type { LedgerReader, LedgerWriter } from '../store/ledger/types.ts';
import { viewText } from './text.ts';

type Ledger = Pick<LedgerReader, 'preference'> & Pick<LedgerWriter, 'setPreference'>;
type ColumnChoices = z.infer<typeof columnChoices>;

const viewsKey = 'views';
const columnsKey = 'columns';
/** More would be a list to search in, not one to choose from. */
const mostViews = 200;

// What an earlier or a later version wrote there differently is left out, not fatal.
const storedViews = z.array(z.unknown()).catch([]);
const storedColumns = z.partialRecord(listKind, columnChoices.catch([])).catch({});

export function readViews(ledger: Pick<Ledger, 'preference'>): SavedView[] {
  return storedViews.parse(ledger.preference(viewsKey) ?? []).flatMap((raw) => {
    const read = savedView.safeParse(raw);
    return read.success ? [read.data] : [];
  });
}

export const readColumns = (ledger: Pick<Ledger, 'preference'>) =>
  storedColumns.parse(ledger.preference(columnsKey) ?? {});

const isSamePlace = (a: SavedView['place'], b: SavedView['place']) =>
  a?.connectionId === b?.connectionId && a?.workspaceId === b?.workspaceId;

/** Saves a new view, or over one with its id. Errors: another view has this name, or there are too many. */
export async function saveView(
  ledger: Ledger,
  view: Omit<SavedView, 'id'> & { id: string | null },
): Promise<Result<SavedView>> {
  const all = readViews(ledger);
  const saved: SavedView = { ...view, id: view.id ?? randomUUID() };
  const at = all.findIndex(({ id }) => id === saved.id);
  const twin = all.find(
    (one) =>
      one.id !== saved.id &&
      one.list === saved.list &&
      isSamePlace(one.place, saved.place) &&
      caseless(one.name) === caseless(saved.name),
  );
  if (twin) {
    const message = viewText.nameTaken(twin.name);
    return fail(invalidError(message, viewText.otherName, [{ path: 'name', message }]));
  }
  if (at < 0 && all.length >= mostViews)
    return fail(invalidError(viewText.tooMany(mostViews), viewText.deleteOne));
  const next = at < 0 ? [...all, saved] : all.map((one) => (one.id === saved.id ? saved : one));
  const kept = await ledger.setPreference(viewsKey, next);
  return kept.ok ? ok(saved) : kept;
}

export const removeView = (ledger: Ledger, viewId: string): Promise<Result<null>> =>
  ledger.setPreference(
    viewsKey,
    readViews(ledger).filter(({ id }) => id !== viewId),
  );

/** null: the list has its own columns again. */
export function setColumns(
  ledger: Ledger,
  list: z.infer<typeof listKind>,
  columns: ColumnChoices | null,
): Promise<Result<null>> {
  const { [list]: _before, ...others } = readColumns(ledger);
  return ledger.setPreference(columnsKey, columns === null ? others : { ...others, [list]: columns });
}

/**
 * Removes the views that are for places of a connection: what they search for may be people's addresses. To be called before the
 * connection is erased, whose clean-up of the files then covers them.
 */
export async function forgetViews(ledger: Ledger, connectionId: string): Promise<Result<null>> {
  const all = readViews(ledger);
  const left = all.filter(({ place }) => place?.connectionId !== connectionId);
  return left.length === all.length ? ok(null) : ledger.setPreference(viewsKey, left);
}
