import { Building2, CircleHelp, CircleUserRound, Cloud, Globe, Laptop, type LucideIcon } from 'lucide-react';
import type { Scope } from '../../src-preload/contract/capabilities.ts';
import type { InstanceKind, Workspace } from '../../src-preload/contract/workspaces.ts';

export const kindIcons: Record<InstanceKind, LucideIcon> = {
  managed: Cloud,
  'local-dev': Laptop,
  'remote-url': Globe,
  'not-reported': CircleHelp,
};

export const scopeIcons: Record<Exclude<Scope, 'workspace'>, LucideIcon> = {
  organization: Building2,
  account: CircleUserRound,
};

/** The icon of a place in lists and titles. */
export const placeIcon = ({ scope, instance }: Pick<Workspace, 'scope' | 'instance'>): LucideIcon =>
  scope === 'workspace' ? kindIcons[instance.kind] : scopeIcons[scope];
