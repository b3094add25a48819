import { Copy } from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { copyText } from '../../stores/actions.ts';
import { useSettings } from '../../stores/settings.ts';
import { useStatus } from '../../stores/status.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { Setting } from './controls/Setting.tsx';
import section from './SettingsScreen.module.css';
import css from './CommandLineSection.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { commandLineText } from './text.ts';

/** Whether commands are found and let in, and the first of them to try. */
export function CommandLineSection() {
  const { value } = useQuery(['command-line'], () => window.steward.settings.commandLine({}));
  const isOn = useSettings(({ state }) => state?.values.commandsThroughApp);
  const platform = useStatus(({ status }) => status?.platform);
  if (value === null) return null;
  const { found, listening } = value;
  return (
    <SettingsSection section="command-line">
      <Setting name="commandsThroughApp" />
      <dl className={section.facts}>
        <dt>Command</dt>
        <dd>{found === null ? commandLineText.notFound : commandLineText.found(found)}</dd>
        <dt>State</dt>
        <dd>
          {!listening
            ? commandLineText.notListening
            : isOn === false
              ? commandLineText.off
              : commandLineText.listening}
        </dd>
      </dl>
      <Commands title="Examples" commands={commandLineText.examples} />
      {platform === 'win32' ? null : (
        <Commands title="Completion" commands={commandLineText.completions} note={commandLineText.packaged} />
      )}
    </SettingsSection>
  );
}

interface Command {
  what: string;
  command: string;
}

function Commands({ title, commands, note }: { title: string; commands: readonly Command[]; note?: string }) {
  return (
    <div className={css.group}>
      <h4>{title}</h4>
      {note === undefined ? null : <p className={section.dim}>{note}</p>}
      <ul className={section.rows}>
        {commands.map(({ what, command }) => (
          <li key={command} className={section.row}>
            <div className={section.text}>
              <p>{what}</p>
              <code className={section.mono}>{command}</code>
            </div>
            <IconButton
              icon={Copy}
              size="s"
              label={`Copy: ${what}`}
              onClick={() => void copyText(command, commandLineText.copied)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
