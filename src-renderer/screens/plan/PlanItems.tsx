import { useState } from 'react';
import type { Plan } from '../../../src-preload/contract/changes.ts';
import { formatNumber, plural } from '../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { badgeText, hostOf } from '../../lib/connection-text.ts';
import { SharedChecks } from './items/SharedChecks.tsx';
import { Item } from './items/Item.tsx';
import styles from './items/items.module.css';
import { nothingShared, sharedOf } from './items/shared-checks.ts';
import { moreText, stateNames } from './text.ts';
import { groupsOf, shownItems, type Mode } from './items/shown-items.ts';

/** Rows drawn at once; a plan may have thousands. */
const step = 100;
/** Longer plans also show how many changes ended in which state. */
const manyRows = 20;
const noneAcknowledged: ReadonlySet<string> = new Set();

/** The changes of a plan, by connection; `mode` says whether it is being reviewed, applied or has ended. */
export function PlanItems({
  plan,
  mode,
  acknowledged = noneAcknowledged,
}: {
  plan: Plan;
  mode: Mode;
  acknowledged?: ReadonlySet<string>;
}) {
  const [limit, setLimit] = useState(step);
  const shared = mode === 'review' ? sharedOf(plan) : nothingShared;
  const shown = shownItems(plan, mode, shared, limit);
  const hidden = plan.items.length - shown.size;
  return (
    <div className={styles.plan}>
      {mode !== 'review' && plan.items.length > manyRows && <Tally plan={plan} />}
      {groupsOf(plan.items, shown).map(({ connectionId, items, count }) => {
        const target = items[0]?.target;
        if (target === undefined) return null;
        return (
          <section key={connectionId} aria-label={`${target.connectionLabel}, ${hostOf(target.address)}`}>
            <div className={styles.group}>
              <Chip tone={target.badge}>{badgeText[target.badge].short}</Chip>
              <span className={styles.where}>
                {target.connectionLabel} · {hostOf(target.address)}
              </span>
              <span className={styles.count}>{plural(count, 'change')}</span>
            </div>
            <ul className={styles.items}>
              {items.map((item) => (
                <Item
                  key={item.id}
                  item={item}
                  mode={mode}
                  acknowledged={acknowledged}
                  plan={plan}
                  shared={shared}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {hidden > 0 && (
        <div className={styles.more}>
          <Button size="s" onClick={() => setLimit(limit + step * 5)}>
            Show more
          </Button>
          {moreText(hidden)}
        </div>
      )}
      <SharedChecks plan={plan} shared={shared} acknowledged={acknowledged} />
    </div>
  );
}

/** How many changes of a long plan are in each state, because only some of its rows are shown. */
function Tally({ plan }: { plan: Plan }) {
  const counts = new Map<string, number>();
  for (const { state } of plan.items) {
    const name = stateNames[state.state].toLowerCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return (
    <p className={styles.tally} role="status">
      {[...counts].map(([name, count]) => `${formatNumber(count)} ${name}`).join(' · ')}
    </p>
  );
}
