import { useEffect } from 'react';
import type { UpdateState, VersionChanges } from '../../../src-preload/contract/updates.ts';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Time } from '../../components/Time.tsx';
import { useUpdates, watchUpdates } from '../../stores/updates.ts';
import { Setting } from './controls/Setting.tsx';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { updatesText } from './text.ts';

/** Newer versions: who brings them, looking for them, and what the running one brought. */
export function UpdatesSection() {
  const { state, whatsNew } = useUpdates();
  useEffect(watchUpdates, []);
  if (state === null) return null;
  return (
    <SettingsSection section="updates">
      {state.state === 'elsewhere' ? (
        <p className={css.dim}>{updatesText.elsewhere[state.by]}</p>
      ) : state.state === 'no-feed' ? (
        <p className={css.dim}>{updatesText.noFeed}</p>
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
        <div className={css.inline}>
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
          <div className={css.inline}>
            <span role="status">{updatesText.available(state.version, state.bytes)}</span>
            <Button onClick={() => void window.steward.updates.download({})}>Download</Button>
          </div>
          {state.notes === '' ? null : <p className={css.dim}>{state.notes}</p>}
        </>
      );
    case 'downloading':
      return (
        <p role="status">
          {updatesText.downloading(state.version, Math.floor((state.done * 100) / state.bytes))}
        </p>
      );
    case 'ready':
      return (
        <div className={css.inline}>
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

function WhatsNew({ changes }: { changes: VersionChanges }) {
  return (
    <Disclosure label={updatesText.whatsNew(changes.version)}>
      {changes.groups.map(({ title, entries }) => (
        <div key={title}>
          <h4>{title}</h4>
          <ul>
            {entries.map((entry) => (
              <li key={entry}>{entry}</li>
            ))}
          </ul>
        </div>
      ))}
    </Disclosure>
  );
}
