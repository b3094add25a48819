import { isolated } from '../../src-preload/shared/shown-text.ts';
import { quoted } from '../base/quoted.ts';
import type { HistoryRow } from '../store/history/types.ts';

/** The second person of a plan. */
export const confirmedText = (name: string): string => `Confirmed by ${isolated(name)}.`;

/** A difference that a refresh found, in a sentence. */
export function observedText(row: HistoryRow, label: (role: string) => string): string {
  const was = row.before === null ? '' : ` (was ${label(row.before)})`;
  switch (row.kind) {
    case 'member.joined':
      return `${row.subject} joined${row.after === null ? '' : ` as ${label(row.after)}`}.`;
    case 'member.left':
      return `${row.subject} is no longer a member${was}.`;
    case 'member.role':
      return row.after === null
        ? `${row.subject} changed role${was}.`
        : `${row.subject} became ${label(row.after)}${was}.`;
    case 'member.status':
      return row.after === 'active'
        ? `${row.subject} signed up.`
        : `${row.subject} is now ${row.after ?? 'unknown'}.`;
    case 'workspace.appeared':
      return `Workspace ${quoted(row.subject)} appeared in the list.`;
    case 'workspace.gone':
      return `Workspace ${quoted(row.subject)} is no longer in the list.`;
    case 'workspace.changed':
      return `Workspace ${quoted(row.subject)} changed${fieldText(row, label)}.`;
    case 'token.created':
      return `Token ${quoted(row.subject)} was created.`;
    case 'token.gone':
      return `Token ${quoted(row.subject)} is gone.`;
    case 'token.revoked':
      return `Token ${quoted(row.subject)} was revoked.`;
    case 'token.enabled':
    case 'token.disabled':
      return `Token ${quoted(row.subject)} was switched ${row.kind === 'token.enabled' ? 'on' : 'off'}.`;
    case 'invitation.sent':
      return `${row.subject} was invited.`;
    case 'invitation.ended':
      return row.after === null
        ? `The invitation of ${row.subject} is no longer in the list.`
        : `The invitation of ${row.subject} is now ${row.after}.`;
    case 'role.created':
      return `Role ${quoted(row.subject)} was created.`;
    case 'role.gone':
      return `Role ${quoted(row.subject)} is gone.`;
    case 'role.permissions':
      return `Role ${quoted(row.subject)} has new permissions${row.after === null ? '' : `: ${row.after || 'none'}`}.`;
    case 'details.changed':
      return `The settings of ${quoted(row.subject)} changed.`;
  }
}

/** "name: Old" and "name: New" are written as "name Old → New". */
function fieldText(row: HistoryRow, label: (role: string) => string): string {
  const [field, before] = splitField(row.before);
  const [same, after] = splitField(row.after);
  if (field === null || field !== same) return row.after === null ? '' : `: ${row.after}`;
  return field === 'my role'
    ? `: your role ${label(before)} → ${label(after)}`
    : `: ${field} ${before} → ${after}`;
}

export const asItIs = (text: string): string => text;

function splitField(text: string | null): [string | null, string] {
  const at = text?.indexOf(': ') ?? -1;
  return text === null || at < 0 ? [null, text ?? ''] : [text.slice(0, at), text.slice(at + 2)];
}
