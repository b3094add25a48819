import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { StaleCopy } from '../../src-preload/contract/freshness.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { hiddenFuture, hiddenTitle } from '../lib/hidden-copy.ts';
import { useNow } from '../stores/clock.ts';
import { Button } from './Button.tsx';
import { Empty } from './Empty.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { Note } from './Note.tsx';

interface HiddenCopyProps {
  /** The place on screen: its list may be another's. */
  place: Pick<WorkspaceRef, 'connectionId'>;
  hidden: StaleCopy;
  refreshing: boolean;
}

function useActions({ place, hidden, refreshing }: HiddenCopyProps) {
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (call: () => Promise<{ ok: true } | { ok: false; error: AppError }>) => {
    setBusy(true);
    const done = await call();
    setBusy(false);
    setError(done.ok ? null : done.error);
  };
  const buttons = (size: 's' | 'm') => (
    <>
      <Button
        size={size}
        busy={refreshing}
        onClick={() =>
          void run(() =>
            window.steward.workspaces.refresh({
              connectionId: place.connectionId,
              workspaceId: hidden.workspaceId,
            }),
          )
        }
      >
        Refresh
      </Button>
      <Button
        size={size}
        busy={busy}
        onClick={() =>
          void run(() =>
            window.steward.storage.showStaleCopy({
              connectionId: place.connectionId,
              workspaceId: hidden.whole ? null : hidden.workspaceId,
              shown: true,
            }),
          )
        }
      >
        Show anyway
      </Button>
    </>
  );
  return { error, buttons };
}

/** Replaces the rows of a copy that is hidden for its age: since when, what happens to it, and both ways to see it. */
export function HiddenCopy(props: HiddenCopyProps) {
  const { error, buttons } = useActions(props);
  const now = useNow();
  return (
    <Empty
      icon={EyeOff}
      title={hiddenTitle(props.hidden)}
      text={
        <>
          {hiddenFuture(props.hidden, now)}
          {error !== null && <ErrorNote error={error} />}
        </>
      }
      action={buttons('m')}
    />
  );
}

/** The same as a note, above other things that are shown. */
export function HiddenCopyNote(props: HiddenCopyProps) {
  const { error, buttons } = useActions(props);
  const now = useNow();
  return (
    <Note tone="warn" role="status" title={hiddenTitle(props.hidden)} action={buttons('s')}>
      {hiddenFuture(props.hidden, now)}
      {error !== null && <ErrorNote error={error} />}
    </Note>
  );
}
