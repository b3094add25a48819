import { ToggleGroup } from 'radix-ui';
import css from './SegmentedControl.module.css';

interface SegmentedControlProps<V extends string> {
  /** The accessible name. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
  /** The arrows walk it together with the controls around it. */
  inToolbar?: boolean;
}

/** One of two or three, side by side: which part of a list is shown. */
export function SegmentedControl<V extends string>({
  label,
  value,
  onChange,
  options,
  inToolbar = false,
}: SegmentedControlProps<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      className={css.segments}
      aria-label={label}
      value={value}
      rovingFocus={!inToolbar}
      onValueChange={(next) => {
        const wanted = options.find((one) => one.value === next);
        if (wanted !== undefined) onChange(wanted.value);
      }}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
