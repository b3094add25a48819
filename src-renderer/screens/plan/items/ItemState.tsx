import { Check, CircleAlert, CircleDashed, CircleHelp, Clock, Minus } from 'lucide-react';
import type { PlanItem } from '../../../../src-preload/contract/changes.ts';
import styles from './items.module.css';

/** What came of a change, as a sign. */
export function StateIcon({ item }: { item: PlanItem }) {
  switch (item.state.state) {
    case 'pending':
      return <CircleDashed className={styles.wait} aria-label="Waiting" />;
    case 'sent':
      return <Clock className={styles.wait} aria-label="On its way" />;
    case 'done':
    case 'already-so':
      return <Check className={styles.ok} aria-label="Done" />;
    case 'failed':
      return <CircleAlert className={styles.bad} aria-label="Failed" />;
    case 'unverified':
      return <CircleHelp className={styles.warn} aria-label="Not known" />;
    case 'skipped':
      return <Minus className={styles.wait} aria-label="Not tried" />;
  }
}

/** What came of a change, in words. */
export function StateText({ item }: { item: PlanItem }) {
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
