import type { Invitation } from '../../../../src-preload/contract/invitations.ts';
import type { Known } from '../../../../src-preload/shared/known.ts';
import {
  formatDate,
  formatDateTimeWithZone,
  relativeTime,
  timeAgo,
} from '../../../../src-preload/shared/format/dates.ts';
import type { CellElement } from './cell-node.ts';
import { date, dim, group, text } from './cells.ts';

/** A text that may be absent or unreported. `none`: what to show where it is absent. */
export function knownText(value: Known<string>, none: string): CellElement {
  if (value.state === 'known' && value.value !== '') return text(value.value, { title: value.value });
  return dim(value.state === 'not-reported' ? 'Not reported' : none);
}

/** A day that may be absent or unreported, as its date or as `wordsOf` says it. */
export function knownDate(
  at: Known<number>,
  none: string,
  wordsOf: (at: number) => string = formatDate,
): CellElement {
  if (at.state === 'known') return date(at.value, wordsOf(at.value));
  return dim(at.state === 'none' ? none : 'Not reported');
}

/** The role of an invitation. Some systems assign one only after the person has joined. */
export function invitedRole(role: Invitation['role']): CellElement {
  if (role.state === 'known') return text(role.value.label);
  return dim(role.state === 'none' ? 'After joining' : 'Not reported');
}

/**
 * When something ends or, with `ended`, has ended: the distance and the day, with the exact time on hover. The server's clock may be
 * ahead of the one on screen, and what has ended doesn't end "in a moment".
 */
export function endDate(at: Known<number>, now: number, ended = false): CellElement {
  if (at.state !== 'known') return dim(at.state === 'none' ? 'Never' : 'Not reported');
  const relative = ended ? timeAgo(at.value, now) : relativeTime(at.value, now);
  const day = formatDate(at.value);
  const title = formatDateTimeWithZone(at.value);
  if (relative === day) return text(relative, { title });
  return group([text(`${relative} `), dim(`· ${day}`)], { title });
}
