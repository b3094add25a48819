import type { PlacedHistoryEntry } from '../../../src-preload/contract/history.ts';
import { knownOrNone, knownValue, none } from '../../../src-preload/shared/known.ts';
import type { Core } from '../../core.ts';
import { column, type Report } from '../../files/report.ts';
import { findInHistory, placedEntry } from '../history/all-history.ts';
import { howKnown } from './history-columns.ts';
import { pieceSize, reportOf } from './pieces.ts';
import type { Of, Shown } from './sources.ts';
import { noteText } from './text.ts';

/** What was changed in Steward and observed on every connection, as it is searched for. */
export async function ofAllHistory(core: Core, of: Of<'allHistory'>, shown: Shown): Promise<Report> {
  const { rows, withheld } = await findInHistory(core, of.query);
  const labels = core.store.ledger.connections().map(({ label }) => label);
  return reportOf<PlacedHistoryEntry>(
    {
      what: 'History of all connections',
      from: [{ label: 'Connections', value: labels.join(', ') }],
      query: of.query,
      sources: [],
      notes: [noteText.observedBetween, ...(withheld === 0 ? [] : [noteText.copiesLeftOut(withheld)])],
      complete: withheld === 0,
      shown,
      stamp: () => '',
    },
    { order: 'newest first', matching: rows.length },
    [
      column.time('at', 'When', null, ({ entry }) => knownValue(entry.at)),
      column.always('what', 'What', null, ({ entry }) => entry.text),
      column.always('about', 'About', null, ({ topic }) => topic),
      column.text('workspace', 'Workspace', 'workspace', ({ workspaceName }) =>
        workspaceName === null ? none : knownValue(workspaceName),
      ),
      column.text('connection', 'Connection', 'connection', ({ connection }) => knownValue(connection.label)),
      column.always('known', 'How it is known', null, ({ entry }) => howKnown[entry.source]),
      column.time('from', 'Not before', null, ({ entry }) =>
        entry.source === 'observed' ? knownOrNone(entry.from) : none,
      ),
      column.text('outcome', 'Outcome', null, ({ entry }) =>
        entry.source === 'app' ? knownValue(entry.outcome) : none,
      ),
      column.text('receipt', 'Receipt', null, ({ entry }) =>
        entry.source === 'app' ? knownValue(entry.planId) : none,
      ),
    ],
    function* () {
      for (let at = 0; at < rows.length; at += pieceSize)
        yield rows.slice(at, at + pieceSize).map(placedEntry(core));
    },
  );
}
