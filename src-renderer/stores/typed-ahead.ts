/* Keys typed between the key that opens a field and the moment that the field is there. */

export interface TypedAhead {
  text: string;
  /** Enter was pressed after it. */
  entered: boolean;
}

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
  const keep = (event: KeyboardEvent) => {
    if (!isAwaited()) {
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
    } else if (entered) return;
    else if (event.key === 'Enter') typed = { text, entered: true };
    else if (event.key === 'Backspace') typed = { text: [...text].slice(0, -1).join(''), entered };
    else if ([...event.key].length === 1) typed = { text: text + event.key, entered };
  };
  window.addEventListener('keydown', keep, true);
  stop = () => window.removeEventListener('keydown', keep, true);
}

/** What was typed meanwhile; from now on keys go where the focus is. */
export function takeTypedAhead(): TypedAhead {
  stop?.();
  stop = null;
  const taken = typed;
  typed = { text: '', entered: false };
  return taken;
}
