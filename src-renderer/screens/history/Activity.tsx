import { History } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { PlaceHeading } from '../../components/PlaceHeading.tsx';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { useNow } from '../../stores/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { ExportMenu } from '../../components/overlays/ExportMenu.tsx';
import { HiddenCopy, HiddenCopyNote } from '../../components/HiddenCopy.tsx';
import { Note } from '../../components/Note.tsx';
import { SegmentedControl } from '../../components/fields/SegmentedControl.tsx';
import { VirtualGrid } from '../../components/grid/VirtualGrid.tsx';
import { useStableCallback } from '../../lib/useStableCallback.ts';
import { useConnection } from '../../stores/connections.ts';
import { showReceipts, useReceiptsOf, type HistorySource } from '../../stores/history.ts';
import { openFinish, openReceipt } from '../../stores/plan/plan.ts';
import { useCannotWrite } from '../../stores/plan/plan-result.ts';
import { useWorkspaceList } from '../../stores/workspaces.ts';
import { useReloadOnceShown } from './useReloadOnceShown.ts';
import { activityColumns } from './activity-columns.ts';
import styles from './HistoryScreen.module.css';
import { activityText } from './text.ts';
import { useActivity } from './useActivity.ts';

const sources: { value: HistorySource; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'app', label: 'Made in Steward' },
  { value: 'observed', label: 'Observed' },
];

const noNames: ReadonlyMap<string, string> = new Map();
const noWorkspaces: readonly Workspace[] = [];

const placeName = (
  id: string | null,
  workspaces: readonly Workspace[],
  goneNames: ReadonlyMap<string, string>,
): string =>
  id === null
    ? ''
    : (workspaces.find((one) => one.id === id)?.name ?? goneNames.get(id) ?? 'A workspace no longer listed');

/** Changes made in Steward and changes it observed, newest first. */
export function Activity({
  connectionId,
  workspaceId,
  goneNames = noNames,
}: {
  connectionId: string;
  workspaceId: string | null;
  /** Of places that left the list, by id. */
  goneNames?: ReadonlyMap<string, string>;
}) {
  const [source, setSource] = useState<HistorySource>('all');
  const [problem, setProblem] = useState<AppError | null>(null);
  const connection = useConnection(connectionId);
  const workspaces = useWorkspaceList(connectionId)?.workspaces ?? noWorkspaces;
  const entries = useActivity({ connectionId, workspaceId }, source);
  const { error, hidden, withheld } = entries;
  useReloadOnceShown(hidden, connectionId, entries.reload);
  const receipts = useReceiptsOf({ connectionId, workspaceId });
  const now = useNow();
  const refused = useCannotWrite(connectionId);
  useEffect(() => {
    void showReceipts({ connectionId, workspaceId });
  }, [connectionId, workspaceId]);

  const unfinished = receipts.filter(
    (plan) => plan.unfinished > 0 && plan.status !== 'draft' && plan.status !== 'applying',
  );

  const open = async (planId: string) => {
    const answer = await window.steward.changes.get({ planId });
    if (answer.ok) openReceipt(answer.value);
    setProblem(answer.ok ? null : answer.error);
  };
  const onReceipt = useStableCallback((planId: string) => void open(planId));
  const columns = useMemo(() => {
    const nameOfPlace = (id: string | null) => placeName(id, workspaces, goneNames);
    return activityColumns({ now, nameOf: workspaceId === null ? nameOfPlace : null, onReceipt });
  }, [now, workspaceId, workspaces, goneNames, onReceipt]);
  const nothing = entries.rowCount === 0;
  const title =
    workspaceId === null
      ? (connection?.label ?? 'this connection')
      : placeName(workspaceId, workspaces, goneNames);

  return (
    <div className={styles.stack}>
      {workspaceId === null && <PlaceHeading className={styles.title}>History of {title}</PlaceHeading>}
      <div className={styles.bar}>
        <SegmentedControl label="Source" value={source} onChange={setSource} options={sources} />
        <span className={styles.hint}>{activityText.hint}</span>
        <ExportMenu
          of={() => ({ list: 'history', connectionId, workspaceId, source })}
          columns={() => null}
          rows={entries.matching}
          complete
          refused={
            !nothing
              ? null
              : hidden !== null
                ? 'This list is hidden because it’s out of date. Refresh it to export.'
                : activityText.nothingToExport
          }
        />
      </div>
      {(error !== null ||
        problem !== null ||
        unfinished.length > 0 ||
        withheld > 0 ||
        (hidden !== null && !nothing)) && (
        <div className={styles.notes}>
          {error !== null && <ErrorNote error={error} onRetry={() => void entries.reload()} />}
          {problem !== null && <ErrorNote error={problem} />}
          {hidden !== null && !nothing && (
            <HiddenCopyNote place={{ connectionId }} hidden={hidden} refreshing={false} />
          )}
          {withheld > 0 && (
            <Note tone="warn" role="status">
              {activityText.withheld(withheld)}
            </Note>
          )}
          {unfinished.length > 0 && (
            <ul className={styles.open} aria-label="Unfinished plans">
              {unfinished.slice(0, 4).map((plan) => (
                <li key={plan.id}>
                  <span>{plan.title}</span>
                  <span className={styles.dim}>{plural(plan.unfinished, 'change')} not done</span>
                  <Button size="s" variant="quiet" onClick={() => openReceipt(plan)}>
                    Receipt
                  </Button>
                  <Button size="s" disabledReason={refused} onClick={() => void openFinish(plan.id)}>
                    Finish
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <VirtualGrid
        label={`History of ${title}`}
        columns={columns}
        rowCount={entries.rowCount}
        rowAt={entries.rowAt}
        onRange={entries.onRange}
        resetKey={source}
        onOpen={(entry) => {
          if (entry.source === 'app') void open(entry.planId);
        }}
        empty={
          error !== null ? null : hidden !== null ? (
            <HiddenCopy place={{ connectionId }} hidden={hidden} refreshing={false} />
          ) : (
            <Empty
              icon={History}
              title={source === 'app' ? 'No changes made in Steward yet' : 'No activity yet'}
              text={source === 'app' ? activityText.emptyApp : activityText.empty}
            />
          )
        }
      />
    </div>
  );
}
