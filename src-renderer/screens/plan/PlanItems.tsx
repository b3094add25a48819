import { useState } from 'react';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { badgeText, hostOf } from '../../lib/connection-text.ts';
import { SharedChecks } from './items/SharedChecks.tsx';
import { Item } from './items/Item.tsx';
import styles from './items/items.module.css';
import { nothingShared, sharedOf } from './items/shared-checks.ts';
import { sharedFailuresOf } from './items/shared-failures.ts';
import { moreText } from './text.ts';
import { groupsOf, isLong, shownItems, type Mode } from './items/shown-items.ts';

/** Rows drawn at once; a plan may have thousands. */
const step = 100;
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
  const failures = mode === 'review' ? [] : sharedFailuresOf(plan);
  const shown = shownItems(plan, mode, shared, limit);
  const isPlaceSaid = isLong(plan) && titleNamesPlace(plan);
  const hidden = plan.items.length - shown.size;
  const sharedChecks = <SharedChecks plan={plan} shared={shared} acknowledged={acknowledged} />;
  return (
    <div className={styles.plan}>
      {isLong(plan) && sharedChecks}
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
                  failures={failures}
                  isPlaceSaid={isPlaceSaid}
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
      {!isLong(plan) && sharedChecks}
    </div>
  );
}

function titleNamesPlace({ title, items }: Plan): boolean {
  const places = new Set(items.map(({ target }) => `${target.connectionId} ${target.workspaceId ?? ''}`));
  return places.size === 1 && title.includes(items[0]?.target.workspaceName ?? '');
}
