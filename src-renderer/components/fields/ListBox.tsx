import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';

/** Options moved by one press of each key. */
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

/**
 * Which option of a list box is active, for a field that keeps the focus while the list beside it is walked. `field` goes to the
 * input, `list` to its `ListBox`.
 */
export function useListBox(count: number, { wraps = false }: { wraps?: boolean } = {}) {
  const id = useId();
  const [wanted, setActive] = useState(0);
  const active = Math.max(0, Math.min(wanted, count - 1));
  return {
    active,
    setActive,
    /** Moves to another option where the key is one that does; else false. */
    walk(key: string): boolean {
      const step = steps[key];
      if (step === undefined || count === 0) return false;
      const next = active + step;
      setActive(wraps ? (next + count) % count : Math.max(0, Math.min(next, count - 1)));
      return true;
    },
    field: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      autoComplete: 'off',
      spellCheck: false,
    } as const,
    /** For a field whose list is on screen. */
    controls: {
      'aria-controls': `${id}-list`,
      ...(count === 0 ? {} : { 'aria-activedescendant': `${id}-${active}` }),
    },
    list: { id, active },
  };
}

interface ListBoxProps<Option> {
  /** As `useListBox` has it. */
  list: { id: string; active: number };
  /** The accessible name. */
  label: string;
  options: readonly Option[];
  keyOf: (option: Option) => string;
  isSelected: (option: Option, index: number) => boolean;
  onTake: (option: Option, index: number) => void;
  multiple?: boolean;
  className?: string | undefined;
  optionClassName: string | undefined;
  children: (option: Option) => ReactNode;
}

/** The options of a combo box, a pick list or a search. The focus stays in the field, so that typing goes on. */
export function ListBox<Option>({
  list: { id, active },
  label,
  options,
  keyOf,
  isSelected,
  onTake,
  multiple = false,
  className,
  optionClassName,
  children,
}: ListBoxProps<Option>) {
  const list = useRef<HTMLUListElement>(null);
  const seen = useRef(active);
  useEffect(() => {
    if (seen.current === active) return;
    seen.current = active;
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      className={className}
      {...(multiple ? { 'aria-multiselectable': true } : {})}
    >
      {options.map((option, index) => (
        <li
          key={keyOf(option)}
          id={`${id}-${index}`}
          role="option"
          aria-selected={isSelected(option, index)}
          data-active={index === active}
          className={optionClassName}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(option, index)}
        >
          {children(option)}
        </li>
      ))}
    </ul>
  );
}
