import { formatDate } from '../../../src-preload/shared/format/dates.ts';
import { Button } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { outdatedRuntimeText } from '../../lib/runtime-text.ts';
import { useStatus } from '../../stores/status.ts';
import { openDialog } from '../../stores/dialogs.ts';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';

/** The version and the keyboard shortcuts. */
export function AboutSection() {
  const status = useStatus((state) => state.status);
  if (status === null) return null;
  return (
    <SettingsSection section="about">
      {status.outdatedRuntime === null ? null : (
        <Note tone="warn" role="note" title={outdatedRuntimeText.title(status.outdatedRuntime)}>
          {outdatedRuntimeText.next}
        </Note>
      )}
      <dl className={css.facts}>
        <dt>Steward</dt>
        <dd>
          Version {status.version}
          {status.build === null
            ? ''
            : ` (${status.build.commit.slice(0, 12)}, ${formatDate(status.build.date)})`}
        </dd>
      </dl>
      <div>
        <Button size="s" onClick={() => openDialog({ type: 'shortcuts' })}>
          Keyboard shortcuts
        </Button>
      </div>
    </SettingsSection>
  );
}
