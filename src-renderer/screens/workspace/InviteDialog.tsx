import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { ChangeRequest, Plan } from '../../../src-preload/contract/changes.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { rolesCalls } from '../../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { useConnection } from '../../stores/connections.ts';
import { usePlanForm } from '../../stores/planForm.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import { AddressList, checksOf } from './AddressList.tsx';
import { CandidatePicker, type Candidate } from './CandidatePicker.tsx';
import { readEmails } from './emails.ts';
import { plural, scopeWords } from './words.ts';

type RoleOption = z.output<(typeof rolesCalls)['inviteOptions']['output']>[number];

const pauseMs = 300;
/** No role wanted after the join. */
const noRole = 'none';

interface Wanted {
  role: string | null;
  message: string;
  days: number | null;
}

const requestsFor = (emails: readonly string[], ref: WorkspaceRef, wanted: Wanted): ChangeRequest[] =>
  emails.map((email) => ({
    type: 'member.invite',
    ...ref,
    email,
    role: wanted.role,
    ...(wanted.message === '' ? {} : { message: wanted.message }),
    ...(wanted.days === null ? {} : { days: wanted.days }),
  }));

interface Looked {
  key: string;
  plan: Plan | null;
  error: AppError | null;
}

/** What the checks say of these requests while they are being written; nothing stays behind of it. */
function useLook(
  key: string,
  requests: readonly ChangeRequest[],
  off: boolean,
): Looked & { current: boolean } {
  const [looked, setLooked] = useState<Looked>({ key: '', plan: null, error: null });
  const asked = useRef(0);
  const newest = useRef(requests);
  useEffect(() => {
    newest.current = requests;
  });
  const nothing = requests.length === 0;
  useEffect(() => {
    const mine = ++asked.current;
    if (nothing || off) return undefined;
    const timer = setTimeout(() => {
      void window.steward.changes.plan({ requests: [...newest.current] }).then((answer) => {
        // It was only looked at: no draft may stay behind.
        if (answer.ok) void window.steward.changes.discard({ planId: answer.value.id });
        if (mine !== asked.current) return;
        setLooked({ key, plan: answer.ok ? answer.value : null, error: answer.ok ? null : answer.error });
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [key, nothing, off]);
  return { ...looked, current: looked.key === key };
}

function useInviteOptions({ connectionId, workspaceId }: WorkspaceRef) {
  const [options, setOptions] = useState<readonly RoleOption[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    void window.steward.roles.inviteOptions({ connectionId, workspaceId }).then((answer) => {
      if (!current) return;
      if (answer.ok) setOptions(answer.value);
      else setError(answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId]);
  return { options, error };
}

/** Invites or adds one or many people; what speaks against each is said before anything is sent. */
export function InviteDialog({
  detail,
  facts,
  open,
  onOpenChange,
}: {
  /** The place that they come into. */
  detail: WorkspaceDetail;
  facts: SystemFacts;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return open ? <Invite detail={detail} facts={facts} onClose={() => onOpenChange(false)} /> : null;
}

function Invite({
  detail,
  facts,
  onClose,
}: {
  detail: WorkspaceDetail;
  facts: SystemFacts;
  onClose: () => void;
}) {
  const { workspace } = detail;
  const { joining } = facts;
  const ref = refOf(detail);
  const connection = useConnection(ref.connectionId);
  const { options, error } = useInviteOptions(ref);
  const [text, setText] = useState('');
  const [people, setPeople] = useState<ReadonlyMap<string, Candidate>>(new Map());
  const [chosen, setChosen] = useState('');
  const [message, setMessage] = useState('');
  const [daysText, setDaysText] = useState(String(joining.days?.preset ?? ''));
  const { waiting, refused, send } = usePlanForm();

  const fromOrganization = joining.fromOrganization && workspace.scope === 'workspace';
  const pasted = readEmails(text);
  const emails = fromOrganization ? [...people.values()].map(({ email }) => email) : pasted.emails;

  const rank = (id: string) => detail.roles.find((role) => role.id === id)?.rank ?? 0;
  const roles = [...(options ?? [])].sort((a, b) => rank(a.id) - rank(b.id));
  const lowest = roles.find(({ permission }) => permission.allowed) ?? roles[0];
  const preset = joining.role === 'after-join' ? noRole : (lowest?.id ?? '');
  const role = chosen === '' ? preset : chosen;
  // Everybody arrives with the lowest role where the invitation carries none: giving that one is no second step.
  const sent =
    role === '' || role === noRole || (joining.role === 'second-step' && role === lowest?.id) ? null : role;
  const daysProblem = daysProblemOf(joining.days, daysText);
  const wanted: Wanted = {
    role: sent,
    message: joining.message ? message.trim() : '',
    days: joining.days === null || daysProblem !== null ? null : Number(daysText),
  };
  const requests = requestsFor(emails, ref, wanted);
  const look = useLook(`${sent ?? ''} ${emails.join(' ')}`, requests, waiting);

  const checks = new Map(emails.map((email) => [email, checksOf(look.current ? look.plan : null, email)]));
  const blocked = emails.filter(
    (email) => checks.get(email)?.some((check) => check.level === 'block') === true,
  );
  const adds = joining.verb === 'add';
  const verb = adds ? 'Add' : 'Invite';
  const reason =
    refusal(detail, 'member.invite') ??
    (emails.length === 0
      ? fromOrganization
        ? 'Pick at least one person.'
        : 'Enter at least one e-mail address.'
      : daysProblem !== null
        ? daysProblem
        : blocked.length > 0
          ? `${plural(blocked.length, 'address', 'addresses')} can't be ${adds ? 'added' : 'invited'}; leave ${blocked.length === 1 ? 'it' : 'them'} out first.`
          : null);
  const leaveOut = () => {
    setText(pasted.emails.filter((email) => !blocked.includes(email)).join('\n'));
    setPeople(new Map([...people].filter(([, { email }]) => !blocked.includes(email))));
  };
  const submit = async () => {
    if (reason !== null) return;
    const applied = await send(requests);
    if (applied !== null) onClose();
  };
  const product = connection?.productName ?? 'The system';
  const roleLabel = roles.find(({ id }) => id === sent)?.label;
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title={`${verb} people to ${workspace.name}`}
      description={`On ${connection?.label ?? 'this connection'}. ${
        facts.guided
          ? `Nothing is sent: you get the steps to do in ${product}.`
          : adds
            ? `They are in the ${scopeWords[workspace.scope].one} at once.`
            : `Each gets an e-mail from ${product}.`
      }`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {error !== null && <ErrorNote error={error} />}
          {refused !== null && <ErrorNote error={refused} />}
          {look.current && look.error !== null && <ErrorNote error={look.error} />}
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
                pasted.repeated > 0
                  ? `${plural(pasted.repeated, 'repeated address', 'repeated addresses')} left out.`
                  : 'One or many, separated by commas, blanks or lines.'
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
                    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
                  }}
                />
              )}
            </Field>
          )}
          <AddressList
            emails={fromOrganization ? emails.filter((one) => (checks.get(one) ?? []).length > 0) : emails}
            checks={checks}
            checked={look.current}
          />
          {blocked.length > 0 && (
            <div>
              <Button size="s" onClick={leaveOut}>
                Leave out {plural(blocked.length, 'address', 'addresses')}
              </Button>
            </div>
          )}
          <Field
            label={joining.role === 'after-join' ? 'Role once they have joined' : 'Role'}
            hint={roleHint(joining.role, product, lowest?.label, roleLabel)}
          >
            {(aria) => (
              <Select
                {...aria}
                label="Role"
                value={role}
                onChange={setChosen}
                options={[
                  ...(joining.role === 'after-join'
                    ? [
                        {
                          value: noRole,
                          label: 'Decide later',
                          description: 'They keep what they arrive with.',
                        },
                      ]
                    : []),
                  ...roles.map(({ id, label, description, permission }) => ({
                    value: id,
                    label,
                    description,
                    disabledReason: permission.allowed ? null : permission.reason,
                  })),
                ]}
              />
            )}
          </Field>
          {joining.message && (
            <Field label="Message" hint="Goes with the invitation; may be left empty.">
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
            <Field
              label="Good for (days)"
              error={daysProblem}
              hint={`From ${joining.days.min} to ${joining.days.max}; then the invitation expires.`}
            >
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
        </DialogBody>
        <DialogFoot left={fromOrganization && people.size > 0 ? `${people.size} picked` : undefined}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            {emails.length > 1 ? `${verb} ${emails.length} people` : verb}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function daysProblemOf(days: SystemFacts['joining']['days'], text: string): string | null {
  if (days === null) return null;
  const number = Number(text);
  return /^\d+$/.test(text.trim()) && number >= days.min && number <= days.max
    ? null
    : `Write a whole number from ${days.min} to ${days.max}.`;
}

function roleHint(
  how: SystemFacts['joining']['role'],
  product: string,
  lowest: string | undefined,
  wanted: string | undefined,
): string | undefined {
  switch (how) {
    case 'carried':
      return undefined;
    case 'second-step':
      return wanted === undefined
        ? `${product} invites everybody as ${lowest ?? 'the lowest role'}.`
        : `${product} invites as ${lowest ?? 'the lowest role'}; ${wanted} is set right after, as a second step for each person.`;
    case 'after-join':
      return 'The invitation carries no role. Steward reminds you once they have joined.';
  }
}
