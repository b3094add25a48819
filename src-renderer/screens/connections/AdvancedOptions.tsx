import { useState } from 'react';
import type { FormField } from '../../../src-preload/contract/connections.ts';
import { Disclosure } from '../../components/Disclosure.tsx';
import { FormFields } from './FormFields.tsx';
import { presets } from './form-values.ts';
import css from './connections.module.css';

interface AdvancedOptionsProps {
  fields: readonly FormField[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
  problems?: Readonly<Record<string, string>>;
}

const none = {};

/** Settings that few need; collapsed unless one of them has a problem. */
export function AdvancedOptions({ fields, values, onChange, problems = none }: AdvancedOptionsProps) {
  const [opened, setOpened] = useState(false);
  if (fields.length === 0) return null;
  const changed = fields.filter(({ id, preset }) => (values[id] ?? preset) !== preset).length;
  const hasProblem = fields.some(({ id }) => problems[id] !== undefined);
  return (
    <div className={css.advanced}>
      <Disclosure
        label="Advanced"
        remark={changed === 0 ? undefined : `${changed} changed`}
        open={opened || hasProblem}
        onOpenChange={setOpened}
      >
        <div className={css.folded}>
          <FormFields
            mono
            markOptional={false}
            fields={fields}
            values={{ ...presets(fields), ...values }}
            problems={problems}
            onChange={(id, value) => onChange({ ...values, [id]: value })}
          />
        </div>
      </Disclosure>
    </div>
  );
}
