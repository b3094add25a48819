import type { ReactNode } from 'react';
import { useId } from 'react';
import { RadioGroup as Radix } from 'radix-ui';
import type { LucideIcon } from 'lucide-react';
import css from './RadioCards.module.css';

export interface RadioCard<V extends string> {
  value: V;
  label: ReactNode;
  description?: ReactNode;
  icon?: LucideIcon;
  disabledReason?: string | null | undefined;
}

interface RadioCardsProps<V extends string> {
  label: ReactNode;
  hideLabel?: boolean;
  value: V;
  onChange: (value: V) => void;
  options: readonly RadioCard<V>[];
  /** Side by side where there is room. */
  row?: boolean;
  /** None can be taken now; said beside the cards, not on each. */
  disabled?: boolean;
}

/** One of a few that need a sentence each. */
export function RadioCards<V extends string>({
  label,
  hideLabel = false,
  value,
  onChange,
  options,
  row = false,
  disabled = false,
}: RadioCardsProps<V>) {
  const id = useId();
  const take = (next: string) => {
    const option = options.find((each) => each.value === next);
    if (!disabled && option !== undefined && (option.disabledReason ?? null) === null) onChange(option.value);
  };
  return (
    <div className={css.group}>
      <div id={id} className={hideLabel ? 'hidden-words' : css.label}>
        {label}
      </div>
      <Radix.Root
        className={row ? css.row : css.column}
        aria-labelledby={id}
        value={value}
        onValueChange={take}
        orientation={row ? 'horizontal' : 'vertical'}
      >
        {options.map((option) => {
          const reason = option.disabledReason ?? null;
          const words = reason ?? option.description;
          const each = `${id}-${option.value}`;
          return (
            <Radix.Item
              key={option.value}
              value={option.value}
              className={css.card}
              aria-labelledby={each}
              {...(words === undefined ? {} : { 'aria-describedby': `${each}-words` })}
              {...(reason === null && !disabled ? {} : { 'aria-disabled': true })}
            >
              <span className={css.dot} aria-hidden />
              <span className={css.words}>
                <span className={css.name}>
                  {option.icon === undefined ? null : <option.icon aria-hidden />}
                  <span id={each}>{option.label}</span>
                </span>
                {words === undefined ? null : (
                  <span id={`${each}-words`} className={css.description}>
                    {words}
                  </span>
                )}
              </span>
            </Radix.Item>
          );
        })}
      </Radix.Root>
    </div>
  );
}
