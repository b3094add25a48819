import { Building2, CircleUserRound, Cloud, Globe, Laptop, type LucideIcon } from 'lucide-react';
import type { Scope } from '../../../src-preload/contract/capabilities.ts';
import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';

export const kindIcons: Record<ConnectionKind, LucideIcon> = {
  managed: Cloud,
  'local-dev': Laptop,
  'remote-url': Globe,
};

/** What a place is called in a sentence, and what its people are. */
export const scopeWords: Record<Scope, { one: string; label: string; members: string }> = {
  workspace: { one: 'workspace', label: 'Workspace', members: 'Members' },
  organization: { one: 'organization', label: 'Organization', members: 'People' },
  account: { one: 'account', label: 'Your account', members: 'Members' },
};

export const scopeIcons: Record<Exclude<Scope, 'workspace'>, LucideIcon> = {
  organization: Building2,
  account: CircleUserRound,
};

/** "1 person", "3 people". */
export const people = (count: number) => (count === 1 ? '1 person' : `${count.toLocaleString()} people`);

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;
