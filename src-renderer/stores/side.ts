import { create } from 'zustand';
import { useNavigation } from './navigation.ts';

/** Whether the list of workspaces lies over the page, where a window is too small to have it beside the page. */
export const useSide = create<{ open: boolean }>(() => ({ open: false }));

export const setSideOpen = (open: boolean) => useSide.setState({ open });

// What was looked for is found: the page is wanted now, also where it showed that place already.
useNavigation.subscribe(({ connectionId, workspaceId, screen }, before) => {
  const isOther = workspaceId !== before.workspaceId || screen !== before.screen;
  if (isOther || connectionId === before.connectionId) setSideOpen(false);
});
