import { useState, type KeyboardEvent } from 'react';
import { Select as Radix } from 'radix-ui';
import { Check, ChevronDown } from 'lucide-react';
import css from './Select.module.css';

export interface SelectOption<V extends string> {
  value: V;
  label: string;
  description?: string | undefined;
  /** Why it can't be taken: it stays in the list and says so. */
  disabledReason?: string | null | undefined;
}

interface SelectProps<V extends string> {
  /** The accessible name. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  /** `inline`: text with a chevron, for a cell of a table. */
  look?: 'field' | 'inline';
  id?: string;
  tabIndex?: number;
  onOpenChange?: (open: boolean) => void;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** The same element each time, so that it isn't drawn again with its text. */
const chevron = <ChevronDown aria-hidden />;

/**
 * One of a few. Typing jumps to an option, as in a native select. Until it is opened it is a button alone: a list has one in
 * each row, and few of them are ever opened.
 */
export function Select<V extends string>({
  label,
  value,
  onChange,
  options,
  look = 'field',
  onOpenChange,
  ...rest
}: SelectProps<V>) {
  const take = (next: string) => {
    const option = options.find((each) => each.value === next);
    if (option !== undefined && (option.disabledReason ?? null) === null) onChange(option.value);
  };
  const shown = options.find((each) => each.value === value)?.label ?? value;
  const [used, setUsed] = useState(false);
  if (!used) {
    const open = () => {
      setUsed(true);
      onOpenChange?.(true);
    };
    return (
      <button
        {...rest}
        type="button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={false}
        aria-label={label}
        className={`${css.trigger} ${css[look]}`}
        onClick={open}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          open();
        }}
      >
        <span>{shown}</span>
        {chevron}
      </button>
    );
  }
  return (
    <Radix.Root
      value={value}
      onValueChange={take}
      defaultOpen
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Radix.Trigger {...rest} aria-label={label} className={`${css.trigger} ${css[look]}`}>
        <Radix.Value>{shown}</Radix.Value>
        {chevron}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={css.content} position="popper" sideOffset={4} collisionPadding={8}>
          <Radix.Viewport>
            {options.map((option) => {
              const reason = option.disabledReason ?? null;
              return (
                <Radix.Item
                  key={option.value}
                  value={option.value}
                  textValue={option.label}
                  className={css.item}
                  {...(reason === null ? {} : { 'aria-disabled': true })}
                >
                  <span className={css.check}>
                    <Radix.ItemIndicator>
                      <Check aria-hidden />
                    </Radix.ItemIndicator>
                  </span>
                  <span>
                    <Radix.ItemText>{option.label}</Radix.ItemText>
                    {reason === null && option.description === undefined ? null : (
                      <span className={css.description}>{reason ?? option.description}</span>
                    )}
                  </span>
                </Radix.Item>
              );
            })}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
