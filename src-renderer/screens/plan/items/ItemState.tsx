import { Check, CircleAlert, CircleDashed, CircleHelp, Clock, Minus } from 'lucide-react';
import type { PlanItem } from '../../../../src-preload/contract/plan.ts';
import { ErrorDetail } from '../../../components/ErrorDetail.tsx';
import { notSent, stateNames } from '../text.ts';
import styles from './items.module.css';
import type { Mode } from './shown-items.ts';

/** The state of a change, as an icon. */
export function StateIcon({ item, mode }: { item: PlanItem; mode: Mode }) {
  switch (item.state.state) {
    case 'pending':
      return (
        <CircleDashed className={styles.wait} aria-label={mode === 'result' ? notSent : stateNames.pending} />
      );
    case 'sent':
      return <Clock className={styles.wait} aria-label={stateNames.sent} />;
    case 'done':
    case 'already-so':
      return <Check className={styles.ok} aria-label={stateNames.done} />;
    case 'failed':
      return <CircleAlert className={styles.bad} aria-label={stateNames.failed} />;
    case 'unverified':
      return <CircleHelp className={styles.warn} aria-label={stateNames.unverified} />;
    case 'skipped':
      return <Minus className={styles.wait} aria-label={stateNames.skipped} />;
  }
}

/** The result of a change, as text. */
export function StateText({ item }: { item: PlanItem }) {
  const { state } = item;
  switch (state.state) {
    case 'pending':
      return null;
    case 'sent':
      return <p className={styles.small}>In progress…</p>;
    case 'failed':
      return (
        <div className={styles.failure}>
          <p>{state.error.sentence}</p>
          <p className={styles.small}>{state.error.nextStep}</p>
          {state.error.detail !== null && <ErrorDetail detail={state.error.detail} />}
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
