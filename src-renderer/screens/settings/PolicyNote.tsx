import { Note } from '../../components/Note.tsx';
import { useQuery } from '../../stores/useQuery.ts';
import { policyNoteText } from './text.ts';

/** What the organization decides on this computer, where it decides anything. */
export function PolicyNote() {
  const { value: policy } = useQuery(['policy'], () => window.steward.settings.policy({}));
  if (policy === null || policy.state === 'none') return null;
  if (policy.state === 'unusable')
    return (
      <Note tone="bad" role="note" title={policyNoteText.unusable}>
        {policy.problem} ({policy.file})
      </Note>
    );
  return (
    <Note role="note" title={policyNoteText.title(policy.organization)}>
      {policyNoteText.settings(policy.settings)} {policyNoteText.servers(policy.servers)}
    </Note>
  );
}
