import { useState } from 'react';
import type { SelectionChange } from '../../../../src-preload/contract/change-request.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { Dialog } from '../../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../../components/overlays/DialogForm.tsx';
import { RadioCards } from '../../../components/fields/RadioCards.tsx';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import { roleCards } from './role-cards.ts';
import { skipsUnchangedText } from './text.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import { usePlaceText } from '../usePlaceText.ts';

export type MatchingRule = Pick<SelectionChange, 'connectionId' | 'workspaceId' | 'query' | 'except'>;

/** The first few members that a rule selects, by name, so that the admin sees more than a number. */
function useMatchPreview(rule: MatchingRule): string | null {
  const { connectionId, workspaceId, query, except } = rule;
  const { value } = useQuery(['first-matching', connectionId, workspaceId, query, ...except], () =>
    window.steward.people.previewSelection({ ...rule, limit: 3 }),
  );
  if (value === null) return null;
  const names = value.rows.map(({ email, userId }) => (email === '' ? userId : email));
  const more = value.total - value.rows.length;
  return `${names.join(', ')}${more > 0 ? ` and ${plural(more, 'other')}` : ''}`;
}

/** One role for all members that a rule selects. Those who have it already are skipped; the review shows who can't be given it. */
export function ChangeMatchingRoleDialog({
  detail,
  rule,
  size,
  onClose,
}: {
  detail: WorkspaceDetail;
  rule: MatchingRule;
  /** How many it selects, as far as counted. */
  size: number | null;
  onClose: (done: boolean) => void;
}) {
  const [role, setRole] = useState('');
  const form = usePlanForm();
  const first = useMatchPreview(rule);
  const placeText = usePlaceText(detail);
  const plan = async () => {
    const applied = await form.sendMatching({ ...rule, change: { type: 'member.set-role', role } });
    if (applied !== null && form.isThere()) onClose(true);
  };
  return (
    <Dialog
      open={!form.waiting}
      onOpenChange={() => onClose(false)}
      title={`Change role for ${size === null ? 'all matching members' : plural(size, 'person', 'people')}`}
      description={first === null ? placeText : `${placeText} ${first}.`}
    >
      <DialogForm
        errors={[form.refused]}
        reason={role === '' ? 'Choose a role first.' : null}
        submit="Change role"
        left={skipsUnchangedText}
        onSubmit={() => void plan()}
        onCancel={() => onClose(false)}
      >
        <RadioCards
          label="Role"
          hideLabel
          value={role}
          onChange={setRole}
          options={roleCards(detail.roles)}
        />
      </DialogForm>
    </Dialog>
  );
}
