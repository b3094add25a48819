import type { KeyboardEvent } from 'react';
import { walkList } from '../lib/walk-list.ts';
import { setFolded } from '../stores/workspaces.ts';

/** What is shown of the list of workspaces, from top to bottom. */
export const workspaceRows = (within: ParentNode) => [
  ...within.querySelectorAll<HTMLElement>('[data-workspace]'),
];

/** Arrows, j and k, Home and End walk the list; → and ← open and fold an organization. */
export function walkWorkspaces(connectionId: string, event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  const items = workspaceRows(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const item = items[at];
  if (item === undefined) return;
  const { branch, folded, within } = item.dataset;
  if (event.key === 'ArrowRight' && branch !== undefined) {
    event.preventDefault();
    if (folded === 'true') setFolded(connectionId, branch, false);
    else items[at + 1]?.focus();
    return;
  }
  if (event.key === 'ArrowLeft' && (branch !== undefined || within !== undefined)) {
    event.preventDefault();
    if (branch !== undefined) setFolded(connectionId, branch, true);
    else items.find((each) => each.dataset.branch === within)?.focus();
    return;
  }
  walkList(items, event);
}
