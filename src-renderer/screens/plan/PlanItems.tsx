import {
  Check as CheckIcon,
  CircleAlert,
  CircleDashed,
  CircleHelp,
  Clock,
  Hand,
  Info,
  Minus,
  TriangleAlert,
} from 'lucide-react';
import { Fragment, useState } from 'react';
import type { Check, Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { Chip } from '../../components/Chip.tsx';
import { lowerFirst } from '../../lib/names.ts';
import { acknowledge, yesId } from '../../stores/plan.ts';
import { badgeShort, hostOf, plural } from '../workspace/words.ts';
import styles from './PlanItems.module.css';
import { isSameCheck, isToSay, sharedOf, type Shared } from './shared.ts';

const signs = { add: '+', change: '~', remove: '−' } as const;
const signWords = { add: 'Adds', change: 'Changes', remove: 'Removes' } as const;

/** Rows drawn at once; a plan may have thousands. */
const step = 100;
/** From here on the ends are counted as well. */
const manyRows = 20;

interface Group {
  connectionId: string;
  items: PlanItem[];
  /** All of its changes, also those not drawn yet. */
  count: number;
}

function groupsOf(items: readonly PlanItem[], shown: ReadonlySet<string>): Group[] {
  const groups: Group[] = [];
  for (const item of items) {
    const { connectionId } = item.target;
    let group = groups.find((one) => one.connectionId === connectionId);
    if (group === undefined) {
      group = { connectionId, items: [], count: 0 };
      groups.push(group);
    }
    group.count += 1;
    if (shown.has(item.id)) group.items.push(item);
  }
  return groups;
}

/** What must be seen of a long plan: whatever blocks, asks, or went wrong; then what is under way, or from the top. */
function shownOf(plan: Plan, mode: Mode, shared: Shared, limit: number): ReadonlySet<string> {
  const urgent = plan.items.filter(
    (item) =>
      item.state.state === 'failed' ||
      item.state.state === 'unverified' ||
      item.checks.some(
        (check) =>
          check.level === 'block' ||
          (check.needsYes && !shared.checks.some((one) => isSameCheck(one, check))),
      ),
  );
  // While it runs, the rows around the one on its way are wanted, and each failure.
  const next = plan.items.findIndex(({ state }) => state.state === 'pending' || state.state === 'sent');
  const from = mode === 'progress' ? Math.max(0, (next === -1 ? plan.items.length : next) - limit / 2) : 0;
  const rest = [...plan.items.slice(from), ...plan.items.slice(0, from)];
  return new Set([...urgent, ...rest].slice(0, Math.max(limit, urgent.length)).map((item) => item.id));
}

type Mode = 'review' | 'progress' | 'result';

/** The changes of a plan, by connection. `mode` says whether its warnings can be answered or its results are read. */
export function PlanItems({
  plan,
  mode,
  acknowledged,
}: {
  plan: Plan;
  mode: Mode;
  acknowledged?: ReadonlySet<string>;
}) {
  const [limit, setLimit] = useState(step);
  const shared = mode === 'review' ? sharedOf(plan) : null;
  const shown = shownOf(plan, mode, shared ?? { checks: [], consequences: [], undo: null }, limit);
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
              <Chip tone={target.badge}>{badgeShort[target.badge]}</Chip>
              <span className={styles.where}>
                {target.connectionLabel} · {hostOf(target.address)}
              </span>
              <span className={styles.count}>{plural(count, 'change')}</span>
            </div>
            <ul className={styles.items}>
              {items.map((item) => (
                <Fragment key={item.id}>
                  {item.pause !== null && <Pause item={item} mode={mode} />}
                  <Item
                    item={item}
                    mode={mode}
                    acknowledged={acknowledged ?? new Set()}
                    plan={plan}
                    shared={shared}
                  />
                </Fragment>
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
          and {plural(hidden, 'more change')}
        </div>
      )}
      {shared !== null && <ForAll plan={plan} shared={shared} acknowledged={acknowledged ?? new Set()} />}
    </div>
  );
}

/** How many of a long plan came to what, while its rows are only drawn in part. */
function Tally({ plan }: { plan: Plan }) {
  const counts = new Map<string, number>();
  for (const { state } of plan.items) {
    const words = tallyWords[state.state];
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return (
    <p className={styles.tally} role="status">
      {[...counts].map(([words, count]) => `${count.toLocaleString('en-GB')} ${words}`).join(' · ')}
    </p>
  );
}

const tallyWords: Record<PlanItem['state']['state'], string> = {
  pending: 'waiting',
  sent: 'on the way',
  done: 'done',
  'already-so': 'already so',
  failed: 'failed',
  unverified: 'not known',
  skipped: 'not tried',
};

/** What a person does between two changes: the plan stands there until it is finished later. */
function Pause({ item, mode }: { item: PlanItem; mode: Mode }) {
  const over = mode !== 'review' && !['pending', 'skipped'].includes(item.state.state);
  return (
    <li className={styles.pause} data-over={over}>
      <Hand aria-hidden />
      <span>
        <b>Then you:</b> {item.pause}
      </span>
    </li>
  );
}

/** The clicks to make in the system's own pages, to tick off while one makes them; nothing but this screen knows the ticks. */
function Steps({ item }: { item: PlanItem }) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  return (
    <ol className={styles.steps} aria-label={`Steps: ${item.title}`}>
      {item.steps.map((step, index) => (
        <li key={index} data-ticked={ticked.has(index)}>
          <span className={styles.number} aria-hidden>
            {index + 1}
          </span>
          <Checkbox
            label={step}
            checked={ticked.has(index)}
            onChange={(on) => {
              const next = new Set(ticked);
              if (on) next.add(index);
              else next.delete(index);
              setTicked(next);
            }}
          />
        </li>
      ))}
    </ol>
  );
}

/** What holds for every change of the plan, with one yes for a warning that they all have. */
function ForAll({
  plan,
  shared,
  acknowledged,
}: {
  plan: Plan;
  shared: Shared;
  acknowledged: ReadonlySet<string>;
}) {
  const { checks, consequences, undo } = shared;
  if (checks.length === 0 && consequences.length === 0 && (undo === null || undo.words === '')) return null;
  return (
    <div className={styles.all}>
      <p className={styles.allTitle}>For each of the {plan.items.length}</p>
      {checks.map((check) => (
        <CheckLine
          key={check.code}
          check={check}
          yes={`Yes, for all ${plan.items.length}`}
          checked={plan.items.every((item) => acknowledged.has(yesId(item.id, check)))}
          onYes={(yes) =>
            acknowledge(
              plan.items.map((item) => yesId(item.id, check)),
              yes,
            )
          }
        />
      ))}
      {consequences.map((words) => (
        <p key={words} className={styles.small}>
          {words}
        </p>
      ))}
      {undo !== null && <UndoWords undo={undo} />}
    </div>
  );
}

function UndoWords({ undo }: { undo: PlanItem['undo'] }) {
  if (undo.words === '') return null;
  return (
    <p className={styles.small}>
      <span className={styles.undo}>{undo.possible ? 'Undo' : 'No undo'}</span> {undo.words}
    </p>
  );
}

function Item({
  item,
  mode,
  acknowledged,
  plan,
  shared,
}: {
  item: PlanItem;
  mode: Mode;
  acknowledged: ReadonlySet<string>;
  plan: Plan;
  shared: Shared | null;
}) {
  const blocked = item.checks.some((check) => check.level === 'block');
  const first = plan.items.find((other) => other.id === item.dependsOn);
  return (
    <li className={styles.item} data-op={blocked && mode === 'review' ? 'blocked' : item.op}>
      <span className={styles.op} aria-label={signWords[item.op]} role="img">
        {mode === 'review' ? blocked ? '!' : signs[item.op] : <StateIcon item={item} />}
      </span>
      <div className={styles.what}>
        <div className={styles.line}>
          <span className={styles.title}>
            {item.title} {item.target.workspaceName !== '' && <InWorkspace item={item} />}
          </span>
          <span className={styles.fact}>{item.fact}</span>
        </div>
        {mode === 'review' ? (
          <>
            {first !== undefined && <p className={styles.small}>After: {first.title}</p>}
            {item.steps.length > 0 && <Steps item={item} />}
            {item.checks
              .filter((check) => isToSay(plan, check))
              .filter((check) => shared?.checks.some((one) => isSameCheck(one, check)) !== true)
              .map((check) => (
                <CheckLine
                  key={check.code}
                  check={check}
                  yes={`Yes, ${lowerFirst(item.title)}`}
                  checked={acknowledged.has(yesId(item.id, check))}
                  onYes={(yes) => acknowledge([yesId(item.id, check)], yes)}
                />
              ))}
            {item.consequences
              .filter((words) => shared?.consequences.includes(words) !== true)
              .map((words) => (
                <p key={words} className={styles.small}>
                  {words}
                </p>
              ))}
            {(shared === null || shared.undo === null) && <UndoWords undo={item.undo} />}
          </>
        ) : (
          <StateWords item={item} />
        )}
      </div>
    </li>
  );
}

function InWorkspace({ item }: { item: PlanItem }) {
  const { workspaceName } = item.target;
  if (item.title.includes(workspaceName)) return null;
  return (
    <span className={styles.in}>
      in <b>{workspaceName}</b>
    </span>
  );
}

const levelIcons = { block: CircleAlert, warn: TriangleAlert, info: Info } as const;

function CheckLine({
  check,
  yes,
  checked,
  onYes,
}: {
  check: Check;
  yes: string;
  checked: boolean;
  onYes: (yes: boolean) => void;
}) {
  const Icon = levelIcons[check.level];
  return (
    <div className={styles.check} data-level={check.level}>
      <Icon aria-hidden />
      <div>
        <span>{check.words}</span>
        {check.needsYes && (
          <div className={styles.yes}>
            <Checkbox label={yes} checked={checked} onChange={onYes} />
          </div>
        )}
      </div>
    </div>
  );
}

function StateIcon({ item }: { item: PlanItem }) {
  switch (item.state.state) {
    case 'pending':
      return <CircleDashed className={styles.wait} aria-label="Waiting" />;
    case 'sent':
      return <Clock className={styles.wait} aria-label="On its way" />;
    case 'done':
    case 'already-so':
      return <CheckIcon className={styles.ok} aria-label="Done" />;
    case 'failed':
      return <CircleAlert className={styles.bad} aria-label="Failed" />;
    case 'unverified':
      return <CircleHelp className={styles.warn} aria-label="Not known" />;
    case 'skipped':
      return <Minus className={styles.wait} aria-label="Not tried" />;
  }
}

function StateWords({ item }: { item: PlanItem }) {
  const { state } = item;
  switch (state.state) {
    case 'pending':
      return null;
    case 'sent':
      return <p className={styles.small}>On its way…</p>;
    case 'failed':
      return (
        <div className={styles.failure}>
          <p>{state.error.sentence}</p>
          <p className={styles.small}>{state.error.nextStep}</p>
        </div>
      );
    case 'unverified':
      return (
        <div className={styles.doubt}>
          <p>{state.words}</p>
        </div>
      );
    default:
      return <p className={styles.small}>{state.words}</p>;
  }
}
