import type { Member } from '../../../src-preload/contract/members.ts';
import { Button } from '../../components/Button.tsx';
import { plural } from './words.ts';
import styles from './tab.module.css';

/** What can be done with the people picked; a refusal for all of them is said on the button. */
export function SelectionBar({
  people,
  matching,
  loaded,
  onSelectLoaded,
  onClear,
  onChangeRole,
  onRemove,
}: {
  people: readonly Member[];
  matching: number;
  loaded: readonly Member[];
  onSelectLoaded: () => void;
  onClear: () => void;
  onChangeRole: (people: readonly Member[]) => void;
  onRemove: (people: readonly Member[]) => void;
}) {
  const more = loaded.some((member) => !people.some((one) => one.userId === member.userId));
  return (
    <div className={styles.pick} role="region" aria-label="Selection">
      <span role="status">{people.length.toLocaleString('en-GB')} selected</span>
      {more && (
        <button type="button" className={styles.link} onClick={onSelectLoaded}>
          {loaded.length >= matching
            ? `Select all ${plural(matching, 'person', 'people')} that match`
            : `Select the ${loaded.length.toLocaleString('en-GB')} loaded of ${matching.toLocaleString('en-GB')}`}
        </button>
      )}
      <button type="button" className={styles.link} onClick={onClear}>
        Clear
      </button>
      <span className={styles.spacer} />
      <Button
        className={styles.pickButton}
        disabledReason={allRefused(people, 'setRole')}
        onClick={() => onChangeRole(people)}
      >
        Change role…
      </Button>
      <Button
        className={styles.pickButton}
        disabledReason={allRefused(people, 'remove')}
        onClick={() => onRemove(people)}
      >
        Remove…
      </Button>
    </div>
  );
}

/** The reason when it is refused for everybody picked; one refusal among them is the review's to show. */
function allRefused(people: readonly Member[], action: keyof Member['actions']): string | null {
  const reasons = people.map((member) => {
    const permission = member.actions[action];
    return permission.allowed ? null : permission.reason;
  });
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}
