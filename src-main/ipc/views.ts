import { ok, type Result } from '../../src-preload/shared/result.ts';
import type { Core } from '../core.ts';
import { readColumns, readViews, removeView, saveView, setColumns } from '../queries/saved-views.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

export function viewsHandlers(context: Context): Handlers<'views'> {
  const open = withCore(context);
  let last: Promise<unknown> = Promise.resolve();
  /** Writes follow each other, so that none is lost to another. */
  const inOrder = <Input, T>(
    write: (ledger: Core['store']['ledger'], input: Input) => Promise<Result<T>>,
  ) => {
    const run = open((core, input: Input) => write(core.store.ledger, input));
    return (input: Input): Promise<Result<T>> => {
      const next = last.then(() => run(input));
      last = next.catch(() => undefined);
      return next;
    };
  };
  return {
    list: open(({ store }) => ok(readViews(store.ledger))),
    save: inOrder(saveView),
    remove: inOrder((ledger, { id }) => removeView(ledger, id)),
    columns: open(({ store }) => ok(readColumns(store.ledger))),
    setColumns: inOrder((ledger, { list, columns }) => setColumns(ledger, list, columns)),
  };
}
