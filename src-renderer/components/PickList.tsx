import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import { Check, Search } from 'lucide-react';
import css from './PickList.module.css';

export interface PickOption {
  value: string;
  label: string;
  detail?: string | undefined;
  /** At the right: a role, a state. */
  aside?: ReactNode;
}

interface PickListProps {
  /** The accessible name of the search and of the list. */
  label: string;
  placeholder?: string;
  search: string;
  onSearch: (text: string) => void;
  options: readonly PickOption[];
  picked: ReadonlySet<string>;
  /** A multiple list picks and unpicks, a single one picks. */
  onPick: (option: PickOption) => void;
  multiple?: boolean;
  /** Said in place of the list while it is empty. */
  empty: string;
  /** A remark after the options: how many more there are. */
  more?: string | null;
}

/** A searched list to pick from. The arrows walk it from the search field, Enter picks; Ctrl/⌘ Enter stays with the form. */
export function PickList({
  label,
  placeholder,
  search,
  onSearch,
  options,
  picked,
  onPick,
  multiple = false,
  empty,
  more = null,
}: PickListProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [wanted, setActive] = useState(0);
  const active = Math.max(0, Math.min(wanted, options.length - 1));
  const move = (index: number) => {
    const next = Math.max(0, Math.min(index, options.length - 1));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const targets: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 6,
      PageUp: active - 6,
    };
    const to = targets[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const option = options[active];
      if (option !== undefined) onPick(option);
    } else if (event.key === 'Escape' && search !== '') {
      event.preventDefault();
      event.stopPropagation();
      onSearch('');
    }
  };
  return (
    <div className={css.pick}>
      <div className={css.search}>
        <Search aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          {...(options.length === 0 ? {} : { 'aria-activedescendant': `${id}-${active}` })}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={search}
          onChange={(event) => {
            onSearch(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={keyDown}
        />
      </div>
      <ul
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className={css.list}
        {...(multiple ? { 'aria-multiselectable': true } : {})}
      >
        {options.map((option, index) => {
          const isPicked = picked.has(option.value);
          return (
            <li
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={isPicked}
              data-active={index === active}
              className={css.option}
              // The focus stays in the search field, so that typing goes on.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                setActive(index);
                onPick(option);
              }}
            >
              <span className={multiple ? css.box : css.tick} data-on={isPicked} aria-hidden>
                {isPicked && <Check />}
              </span>
              <span className={css.label}>{option.label}</span>
              {option.detail !== undefined && <span className={css.detail}>{option.detail}</span>}
              {option.aside !== undefined && <span className={css.aside}>{option.aside}</span>}
            </li>
          );
        })}
      </ul>
      {(options.length === 0 || more !== null) && (
        <p className={css.remark} role="status">
          {options.length === 0 ? empty : more}
        </p>
      )}
    </div>
  );
}
