import { CircleAlert, CircleCheck, CircleDashed, Info, TriangleAlert } from 'lucide-react';
import type { Check, Plan } from '../../../../src-preload/contract/plan.ts';
import styles from './InviteDialog.module.css';
import { checkedAddressesText, moreAddressesText } from './text.ts';

const shownAtOnce = 200;
const order = { block: 0, warn: 1, info: 2 };
const icons = { block: CircleAlert, warn: TriangleAlert, info: Info } as const;

/** The checks of a plan that concern one address. */
export function checksOf(plan: Plan | null, email: string): Check[] {
  if (plan === null) return [];
  const seen = new Map<string, Check>();
  for (const item of plan.items) {
    const { request } = item;
    if ((request.type !== 'member.invite' && request.type !== 'member.set-role') || request.email !== email)
      continue;
    for (const check of item.checks) {
      // That the connection is production, or guided, isn't about an address; the review says it once.
      if (check.code === 'production' || check.code === 'guided') continue;
      if (check.level !== 'info' || check.code === 'already-so') seen.set(check.code, check);
    }
  }
  return [...seen.values()];
}

/** The addresses that were found in the text, each with its worst problem. */
export function AddressList({
  emails,
  checks,
  checked,
}: {
  emails: readonly string[];
  checks: ReadonlyMap<string, readonly Check[]>;
  /** False while they are still being checked. */
  checked: boolean;
}) {
  const problems = emails.filter((email) => (checks.get(email) ?? []).length > 0).length;
  return (
    <>
      {/* Not the list itself: it changes with each letter of an address. */}
      <div role="status" className="hidden-words">
        {checked && emails.length > 0 ? checkedAddressesText(emails.length, problems) : null}
      </div>
      {emails.length === 0 ? null : (
        <ul className={styles.list} aria-label="Addresses">
          {emails.slice(0, shownAtOnce).map((email) => (
            <Address key={email} email={email} checks={checks.get(email) ?? []} checked={checked} />
          ))}
          {emails.length > shownAtOnce && (
            <li className={styles.more}>{moreAddressesText(emails.length - shownAtOnce)}</li>
          )}
        </ul>
      )}
    </>
  );
}

function Address({ email, checks, checked }: { email: string; checks: readonly Check[]; checked: boolean }) {
  const [worst] = [...checks].sort((a, b) => order[a.level] - order[b.level]);
  const level = !checked ? 'waiting' : (worst?.level ?? 'fine');
  const Icon = level === 'waiting' ? CircleDashed : level === 'fine' ? CircleCheck : icons[level];
  return (
    <li className={styles.address} data-level={level}>
      <Icon aria-hidden />
      <span className={styles.email}>{email}</span>
      {worst !== undefined && <span className={styles.problem}>{worst.words}</span>}
    </li>
  );
}
