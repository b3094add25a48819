import { useEffect } from 'react';
import { onTopic } from '../stores/events.ts';
import { useDialogs } from '../stores/dialogs.ts';
import { openConnectionAt } from '../stores/actions.ts';
import { useStatus } from '../stores/status.ts';
import { walkPanes } from './panes.ts';
import { findInList, runCommand } from '../stores/commands.ts';

const onMac = () => useStatus.getState().status?.platform === 'darwin';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable], [role=menu]') !== null;

/** The palette and the overlay give way to each other and close by the key that opened them. */
const light = () => {
  const type = useDialogs.getState().page?.type;
  return type === 'palette' || type === 'shortcuts';
};

/** A dialog takes all keys. */
function covered() {
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}

function onKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === 'F6') {
    event.preventDefault();
    walkPanes(event.shiftKey);
    return;
  }
  const modified = event.ctrlKey || event.metaKey;
  if (modified && event.shiftKey && !event.altKey && event.key.toLowerCase() === 'c' && !covered()) {
    event.preventDefault();
    runCommand('copy-link');
    return;
  }
  // What locks must work whatever is on screen.
  if (modified && event.shiftKey && !event.altKey && event.key.toLowerCase() === 'l') {
    event.preventDefault();
    runCommand('lock');
    return;
  }
  if (covered() && !light()) return;
  const take = (act: () => void) => {
    event.preventDefault();
    act();
  };
  if (modified && !event.altKey && !event.shiftKey) {
    const { key } = event;
    if (key === 'k') take(() => runCommand('palette'));
    else if (covered()) return;
    else if (key >= '1' && key <= '9') take(() => openConnectionAt(Number(key) - 1));
    else if (key === 'z' && !typing(event.target)) take(() => runCommand('undo'));
    else if (key === 'f') take(() => runCommand('find'));
    else if (key === 'r') take(() => runCommand('refresh'));
    else if (key === 'n') take(() => runCommand('add-connection'));
    else if (key === ',') take(() => runCommand('settings'));
    return;
  }
  if (modified || event.altKey || typing(event.target)) return;
  if (useDialogs.getState().page?.type === 'palette') return;
  if (event.key === '?') take(() => runCommand('shortcuts'));
  else if (event.key === '/' && !covered()) take(findInList);
}

/** Back and forward: Alt with an arrow, and ⌘ with an arrow or a bracket on a Mac, where a field needs ⌘ with its arrows itself. */
function trailCommand(event: KeyboardEvent): 'back' | 'forward' | null {
  const { key, altKey, metaKey, ctrlKey, shiftKey } = event;
  if (ctrlKey || shiftKey) return null;
  const arrows = altKey ? !metaKey && !onMac() : metaKey && !typing(event.target);
  if (arrows && key === 'ArrowLeft') return 'back';
  if (arrows && key === 'ArrowRight') return 'forward';
  if (!metaKey || altKey) return null;
  return key === '[' ? 'back' : key === ']' ? 'forward' : null;
}

/** Before the lists, which move by the arrows themselves. */
function onTrailKey(event: KeyboardEvent) {
  const command = trailCommand(event);
  if (command === null || event.isComposing || covered()) return;
  event.preventDefault();
  event.stopPropagation();
  runCommand(command);
}

/** Listens for the keys of the app and for the native menu while the shell is shown. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onTrailKey, { capture: true });
    window.addEventListener('keydown', onKey);
    const stop = onTopic('command', ({ command }) => {
      if (!covered() || command === 'lock' || (light() && (command === 'palette' || command === 'shortcuts')))
        runCommand(command);
    });
    return () => {
      window.removeEventListener('keydown', onTrailKey, { capture: true });
      window.removeEventListener('keydown', onKey);
      stop();
    };
  }, []);
}
