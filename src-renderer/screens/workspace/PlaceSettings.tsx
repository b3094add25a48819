import { useState } from 'react';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import {
  readSettings,
  settingChanges,
  settingWords,
  withSetting,
  writeSettings,
  type Settings,
} from '../../lib/settings.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refOf } from '../../stores/workspace.ts';
import { reasonOf } from './SettingsRow.tsx';
import styles from './SettingsTab.module.css';

/**
 * The settings that the server keeps of a place: known ones as controls, all of them as JSON. Whatever isn't known here is sent back as
 * it came, because the server doesn't merge.
 */
export function PlaceSettings({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { details } = detail;
  const permission = detail.permissions['workspace.change-settings'];
  const [draft, setDraft] = useState<string | null>(null);
  const { waiting, refused, send } = usePlanForm();
  if (facts.settings.length === 0 && details?.settings.state !== 'known') return null;
  const kept = details?.settings.state === 'known' ? details.settings.value : null;
  const before = kept === null ? null : readSettings(kept);
  const after = draft === null ? before : readSettings(draft);
  const changes =
    before?.ok === true && after?.ok === true ? settingChanges(before.settings, after.settings) : [];
  const reason =
    reasonOf(permission) ??
    (after?.ok === false ? after.problem : changes.length === 0 ? 'Nothing was changed yet.' : null);
  const save = async () => {
    if (reason !== null || after?.ok !== true) return;
    const applied = await send([
      { type: 'workspace.change-settings', ...refOf(detail), settings: writeSettings(after.settings) },
    ]);
    if (applied !== null) setDraft(null);
  };
  return (
    <section className={styles.card} aria-labelledby="settings-server">
      <h3 id="settings-server">Settings on the server</h3>
      {kept === null ? (
        <Note>
          {!permission.allowed
            ? permission.reason
            : detail.freshness.details.fetchedAt === null
              ? 'They were not read yet; refresh to read them.'
              : 'The server doesn’t tell them.'}
          {!permission.allowed && permission.source !== undefined && (
            <span className={styles.sourceLine}>Source: {permission.source}</span>
          )}
        </Note>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          {refused !== null && <ErrorNote error={refused} />}
          {after?.ok === true &&
            facts.settings.map((setting) => (
              <KnownSetting
                key={setting.key}
                setting={setting}
                settings={after.settings}
                roles={detail.roles}
                refused={reasonOf(permission)}
                onChange={(value) => setDraft(writeSettings(withSetting(after.settings, setting.key, value)))}
              />
            ))}
          {after?.ok === true && (
            <Unknown settings={after.settings} known={facts.settings.map(({ key }) => key)} />
          )}
          <details className={styles.advanced}>
            <summary>Edit all of them as JSON</summary>
            <Field
              label="Settings as JSON"
              error={after?.ok === false ? after.problem : null}
              hint="What you leave out is taken away on the server."
            >
              {(aria) => (
                <TextArea
                  {...aria}
                  rows={10}
                  spellCheck={false}
                  className={styles.json}
                  value={draft ?? (before?.ok === true ? writeSettings(before.settings) : kept)}
                  onChange={(event) => setDraft(event.target.value)}
                />
              )}
            </Field>
          </details>
          {changes.length > 0 && (
            <ul className={styles.changes} aria-label="What saving changes" aria-live="polite">
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
          <div className={styles.buttons}>
            {draft !== null && <Button onClick={() => setDraft(null)}>Discard</Button>}
            <Button type="submit" variant="primary" busy={waiting} disabledReason={reason}>
              Save settings
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

function Unknown({ settings, known }: { settings: Settings; known: readonly string[] }) {
  const others = Object.entries(settings).filter(([key]) => !known.includes(key));
  if (others.length === 0) return null;
  return (
    <div>
      <div className={styles.label}>Others, kept as they are</div>
      <ul className={styles.changes}>
        {others.map(([key, value]) => (
          <li key={key}>
            <code>{key}</code>
            <code>{settingWords(value)}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

const notSet = 'not-set';

function KnownSetting({
  setting,
  settings,
  roles,
  refused,
  onChange,
}: {
  setting: SystemFacts['settings'][number];
  settings: Settings;
  roles: WorkspaceDetail['roles'];
  refused: string | null;
  onChange: (value: unknown) => void;
}) {
  const { key, label, hint, kind } = setting;
  const value = settings[key];
  switch (kind) {
    case 'boolean':
      return (
        <Switch
          label={label}
          hint={value === undefined ? `${hint} It is not set now.` : hint}
          checked={value === true}
          disabledReason={refused}
          onChange={onChange}
        />
      );
    case 'role': {
      // An id may be a number on the wire; it is compared and shown as text.
      const now =
        value === undefined || value === null
          ? notSet
          : typeof value === 'string'
            ? value
            : JSON.stringify(value);
      const known = roles.some(({ id }) => id === now);
      return (
        <Field label={label} hint={hint}>
          {(aria) => (
            <Select
              {...aria}
              label={label}
              value={now}
              onChange={(next) => {
                if (next !== notSet && next !== now) onChange(next);
              }}
              options={[
                ...(now === notSet ? [{ value: notSet, label: 'Not set' }] : []),
                ...(now === notSet || known ? [] : [{ value: now, label: `${now}, as the server has it` }]),
                ...roles.map((role) => ({
                  value: role.id,
                  label: role.label,
                  description: role.description,
                  disabledReason: refused,
                })),
              ]}
            />
          )}
        </Field>
      );
    }
    case 'text':
      return (
        <Field label={label} hint={hint}>
          {(aria) => (
            <TextInput
              {...aria}
              readOnly={refused !== null}
              value={typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      );
  }
}
