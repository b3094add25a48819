import { create } from 'zustand';
import { useNavigation } from './navigation.ts';

/** Whether the list of workspaces lies over the page, where a window is too small to have it beside the page. */
export const useSide = create<{ open: boolean }>(() => ({ open: false }));

export const setSideOpen = (open: boolean) => useSide.setState({ open });

// What was looked for is found: the page is wanted now.
useNavigation.subscribe(({ workspaceId, screen }, before) => {
  if (workspaceId !== before.workspaceId || screen !== before.screen) setSideOpen(false);
});
