import { useState } from 'react';
import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { readAddresses } from '../../../../src-preload/shared/addresses.ts';
import { formatNumber, plural } from '../../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../../components/Button.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { TextArea } from '../../../components/fields/TextArea.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { useConnection, useConnectionLabel } from '../../../stores/connections.ts';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { PlanDialog } from '../../../components/overlays/PlanDialog.tsx';
import { droppedText } from '../../../lib/dropped-text.ts';
import { scopeText } from '../../../lib/text.ts';
import { AddressList, checksOf } from './AddressList.tsx';
import { CandidatePicker, type Candidate } from './CandidatePicker.tsx';
import { usePreflightChecks } from './usePreflightChecks.ts';
import { InviteRoleField, useInviteRole } from './InviteRole.tsx';
import {
  afterwardsText,
  alreadyMembersText,
  blockedText,
  daysHint,
  daysProblemText,
  duplicatesText,
  enterAddressText,
  messageHint,
  selectSomeoneText,
  separatorsText,
} from './text.ts';

/** Invites or adds one or many people; each address shows its problems before anything is sent. */
export function InviteDialog({
  detail,
  facts: { joining, guided },
  onClose,
}: {
  /** The place that they join. */
  detail: WorkspaceDetail;
  facts: SystemFacts;
  onClose: () => void;
}) {
  const { workspace } = detail;
  const ref = refOf(detail);
  const connection = useConnection(ref.connectionId);
  const [text, setText] = useState('');
  const [people, setPeople] = useState<ReadonlyMap<string, Candidate>>(new Map());
  const [message, setMessage] = useState('');
  const [daysText, setDaysText] = useState(String(joining.days?.preset ?? ''));
  const inviteRole = useInviteRole(detail, joining.role);
  const form = usePlanForm();

  const fromOrganization = joining.fromOrganization && workspace.scope === 'workspace';
  const pasted = readAddresses(text);
  const emails = fromOrganization ? [...people.values()].map(({ email }) => email) : pasted.emails;
  const daysProblem = daysProblemOf(joining.days, daysText);
  const days = joining.days === null || daysProblem !== null ? null : Number(daysText);
  const trimmed = joining.message ? message.trim() : '';
  const requests = emails.map((email): ChangeRequest => ({
    type: 'member.invite',
    ...ref,
    email,
    role: inviteRole.sent,
    ...(trimmed === '' ? {} : { message: trimmed }),
    ...(days === null ? {} : { days }),
  }));

  const preflight = usePreflightChecks(
    `${inviteRole.sent ?? ''} ${emails.join(' ')}`,
    requests,
    form.waiting,
  );
  const checks = new Map(emails.map((email) => [email, checksOf(preflight.plan, email)]));
  const isBlocked = (email: string) => (checks.get(email) ?? []).some(({ level }) => level === 'block');
  const blocked = emails.filter(isBlocked);
  const already = emails.filter((email) =>
    (checks.get(email) ?? []).some(({ code }) => code === 'already-so'),
  );
  const valid = emails.length - blocked.length - already.length;
  const removeBlocked = () => {
    setText(pasted.emails.filter((email) => !isBlocked(email)).join('\n'));
    setPeople(new Map([...people].filter(([, { email }]) => !isBlocked(email))));
  };

  const adds = joining.verb === 'add';
  const verb = adds ? 'Add' : 'Invite';
  const product = connection?.productName ?? 'The system';
  const afterwards = afterwardsText({ joining, guided }, product, scopeText[workspace.scope].one);
  const noneChosen = fromOrganization ? selectSomeoneText : enterAddressText;
  const refused =
    blocked.length === 0
      ? null
      : blockedText(plural(blocked.length, 'address', 'addresses'), blocked.length, adds);
  return (
    <PlanDialog
      title={`${verb} people to ${workspace.name}`}
      description={`On ${useConnectionLabel(ref.connectionId)}. ${afterwards}`}
      picked={people.size > 0}
      form={form}
      changes={() => requests}
      errors={[inviteRole.error, preflight.error]}
      reason={
        refusal(detail, 'member.invite') ??
        (emails.length === 0 ? noneChosen : null) ??
        daysProblem ??
        refused
      }
      submit={valid > 1 ? `${verb} ${formatNumber(valid)} people` : verb}
      left={
        already.length > 0
          ? alreadyMembersText(already.length)
          : fromOrganization && people.size > 0
            ? `${people.size} selected`
            : undefined
      }
      onClose={onClose}
    >
      {fromOrganization ? (
        <CandidatePicker
          place={ref}
          picked={people}
          onToggle={(candidate) => {
            const next = new Map(people);
            if (!next.delete(candidate.userId)) next.set(candidate.userId, candidate);
            setPeople(next);
          }}
        />
      ) : (
        <Field
          label="E-mail addresses"
          hint={
            [
              pasted.repeated > 0
                ? duplicatesText(plural(pasted.repeated, 'duplicate address', 'duplicate addresses'))
                : null,
              droppedText(pasted.dropped),
            ]
              .filter((part) => part !== null)
              .join(' ') || separatorsText
          }
        >
          {(aria) => (
            <TextArea
              {...aria}
              rows={3}
              value={text}
              placeholder="ana@example.com, ben@example.com"
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
                  event.currentTarget.form?.requestSubmit();
              }}
            />
          )}
        </Field>
      )}
      <AddressList
        emails={fromOrganization ? emails.filter((one) => (checks.get(one) ?? []).length > 0) : emails}
        checks={checks}
        checked={preflight.current}
      />
      {blocked.length > 0 && (
        <div>
          <Button size="s" onClick={removeBlocked}>
            Remove {plural(blocked.length, 'address', 'addresses')}
          </Button>
        </div>
      )}
      <InviteRoleField inviteRole={inviteRole} how={joining.role} product={product} />
      {joining.message && (
        <Field label="Message" hint={messageHint}>
          {(aria) => (
            <TextArea
              {...aria}
              rows={2}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
          )}
        </Field>
      )}
      {joining.days !== null && (
        <Field label="Expires after (days)" error={daysProblem} hint={daysHint(joining.days)}>
          {(aria) => (
            <TextInput
              {...aria}
              inputMode="numeric"
              value={daysText}
              onChange={(event) => setDaysText(event.target.value)}
            />
          )}
        </Field>
      )}
    </PlanDialog>
  );
}

function daysProblemOf(days: SystemFacts['joining']['days'], text: string): string | null {
  if (days === null) return null;
  const number = Number(text);
  return /^\d+$/.test(text.trim()) && number >= days.min && number <= days.max ? null : daysProblemText(days);
}
