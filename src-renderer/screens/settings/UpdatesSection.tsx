import { useEffect } from 'react';
import type { UpdateState } from '../../../src-preload/contract/updates.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { MarkedText } from '../../components/MarkedText.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { Time } from '../../components/Time.tsx';
import { useUpdates, watchUpdates } from '../../stores/updates.ts';
import { Setting } from './controls/Setting.tsx';
import section from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { updatesText } from './text.ts';
import css from './UpdatesSection.module.css';
import { WhatsNew } from './WhatsNew.tsx';

/** Newer versions: who brings them, looking for them, and what the running one brought. */
export function UpdatesSection() {
  const { state, whatsNew } = useUpdates();
  useEffect(watchUpdates, []);
  if (state === null) return null;
  return (
    <SettingsSection section="updates">
      {state.state === 'elsewhere' ? (
        <p className={section.dim}>{updatesText.elsewhere[state.by]}</p>
      ) : state.state === 'no-feed' ? (
        <p className={section.dim}>{updatesText.noFeed}</p>
      ) : (
        <>
          <Setting name="checkForUpdates" />
          <Progress state={state} />
        </>
      )}
      {whatsNew === null ? null : <WhatsNew changes={whatsNew} />}
    </SettingsSection>
  );
}

function Progress({ state }: { state: UpdateState }) {
  switch (state.state) {
    case 'elsewhere':
    case 'no-feed':
    case 'off':
      return null;
    case 'checking':
      return <p role="status">{updatesText.checking}</p>;
    case 'current':
      return (
        <div className={section.inline}>
          <span role="status">
            {state.checkedAt === null ? (
              updatesText.neverChecked
            ) : (
              <>
                {updatesText.current} <Time at={state.checkedAt} />
              </>
            )}
          </span>
          <CheckButton />
        </div>
      );
    case 'available':
      return (
        <>
          <div className={section.inline}>
            <span role="status">{updatesText.available(state.version, state.bytes)}</span>
            <Button onClick={() => void window.steward.updates.download({})}>Download</Button>
          </div>
          {state.notes === '' ? null : (
            <p className={css.notes}>
              <MarkedText text={state.notes} />
            </p>
          )}
        </>
      );
    case 'downloading':
      return (
        <div className={css.download}>
          <div className={css.line}>
            <span role="status">{updatesText.downloading(state.version)}</span>
            <span className={css.amount}>{updatesText.downloaded(state.done, state.bytes)}</span>
          </div>
          <ProgressBar label={updatesText.downloading(state.version)} done={state.done} total={state.bytes} />
        </div>
      );
    case 'ready':
      return (
        <div className={section.inline}>
          <span role="status">{updatesText.ready(state.version)}</span>
          <Button onClick={() => void window.steward.updates.restart({})}>Restart now</Button>
        </div>
      );
    case 'failed':
      return (
        <>
          <ErrorNote error={state.error} />
          <div>
            <CheckButton />
          </div>
        </>
      );
  }
}

const CheckButton = () => (
  <Button size="s" onClick={() => void window.steward.updates.check({})}>
    Check now
  </Button>
);
