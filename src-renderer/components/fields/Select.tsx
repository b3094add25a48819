import { useState, type KeyboardEvent } from 'react';
import { Select as Radix } from 'radix-ui';
import { Check, ChevronDown } from 'lucide-react';
import type { OpenedControl } from '../grid/grid-types.ts';
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
  id?: string;
  tabIndex?: number;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** The same element each time, so that it isn't drawn again with its text. */
const chevron = <ChevronDown aria-hidden />;

const take = <V extends string>(
  options: readonly SelectOption<V>[],
  next: string,
  onChange: (value: V) => void,
) => {
  const option = options.find((each) => each.value === next);
  if (option !== undefined && (option.disabledReason ?? null) === null) onChange(option.value);
};

/** One of a few. Typing jumps to an option, as in a native select. Until it is opened it is a button alone. */
export function Select<V extends string>({ label, value, onChange, options, ...rest }: SelectProps<V>) {
  const shown = options.find((each) => each.value === value)?.label ?? value;
  const [used, setUsed] = useState(false);
  if (!used) {
    const open = () => setUsed(true);
    return (
      <button
        {...rest}
        type="button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={false}
        aria-label={label}
        className={`${css.trigger} ${css.field}`}
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
    <Radix.Root value={value} onValueChange={(next) => take(options, next, onChange)} defaultOpen>
      <Radix.Trigger {...rest} aria-label={label} className={`${css.trigger} ${css.field}`}>
        <Radix.Value>{shown}</Radix.Value>
        {chevron}
      </Radix.Trigger>
      <Options options={options} />
    </Radix.Root>
  );
}

interface OpenSelectProps<V extends string>
  extends OpenedControl, Pick<SelectProps<V>, 'value' | 'onChange' | 'options'> {}

/** The open list alone, of a control that is a row's. */
export function OpenSelect<V extends string>({
  value,
  onChange,
  options,
  box,
  onClose,
  onClosed,
}: OpenSelectProps<V>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => take(options, next, onChange)}
      defaultOpen
      onOpenChange={(open) => !open && onClose()}
    >
      <Radix.Trigger asChild>
        <span aria-hidden className={css.at} style={box} />
      </Radix.Trigger>
      <Options
        options={options}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      />
    </Radix.Root>
  );
}

function Options<V extends string>({
  options,
  onCloseAutoFocus,
}: {
  options: readonly SelectOption<V>[];
  onCloseAutoFocus?: (event: Event) => void;
}) {
  return (
    <Radix.Portal>
      <Radix.Content
        className={css.content}
        position="popper"
        sideOffset={4}
        collisionPadding={8}
        {...(onCloseAutoFocus === undefined ? {} : { onCloseAutoFocus })}
      >
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
  );
}
