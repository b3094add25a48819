import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fold } from '../../src-preload/shared/fold.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { columnChoices, listKind, savedView, type SavedView } from '../../src-preload/contract/views.ts';
import type { Core } from '../core.ts';
import { invalidError } from '../base/errors.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';

type Ledger = Pick<Core['store']['ledger'], 'preference' | 'setPreference'>;

const viewsKey = 'views';
const columnsKey = 'columns';
/** More would be a list to search in, not one to choose from. */
const mostViews = 200;

// What an earlier or a later version wrote there differently is left out, not fatal.
const views = z.array(z.unknown()).catch([]);
const columnsOf = z.partialRecord(listKind, columnChoices.catch([])).catch({});

function viewsIn(ledger: Ledger): SavedView[] {
  return views.parse(ledger.preference(viewsKey) ?? []).flatMap((raw) => {
    const read = savedView.safeParse(raw);
    return read.success ? [read.data] : [];
  });
}

const samePlace = (a: SavedView['place'], b: SavedView['place']) =>
  a?.connectionId === b?.connectionId && a?.workspaceId === b?.workspaceId;

/** Views and columns, kept among the admin's preferences. Writes follow each other, so that none is lost to another. */
export function viewsHandlers(context: Context): Handlers<'views'> {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(write: (ledger: Ledger) => Promise<Result<T>>): Promise<Result<T>> => {
    const next = last.then(async () => {
      const core = context.core();
      return core.ok ? write(core.value.store.ledger) : core;
    });
    last = next.catch(() => undefined);
    return next;
  };
  return {
    list() {
      const core = context.core();
      return core.ok ? ok(viewsIn(core.value.store.ledger)) : core;
    },
    save: (view) =>
      inTurn(async (ledger) => {
        const all = viewsIn(ledger);
        const saved: SavedView = { ...view, id: view.id ?? randomUUID() };
        const at = all.findIndex(({ id }) => id === saved.id);
        const twin = all.find(
          (one) =>
            one.id !== saved.id &&
            one.list === saved.list &&
            samePlace(one.place, saved.place) &&
            fold(one.name) === fold(saved.name),
        );
        if (twin) {
          const message = `There is a view “${twin.name}” already.`;
          return fail(
            invalidError(message, 'Choose another name, or write over that one.', [
              { path: 'name', message },
            ]),
          );
        }
        if (at < 0 && all.length >= mostViews) {
          return fail(
            invalidError(`There are ${mostViews} views already.`, 'Delete one that isn’t used any more.'),
          );
        }
        const next = at < 0 ? [...all, saved] : all.map((one) => (one.id === saved.id ? saved : one));
        const kept = await ledger.setPreference(viewsKey, next);
        return kept.ok ? ok(saved) : kept;
      }),
    remove: ({ id }) =>
      inTurn((ledger) =>
        ledger.setPreference(
          viewsKey,
          viewsIn(ledger).filter((one) => one.id !== id),
        ),
      ),
    columns() {
      const core = context.core();
      return core.ok ? ok(columnsOf.parse(core.value.store.ledger.preference(columnsKey) ?? {})) : core;
    },
    setColumns: ({ list, columns }) =>
      inTurn((ledger) => {
        const { [list]: _before, ...others } = columnsOf.parse(ledger.preference(columnsKey) ?? {});
        return ledger.setPreference(columnsKey, columns === null ? others : { ...others, [list]: columns });
      }),
  };
}

/**
 * Takes away the views that are for places of a connection: what they search for may be people's addresses. To be called before the
 * connection is erased, whose clean-up of the files then covers them.
 */
export async function forgetViews(ledger: Ledger, connectionId: string): Promise<Result<null>> {
  const all = viewsIn(ledger);
  const left = all.filter(({ place }) => place?.connectionId !== connectionId);
  return left.length === all.length ? ok(null) : ledger.setPreference(viewsKey, left);
}
