import type { Plan, PlanItem } from '../../src-preload/contract/changes.ts';
import type { HistoryEntry } from '../../src-preload/contract/history.ts';
import type { HistoryRow } from '../store/history/types.ts';
import { readPreImage } from './kinds/pre-image.ts';
import { quoted } from './text.ts';

export interface HistoryOptions {
  /** Only entries about this workspace; null or left out: all. */
  workspaceId?: string | null;
  /** Turns a role's wire id into its label. */
  roleLabel?: (role: string) => string;
}

/**
 * What this app did and what it saw change, newest first. A difference that is this app's own doing is told once, as
 * its own doing.
 */
export function mergeHistory(
  plans: readonly Plan[],
  observed: readonly HistoryRow[],
  options: HistoryOptions = {},
): HistoryEntry[] {
  const label = options.roleLabel ?? plainly;
  const here = (workspaceId: string | null) =>
    options.workspaceId === undefined || options.workspaceId === null || workspaceId === options.workspaceId;
  const entries: HistoryEntry[] = [];
  for (const plan of plans) {
    if (plan.status === 'draft') continue;
    for (const item of plan.items) {
      const workspaceId = workspaceOf(item);
      if (here(workspaceId)) entries.push(appEntry(plan, item, workspaceId));
    }
  }
  const ours = ownMarks(plans);
  for (const row of observed) {
    if (!here(row.workspaceId) || isOwn(row, ours)) continue;
    entries.push({
      source: 'observed',
      id: observedId(row),
      kind: row.kind,
      from: row.from,
      at: row.at,
      text: observedWords(row, label),
      workspaceId: row.workspaceId,
    });
  }
  return newestFirst(entries, observed, (entry) => entry);
}

/**
 * Sorts by time. Among what was seen the order of seeing is kept where the clock was set back in between: nothing stands above what was
 * seen after it.
 */
export function newestFirst<T>(
  rows: T[],
  observed: readonly Pick<HistoryRow, 'id' | 'at'>[],
  entryOf: (row: T) => { id: string; at: number },
): T[] {
  const order = new Map<string, { at: number; id: number }>();
  let at = Number.POSITIVE_INFINITY;
  for (const row of [...observed].sort((a, b) => b.id - a.id)) {
    at = Math.min(at, row.at);
    order.set(observedId(row), { at, id: row.id });
  }
  const placed = rows.map((row) => {
    const entry = entryOf(row);
    return { row, entry, place: order.get(entry.id) ?? { at: entry.at, id: 0 } };
  });
  placed.sort(
    (a, b) =>
      b.place.at - a.place.at ||
      (a.place.id > 0 && b.place.id > 0 ? b.place.id - a.place.id : a.entry.id < b.entry.id ? 1 : -1),
  );
  return placed.map(({ row }) => row);
}
const observedId = ({ id }: Pick<HistoryRow, 'id'>) => `observed:${id}`;

/** The place that an item is told in: its own, or the one that it made. */
const workspaceOf = (item: PlanItem): string | null => item.target.workspaceId ?? createdPlace(item);

/** The place that it made or brought into the list. */
function createdPlace({ request, preImage }: PlanItem): string | null {
  if ('workspaceId' in request && request.type !== 'workspace.clone') return null;
  const before = readPreImage(preImage);
  return before?.of === 'creation' ? before.created : null;
}

function appEntry(plan: Plan, item: PlanItem, workspaceId: string | null): HistoryEntry {
  const { state } = item;
  const outcome = state.state === 'sent' ? 'unverified' : state.state;
  const text =
    state.state === 'done' || state.state === 'already-so'
      ? state.words
      : state.state === 'failed'
        ? `${item.title}: ${state.error.sentence}`
        : state.state === 'unverified' || state.state === 'skipped'
          ? `${item.title}: ${state.words}`
          : state.state === 'pending' && item.pause
            ? `${item.title}: ${item.pause}`
            : item.title;
  return {
    source: 'app',
    id: `app:${plan.id}:${item.id}`,
    at: 'at' in state ? state.at : (plan.appliedAt ?? plan.createdAt),
    planId: plan.id,
    itemId: item.id,
    text,
    outcome,
    workspaceId,
  };
}

/** What a done item looks like when it is seen as a difference. */
interface Mark {
  kinds: readonly HistoryRow['kind'][];
  matches: (row: HistoryRow) => boolean;
  at: number;
  /** Keys of those whom the difference is about; `anybody` where it isn't about one. */
  about: readonly string[];
}

/** Reading back and noting the end of an item come shortly after one another (ms). */
const slack = 60_000;

const anybody = '*';
const byId = (id: string | null | undefined) => (id === null || id === undefined ? [] : [`#${id}`]);
const byEmail = (email: string) => `@${email.toLowerCase()}`;
const under = (workspaceId: string, about: string) => `${workspaceId}\n${about}`;

/** Marks by workspace and by whom they are about, so that a long history isn't compared with every change of a long plan. */
function ownMarks(plans: readonly Plan[]): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>();
  for (const plan of plans)
    for (const item of plan.items) {
      if (item.state.state !== 'done') continue;
      const mark = markOf(item, item.state.at);
      if (!mark) continue;
      for (const workspaceId of new Set([workspaceOf(item), createdPlace(item), defaultBefore(item)])) {
        if (workspaceId === null) continue;
        for (const about of mark.about) {
          const key = under(workspaceId, about);
          const list = marks.get(key);
          if (list) list.push(mark);
          else marks.set(key, [mark]);
        }
      }
    }
  return marks;
}

/** Another default takes the mark off the one before. */
function defaultBefore({ request, preImage }: PlanItem): string | null {
  const before = request.type === 'workspace.set-default' ? readPreImage(preImage) : null;
  return before?.of === 'workspace' ? before.defaultId : null;
}

function markOf({ request, preImage }: PlanItem, at: number): Mark | null {
  const isThem = (subject: { userId: string | null; email: string }) => (row: HistoryRow) =>
    row.subjectId === subject.userId || row.subject.toLowerCase() === subject.email.toLowerCase();
  const mark = (kinds: Mark['kinds'], matches: Mark['matches'], about: Mark['about'] = [anybody]): Mark => ({
    kinds,
    matches,
    at,
    about,
  });
  /** About one member, by their id or their address. */
  const person = (
    kinds: Mark['kinds'],
    subject: { userId: string | null; email: string },
    also: Mark['matches'] = () => true,
  ) => {
    const matches = isThem(subject);
    return mark(kinds, (row) => matches(row) && also(row), [...byId(subject.userId), byEmail(subject.email)]);
  };
  /** About one thing, by its id. */
  const thing = (kinds: Mark['kinds'], id: string | null) => mark(kinds, () => true, byId(id));
  const created = () => {
    const before = readPreImage(preImage);
    return before?.of === 'creation' ? before.created : null;
  };
  switch (request.type) {
    case 'member.invite':
      return person(['member.joined', 'invitation.sent'], { userId: null, email: request.email });
    case 'member.set-role':
      return person(['member.role', 'member.joined'], request, (row) => row.after === request.role);
    case 'member.remove':
      return person(['member.left'], request);
    case 'invitation.cancel':
      return thing(['invitation.ended'], request.invitationId);
    case 'invitation.accept':
      return mark(['workspace.appeared'], () => true);
    case 'invitation.decline':
      return null;
    case 'role.create':
      return thing(['role.created'], created());
    case 'role.set-permissions':
      return thing(['role.permissions'], request.roleId);
    case 'token.create':
      return thing(['token.created'], created());
    case 'token.enable':
      return thing([request.enabled ? 'token.enabled' : 'token.disabled'], request.tokenId);
    case 'token.revoke':
      return thing(['token.revoked', 'token.gone'], request.tokenId);
    case 'token.rotate':
    case 'token.delete':
      return thing(['token.gone'], request.tokenId);
    case 'workspace.create':
    case 'workspace.provision':
    case 'workspace.clone':
    case 'organization.create':
      return mark(['workspace.appeared'], () => true);
    case 'workspace.delete':
    case 'workspace.leave':
      return mark(['workspace.gone'], () => true);
    case 'workspace.update':
    case 'organization.update':
      return mark(['workspace.changed'], about('name'));
    case 'workspace.change-settings':
      return mark(['details.changed'], () => true);
    case 'workspace.transfer': {
      const isNew = isThem(request);
      const before = readPreImage(preImage);
      const old = before?.of === 'transfer' ? before.owner?.userId : undefined;
      const isOld = (row: HistoryRow) => row.subjectId === old;
      return mark(['member.role', 'workspace.changed'], (row) =>
        row.kind === 'member.role' ? isNew(row) || isOld(row) : about('my role')(row) || about('owner')(row),
      );
    }
    case 'workspace.set-default':
      return mark(['workspace.changed'], about('default'));
    case 'workspace.approvals':
      return mark(['workspace.changed'], about('approvals'));
    case 'workspace.favourite':
      return mark(['workspace.changed'], about('favourite'));
    case 'workspace.hide':
      return mark(['workspace.changed'], about('hidden'));
  }
}

/** A changed workspace names the field before the value: "approvals: on". */
const about = (field: string) => (row: HistoryRow) => row.after?.startsWith(`${field}: `) === true;

function isOwn(row: HistoryRow, marks: Map<string, Mark[]>): boolean {
  const workspaceId = row.workspaceId ?? row.subjectId;
  return [anybody, ...byId(row.subjectId), byEmail(row.subject)].some((key) =>
    (marks.get(under(workspaceId, key)) ?? []).some(
      (mark) =>
        mark.kinds.includes(row.kind) &&
        mark.at >= (row.from ?? 0) - slack &&
        Math.abs(mark.at - row.at) <= slack &&
        mark.matches(row),
    ),
  );
}

function observedWords(row: HistoryRow, label: (role: string) => string): string {
  const was = row.before === null ? '' : ` (was ${label(row.before)})`;
  switch (row.kind) {
    case 'member.joined':
      return `${row.subject} joined${row.after === null ? '' : ` as ${label(row.after)}`}.`;
    case 'member.left':
      return `${row.subject} isn’t a member any more${was}.`;
    case 'member.role':
      return `${row.subject} became ${row.after === null ? 'another role' : label(row.after)}${was}.`;
    case 'member.status':
      return row.after === 'active'
        ? `${row.subject} signed up.`
        : `${row.subject} is ${row.after ?? 'unknown'} now.`;
    case 'workspace.appeared':
      return `Workspace ${quoted(row.subject)} appeared in the list.`;
    case 'workspace.gone':
      return `Workspace ${quoted(row.subject)} isn’t in the list any more.`;
    case 'workspace.changed':
      return `Workspace ${quoted(row.subject)} changed${fieldWords(row, label)}.`;
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
        ? `The invitation of ${row.subject} isn’t in the list any more.`
        : `The invitation of ${row.subject} is ${row.after} now.`;
    case 'role.created':
      return `Role ${quoted(row.subject)} was created.`;
    case 'role.gone':
      return `Role ${quoted(row.subject)} is gone.`;
    case 'role.permissions':
      return `Role ${quoted(row.subject)} has other permissions now${row.after === null ? '' : `: ${row.after || 'none'}`}.`;
    case 'details.changed':
      return `The settings of ${quoted(row.subject)} changed.`;
  }
}

/** "name: Old" and "name: New" are told as "name Old → New". */
function fieldWords(row: HistoryRow, label: (role: string) => string): string {
  const [field, before] = splitField(row.before);
  const [same, after] = splitField(row.after);
  if (field === null || field !== same) return row.after === null ? '' : `: ${row.after}`;
  const read = field === 'my role' ? label : plainly;
  return `: ${field} ${read(before)} → ${read(after)}`;
}

const plainly = (text: string) => text;

function splitField(text: string | null): [string | null, string] {
  const at = text?.indexOf(': ') ?? -1;
  return text === null || at < 0 ? [null, text ?? ''] : [text.slice(0, at), text.slice(at + 2)];
}
