import type { FormField } from '../../../src-preload/contract/connections.ts';
import { Field } from '../../components/fields/Field.tsx';
import { SecretInput } from '../../components/fields/SecretInput.tsx';
import { Switch } from '../../components/fields/Switch.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { switchValue } from './form-values.ts';
import { inSentence } from './text.ts';
import css from './connections.module.css';

interface FormFieldsProps {
  fields: readonly FormField[];
  values: Readonly<Record<string, string>>;
  onChange: (id: string, value: string) => void;
  /** By field id. */
  problems: Readonly<Record<string, string>>;
  /** Addresses and path templates, where every character counts. */
  mono?: boolean;
  /** Off where every field is optional. */
  markOptional?: boolean;
}

/** The fields that a system asks for. */
export function FormFields({
  fields,
  values,
  onChange,
  problems,
  mono = false,
  markOptional = true,
}: FormFieldsProps) {
  return fields.map(({ id, label, hint, kind, optional }) => {
    const value = values[id] ?? '';
    if (kind === 'switch') {
      return (
        <Switch
          key={id}
          label={label}
          {...(hint === '' ? {} : { hint })}
          checked={value === 'on'}
          onChange={(on) => onChange(id, switchValue(on))}
        />
      );
    }
    return (
      <Field
        key={id}
        label={
          optional && markOptional ? (
            <>
              {label} <span className={css.optional}>optional</span>
            </>
          ) : (
            label
          )
        }
        error={problems[id] ?? null}
        {...(hint === '' ? {} : { hint })}
      >
        {(aria) =>
          kind === 'secret' ? (
            <SecretInput
              {...aria}
              data-field={id}
              what={inSentence(label)}
              maxLength={20_000}
              value={value}
              onChange={(next) => onChange(id, next)}
            />
          ) : (
            <TextInput
              {...aria}
              data-field={id}
              mono={mono}
              maxLength={4000}
              value={value}
              onChange={(event) => onChange(id, event.currentTarget.value)}
            />
          )
        }
      </Field>
    );
  });
}
