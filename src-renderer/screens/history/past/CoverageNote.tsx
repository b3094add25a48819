import type { AsOfFacts } from '../../../../src-preload/contract/timeline.ts';
import { Note } from '../../../components/Note.tsx';

/** How complete a list is for a date. */
export function CoverageNote({ facts }: { facts: AsOfFacts }) {
  const sure = facts.state === 'known' && facts.complete && facts.between === null;
  return (
    <Note tone={sure ? 'info' : 'warn'} role="status">
      {facts.text}
    </Note>
  );
}
