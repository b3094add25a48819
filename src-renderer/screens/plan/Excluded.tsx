import { useState } from 'react';
import { blockedIds } from '../../../src-preload/shared/plan.ts';
import type { Plan } from '../../../src-preload/contract/changes.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { leaveOutBlocked } from '../../stores/plan.ts';
import styles from './Excluded.module.css';

/** Offers to do the rest where some changes of a plan can't be made; nothing where there is no rest. */
export function ExcludeBlockedNote({ plan, busy }: { plan: Plan; busy: boolean }) {
  const count = blockedIds(plan.items).size;
  if (count === 0 || count === plan.items.length) return null;
  return (
    <Note
      tone="warn"
      role="status"
      title={`${count} of ${plural(plan.items.length, 'change')} can’t be made`}
      action={
        <Button size="s" busy={busy} onClick={() => void leaveOutBlocked()}>
          Leave out the {count} that can’t be done
        </Button>
      }
    >
      The {count === 1 ? 'reason is' : 'reasons are'} below. What is left out stays listed with its reason.
    </Note>
  );
}

/** Drawn at first: they stand above the plan. */
const few = 5;
/** Of a plan of thousands thousands may be left out. */
const step = 200;

/** What isn't part of the plan although it was asked for, each with why. */
export function ExcludedList({ plan }: { plan: Plan }) {
  const [limit, setLimit] = useState(few);
  const { leftOut } = plan;
  if (leftOut.length === 0) return null;
  const hidden = leftOut.length - limit;
  return (
    <section className={styles.box} aria-label="Left out">
      <h3 className={styles.head}>
        Left out <span className={styles.count}>{plural(leftOut.length, 'change')}, not made</span>
      </h3>
      <ul className={styles.items}>
        {leftOut.slice(0, limit).map(({ id, title, words }) => (
          <li key={id} className={styles.item}>
            <span className={styles.title}>{title}</span>
            <span className={styles.words}>{words}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div className={styles.more}>
          <Button size="s" onClick={() => setLimit(limit + step)}>
            Show more
          </Button>
          and {plural(hidden, 'more change')}
        </div>
      )}
    </section>
  );
}
