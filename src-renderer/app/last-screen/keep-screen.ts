import { useDialogs } from '../../stores/dialogs.ts';
import { onEvent } from '../../stores/events.ts';
import { isListAsAtStart } from '../../stores/members.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useStatus } from '../../stores/status.ts';
import { useToasts } from '../../stores/toasts.ts';
import { drawnNodes } from './capture.ts';

/** The window is at rest when nothing has happened in it for so long (ms). */
const restAfter = 2000;
/** What can't be kept now, because something is open, read or scrolled, is looked at again after so long (ms). */
const lookAgainAfter = 5000;

/** Keeps what the window shows at rest for the next start, each time that something may have changed it. */
export function startKeepingScreen(): void {
  let happenedAt = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const look = () => {
    timer = null;
    const rested = performance.now() - happenedAt;
    if (rested < restAfter) wait(restAfter - rested);
    else
      requestIdleCallback(() => void keep().then((kept) => !kept && timer === null && wait(lookAgainAfter)));
  };
  const wait = (ms: number) => {
    timer = setTimeout(look, ms);
  };
  const happened = () => {
    happenedAt = performance.now();
    if (timer === null) wait(restAfter);
  };
  onEvent(happened);
  useNavigation.subscribe(happened);
  useDialogs.subscribe(happened);
  useStatus.subscribe(happened);
  useToasts.subscribe(happened);
  for (const type of ['pointerdown', 'keydown', 'resize']) window.addEventListener(type, happened);
  happened();
}

/** Answers with whether there is nothing left to keep. */
async function keep(): Promise<boolean> {
  const { connectionId, workspaceId, screen, tab } = useNavigation.getState();
  const vault = useStatus.getState().status?.vault;
  if (vault?.state !== 'open' || vault.backend !== 'keyring') return true;
  // Only the screen that a start opens, as it opens it; forms, tokens and their dialogs are elsewhere.
  if (connectionId === null || workspaceId === null || screen !== 'workspace' || tab !== 'members')
    return true;
  const place = { connectionId, workspaceId };
  const shell = document.querySelector('#root [data-shell]');
  if (shell === null || isCovered() || !isListAsAtStart(place)) return false;
  const nodes = drawnNodes(shell);
  if (nodes === null) return false;
  const answer = await window.steward.lastScreen.keep({
    place,
    density: usePreferences.getState().preferences.density,
    dark: document.documentElement.classList.contains('dark'),
    size: { width: window.innerWidth, height: window.innerHeight },
    nodes,
  });
  return answer.ok && answer.value;
}

/** Whether something lies over the screen, or makes room for itself in it. */
function isCovered(): boolean {
  const { page, upper } = useDialogs.getState();
  if (page !== null || upper.length > 0 || useToasts.getState().toasts.length > 0) return true;
  return document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null;
}
