import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Card } from '../../../components/Card.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { Note } from '../../../components/Note.tsx';
import { TextArea } from '../../../components/fields/TextArea.tsx';
import { Disclosure } from '../../../components/Disclosure.tsx';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { rebaseFields } from '../../../../src-preload/shared/rebase.ts';
import {
  isSameSetting,
  readSettings,
  settingChanges,
  settingText,
  withSetting,
  writeSettings,
  type ReadSettings,
  type Settings,
} from '../../../lib/settings.ts';
import { placeKey } from '../../../lib/places.ts';
import { createDrafts } from '../../../stores/drafts.ts';
import { refOf } from '../../../stores/workspace.ts';
import { KnownSetting } from './KnownSetting.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { reasonOf } from '../../../lib/permissions.ts';
import styles from './settings.module.css';
import { jsonHint, noChangesText, settingsNotFetchedText, settingsNotReportedText } from './text.ts';

/** The settings that the server keeps of a place. */
export function ServerSettingsCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const settings = detail.details?.settings;
  if (facts.settings.length === 0 && settings?.state !== 'known') return null;
  return (
    <Card title="Settings on the server">
      {settings?.state === 'known' ? (
        <Editor detail={detail} facts={facts} kept={settings.value} />
      ) : (
        <SettingsUnavailable detail={detail} />
      )}
    </Card>
  );
}

function SettingsUnavailable({ detail }: { detail: WorkspaceDetail }) {
  const permission = detail.permissions['workspace.change-settings'];
  if (permission.allowed) {
    return (
      <Note>
        {detail.freshness.details.fetchedAt === null ? settingsNotFetchedText : settingsNotReportedText}
      </Note>
    );
  }
  const { reason, source } = permission;
  return (
    <Note>
      {reason}
      {source !== undefined && <span className={styles.sourceLine}>Source: {source}</span>}
    </Note>
  );
}

/** As JSON; `from`: as it was when it was first edited, because what wasn't touched stays as the server has it. */
const useEdited = createDrafts<{ text: string; from: string } | null>(null);

/** Known settings as controls, all of them as JSON. Unknown settings are sent back unchanged, because the server doesn't merge. */
function Editor({
  detail,
  facts,
  kept,
}: {
  detail: WorkspaceDetail;
  facts: SystemFacts;
  /** As JSON. */
  kept: string;
}) {
  const refused = reasonOf(detail.permissions['workspace.change-settings']);
  const [edited, setEdited] = useEdited(placeKey(refOf(detail)));
  const draft = edited?.text ?? null;
  const before = readSettings(kept);
  const wanted = draft === null ? before : readSettings(draft);
  const from = edited?.from ?? kept;
  const after = onServer(before, readSettings(from), wanted);
  const edit = (text: string) => setEdited({ text, from });
  const changes = before.ok && after.ok ? settingChanges(before.settings, after.settings) : [];
  const problem = after.ok ? null : after.problem;
  return (
    <SettingsForm
      changes={() =>
        wanted.ok
          ? [
              {
                type: 'workspace.change-settings',
                ...refOf(detail),
                settings: writeSettings(wanted.settings),
                from,
              },
            ]
          : []
      }
      reason={refused ?? problem ?? (changes.length === 0 ? noChangesText : null)}
      submit="Save settings"
      changed={draft !== null}
      onReset={() => setEdited(null)}
    >
      {after.ok && (
        <>
          {facts.settings.map((setting) => (
            <KnownSetting
              key={setting.key}
              setting={setting}
              settings={after.settings}
              roles={detail.roles}
              refused={refused}
              onChange={(value) => {
                if (wanted.ok) edit(writeSettings(withSetting(wanted.settings, setting.key, value)));
              }}
            />
          ))}
          <OtherSettings settings={after.settings} known={facts.settings.map(({ key }) => key)} />
        </>
      )}
      <Disclosure label="Edit as JSON">
        <div className={styles.unfolded}>
          <Field label="Settings as JSON" error={problem} hint={jsonHint}>
            {(aria) => (
              <TextArea
                {...aria}
                rows={10}
                spellCheck={false}
                className={styles.json}
                value={draft ?? (before.ok ? writeSettings(before.settings) : kept)}
                onChange={(event) => edit(event.target.value)}
              />
            )}
          </Field>
        </div>
      </Disclosure>
      {/* Not the list itself: it changes with each letter that is typed. */}
      <div role="status" className="hidden-words">
        {changes.length === 0 ? null : `${plural(changes.length, 'change')} to save`}
      </div>
      {changes.length > 0 && (
        <ul className={styles.changes} aria-label="Changes to save">
          {changes.map(({ key, before: was, after: becomes }) => (
            <li key={key}>
              <code>{key}</code>
              <span>
                {was} → <b>{becomes}</b>
              </span>
            </li>
          ))}
        </ul>
      )}
    </SettingsForm>
  );
}

/** What was edited, on what the server has now: a refresh may have brought what others changed. */
function onServer(now: ReadSettings, from: ReadSettings, wanted: ReadSettings): ReadSettings {
  if (!now.ok || !from.ok || !wanted.ok) return wanted;
  return {
    ok: true,
    settings: rebaseFields(now.settings, from.settings, wanted.settings, isSameSetting),
  };
}

/** Settings that Steward doesn't know: shown, and sent back unchanged. */
function OtherSettings({ settings, known }: { settings: Settings; known: readonly string[] }) {
  const others = Object.entries(settings).filter(([key]) => !known.includes(key));
  if (others.length === 0) return null;
  return (
    <div>
      <div className={styles.label}>Other settings, kept as is</div>
      <ul className={styles.changes}>
        {others.map(([key, value]) => (
          <li key={key}>
            <code>{key}</code>
            <code>{settingText(value)}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
