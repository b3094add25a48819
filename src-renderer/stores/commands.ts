import { lockNow, refreshShown } from './actions.ts';
import { arriveAtSearch } from './arrival.ts';
import { openAllConnections } from './all-connections.ts';
import { closeDialog, openDialog, useDialogs } from './dialogs.ts';
import { useNavigation } from './navigation.ts';
import { copyPlaceLink } from './place-link.ts';
import { goBack, goForward } from './trail.ts';
import { openUndo } from './plan/plan.ts';
import { toast } from './toasts.ts';
import { lastUndoable } from './undo-stack.ts';

/** Puts the cursor into the first of these search fields that is there. */
export function focusSearch(selectors: readonly string[]) {
  for (const selector of selectors) {
    const field = document.querySelector<HTMLInputElement>(selector);
    if (field !== null) {
      field.focus();
      field.select();
      return;
    }
  }
}

/** The search of the list in view; where there is none, that of the workspaces. */
export const focusListSearch = () => focusSearch(['main [data-shortcut="/"]', '[data-shortcut="/"]']);

export type Command =
  | 'add-connection'
  | 'settings'
  | 'palette'
  | 'refresh'
  | 'find'
  | 'shortcuts'
  | 'lock'
  | 'back'
  | 'forward'
  | 'copy-link'
  | 'undo'
  | 'all-connections'
  | 'history';

const nothingToUndoText = 'Nothing to undo in this window. Earlier changes are in History.';

/** `/`: the search of the list in view, also where that is still loaded. */
export function findInList(): void {
  const isComing = document.querySelector('main [data-skeleton]') !== null;
  if (isComing && document.querySelector('main [data-shortcut="/"]') === null) arriveAtSearch();
  else focusListSearch();
}

/** One command, from the keyboard, the native menu or the palette. */
export function runCommand(command: Command): void {
  const type = useDialogs.getState().page?.type;
  switch (command) {
    case 'add-connection':
      openDialog({ type: 'add-connection', start: { from: 'address' } });
      break;
    case 'settings':
      closeDialog();
      useNavigation.getState().go({ screen: 'settings' });
      break;
    case 'palette':
      if (type === 'palette') closeDialog();
      else openDialog({ type: 'palette' });
      break;
    case 'shortcuts':
      if (type === 'shortcuts') closeDialog();
      else openDialog({ type: 'shortcuts' });
      break;
    case 'refresh':
      void refreshShown();
      break;
    case 'back':
      goBack();
      break;
    case 'forward':
      goForward();
      break;
    case 'copy-link':
      copyPlaceLink();
      break;
    case 'all-connections':
      openAllConnections();
      break;
    case 'history':
      useNavigation.getState().go({ screen: 'history' });
      break;
    case 'lock':
      void lockNow();
      break;
    case 'undo': {
      const last = lastUndoable();
      if (last === null) toast(nothingToUndoText, { tone: 'info' });
      else void openUndo(last.planId);
      break;
    }
    case 'find':
      findInList();
      break;
  }
}
