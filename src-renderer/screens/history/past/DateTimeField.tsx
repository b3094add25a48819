import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import styles from './past.module.css';
import { day } from '../../../../src-preload/shared/units.ts';

export const quickChoices = [
  { label: 'Yesterday', back: day },
  { label: 'A week ago', back: 7 * day },
  { label: 'A month ago', back: 30 * day },
] as const;

const two = (value: number) => String(value).padStart(2, '0');
/** What a date-time field takes, in the time zone of this device. */
function fieldText(ms: number): string {
  const at = new Date(ms);
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** A date and time, with buttons for common choices. */
export function DateTimeField({
  label,
  value,
  onChange,
  quick = true,
}: {
  label: string;
  /** Epoch ms. */
  value: number;
  onChange: (at: number) => void;
  quick?: boolean;
}) {
  // The field keeps a half-typed date, and the list stays as it was, until the date is complete.
  const [half, setHalf] = useState<string | null>(null);
  const take = (text: string) => {
    const at = new Date(text).getTime();
    if (Number.isNaN(at)) {
      setHalf(text);
      return;
    }
    setHalf(null);
    // The field has whole seconds. The end of the second is meant, to include what happened in it.
    onChange(at + 999);
  };
  return (
    <>
      <Field label={label}>
        {(aria) => (
          <TextInput
            {...aria}
            type="datetime-local"
            step={1}
            value={half ?? fieldText(value)}
            onChange={({ target }) => take(target.value)}
          />
        )}
      </Field>
      {quick && (
        <div className={styles.quick}>
          {quickChoices.map((choice) => (
            <Button
              key={choice.label}
              size="s"
              onClick={() => {
                setHalf(null);
                onChange(Date.now() - choice.back);
              }}
            >
              {choice.label}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
