import type { AsOfFacts } from '../../../../src-preload/contract/timeline.ts';
import { Note } from '../../../components/Note.tsx';

/** What is known of a list at a moment, and what isn't. */
export function CoverageNote({ facts }: { facts: AsOfFacts }) {
  const sure = facts.state === 'known' && facts.complete && facts.between === null;
  return (
    <Note tone={sure ? 'info' : 'warn'} role="status">
      {facts.text}
    </Note>
  );
}
