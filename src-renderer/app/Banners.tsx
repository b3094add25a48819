import { useState } from 'react';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { formatDuration, relativeTime } from '../../src-preload/shared/format/dates.ts';
import { minute } from '../../src-preload/shared/units.ts';
import { Button } from '../components/Button.tsx';
import { DoubtedLists } from '../components/DoubtedLists.tsx';
import { Note } from '../components/Note.tsx';
import { toast } from '../stores/toasts.ts';
import { useConnections } from '../stores/connections.ts';
import { RestoreLedgerButton } from '../screens/settings/storage/RestoreLedgerButton.tsx';
import { dismissNotice, takeVault, useStatus } from '../stores/status.ts';
import { openDialog } from '../stores/dialogs.ts';
import { refreshShown, startInstance } from '../stores/actions.ts';
import { useNow } from '../stores/clock.ts';
import { showGonePlaces } from '../stores/gone-places.ts';
import css from './Shell.module.css';
import { bannerText } from './text.ts';

const noticeTone = { info: 'info', warn: 'warn', error: 'bad' } as const;

/** Starts it for every connection to it, the shown one first. */
function StartAgain({ shown }: { shown: Connection }) {
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    const others = useConnections.getState().connections.filter(({ builtIn }) => builtIn);
    const systems = new Set([shown, ...others].map(({ provider }) => provider));
    const refused = await startInstance(false, [...systems]);
    setBusy(false);
    if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
  };
  return (
    <Button size="s" busy={busy} onClick={() => void start()}>
      Start it
    </Button>
  );
}

/** Leads to the places that a notice says are gone, which has been read then. */
function ShowGonePlaces({ connectionId, noticeId }: { connectionId: string; noticeId: string }) {
  const show = () => {
    showGonePlaces(connectionId);
    void dismissNotice(noticeId);
  };
  return (
    <Button size="s" onClick={show}>
      {bannerText.showGonePlaces}
    </Button>
  );
}

/** The one sentence about a connection that explains why what is shown may be old. The data stays in view under it. */
function ConnectionBanner({ connection }: { connection: Connection }) {
  const status = useStatus((state) => state.status);
  const now = useNow();
  const { signIn, health, label, id, builtIn } = connection;
  if (builtIn && (status?.instance.state === 'stopped' || status?.instance.state === 'failed')) {
    return (
      <Note
        tone="warn"
        role="status"
        title={status.instance.state === 'failed' ? status.instance.sentence : bannerText.instanceStopped}
        action={<StartAgain shown={connection} />}
      >
        {status.instance.state === 'failed' ? status.instance.nextStep : bannerText.startInstance}
      </Note>
    );
  }
  if (signIn.state === 'signed-out') {
    return (
      <Note
        tone="warn"
        role="status"
        title={bannerText.signedOut(label)}
        action={
          <Button
            size="s"
            variant="primary"
            onClick={() => openDialog({ type: 'sign-in-again', connectionId: id })}
          >
            Sign in again
          </Button>
        }
      >
        {signIn.reason} {bannerText.signIn}
      </Note>
    );
  }
  if (signIn.state === 'unavailable') {
    const retry = async () => {
      const vault = await window.steward.vault.retry({});
      if (vault.ok) takeVault(vault.value);
      else toast(`${vault.error.sentence} ${vault.error.nextStep}`, { tone: 'bad' });
    };
    return (
      <Note
        tone="warn"
        role="status"
        title={bannerText.signInUnreadable(label)}
        action={
          <Button size="s" onClick={() => void retry()}>
            Try again
          </Button>
        }
      >
        {signIn.reason} {bannerText.nothingDeleted}
      </Note>
    );
  }
  if (health.state !== 'failing') return null;
  const failing = now - health.since;
  // The clock on screen moves every 30 s: a try that is due is not in the past.
  const isBlocked = health.error.kind === 'blocked';
  const again =
    health.retryAt === null || isBlocked
      ? ''
      : bannerText.nextAttempt(relativeTime(Math.max(health.retryAt, now + 1), now));
  return (
    <Note
      tone="warn"
      role="status"
      title={health.error.sentence}
      action={<FailureAction connectionId={id} kind={health.error.kind} />}
    >
      {failing < minute || isBlocked ? '' : `${bannerText.failingFor(formatDuration(failing))} `}
      {bannerText.savedData} {again} {health.error.nextStep}
    </Note>
  );
}

/** What may help now: nothing does where the organization's policy blocks the server. */
function FailureAction({ connectionId, kind }: { connectionId: string; kind: AppError['kind'] }) {
  switch (kind) {
    case 'blocked':
      return null;
    case 'sign-in-refused':
      return (
        <Button size="s" onClick={() => openDialog({ type: 'sign-in-again', connectionId })}>
          Sign in again
        </Button>
      );
    default:
      return (
        <Button size="s" onClick={() => void refreshShown()}>
          Try now
        </Button>
      );
  }
}

/** Notices of this device, then what is the matter with the connection shown. */
export function Banners({ connection }: { connection: Connection | null }) {
  const notices = useStatus(({ status }) => status?.notices) ?? [];
  const instance = useStatus(({ status }) => status?.instance.state);
  const troubled =
    connection !== null &&
    (connection.signIn.state !== 'signed-in' ||
      connection.health.state === 'failing' ||
      (connection.builtIn && (instance === 'stopped' || instance === 'failed')));
  // Mounted once there is a connection: whether lists of it are in doubt is asked there.
  if (notices.length === 0 && connection === null) return null;
  return (
    <div className={css.banners} data-unkept>
      {notices.map((notice) => (
        <Note
          key={notice.id}
          tone={noticeTone[notice.level]}
          role={notice.level === 'info' ? 'status' : 'alert'}
          title={notice.sentence}
          action={
            <>
              {notice.earlierLedger === undefined ? null : (
                <RestoreLedgerButton name={notice.earlierLedger} />
              )}
              {notice.gonePlacesOf === undefined ? null : (
                <ShowGonePlaces connectionId={notice.gonePlacesOf} noticeId={notice.id} />
              )}
              <Button size="s" onClick={() => void dismissNotice(notice.id)}>
                {notice.earlierLedger === undefined ? 'Got it' : 'Don’t ask again'}
              </Button>
            </>
          }
        >
          {notice.nextStep}
        </Note>
      ))}
      {troubled ? <ConnectionBanner connection={connection} /> : null}
      {connection === null ? null : <DoubtedLists connectionId={connection.id} />}
    </div>
  );
}
