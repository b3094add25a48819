import type { Coverage } from '../../../src-preload/contract/people.ts';
import { formatDuration } from '../../../src-preload/shared/format/dates.ts';

/** "9 of 12 current · 2 stale (4 days) · 1 never": how far a list over many places may be trusted. */
export function coverageText(coverage: Coverage, now: number): string {
  const { current, stale, never, hidden, failing, incomplete, oldest } = coverage;
  const all = current + stale + never + hidden;
  if (all === 0) return 'Nothing to read from';
  const age = oldest === null ? '' : ` (${formatDuration(now - oldest)})`;
  return [
    `${current} of ${all} current`,
    ...(stale > 0 ? [`${stale} stale${age}`] : []),
    ...(never > 0 ? [`${never} never`] : []),
    ...(hidden > 0 ? [`${hidden} hidden`] : []),
    ...(failing > 0 ? [`${failing} failing`] : []),
    ...(incomplete > 0 ? [`${incomplete} with unreadable records`] : []),
  ].join(' · ');
}

/** "Not found in 9 current, 3 unknown.": absence holds only where the lists are of today. */
export function notFoundText({ current, stale, never, hidden }: Coverage): string {
  const unknown = stale + never + hidden;
  if (current + unknown === 0) return 'No connection keeps such a list.';
  return unknown === 0
    ? `Not found in ${current} current.`
    : `Not found in ${current} current, ${unknown} unknown.`;
}
