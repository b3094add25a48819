import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import { formatDateTime } from '../../../src-preload/shared/format/dates.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SegmentedControl } from '../../components/fields/SegmentedControl.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { useConnections } from '../../stores/connections.ts';
import { useWorkspaces } from '../../stores/workspaces.ts';
import styles from './past/past.module.css';
import { activityText, personText, sourceText } from './text.ts';

export interface HistoryPerson {
  connectionId: string;
  userId: string;
  email: string;
  name: string;
}
interface Row {
  connectionId: string;
  entry: TimelineEntry;
}
type Cursor = { at: number; id: number } | null;
type Where = 'here' | 'everywhere';

const limit = 50;

/** The history of a person over all workspaces of a connection, or over all connections by e-mail. */
export default function PersonHistoryDialog({
  person,
  onClose,
}: {
  person: HistoryPerson;
  onClose: () => void;
}) {
  const { connectionId, userId, email, name } = person;
  const [where, setWhere] = useState<Where>('here');
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [next, setNext] = useState<Cursor>(null);
  const [withheld, setWithheld] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);

  const load = async (of: Where, after: Cursor) => {
    const mine = (asked.current += 1);
    setBusy(true);
    if (after === null) setRows(null);
    const answer = await window.steward.timeline.person({
      connectionId: of === 'here' ? connectionId : null,
      userId: of === 'here' ? userId : null,
      email: email === '' ? null : email,
      after,
      limit,
    });
    if (mine !== asked.current) return;
    setBusy(false);
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setRows((before) => [...(after === null ? [] : (before ?? [])), ...answer.value.rows]);
    setNext(answer.value.next);
    setWithheld(answer.value.withheld);
  };
  const loadFirst = useRef(load);
  useEffect(() => {
    loadFirst.current = load;
  });
  useEffect(() => {
    void loadFirst.current(where, null);
  }, [where, connectionId, userId]);

  const whereText = (row: Row) => {
    const label = connections.find(({ id }) => id === row.connectionId)?.label ?? 'a removed connection';
    const { workspaceId } = row.entry;
    const workspace =
      workspaceId === null
        ? null
        : (lists[row.connectionId]?.workspaces.find(({ id }) => id === workspaceId)?.name ?? null);
    const place = workspace === null ? label : `${workspace} · ${label}`;
    return `${place} · ${sourceText(row.entry)}`;
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={`History of ${name}`}
      description={email === '' || email === name ? undefined : email}
    >
      <DialogBody>
        {email !== '' && (
          <div className={styles.where}>
            <SegmentedControl
              label="Where"
              value={where}
              onChange={setWhere}
              options={[
                { value: 'here', label: 'This connection' },
                { value: 'everywhere', label: 'All connections, by e-mail' },
              ]}
            />
          </div>
        )}
        {error !== null && <ErrorNote error={error} onRetry={() => void load(where, null)} />}
        {rows === null && error === null && <SkeletonLines lines={4} label="Loading history" />}
        {withheld > 0 && (
          <Note tone="warn" role="status">
            {activityText.withheld(withheld)}
          </Note>
        )}
        {rows?.length === 0 && (
          <p className={styles.dim} style={{ marginTop: 12 }}>
            {withheld > 0 ? personText.noneElse : personText.none}
          </p>
        )}
        {rows !== null && rows.length > 0 && (
          <ol className={styles.entries} aria-label={`History of ${name}`}>
            {rows.map((row) => (
              <li key={`${row.connectionId} ${row.entry.id}`}>
                <span className={styles.dim}>{formatDateTime(row.entry.at)}</span>
                <p>{row.entry.text}</p>
                <p>{whereText(row)}</p>
              </li>
            ))}
          </ol>
        )}
      </DialogBody>
      <DialogFoot>
        {next !== null && (
          <Button busy={busy} onClick={() => void load(where, next)}>
            Show older
          </Button>
        )}
        <Button variant="primary" data-autofocus onClick={onClose}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
