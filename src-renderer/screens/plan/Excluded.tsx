import { useState } from 'react';
import { blockedIds } from '../../../src-preload/shared/plan.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { Button } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { leaveOutBlocked } from '../../stores/plan/plan-review.ts';
import styles from './Excluded.module.css';
import { excludeText, moreText } from './text.ts';

/** Offers to exclude the blocked changes of a plan, where others are left. */
export function ExcludeBlockedNote({ plan, busy }: { plan: Plan; busy: boolean }) {
  const count = blockedIds(plan.items).size;
  if (count === 0 || count === plan.items.length) return null;
  return (
    <Note
      tone="warn"
      role="status"
      title={excludeText.title(count, plan.items.length)}
      action={
        <Button size="s" busy={busy} onClick={() => void leaveOutBlocked()}>
          {excludeText.button(count)}
        </Button>
      }
    >
      {excludeText.about(count)}
    </Note>
  );
}

/** Shown at first, because they are above the plan. */
const few = 5;
/** Thousands may be excluded from a plan of thousands. */
const step = 200;

/** The changes that were asked for but aren't part of the plan, each with the reason. */
export function ExcludedList({ plan }: { plan: Plan }) {
  const [limit, setLimit] = useState(few);
  const { leftOut } = plan;
  if (leftOut.length === 0) return null;
  const hidden = leftOut.length - limit;
  return (
    <section className={styles.box} aria-label="Excluded">
      <h3 className={styles.head}>
        Excluded <span className={styles.count}>{excludeText.count(leftOut.length)}</span>
      </h3>
      <ul className={styles.items}>
        {leftOut.slice(0, limit).map(({ id, title, words }) => (
          <li key={id} className={styles.item}>
            <span className={styles.title}>{title}</span>
            <span className={styles.reason}>{words}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div className={styles.more}>
          <Button size="s" onClick={() => setLimit(limit + step)}>
            Show more
          </Button>
          {moreText(hidden)}
        </div>
      )}
    </section>
  );
}
