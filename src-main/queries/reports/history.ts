import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import { mergeHistoryInTurns } from '../../changes/history.ts';
import type { Core } from '../../core.ts';
import { historyReport } from './history-columns.ts';
import type { Report } from '../../files/report.ts';
import type { TimelineCursor } from '../../store/history/types.ts';
import { workspaceTimeline, type TimelinePage } from '../history/timeline.ts';
import { pastText } from '../history/text.ts';
import { pastPlace, timelineDeps } from '../history/past-place.ts';
import { fromGone, fromPlace, type Of, type Shown } from './sources.ts';
import { staleCopyText } from '../../access/text.ts';
import { seenHistory, type SeenHistory } from '../history/seen-history.ts';
import { connectionAccess, placeAccess } from '../../access/place-access.ts';
import { noteText, notExported } from './text.ts';

/** So many rows of what was seen are read at once. */
const timelinePiece = 1000;

/** As it is on the screen, with what the clock did. */
async function wholeTimeline(core: Core, ref: WorkspaceRef): Promise<TimelineEntry[]> {
  const deps = timelineDeps(core);
  const entries: TimelineEntry[] = [];
  let after: TimelineCursor | null = null;
  do {
    const page: TimelinePage = await workspaceTimeline(deps, ref, after, timelinePiece);
    entries.push(...page.rows.map(({ entry }) => entry));
    after = page.next;
  } while (after !== null);
  return entries;
}

function leftOutOf({ hidden, withheld }: SeenHistory): string | null {
  if (hidden !== null) return noteText.observedLeftOut(staleCopyText(hidden));
  return withheld === 0 ? null : noteText.copiesLeftOut(withheld);
}

/** What happened in a place or on a connection. Errors: gone, or nothing but what a hidden copy would reveal. */
export async function ofHistory(core: Core, of: Of<'history'>, shown: Shown): Promise<Result<Report>> {
  const connection = connectionAccess(core, of.connectionId);
  if (!connection.ok) return connection;
  const { connectionId, workspaceId, source } = of;
  const place = workspaceId === null ? null : placeAccess(core, { connectionId, workspaceId });
  const past = workspaceId === null ? null : pastPlace(core, { connectionId, workspaceId });
  const { roleLabel } = past?.ok ? past.value : connection.value;
  const gone = past?.ok ? past.value.gone : null;
  const { ledger, roster } = core.store;
  const seen = seenHistory(core, connectionId, workspaceId);
  if (seen.hidden !== null && source === 'observed') return fail(notExported(staleCopyText(seen.hidden)));
  const leftOut = source === 'app' ? null : leftOutOf(seen);
  const entries =
    workspaceId !== null && source === 'all'
      ? await wholeTimeline(core, { connectionId, workspaceId })
      : (
          await mergeHistoryInTurns(
            await ledger.plans(connectionId, workspaceId),
            source === 'app' ? [] : seen.rows,
            { workspaceId, roleLabel },
          )
        ).filter((entry) => source === 'all' || entry.source === source);
  const names = new Map([
    ...core.store.past.gonePlaces(connectionId).map(({ workspaceId: id, name }) => [id, name] as const),
    ...roster.workspaces(connectionId, Date.now()).map(({ id, name }) => [id, name] as const),
  ]);
  const title = past?.ok ? past.value.name : connection.value.record.label;
  return ok(
    historyReport(
      {
        what: `History of ${title}`,
        from: place?.ok ? fromPlace(place.value) : fromGone(connection.value, gone),
        query: source === 'all' ? '' : source === 'app' ? 'changed by this app' : 'seen at a refresh',
        sources: [],
        notes: [
          noteText.observedBetween,
          ...(gone === null ? [] : [pastText.gone(gone.missingSince)]),
          ...(leftOut === null ? [] : [leftOut]),
        ],
        complete: leftOut === null,
        shown,
        stamp: () => '',
      },
      entries,
      (id) => names.get(id) ?? null,
    ),
  );
}
