import { useState } from 'react';
import type { Freshness, ListName } from '../../../src-preload/contract/freshness.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { doubtText } from '../../lib/doubt-text.ts';
import { useConnection } from '../../stores/connections.ts';
import { closeDialog, closeEndedDialog } from '../../stores/dialogs.ts';
import { useDoubtedLists } from '../../stores/doubted-lists.ts';
import { toast } from '../../stores/toasts.ts';
import { UserText } from '../../components/UserText.tsx';
import css from './connections.module.css';

interface DoubtedListDialogProps {
  connectionId: string;
  /** null: the list of workspaces itself. */
  workspaceId: string | null;
  list: ListName;
}

/** What the server's list would change, and the choice to accept it before several answers have confirmed it. */
export default function DoubtedListDialog({ connectionId, workspaceId, list }: DoubtedListDialogProps) {
  const connection = useConnection(connectionId);
  const { lists, error: unread } = useDoubtedLists(connectionId);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const failed = error ?? unread;
  if (connection === null) return null;
  const found = lists?.find((one) => one.workspaceId === workspaceId && one.freshness.list === list) ?? null;
  const doubt = found?.freshness.doubt ?? null;
  const placeName = found?.placeName ?? null;
  const name = doubtText.name(list, placeName ?? connection.label);
  const accept = async ({ kind, is }: NonNullable<Freshness['doubt']>) => {
    setBusy(true);
    setError(null);
    const taken = await window.steward.connections.acceptList({
      connectionId,
      workspaceId,
      list,
      doubt: { kind, is },
    });
    setBusy(false);
    if (!taken.ok) {
      setError(taken.error);
      return;
    }
    closeEndedDialog('doubted-list');
    toast(doubtText.accepted(name), { tone: 'ok' });
  };
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title={doubtText.reviewTitle}
      description={placeName === null ? name : `${name} · ${connection.label}`}
    >
      <DialogBody>
        {failed !== null && <ErrorNote error={failed} />}
        {lists === null && unread === null && <SkeletonLines lines={4} label="Loading the list" />}
        {lists !== null && doubt === null && (
          <Note tone="info" role="status">
            {doubtText.settled}
          </Note>
        )}
        {found !== null && doubt !== null && <Difference freshness={found.freshness} doubt={doubt} />}
      </DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={closeDialog}>
          {doubt === null ? 'Close' : 'Cancel'}
        </Button>
        {doubt !== null && (
          <Button
            variant={doubt.missing.count > 0 ? 'danger' : 'primary'}
            busy={busy}
            onClick={() => void accept(doubt)}
          >
            {doubtText.accept}
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  );
}

function Difference({ freshness, doubt }: { freshness: Freshness; doubt: NonNullable<Freshness['doubt']> }) {
  const { list, fetchedAt } = freshness;
  const { was, is, since, readings, missing, added } = doubt;
  const rows: readonly [string, string][] = [
    ['Copy shown', doubtText.copy(was, list, fetchedAt)],
    ['Server’s list', doubtText.server(is, list, since)],
    ['Seen', doubtText.readings(readings)],
    ['New in it', doubtText.added(added)],
  ];
  return (
    <>
      <p>{doubt.sentence}</p>
      <ul className={css.counts}>
        {rows.map(([label, text]) => (
          <li key={label}>
            <span>{label}</span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {missing.names.length > 0 && (
        <Disclosure label={doubtText.change}>
          <p>{doubtText.missingTitle}:</p>
          <ul className={css.names} aria-label={doubtText.missingTitle}>
            {missing.names.map((name, index) => (
              <li key={`${index} ${name}`}>
                <UserText>{name}</UserText>
              </li>
            ))}
            {missing.count > missing.names.length && (
              <li>{doubtText.more(missing.count - missing.names.length)}</li>
            )}
          </ul>
        </Disclosure>
      )}
      <Note tone={missing.count > 0 ? 'warn' : 'info'}>{doubtText.consequence(doubt, list)}</Note>
      <p>{doubtText.confirming}</p>
    </>
  );
}
