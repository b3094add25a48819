import type { KeyboardEvent, ReactNode } from 'react';
import { Check, Search } from 'lucide-react';
import { longestQuery } from '../../../src-preload/shared/limits.ts';
import { ListBox, useListBox } from './ListBox.tsx';
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
  const { active, setActive, walk, field, controls, list } = useListBox(options.length);
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (walk(event.key)) {
      event.preventDefault();
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
          {...field}
          {...controls}
          className={css.input}
          type="text"
          maxLength={longestQuery}
          aria-label={label}
          aria-expanded
          placeholder={placeholder}
          value={search}
          onChange={(event) => {
            onSearch(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={keyDown}
        />
      </div>
      <ListBox
        list={list}
        label={label}
        options={options}
        keyOf={({ value }) => value}
        isSelected={({ value }) => picked.has(value)}
        onTake={(option, index) => {
          setActive(index);
          onPick(option);
        }}
        multiple={multiple}
        className={css.list}
        optionClassName={css.option}
      >
        {({ value, label: name, detail, aside }) => (
          <>
            <span className={multiple ? css.box : css.tick} data-on={picked.has(value)} aria-hidden>
              {picked.has(value) && <Check />}
            </span>
            <span className={css.label}>{name}</span>
            {detail !== undefined && <span className={css.detail}>{detail}</span>}
            {aside !== undefined && <span className={css.aside}>{aside}</span>}
          </>
        )}
      </ListBox>
      {(options.length === 0 || more !== null) && (
        <p className={css.remark} role="status">
          {options.length === 0 ? empty : more}
        </p>
      )}
    </div>
  );
}
