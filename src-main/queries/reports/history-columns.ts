import { knownOrNone, knownValue, none } from '../../../src-preload/shared/known.ts';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import { column, type Report } from '../../files/report.ts';
import { inPieces, reportOf, type ListBase } from './pieces.ts';

/** Where an entry is from, in exports. */
export const howKnown = {
  app: 'changed by this app',
  observed: 'seen at a refresh',
  clock: 'by the clock',
} as const;

/** What was seen and done, newest first; each change made here names its receipt. */
export function historyReport(
  base: ListBase,
  entries: readonly TimelineEntry[],
  workspaceName: (workspaceId: string) => string | null,
): Report {
  return reportOf<TimelineEntry>(
    base,
    { order: 'newest first', matching: entries.length },
    [
      column.time('at', 'When', null, ({ at }) => knownValue(at)),
      column.always('what', 'What', null, ({ text }) => text),
      column.text('workspace', 'Workspace', 'workspace', ({ workspaceId }) =>
        workspaceId === null ? none : knownValue(workspaceName(workspaceId) ?? workspaceId),
      ),
      column.always('known', 'How it is known', null, ({ source }) => howKnown[source]),
      column.time('from', 'Not before', null, (entry) =>
        entry.source === 'observed' ? knownOrNone(entry.from) : none,
      ),
      column.text('outcome', 'Outcome', null, (entry) =>
        entry.source === 'app' ? knownValue(entry.outcome) : none,
      ),
      column.text('receipt', 'Receipt', null, (entry) =>
        entry.source === 'app' ? knownValue(entry.planId) : none,
      ),
    ],
    () => inPieces(entries),
  );
}
