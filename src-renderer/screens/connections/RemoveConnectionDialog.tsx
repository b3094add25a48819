import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import type { connectionsCalls } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { formatNumber } from '../../../src-preload/shared/format/numbers.ts';
import { badgeText, hostOf } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { toast } from '../../stores/toasts.ts';
import { loadConnections, useConnection, useConnections } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { closeDialog, closeEndedDialog } from '../../stores/dialogs.ts';
import { forgetWorkspaces } from '../../stores/workspaces.ts';
import { removalText } from './text.ts';
import { UserText } from '../../components/UserText.tsx';
import css from './connections.module.css';

type Preview = z.infer<(typeof connectionsCalls)['removalPreview']['output']>;

const rows: readonly [keyof Preview, string][] = [
  ['workspaces', 'Workspaces, including favourites, order and notes'],
  ['members', 'Members'],
  ['tokens', 'Token names and dates'],
  ['history', 'Observed changes'],
  ['receipts', 'Receipts of your changes'],
];
/** What removing a connection erases from this device, counted, before it is done. */
export default function RemoveConnectionDialog({ connectionId }: { connectionId: string }) {
  const connection = useConnection(connectionId);
  const go = useNavigation((state) => state.go);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const load = useCallback(async () => {
    setError(null);
    const read = await window.steward.connections.removalPreview({ connectionId });
    if (read.ok) setPreview(read.value);
    else setError(read.error);
  }, [connectionId]);
  useEffect(() => {
    void load();
  }, [load]);
  if (connection === null) return null;
  const { label, badge, address, builtIn } = connection;
  const remove = async () => {
    setBusy(true);
    setError(null);
    const done = await window.steward.connections.remove({ connectionId });
    setBusy(false);
    if (!done.ok) {
      setError(done.error);
      return;
    }
    closeEndedDialog('remove-connection');
    forgetWorkspaces(connectionId);
    await loadConnections();
    if (useConnections.getState().connections.length === 0) go({ screen: 'welcome' });
    toast(removalText.done(label), { tone: 'ok' });
  };
  return (
    <Dialog
      open
      keepsTyped={false}
      onOpenChange={closeDialog}
      title={removalText.title(label)}
      description={`${hostOf(address)} · ${badgeText[badge].long} · signed in as ${connection.identity.email}`}
    >
      <DialogBody>
        {error === null ? null : (
          <ErrorNote error={error} onRetry={preview === null ? () => void load() : undefined} />
        )}
        {preview === null ? (
          error === null ? (
            <SkeletonLines lines={5} label="Counting local data" />
          ) : null
        ) : (
          <>
            <p>{removalText.intro}</p>
            <ul className={css.counts}>
              <li>
                <span>Sign-in and trusted certificate</span>
                <span>All</span>
              </li>
              {rows.map(([key, name]) => (
                <li key={key}>
                  <UserText>{name}</UserText>
                  <span>{formatNumber(preview[key])}</span>
                </li>
              ))}
            </ul>
            <p>{removalText.setAside}</p>
          </>
        )}
        <Note tone="info">{builtIn ? removalText.builtIn : removalText.server}</Note>
      </DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={closeDialog}>
          Cancel
        </Button>
        <Button
          variant="danger"
          busy={busy}
          disabledReason={preview === null ? removalText.counting : null}
          onClick={() => void remove()}
        >
          Remove from this device
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
