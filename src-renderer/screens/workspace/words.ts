import { Building2, CircleUserRound, Cloud, Globe, Laptop, type LucideIcon } from 'lucide-react';
import type { Scope } from '../../../src-preload/contract/capabilities.ts';
import type { Badge, ConnectionKind } from '../../../src-preload/contract/connections.ts';

export const kindWords: Record<ConnectionKind, string> = {
  managed: 'Managed',
  'local-dev': 'Local dev',
  'remote-url': 'Remote URL',
};

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

export const badgeWords: Record<Badge, string> = {
  production: 'Production',
  staging: 'Staging',
  development: 'Development',
};

/** As on the rail's tiles. */
export const badgeShort: Record<Badge, string> = { production: 'PROD', staging: 'STG', development: 'DEV' };

/** "1 person", "3 people". */
export const people = (count: number) => (count === 1 ? '1 person' : `${count.toLocaleString()} people`);

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** The host of an address for a line of text; the text itself where it isn't one. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
