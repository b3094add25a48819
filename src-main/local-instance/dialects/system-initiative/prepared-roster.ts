import type { Directory } from '../../directory.ts';
import { memberOnWire, type MemberOnWire } from './wire.ts';

export interface PreparedMember {
  readonly member: MemberOnWire;
  /** It as JSON. */
  readonly text: string;
}

interface PreparedRoster {
  readonly workspaceId: string;
  /** Of the directory, when this was made. */
  version: string;
  /** By the person's id, in heap order. */
  readonly members: Map<string, PreparedMember>;
}

/** The one that was changed last. */
const last = new WeakMap<Directory, PreparedRoster>();

/**
 * Changes one member, which moves to the end of the roster where `change` says that it did, and gives the whole roster as it is then.
 * Reading and writing out twenty thousand members for each of thousands of changes would take all the time, so those that didn't change
 * are kept as long as nothing else changes in the directory.
 */
export function rosterAfter(
  directory: Directory,
  workspaceId: string,
  personId: string,
  change: () => boolean,
): readonly PreparedMember[] {
  const kept = last.get(directory);
  const isCurrent = kept?.workspaceId === workspaceId && kept.version === directory.version();
  const isChanged = change();
  const roster = isCurrent ? kept : read(directory, workspaceId);
  const member = isCurrent && isChanged ? directory.memberships.find(workspaceId, personId) : null;
  if (member !== null) {
    roster.members.delete(personId);
    roster.members.set(personId, prepared(memberOnWire(member)));
  }
  roster.version = directory.version();
  last.set(directory, roster);
  return [...roster.members.values()];
}

const prepared = (member: MemberOnWire): PreparedMember => ({ member, text: JSON.stringify(member) });

function read(directory: Directory, workspaceId: string): PreparedRoster {
  const members = directory.memberships.of(workspaceId).map(memberOnWire);
  return { workspaceId, version: '', members: new Map(members.map((one) => [one.userId, prepared(one)])) };
}
