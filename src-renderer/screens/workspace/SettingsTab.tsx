import { Copy, Crown, Eraser, ExternalLink, ListPlus, LogOut, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import type { Known } from '../../../src-preload/contract/known.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Combo } from '../../components/Combo.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { Switch } from '../../components/Switch.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { openCreateOrganization, openProvision } from '../../stores/dialogs.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { openPlan } from '../../stores/plan.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import { CloneDialog } from './CloneDialog.tsx';
import { useFieldCheck } from './fieldCheck.ts';
import { ForgetDialog } from './ForgetDialog.tsx';
import { PlaceSettings } from './PlaceSettings.tsx';
import { reasonOf, SettingsRow } from './SettingsRow.tsx';
import styles from './SettingsTab.module.css';
import { useTimezones } from './timezones.ts';
import { TransferDialog } from './TransferDialog.tsx';
import { scopeWords } from './words.ts';

/** Everything about the place itself that can be changed; each change on a server goes through a plan. */
export function SettingsTab({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { scope } = detail.workspace;
  return (
    <div className={styles.scroll}>
      <div className={styles.column}>
        {scope !== 'account' && <NameForm key={scope} detail={detail} facts={facts} />}
        {scope !== 'account' && <PlaceSettings detail={detail} facts={facts} />}
        {scope === 'workspace' && <Shared detail={detail} facts={facts} />}
        {scope === 'organization' && <OfOrganization detail={detail} />}
        {scope === 'workspace' && <InTheBrowser detail={detail} facts={facts} />}
        {scope === 'workspace' && <Copies detail={detail} />}
        <OnThisDevice detail={detail} />
        {scope !== 'account' && <Leaving detail={detail} facts={facts} />}
      </div>
    </div>
  );
}

const valueOr = <T,>(item: Known<T>, fallback: T): T => (item.state === 'known' ? item.value : fallback);

/** The time zone of a place stands among the facts that its system tells of it. */
const timezoneOf = ({ workspace }: WorkspaceDetail) =>
  workspace.facts.find(({ label }) => /time ?zone/i.test(label))?.value ?? '';

interface NameDraft {
  name: string;
  description: string;
  timezone: string;
}

function NameForm({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace } = detail;
  const isOrganization = workspace.scope === 'organization';
  const has = (field: 'description' | 'timezone') => !isOrganization && facts.updateFields.includes(field);
  const before: NameDraft = {
    name: workspace.name,
    description: valueOr(workspace.description, ''),
    timezone: timezoneOf(detail),
  };
  const [draft, setDraft] = useState<NameDraft | null>(null);
  const { waiting, refused, send } = usePlanForm();
  const timezones = useTimezones(workspace.connectionId, has('timezone'));
  const shown = draft ?? before;
  const { name, description, timezone } = shown;
  const problems = useFieldCheck({
    connectionId: workspace.connectionId,
    kind: workspace.instance.kind,
    name,
    description,
    url: valueOr(workspace.instance.url, ''),
  });
  const unchanged =
    name === before.name && description === before.description && timezone === before.timezone;
  const permission = detail.permissions[isOrganization ? 'organization.update' : 'workspace.update'];
  const reason =
    reasonOf(permission) ??
    (name.trim() === '' ? 'It needs a name.' : null) ??
    problems.name ??
    problems.description ??
    (unchanged ? 'Nothing was changed yet.' : null);
  const submit = async () => {
    if (reason !== null) return;
    const applied = await send([
      isOrganization
        ? { type: 'organization.update', ...refOf(detail), name }
        : {
            type: 'workspace.update',
            ...refOf(detail),
            name,
            description,
            ...(has('timezone') ? { timezone } : {}),
          },
    ]);
    if (applied !== null) setDraft(null);
  };
  const title = has('description') ? 'Name and description' : has('timezone') ? 'Name and time zone' : 'Name';
  return (
    <section className={styles.card} aria-labelledby="settings-name">
      <h3 id="settings-name">{title}</h3>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {refused !== null && <ErrorNote error={refused} />}
        <Field label="Name" error={problems.name}>
          {(aria) => (
            <TextInput
              {...aria}
              value={name}
              onChange={(event) => setDraft({ ...shown, name: event.target.value })}
            />
          )}
        </Field>
        {has('description') && (
          <Field label="Description" error={problems.description}>
            {(aria) => (
              <TextArea
                {...aria}
                rows={2}
                value={description}
                onChange={(event) => setDraft({ ...shown, description: event.target.value })}
              />
            )}
          </Field>
        )}
        {has('timezone') && (
          <Field label="Time zone">
            {(aria) => (
              <Combo
                {...aria}
                label="Time zones"
                value={timezone}
                placeholder="Europe/Lisbon"
                onChange={(next) => setDraft({ ...shown, timezone: next })}
                options={timezones}
              />
            )}
          </Field>
        )}
        {!permission.allowed && permission.source !== undefined && (
          <p className={styles.hint}>
            {permission.reason} Source: {permission.source}
          </p>
        )}
        <div className={styles.buttons}>
          {!unchanged && <Button onClick={() => setDraft(null)}>Discard</Button>}
          <Button type="submit" variant="primary" busy={waiting} disabledReason={reason}>
            Save
          </Button>
        </div>
      </form>
    </section>
  );
}

function Shared({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
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
      <h3 id="settings-shared">{facts.sharedMarks ? 'Shared with everybody in it' : 'Default'}</h3>
      {facts.sharedMarks && (
        <Note tone="warn">
          These are kept on the server, once for the workspace: changing one changes it for everybody. Your
          own favourites and hidden workspaces are kept on this device instead.
        </Note>
      )}
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
      <SettingsRow
        label="Default workspace"
        permission={detail.permissions['workspace.set-default']}
        hint={
          facts.sharedMarks
            ? isDefault
              ? 'It is the default, for everybody in it.'
              : 'Making it the default makes it so for everybody in it.'
            : isDefault
              ? 'It is the one that you enter first.'
              : 'The one that you enter first; nobody else’s is changed.'
        }
      >
        <Button
          busy={busy}
          disabledReason={isDefault ? 'It is the default already.' : refusal(detail, 'workspace.set-default')}
          onClick={() => void change({ type: 'workspace.set-default', ...ref })}
        >
          Set as default…
        </Button>
      </SettingsRow>
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

function InTheBrowser({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
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
      <SettingsRow
        label="Web page of the workspace"
        permission={detail.permissions['workspace.open']}
        hint={
          workspace.instance.url.state === 'known'
            ? workspace.instance.url.value
            : 'The address is not reported.'
        }
      >
        <Button
          icon={ExternalLink}
          disabledReason={refusal(detail, 'workspace.open')}
          onClick={() => void run('open')}
        >
          Open in browser
        </Button>
      </SettingsRow>
      {facts.refreshesInstances &&
        workspace.instance.kind !== 'local-dev' &&
        workspace.instance.url.state === 'known' && (
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

/** What an organization can be given and can be had beside. */
function OfOrganization({ detail }: { detail: WorkspaceDetail }) {
  const { connectionId, workspaceId } = refOf(detail);
  const { permissions } = detail;
  return (
    <section className={styles.card} aria-labelledby="settings-organization">
      <h3 id="settings-organization">Workspaces and organizations</h3>
      <SettingsRow
        label="Make many workspaces"
        permission={permissions['workspace.provision']}
        hint="From a list that you paste or open; each row is shown before anything is sent."
      >
        <Button
          icon={ListPlus}
          disabledReason={reasonOf(permissions['workspace.provision'])}
          onClick={() => openProvision(connectionId, workspaceId)}
        >
          From a list…
        </Button>
      </SettingsRow>
      <SettingsRow
        label="Another organization"
        permission={permissions['organization.create']}
        hint="Beside this one, with people and workspaces of its own."
      >
        <Button
          icon={Plus}
          disabledReason={reasonOf(permissions['organization.create'])}
          onClick={() => openCreateOrganization(connectionId)}
        >
          New organization…
        </Button>
      </SettingsRow>
    </section>
  );
}

function Copies({ detail }: { detail: WorkspaceDetail }) {
  const [cloning, setCloning] = useState(false);
  const permission = detail.permissions['workspace.clone'];
  return (
    <section className={styles.card} aria-labelledby="settings-copies">
      <h3 id="settings-copies">Copies</h3>
      <SettingsRow
        label={`Clone ${detail.workspace.name}`}
        permission={permission}
        hint="A new workspace made after this one, with or without its members and settings."
      >
        <Button icon={Copy} disabledReason={reasonOf(permission)} onClick={() => setCloning(true)}>
          Clone…
        </Button>
      </SettingsRow>
      {cloning && <CloneDialog detail={detail} onClose={() => setCloning(false)} />}
    </section>
  );
}

function Leaving({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, permissions } = detail;
  const ref = refOf(detail);
  const go = useNavigation((state) => state.go);
  const [transferring, setTransferring] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  const isOrganization = workspace.scope === 'organization';
  const { one } = scopeWords[workspace.scope];
  const tokens = permissions['token.list'];
  // A reason with a source is the system's: it has none.
  const hasTokens = tokens.allowed || tokens.source === undefined;
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
  const remove = permissions[isOrganization ? 'organization.delete' : 'workspace.delete'];
  return (
    <section className={styles.card} aria-labelledby="settings-leaving" data-danger>
      <h3 id="settings-leaving">{isOrganization ? 'Delete' : 'Leave, hand over or delete'}</h3>
      {!isOrganization && (
        <>
          <SettingsRow
            label={`Leave ${workspace.name}`}
            permission={permissions['workspace.leave']}
            hint={`Somebody must ${facts.joining.verb} you to come back.${
              workspace.tokensAt === null && hasTokens
                ? ` Your ${facts.tokens.many} of it stay as they are.`
                : ''
            }`}
          >
            <Button
              icon={LogOut}
              disabledReason={reasonOf(permissions['workspace.leave'])}
              onClick={() => void gone({ type: 'workspace.leave', ...ref })}
            >
              Leave…
            </Button>
          </SettingsRow>
          <SettingsRow
            label="Hand over the ownership"
            permission={permissions['workspace.transfer']}
            hint="Another member becomes the owner; only they could hand it back."
          >
            <Button
              icon={Crown}
              disabledReason={reasonOf(permissions['workspace.transfer'])}
              onClick={() => setTransferring(true)}
            >
              Hand over…
            </Button>
          </SettingsRow>
        </>
      )}
      <SettingsRow
        label={`Delete ${workspace.name}`}
        permission={remove}
        hint="For everybody in it. What goes with it, and what stays, is said before anything is sent."
      >
        {isOrganization ? (
          <Button
            variant="danger"
            icon={Trash2}
            disabledReason={reasonOf(remove) ?? 'It can’t be deleted from here.'}
          >
            Delete…
          </Button>
        ) : (
          <Button
            variant="danger"
            icon={Trash2}
            disabledReason={reasonOf(remove)}
            onClick={() => void gone({ type: 'workspace.delete', ...ref })}
          >
            Delete…
          </Button>
        )}
      </SettingsRow>
      {workspace.origin === 'entered' && (
        <SettingsRow
          label="Entered by mistake"
          hint={`Takes this ${one} out of the inventory with all that was entered of it. The real one isn’t touched.`}
        >
          <Button icon={Eraser} onClick={() => setForgetting(true)}>
            Take it out…
          </Button>
        </SettingsRow>
      )}
      {transferring && <TransferDialog detail={detail} onClose={() => setTransferring(false)} />}
      {forgetting && (
        <ForgetDialog
          place={detail}
          forgotten={{ name: workspace.name, what: { of: 'place' } }}
          onClose={() => setForgetting(false)}
        />
      )}
    </section>
  );
}
