import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { Popover } from 'radix-ui';
import { ChevronDown } from 'lucide-react';
import type { FieldAria } from './Field.tsx';
import { ListBox, useListBox } from './ListBox.tsx';
import input from './TextInput.module.css';
import css from './Combo.module.css';

/** Options drawn at once; more of them are found by typing. */
const shownAtOnce = 60;

interface ComboProps extends Partial<FieldAria> {
  /** The accessible name of the list. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly string[];
  placeholder?: string;
}

/** One of many (a time zone): typing finds, the arrows walk, Enter takes. What isn't in the list can't be taken. */
export function Combo({ label, value, onChange, options, placeholder, ...aria }: ComboProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const words = (typed ?? '')
    .toLowerCase()
    .split(/[\s_]+/u)
    .filter(Boolean);
  const matching = options.filter((option) => {
    const text = option.toLowerCase().replaceAll('_', ' ');
    return words.every((word) => text.includes(word));
  });
  const shown = matching.slice(0, shownAtOnce);
  const { active, setActive, walk, field, controls, list } = useListBox(shown.length);
  const close = () => {
    setOpen(false);
    setTyped(null);
  };
  const take = (option: string | undefined) => {
    if (option !== undefined) onChange(option);
    close();
  };
  const show = () => {
    setOpen(true);
    setActive(Math.max(0, options.slice(0, shownAtOnce).indexOf(value)));
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (open) walk(event.key);
      else show();
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      take(shown[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <Popover.Root open={open} onOpenChange={(next) => (next ? show() : close())}>
      <Popover.Anchor asChild>
        <div className={css.field}>
          <input
            {...aria}
            {...field}
            {...(open ? controls : { 'aria-controls': controls['aria-controls'] })}
            type="text"
            className={input.input}
            aria-expanded={open}
            placeholder={placeholder}
            value={typed ?? value}
            onClick={show}
            onBlur={close}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setOpen(true);
              setActive(0);
            }}
            onKeyDown={keyDown}
          />
          <ChevronDown aria-hidden />
        </div>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className={css.content}
          // The list in it is what it is; the focus never enters.
          role="presentation"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
        >
          <ListBox
            list={list}
            label={label}
            options={shown}
            keyOf={(option) => option}
            isSelected={(option) => option === value}
            onTake={take}
            optionClassName={css.option}
          >
            {(option) => option}
          </ListBox>
          {matching.length !== shown.length || matching.length === 0 ? (
            <p className={css.remark}>
              {matching.length === 0
                ? 'No results'
                : `${matching.length - shown.length} more; type to find one.`}
            </p>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
