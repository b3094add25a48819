import { useState, type ReactNode } from 'react';
import type { CallOutput } from '../../../../src-preload/contract/api.ts';
import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { isolated } from '../../../../src-preload/shared/shown-text.ts';
import { Dialog } from '../../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../../components/overlays/DialogForm.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { ListField } from '../../../components/fields/ListField.tsx';
import { ListPreview, Unset } from '../../../components/ListPreview.tsx';
import { Note } from '../../../components/Note.tsx';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { Select } from '../../../components/fields/Select.tsx';
import { UserText } from '../../../components/UserText.tsx';
import { useConnection, useConnectionLabel } from '../../../stores/connections.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { useWorkspaces } from '../../../stores/workspaces.ts';
import { InviteRoleField, sentRole, useInviteRole } from './InviteRole.tsx';
import { inviteListText } from './text.ts';

type ListedPerson = CallOutput<'invitations', 'readInviteList'>['rows'][number];

const pauseMs = 200;

interface InviteListDialogProps {
  connectionId: string;
  /** Preselected; null: the first. */
  workspaceId: string | null;
  /** The list that was opened. */
  text: string;
  onClose: () => void;
}

/** Invites or adds the people of a list, each with the role that it gives: shown row by row, then one plan. */
export default function InviteListDialog({
  connectionId,
  workspaceId,
  text,
  onClose,
}: InviteListDialogProps) {
  const workspaces = useWorkspaces(({ lists }) => lists[connectionId]?.workspaces) ?? [];
  const [chosen, setChosen] = useState(workspaceId);
  const placeId = chosen ?? workspaces[0]?.id ?? null;
  const { value: detail, error } = useQuery(
    placeId === null ? null : ['invite-list-place', connectionId, placeId],
    () => window.steward.workspaces.get({ connectionId, workspaceId: placeId ?? '' }),
    { keepPrevious: true },
  );
  const [list, setList] = useState(text);
  const connection = useConnectionLabel(connectionId);
  const place = (
    <Field label="Workspace">
      {(aria) => (
        <Select
          {...aria}
          label="Workspace"
          value={placeId ?? ''}
          onChange={setChosen}
          options={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Field>
  );
  const facts = useConnection(connectionId)?.system ?? null;
  if (detail === null || facts === null)
    return (
      <Dialog
        open
        wide
        onOpenChange={onClose}
        title={inviteListText.title('Invite')}
        description={inviteListText.about(connection)}
      >
        <DialogForm
          submit="Review"
          errors={[error]}
          reason={placeId === null ? inviteListText.noWorkspace : inviteListText.reading}
          onSubmit={onClose}
          onCancel={onClose}
        >
          {place}
          {placeId !== null && error === null && <SkeletonLines lines={4} label="Loading list" />}
        </DialogForm>
      </Dialog>
    );
  return (
    <PlaceForm
      key={detail.workspace.id}
      detail={detail}
      facts={facts}
      text={list}
      onText={setList}
      place={place}
      onClose={onClose}
    />
  );
}

/** The list with what it means at this place: its roles, and who may invite there. */
function PlaceForm({
  detail,
  facts: { joining },
  text,
  onText,
  place,
  onClose,
}: {
  detail: WorkspaceDetail;
  facts: SystemFacts;
  text: string;
  onText: (text: string) => void;
  place: ReactNode;
  onClose: () => void;
}) {
  const ref = refOf(detail);
  const connection = useConnection(ref.connectionId);
  const label = useConnectionLabel(ref.connectionId);
  const inviteRole = useInviteRole(detail, joining.role);
  const [notOpened, setNotOpened] = useState<AppError | null>(null);
  const { value, error, loading } = useQuery(
    text.trim() === '' ? null : ['invite-list', ref.connectionId, ref.workspaceId, text],
    () => window.steward.invitations.readInviteList({ ...ref, text }),
    { keepPrevious: true, delayMs: pauseMs },
  );
  const isCurrent = value !== null && !loading && error === null;
  const rows = value?.rows ?? [];
  const good = rows.filter(({ problem }) => problem === null);
  const days = joining.days?.preset ?? null;
  const requests = good.map(({ email, role }): ChangeRequest => ({
    type: 'member.invite',
    ...ref,
    email,
    role: role === null ? inviteRole.sent : sentRole(role.id, inviteRole.roles, joining.role),
    ...(days === null ? {} : { days }),
  }));
  const verb = joining.verb === 'add' ? 'Add' : 'Invite';
  const reason =
    refusal(detail, 'member.invite') ??
    (text.trim() === ''
      ? inviteListText.missing
      : !isCurrent
        ? inviteListText.reading
        : (value.problem ?? (good.length === 0 ? inviteListText.noneUsable : null)));
  return (
    <PlanDialog
      wide
      title={inviteListText.title(verb)}
      description={inviteListText.about(label)}
      form={usePlanForm()}
      changes={() => requests}
      options={{ alwaysReview: true }}
      errors={[notOpened, error, inviteRole.error]}
      reason={reason}
      submit={good.length === 0 ? 'Review' : `Review ${plural(good.length, 'person', 'people')}`}
      left={<span role="status">{countText(good.length, rows.length)}</span>}
      onClose={onClose}
    >
      {place}
      <ListField
        hint={inviteListText.hint}
        placeholder={'email,name,role\nana@example.com,Ana Lee,'}
        rows={rows.length > 0 ? 4 : 7}
        value={text}
        onChange={onText}
        fileTitle="Open a list of people"
        onFile={setNotOpened}
      />
      {value?.problem === null || value === null ? null : (
        <Note tone="bad" role="alert">
          {value.problem}
        </Note>
      )}
      {value === null || value.ignored.length === 0 ? null : (
        <Note tone="info">{inviteListText.ignored(value.ignored.map(isolated))}</Note>
      )}
      {good.some(({ role }) => role === null) && (
        <InviteRoleField
          inviteRole={inviteRole}
          how={joining.role}
          product={connection?.productName ?? 'The system'}
          label={inviteListText.others}
        />
      )}
      {rows.length > 0 && (
        <ListPreview
          headings={['E-mail', 'Name', 'Role']}
          verdict="Can be used"
          rows={rows.map(previewRow)}
        />
      )}
    </PlanDialog>
  );
}

function countText(good: number, all: number): string {
  if (all === 0) return '';
  return good === all
    ? plural(good, 'person', 'people')
    : inviteListText.some(good, plural(all, 'row'), plural(all - good, 'row'));
}

const previewRow = ({ line, email, name, role, problem }: ListedPerson) => ({
  line,
  cells: [
    <UserText>{email}</UserText>,
    <UserText>{name}</UserText>,
    role?.label ?? (problem === null ? <Unset>{inviteListText.asOthers}</Unset> : null),
  ],
  problem,
});
