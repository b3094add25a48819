import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { Popover } from 'radix-ui';
import { ChevronDown } from 'lucide-react';
import type { FieldAria } from './Field.tsx';
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
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [wanted, setActive] = useState(0);
  const words = (typed ?? '')
    .toLowerCase()
    .split(/[\s_]+/u)
    .filter(Boolean);
  const matching = options.filter((option) => {
    const text = option.toLowerCase().replaceAll('_', ' ');
    return words.every((word) => text.includes(word));
  });
  const shown = matching.slice(0, shownAtOnce);
  const active = Math.max(0, Math.min(wanted, shown.length - 1));
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
  const move = (to: number) => {
    const next = Math.max(0, Math.min(to, shown.length - 1));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) show();
      else move(active + (event.key === 'ArrowDown' ? 1 : -1));
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
            type="text"
            role="combobox"
            className={input.input}
            aria-expanded={open}
            aria-autocomplete="list"
            aria-controls={`${id}-list`}
            {...(open && shown.length > 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
            autoComplete="off"
            spellCheck={false}
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
          <ul ref={list} id={`${id}-list`} role="listbox" aria-label={label}>
            {shown.map((option, index) => (
              <li
                key={option}
                id={`${id}-${index}`}
                role="option"
                aria-selected={option === value}
                data-active={index === active}
                className={css.option}
                onClick={() => take(option)}
              >
                {option}
              </li>
            ))}
          </ul>
          {matching.length !== shown.length || matching.length === 0 ? (
            <p className={css.remark}>
              {matching.length === 0
                ? 'Nothing is called that.'
                : `${matching.length - shown.length} more; type to find one.`}
            </p>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
