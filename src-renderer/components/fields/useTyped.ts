import { useRef, type FocusEvent, type FormEvent } from 'react';

const fields = 'textarea, input:not([type=search], [type=checkbox], [type=radio])';

type Field = HTMLInputElement | HTMLTextAreaElement;
const fieldOf = (target: EventTarget): Field | null =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.matches(fields)
    ? target
    : null;

interface Typed {
  /** For the element around the fields. */
  listeners: {
    onFocusCapture: (event: FocusEvent) => void;
    onInputCapture: (event: FormEvent) => void;
  };
  /** Whether a field holds something else than it began with; one that is gone counts as it was left. */
  isTyped: () => boolean;
  forget: () => void;
}

/** Whether something was typed or pasted into the fields of a form. What it was is not kept: it may be a secret. */
export function useTyped(): Typed {
  const known = useRef(new WeakMap<Field, { id: number; initial: string }>());
  const changed = useRef(new Set<number>());
  const nextId = useRef(1);
  return {
    listeners: {
      onFocusCapture({ target }) {
        const field = fieldOf(target);
        if (field !== null && !known.current.has(field))
          known.current.set(field, { id: nextId.current++, initial: field.value });
      },
      onInputCapture({ target }) {
        const field = fieldOf(target);
        const before = field === null ? undefined : known.current.get(field);
        if (field === null || before === undefined) return;
        if (field.value === before.initial) changed.current.delete(before.id);
        else changed.current.add(before.id);
      },
    },
    isTyped: () => changed.current.size > 0,
    forget: () => changed.current.clear(),
  };
}
