import type { Notice } from '../../src-preload/contract/app.ts';
import type { Policy } from '../policy/policy.ts';
import { policyText } from '../policy/text.ts';

/** What the user has to know of a policy that can't be used, or null. */
export function policyNotice(policy: Policy): Notice | null {
  if (policy.state !== 'unusable') return null;
  const { sentence, nextStep } = policyText.unusable(policy.file);
  return { id: 'policy', level: 'error', sentence: `${sentence} ${policy.problem}`, nextStep };
}
