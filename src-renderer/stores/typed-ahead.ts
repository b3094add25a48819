/* Keys typed between what opens a dialog and the moment that its first field is there: its code may still be loaded then. */

export interface TypedAhead {
  text: string;
  /** Enter was pressed after it. */
  entered: boolean;
}

/** A dialog that isn't there after so long (ms) won't come: its keys are not held any longer. */
const longestWaitMs = 5000;

let typed: TypedAhead = { text: '', entered: false };
let stop: (() => void) | null = null;

interface Opening {
  /** Whether the field is still awaited; once it isn't, keys go where the focus is. */
  isAwaited: () => boolean;
  /** Escape was pressed. */
  onCancel: () => void;
}

/** Keeps what is typed from now on, until it is taken. */
export function startTypedAhead({ isAwaited, onCancel }: Opening): void {
  takeTypedAhead();
  const startedAt = Date.now();
  /** What follows it belongs to another field. */
  let isLeft = false;
  const keep = (event: KeyboardEvent) => {
    if (!isAwaited() || Date.now() - startedAt > longestWaitMs) {
      takeTypedAhead();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    const { text, entered } = typed;
    if (event.key === 'Escape') {
      takeTypedAhead();
      onCancel();
    } else if (entered || isLeft) return;
    else if (event.key === 'Tab') isLeft = true;
    else if (event.key === 'Enter') typed = { text, entered: true };
    else if (event.key === 'Backspace') typed = { text: [...text].slice(0, -1).join(''), entered };
    else if ([...event.key].length === 1) typed = { text: text + event.key, entered };
  };
  window.addEventListener('keydown', keep, { capture: true });
  stop = () => window.removeEventListener('keydown', keep, { capture: true });
}

/** What was typed meanwhile; from now on keys go where the focus is. */
export function takeTypedAhead(): TypedAhead {
  stop?.();
  stop = null;
  const taken = typed;
  typed = { text: '', entered: false };
  return taken;
}

const isTextField = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !['radio', 'checkbox', 'range'].includes(element.type));

/** Types into the field with the focus what was typed meanwhile; elsewhere it is dropped. An Enter is never repeated: it might send. */
export function typeAhead(): void {
  const { text } = takeTypedAhead();
  // As typed by hand: it replaces what is selected, tells React, and can be undone.
  if (text !== '' && isTextField(document.activeElement)) document.execCommand('insertText', false, text);
}
