import { useToasts } from '../stores/toasts.ts';

/* The parts of the window that F6 walks: the rail, the workspaces, the screen and the status bar. */

const panes = ['nav', 'aside', 'main', 'footer'];
const stops =
  'a[href], button:not([tabindex="-1"]), input:not([tabindex="-1"]), [tabindex="0"], :is(h1, h2)[tabindex]';

/** What had the focus before the messages got it. */
let before: Element | null = null;

/** Moves the focus to the next part of the window, or the one before. Messages come first while there are any. */
export function walkPanes(backwards: boolean): void {
  const { toasts, entered } = useToasts.getState();
  if (toasts.length > 0 && !entered) {
    before = document.activeElement;
    useToasts.setState({ entered: true });
    return;
  }
  useToasts.setState({ entered: false });
  // Over a dialog there is nothing else: the focus goes back into it.
  if (document.querySelector('[role=dialog]') !== null) return;
  const shown = panes.flatMap((selector) => document.querySelector<HTMLElement>(`#root ${selector}`) ?? []);
  const at = shown.findIndex((pane) => pane.contains(entered ? before : document.activeElement));
  const order = backwards ? shown.toReversed() : shown;
  const from = at < 0 ? -1 : order.indexOf(shown[at] ?? order[0] ?? document.body);
  for (let step = 1; step <= order.length; step += 1) {
    const pane = order[(from + step) % order.length];
    const stop = pane?.querySelector<HTMLElement>(stops);
    if (stop === null || stop === undefined) continue;
    stop.focus();
    return;
  }
}
