import type { Opened, OpenedFile } from '../../src-preload/contract/opened.ts';
import { largestOpened } from '../../src-preload/shared/limits.ts';
import { isolated } from '../../src-preload/shared/shown-text.ts';
import { openedText } from '../lib/text.ts';
import { openDialog, useDialogs } from './dialogs.ts';
import { onTopic } from './events.ts';
import { openPlaceLink } from './place-link.ts';
import { openPlan } from './plan/plan.ts';
import { toast } from './toasts.ts';

/** Some dialogs are parts of their screens: the page knows of all of them. */
const isCovered = () => {
  const { page, upper } = useDialogs.getState();
  const open = ':is([role=dialog], [role=alertdialog]):not([data-state=closed])';
  return page !== null || upper.length > 0 || document.querySelector(open) !== null;
};

/** Leads a file to its review, or to the question of what it is. Nothing is changed by opening it. */
function openFile(file: OpenedFile): void {
  if (file.kind === 'plan') void openPlan(file.requests, { alwaysReview: true });
  else openDialog({ type: 'opened-list', name: file.name, text: file.text });
}

async function show(opened: Opened): Promise<void> {
  if (opened.kind === 'link') await openPlaceLink(opened.link);
  else if (opened.kind === 'refused')
    toast(`${opened.error.sentence} ${opened.error.nextStep}`, { tone: 'bad' });
  else openFile(opened);
}

let taking = false;
/** Something may be waiting for the dialog that is open to close. */
let waits = false;
/** Was taken, and a dialog opened meanwhile. */
let held: Opened | null = null;

/** Shows what waits, one after the other: a dialog that is open is neither replaced nor moved away from its place. */
async function takeNext(): Promise<void> {
  if (taking || isCovered()) return;
  taking = true;
  waits = false;
  let next: Opened | null;
  try {
    next = await oldest();
    held = isCovered() ? next : null;
    if (next !== null && held === null) await show(next);
  } finally {
    taking = false;
  }
  if (next === null) return;
  // There may be more.
  waits = true;
  void takeNext();
}

async function oldest(): Promise<Opened | null> {
  if (held !== null) return held;
  const taken = await window.steward.opened.take({});
  return taken.ok ? taken.value : null;
}

/** Shows the links and files that Steward was started with, and those that are opened later, until the returned function is called. */
export function watchOpened(): () => void {
  void takeNext();
  const stops = [
    onTopic('opened', () => {
      waits = isCovered();
      if (waits) toast(openedText.waiting, { tone: 'info' });
      else void takeNext();
    }),
    // Until it's drawn again, a dialog that was closed is still on the page.
    useDialogs.subscribe(() => void setTimeout(() => void takeNext())),
  ];
  // A dialog that closes gives the focus back.
  const onFocus = () => {
    if (waits) void takeNext();
  };
  document.addEventListener('focusin', onFocus);
  return () => {
    document.removeEventListener('focusin', onFocus);
    for (const stop of stops) stop();
  };
}

/** Opens a file that was dropped on the window. */
export async function openDropped(file: File): Promise<void> {
  const name = isolated(file.name);
  if (isCovered()) {
    toast(openedText.waiting, { tone: 'info' });
    return;
  }
  if (file.size > largestOpened) {
    toast(openedText.tooLarge(name), { tone: 'bad' });
    return;
  }
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder, or a file that is gone by now.
    toast(openedText.unreadable(name), { tone: 'bad' });
    return;
  }
  const read = await window.steward.opened.drop({ name: file.name.slice(-1000), bytes });
  if (read.ok) openFile(read.value);
  else toast(`${read.error.sentence} ${read.error.nextStep}`, { tone: 'bad' });
}
