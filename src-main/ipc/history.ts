import { allHistory } from '../queries/history/all-history.ts';
import { historyPage } from '../queries/history/history-page.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

export const historyHandlers = (context: Context): Handlers<'history'> => ({
  page: withCore(context)(historyPage),
  all: withCore(context)(allHistory),
});
