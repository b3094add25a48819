import type { KeyboardEvent, Ref } from 'react';
import { Search, X } from 'lucide-react';
import { longestQuery } from '../../../src-preload/shared/limits.ts';
import css from './SearchField.module.css';

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** The key that focuses it; the shell listens for it. */
  shortcut?: string;
  /** Esc clears first; then this is called, to leave the field. */
  onLeave?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  ref?: Ref<HTMLInputElement>;
}

export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  shortcut,
  onLeave,
  onKeyDown,
  ref,
}: SearchFieldProps) {
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (value !== '') onChange('');
      else if (onLeave !== undefined) onLeave();
      else event.currentTarget.blur();
      return;
    }
    onKeyDown?.(event);
  };
  return (
    <div className={css.field}>
      <Search aria-hidden />
      <input
        ref={ref}
        type="search"
        maxLength={longestQuery}
        className={css.input}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        data-shortcut={shortcut}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={keyDown}
      />
      {value !== '' ? (
        <button
          type="button"
          tabIndex={-1}
          className={css.clear}
          aria-label="Clear search"
          onClick={() => onChange('')}
        >
          <X aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
