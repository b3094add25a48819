import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ChangeRequest, Check, Plan } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { useConnection } from '../../stores/connections.ts';
import { openPlan } from '../../stores/plan.ts';
import { refusal } from '../../stores/workspace.ts';
import { readEmails } from './emails.ts';
import styles from './InviteDialog.module.css';
import { plural } from './words.ts';

const pauseMs = 300;
const shownAtOnce = 200;

interface Looked {
  text: string;
  plan: Plan | null;
  error: AppError | null;
}

/** Invites one or many addresses, pasted as they come; what speaks against each is said while typing. */
export function InviteDialog({
  detail,
  open,
  onOpenChange,
}: {
  detail: WorkspaceDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return open ? <Invite detail={detail} onClose={() => onOpenChange(false)} /> : null;
}

function Invite({ detail, onClose }: { detail: WorkspaceDetail; onClose: () => void }) {
  const { workspace } = detail;
  const { connectionId, id: workspaceId } = workspace;
  const connection = useConnection(connectionId);
  const roles = [...detail.roles].sort((a, b) => a.rank - b.rank);
  const [lowest] = roles;
  const [text, setText] = useState('');
  const [role, setRole] = useState('');
  const [waiting, setWaiting] = useState(false);
  const [looked, setLooked] = useState<Looked>({ text: '', plan: null, error: null });
  const asked = useRef(0);
  const { emails, repeated } = readEmails(text);
  const chosen = role === '' || role === lowest?.id ? null : role;
  const key = `${chosen ?? ''} ${emails.join(' ')}`;

  useEffect(() => {
    const mine = ++asked.current;
    const addresses = readEmails(text).emails;
    const wanted = role === '' || role === lowest?.id ? null : role;
    if (addresses.length === 0 || waiting) return undefined;
    const timer = setTimeout(() => {
      const requests = requestsFor(addresses, connectionId, workspaceId, wanted);
      void window.steward.changes.plan({ requests }).then((answer) => {
        // It was only looked at: no draft may stay behind.
        if (answer.ok) void window.steward.changes.discard({ planId: answer.value.id });
        if (mine !== asked.current) return;
        setLooked({
          text: `${wanted ?? ''} ${addresses.join(' ')}`,
          plan: answer.ok ? answer.value : null,
          error: answer.ok ? null : answer.error,
        });
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [text, role, lowest?.id, connectionId, workspaceId, waiting]);

  const current = looked.text === key;
  const checks = new Map(emails.map((email) => [email, checksOf(current ? looked.plan : null, email)]));
  const blocked = emails.filter(
    (email) => checks.get(email)?.some((check) => check.level === 'block') === true,
  );
  const reason =
    refusal(detail, 'member.invite') ??
    (emails.length === 0
      ? 'Enter at least one e-mail address.'
      : blocked.length > 0
        ? `${plural(blocked.length, 'address', 'addresses')} can't be invited; leave ${blocked.length === 1 ? 'it' : 'them'} out first.`
        : null);

  const submit = async () => {
    if (reason !== null) return;
    setWaiting(true);
    const end = await openPlan(requestsFor(emails, connectionId, workspaceId, chosen));
    setWaiting(false);
    if (end.end === 'applied') onClose();
  };
  const setRoleRefusal = refusal(detail, 'member.set-role');
  const product = connection?.productName ?? 'The system';
  const chosenLabel = roles.find((one) => one.id === chosen)?.label;
  return (
    <Dialog
      open={!waiting}
      onOpenChange={onClose}
      title={`Invite people to ${workspace.name}`}
      description={`On ${connection?.label ?? 'this connection'}. Each gets an e-mail from ${product}.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogBody>
          {current && looked.error !== null && <ErrorNote error={looked.error} />}
          <Field
            label="E-mail addresses"
            hint={
              repeated > 0
                ? `${plural(repeated, 'repeated address', 'repeated addresses')} left out.`
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
          {emails.length > 0 && (
            <ul className={styles.list} aria-label="Addresses" aria-live="polite">
              {emails.slice(0, shownAtOnce).map((email) => (
                <Address key={email} email={email} checks={checks.get(email) ?? []} checked={current} />
              ))}
              {emails.length > shownAtOnce && (
                <li className={styles.more}>
                  and {emails.length - shownAtOnce} more, all checked in the review
                </li>
              )}
            </ul>
          )}
          {blocked.length > 0 && (
            <div>
              <Button
                size="s"
                onClick={() => setText(emails.filter((email) => !blocked.includes(email)).join('\n'))}
              >
                Leave out {plural(blocked.length, 'address', 'addresses')}
              </Button>
            </div>
          )}
          <Field
            label="Role"
            hint={
              chosenLabel === undefined
                ? `${product} invites everybody as ${lowest?.label ?? 'the lowest role'}.`
                : `${product} invites as ${lowest?.label ?? 'the lowest role'}; ${chosenLabel} is set right after, as a second step for each person.`
            }
          >
            {(aria) => (
              <Select
                {...aria}
                label="Role"
                value={role === '' ? (lowest?.id ?? '') : role}
                onChange={setRole}
                options={roles.map((one) => ({
                  value: one.id,
                  label: one.label,
                  description: one.description,
                  disabledReason: one.id === lowest?.id ? null : setRoleRefusal,
                }))}
              />
            )}
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabledReason={reason}>
            {emails.length > 1 ? `Invite ${emails.length} people` : 'Invite'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const requestsFor = (
  emails: readonly string[],
  connectionId: string,
  workspaceId: string,
  role: string | null,
): ChangeRequest[] =>
  emails.map((email) => ({ type: 'member.invite', connectionId, workspaceId, email, role }));

function checksOf(plan: Plan | null, email: string): Check[] {
  if (plan === null) return [];
  const seen = new Map<string, Check>();
  for (const item of plan.items) {
    const { request } = item;
    if ((request.type !== 'member.invite' && request.type !== 'member.set-role') || request.email !== email)
      continue;
    for (const check of item.checks) {
      // That the connection is production says nothing of an address; the review says it once.
      if (check.code === 'production') continue;
      if (check.level !== 'info' || check.code === 'already-so') seen.set(check.code, check);
    }
  }
  return [...seen.values()];
}

const order = { block: 0, warn: 1, info: 2 };

function Address({ email, checks, checked }: { email: string; checks: readonly Check[]; checked: boolean }) {
  const [worst] = [...checks].sort((a, b) => order[a.level] - order[b.level]);
  const level = !checked ? 'waiting' : (worst?.level ?? 'fine');
  const Icon =
    level === 'block'
      ? CircleAlert
      : level === 'warn'
        ? TriangleAlert
        : level === 'info'
          ? Info
          : CircleCheck;
  return (
    <li className={styles.address} data-level={level}>
      <Icon aria-hidden />
      <span className={styles.email}>{email}</span>
      {worst !== undefined && <span className={styles.words}>{worst.words}</span>}
    </li>
  );
}
