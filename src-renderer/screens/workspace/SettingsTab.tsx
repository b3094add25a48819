import { ExternalLink, LogOut, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Known } from '../../../src-preload/contract/known.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { useNavigation } from '../../stores/navigation.ts';
import { openPlan } from '../../stores/plan.ts';
import { refusal } from '../../stores/workspace.ts';
import { useFieldCheck } from './fieldCheck.ts';
import styles from './SettingsTab.module.css';

/** Everything about the workspace itself that can be changed; each change goes through a plan. */
export function SettingsTab({ detail }: { detail: WorkspaceDetail }) {
  return (
    <div className={styles.scroll}>
      <div className={styles.column}>
        <NameForm detail={detail} />
        <Shared detail={detail} />
        <InTheBrowser detail={detail} />
        <OnThisDevice detail={detail} />
        <Leaving detail={detail} />
      </div>
    </div>
  );
}

const valueOr = <T,>(item: Known<T>, fallback: T): T => (item.state === 'known' ? item.value : fallback);

const refOf = ({ workspace }: WorkspaceDetail) => ({
  connectionId: workspace.connectionId,
  workspaceId: workspace.id,
});

function NameForm({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const before = { name: workspace.name, description: valueOr(workspace.description, '') };
  const [draft, setDraft] = useState<{ name: string; description: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const { name, description } = draft ?? before;
  const problems = useFieldCheck({
    connectionId: workspace.connectionId,
    kind: workspace.instance.kind,
    name,
    description,
    url: valueOr(workspace.instance.url, ''),
  });
  const unchanged = name === before.name && description === before.description;
  const reason =
    refusal(detail, 'workspace.update') ??
    problems.name ??
    problems.description ??
    (unchanged ? 'Nothing was changed yet.' : null);
  const submit = async () => {
    if (reason !== null) return;
    setBusy(true);
    const end = await openPlan([{ type: 'workspace.update', ...refOf(detail), name, description }]);
    setBusy(false);
    if (end.end === 'applied') setDraft(null);
  };
  return (
    <section className={styles.card} aria-labelledby="settings-name">
      <h3 id="settings-name">Name and description</h3>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label="Name" error={problems.name}>
          {(aria) => (
            <TextInput
              {...aria}
              value={name}
              onChange={(event) => setDraft({ name: event.target.value, description })}
            />
          )}
        </Field>
        <Field label="Description" error={problems.description}>
          {(aria) => (
            <TextArea
              {...aria}
              rows={2}
              value={description}
              onChange={(event) => setDraft({ name, description: event.target.value })}
            />
          )}
        </Field>
        <div className={styles.buttons}>
          {!unchanged && <Button onClick={() => setDraft(null)}>Discard</Button>}
          <Button type="submit" variant="primary" busy={busy} disabledReason={reason}>
            Save
          </Button>
        </div>
      </form>
    </section>
  );
}

function Shared({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const ref = refOf(detail);
  const [busy, setBusy] = useState(false);
  const change = async (request: ChangeRequest) => {
    setBusy(true);
    await openPlan([request]);
    setBusy(false);
  };
  const isDefault = valueOr(workspace.isDefault, false);
  return (
    <section className={styles.card} aria-labelledby="settings-shared">
      <h3 id="settings-shared">Shared with everybody in it</h3>
      <Note tone="warn">
        These are kept on the server, once for the workspace: changing one changes it for everybody. Your own
        favourites and hidden workspaces are kept on this device instead.
      </Note>
      {workspace.approvalsEnabled.state === 'known' && (
        <Switch
          label="Approvals"
          hint="When on, changes are applied only after an Approver or Owner approved them."
          checked={workspace.approvalsEnabled.value}
          busy={busy}
          disabledReason={refusal(detail, 'workspace.approvals')}
          onChange={(enabled) => void change({ type: 'workspace.approvals', ...ref, enabled })}
        />
      )}
      <div className={styles.row}>
        <div>
          <div className={styles.label}>Default workspace</div>
          <p className={styles.hint}>
            {isDefault
              ? 'It is the default, for everybody in it.'
              : 'Making it the default makes it so for everybody in it.'}
          </p>
        </div>
        <Button
          busy={busy}
          disabledReason={isDefault ? 'It is the default already.' : refusal(detail, 'workspace.set-default')}
          onClick={() => void change({ type: 'workspace.set-default', ...ref })}
        >
          Set as default…
        </Button>
      </div>
      {workspace.serverFavourite.state === 'known' && (
        <Switch
          label="Favourite on the server (shared)"
          hint="The star in the system's own web page, the same for everybody."
          checked={workspace.serverFavourite.value}
          busy={busy}
          disabledReason={refusal(detail, 'workspace.favourite')}
          onChange={(enabled) => void change({ type: 'workspace.favourite', ...ref, enabled })}
        />
      )}
      {workspace.serverHidden.state === 'known' && (
        <Switch
          label="Hidden on the server (shared)"
          hint="Hides it in the system's own web page, for everybody."
          checked={workspace.serverHidden.value}
          busy={busy}
          disabledReason={refusal(detail, 'workspace.hide')}
          onChange={(enabled) => void change({ type: 'workspace.hide', ...ref, enabled })}
        />
      )}
    </section>
  );
}

function InTheBrowser({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const ref = refOf(detail);
  const [error, setError] = useState<AppError | null>(null);
  const run = async (call: 'open' | 'openRefreshAuth') => {
    const answer = await window.steward.workspaces[call](ref);
    setError(answer.ok ? null : answer.error);
  };
  return (
    <section className={styles.card} aria-labelledby="settings-instance">
      <h3 id="settings-instance">Instance</h3>
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.row}>
        <div>
          <div className={styles.label}>Web page of the workspace</div>
          <p className={styles.hint}>
            {workspace.instance.url.state === 'known'
              ? workspace.instance.url.value
              : 'The address is not reported.'}
          </p>
        </div>
        <Button
          icon={ExternalLink}
          disabledReason={refusal(detail, 'workspace.open')}
          onClick={() => void run('open')}
        >
          Open in browser
        </Button>
      </div>
      {workspace.instance.kind !== 'local-dev' && workspace.instance.url.state === 'known' && (
        <div className={styles.row}>
          <div>
            <div className={styles.label}>Tell the instance of changed roles</div>
            <p className={styles.hint}>
              The running instance learns of a role change or a removal when this page of it is opened.
            </p>
          </div>
          <Button icon={ExternalLink} onClick={() => void run('openRefreshAuth')}>
            Open its refresh page
          </Button>
        </div>
      )}
    </section>
  );
}

function OnThisDevice({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const ref = refOf(detail);
  const [note, setNote] = useState(workspace.note);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => setNote(workspace.note), [workspace.note]);
  const keep = async (change: { favourite?: boolean; hidden?: boolean; note?: string }) => {
    const answer = await window.steward.workspaces.setLocal({ ...ref, ...change });
    setError(answer.ok ? null : answer.error);
  };
  return (
    <section className={styles.card} aria-labelledby="settings-device">
      <h3 id="settings-device">Only on this device</h3>
      {error !== null && <ErrorNote error={error} />}
      <Switch
        label="Favourite"
        hint="Puts it at the top of your list."
        checked={workspace.favourite}
        onChange={(favourite) => void keep({ favourite })}
      />
      <Switch
        label="Hidden"
        hint="Takes it out of your list; it can be shown again there."
        checked={workspace.hidden}
        onChange={(hidden) => void keep({ hidden })}
      />
      <Field label="Note" hint="For yourself; kept when you leave the field.">
        {(aria) => (
          <TextArea
            {...aria}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onBlur={() => {
              if (note !== workspace.note) void keep({ note });
            }}
          />
        )}
      </Field>
    </section>
  );
}

function Leaving({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const ref = refOf(detail);
  const go = useNavigation((state) => state.go);
  const gone = async (request: ChangeRequest) => {
    const end = await openPlan([request]);
    if (end.end !== 'applied') return;
    const over = end.applied.plan.items.every(
      ({ state }) => state.state === 'done' || state.state === 'already-so',
    );
    const here = useNavigation.getState();
    if (over && here.connectionId === ref.connectionId && here.workspaceId === ref.workspaceId) {
      go({ workspaceId: null });
    }
  };
  return (
    <section className={styles.card} aria-labelledby="settings-leaving" data-danger>
      <h3 id="settings-leaving">Leave or delete</h3>
      <div className={styles.row}>
        <div>
          <div className={styles.label}>Leave {workspace.name}</div>
          <p className={styles.hint}>Somebody must invite you to come back. Your tokens of it stay valid.</p>
        </div>
        <Button
          icon={LogOut}
          disabledReason={refusal(detail, 'workspace.leave')}
          onClick={() => void gone({ type: 'workspace.leave', ...ref })}
        >
          Leave…
        </Button>
      </div>
      <div className={styles.row}>
        <div>
          <div className={styles.label}>Delete {workspace.name}</div>
          <p className={styles.hint}>
            For everybody in it. Its tokens are revoked, what it created keeps running, and only the
            vendor&apos;s support can restore it.
          </p>
        </div>
        <Button
          variant="danger"
          icon={Trash2}
          disabledReason={refusal(detail, 'workspace.delete')}
          onClick={() => void gone({ type: 'workspace.delete', ...ref })}
        >
          Delete…
        </Button>
      </div>
    </section>
  );
}
