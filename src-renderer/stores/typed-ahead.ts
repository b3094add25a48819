/* Keys typed between what opens a dialog or a place and the moment that it is there: its code or its data may still be loaded then. */

export interface TypedAhead {
  text: string;
  /** Enter was pressed after it. */
  entered: boolean;
}

/** What isn't there after so long (ms) won't come: its keys are not held any longer. */
const longestWaitMs = { dialog: 5000, next: 5000, place: 1500 };

/** `next`: whichever dialog or place comes next, where what was chosen isn't known yet. */
type Awaited = keyof typeof longestWaitMs;

const nothing: TypedAhead = { text: '', entered: false };
let typed = nothing;
let awaited: Awaited | null = null;
let stop: (() => void) | null = null;

interface Opening {
  /** A dialog unless said otherwise. */
  awaits?: Awaited;
  /** Whether it is still awaited when this key is pressed; once it isn't, keys go where the focus is. */
  isAwaited: (key: string) => boolean;
  /** Escape was pressed; without it, Escape goes where the focus is. */
  onCancel?: () => void;
  /** What was typed for it already. */
  text?: string;
}

/** Keeps what is typed from now on, until it is taken. What was typed for whatever comes next is for this. */
export function startTypedAhead({
  awaits = 'dialog',
  isAwaited,
  onCancel,
  text: before = '',
}: Opening): void {
  const ahead = awaited === 'next' ? typed : { ...nothing, text: before };
  takeTypedAhead();
  typed = ahead;
  awaited = awaits;
  const startedAt = Date.now();
  /** What follows it belongs to another field. */
  let isLeft = false;
  const keep = (event: KeyboardEvent) => {
    const { key } = event;
    if (!isAwaited(key) || Date.now() - startedAt > longestWaitMs[awaits]) {
      takeTypedAhead();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (key === 'Escape' && onCancel === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const { text, entered } = typed;
    if (key === 'Escape') {
      takeTypedAhead();
      onCancel?.();
    } else if (entered || isLeft) return;
    else if (key === 'Tab') isLeft = true;
    else if (key === 'Enter') typed = { text, entered: true };
    else if (key === 'Backspace') typed = { text: [...text].slice(0, -1).join(''), entered };
    else if ([...key].length === 1) typed = { text: text + key, entered };
  };
  window.addEventListener('keydown', keep, { capture: true });
  stop = () => window.removeEventListener('keydown', keep, { capture: true });
}

/** What was typed meanwhile; from now on keys go where the focus is. */
export function takeTypedAhead(): TypedAhead {
  stop?.();
  stop = null;
  awaited = null;
  const taken = typed;
  typed = nothing;
  return taken;
}

/** What was typed for a place that is there now; null where nothing is kept for one. */
export const takeTypedForPlace = (): string | null => (awaited === 'place' ? takeTypedAhead().text : null);

const isTextField = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !['radio', 'checkbox', 'range'].includes(element.type));

/** Types into the field with the focus what was typed meanwhile; elsewhere it is dropped. An Enter is never repeated: it might send. */
export function typeAhead(): void {
  const { text } = takeTypedAhead();
  // As typed by hand: it replaces what is selected, tells React, and can be undone.
  if (text !== '' && isTextField(document.activeElement)) document.execCommand('insertText', false, text);
}

/** Keeps keys for the first field of a dialog that is on screen but still reads what it shows. Its buttons can be reached meanwhile. */
export function keepTypingFor(isAwaited: () => boolean): void {
  const { text, entered } = takeTypedAhead();
  let hasText = text !== '' || entered;
  startTypedAhead({
    text,
    isAwaited: (key) => {
      hasText ||= [...key].length === 1;
      return isAwaited() && (hasText || key !== 'Tab');
    },
  });
}
