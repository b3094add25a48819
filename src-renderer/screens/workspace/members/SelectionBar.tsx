import { tooManyToPlan } from '../../../../src-preload/shared/limits.ts';
import type { Member } from '../../../../src-preload/contract/members.ts';
import { formatCount, formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { BulkAction } from '../../../components/grid/BulkBar.tsx';
import { sizeOf, type Selection } from '../../../lib/selection.ts';
import styles from '../../../components/grid/SelectionBar.module.css';
import { countingText, narrowSearchText } from './text.ts';
import { reasonOf } from '../../../lib/permissions.ts';

/** "All 12,345 matching members, except 2" */
function selectionText(selection: Selection<Member>, matching: number | null, whole: boolean): string {
  if (selection.by === 'picks') return `${formatNumber(selection.rows.size)} selected`;
  const { query, except } = selection;
  const what = query === '' ? 'members' : 'matching members';
  const all = matching === null ? `All ${what}` : `All ${formatCount(matching, whole)} ${what}`;
  return except.size === 0 ? all : `${all}, except ${formatNumber(except.size)}`;
}

/** What can be done with the selected members; a refusal that applies to all of them is on the button. */
export function SelectionBar({
  selection,
  searched,
  matching,
  whole,
  notUnderstood,
  refusals,
  onSelectMatching,
  onClear,
  onChangeRole,
  onRemove,
}: {
  selection: Selection<Member>;
  /** Whether there is a search: else all members match. */
  searched: boolean;
  /** How many match the search; null: not counted yet. */
  matching: number | null;
  /** Whether the list was fetched completely. */
  whole: boolean;
  /** A part of the search isn't understood, so it can't select anything. */
  notUnderstood: boolean;
  /** Why the place refuses it for every member. */
  refusals: { setRole: string | null; remove: string | null };
  onSelectMatching: () => void;
  onClear: () => void;
  onChangeRole: () => void;
  onRemove: () => void;
}) {
  const size = sizeOf(selection, matching);
  const more = selection.by === 'picks' && (matching === null || selection.rows.size < matching);
  const tooMany = size === null ? countingText : tooManyToPlan(size);
  const against = (action: 'setRole' | 'remove') =>
    (selection.by === 'picks' ? allRefused([...selection.rows.values()], action) : refusals[action]) ??
    (tooMany === null || size === null ? tooMany : `${tooMany} ${narrowSearchText}`);
  const what = searched ? 'matching members' : 'members';
  return (
    <div className={styles.bar} role="region" aria-label="Selection">
      <span role="status">{selectionText(selection, matching, whole)}</span>
      {more && !notUnderstood && (
        <button type="button" className={styles.link} onClick={onSelectMatching}>
          Select all{matching === null ? '' : ` ${formatCount(matching, whole)}`} {what}
        </button>
      )}
      <button type="button" className={styles.link} onClick={onClear}>
        Clear
      </button>
      <span className={styles.spacer} />
      <BulkAction disabledReason={against('setRole')} onClick={onChangeRole}>
        Change role…
      </BulkAction>
      <BulkAction disabledReason={against('remove')} onClick={onRemove}>
        Remove…
      </BulkAction>
    </div>
  );
}

/** The reason when it is refused for every picked member; the review shows single refusals. */
function allRefused(people: readonly Member[], action: keyof Member['actions']): string | null {
  const reasons = people.map((member) => {
    return reasonOf(member.actions[action]);
  });
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}
