import { useState } from 'react';
import type { Approval, SecondPersons } from '../../src-preload/contract/second-persons.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { longestPassphrase } from '../../src-preload/shared/limits.ts';
import { useSecondPersons } from '../stores/second-persons.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { Field } from './fields/Field.tsx';
import { SecretInput } from './fields/SecretInput.tsx';
import { Select } from './fields/Select.tsx';
import css from './SecondPerson.module.css';

const text = {
  person: 'Second person',
  passphrase: 'Their passphrase',
  passphraseOf: (name: string) => `Second person: passphrase of ${name}`,
  loading: 'Loading the second persons.',
  none: 'There’s no second person yet. Add one in Settings → Confirmations.',
  missing: 'A second person has to enter their passphrase.',
};

interface EnteredApproval {
  people: SecondPersons['people'] | null;
  error: AppError | null;
  personId: string;
  passphrase: string;
  choose: (personId: string) => void;
  enter: (passphrase: string) => void;
  /** Why it can't be confirmed yet, or null. */
  reason: string | null;
  approval: Approval;
}

/** A second person’s confirmation as it is being entered; the passphrase lives nowhere else. */
export function useApproval(): EnteredApproval {
  const { value, error } = useSecondPersons();
  const [chosen, choose] = useState<string | null>(null);
  const [passphrase, enter] = useState('');
  const people = value?.people ?? null;
  const personId = chosen ?? people?.[0]?.id ?? '';
  const reason =
    people === null
      ? text.loading
      : people.length === 0
        ? text.none
        : passphrase === ''
          ? text.missing
          : null;
  return {
    people,
    error,
    personId,
    passphrase,
    choose,
    enter,
    reason,
    approval: { personId, passphrase },
  };
}

/** Who it is, where there are several, and their passphrase. */
export function ApprovalFields({
  entered,
  autoFocus = false,
}: {
  entered: EnteredApproval;
  autoFocus?: boolean;
}) {
  const { people, error, personId, passphrase, choose, enter } = entered;
  if (error !== null) return <ErrorNote error={error} />;
  const [only] = people ?? [];
  if (people === null || only === undefined)
    return people === null ? null : <p className={css.none}>{text.none}</p>;
  const isOnly = people.length === 1;
  return (
    <div className={css.fields} data-several={!isOnly}>
      {isOnly ? null : (
        <Field label={text.person}>
          {(aria) => (
            <Select
              {...aria}
              label={text.person}
              value={personId}
              onChange={choose}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      )}
      <Field label={isOnly ? text.passphraseOf(only.name) : text.passphrase}>
        {(aria) => (
          <SecretInput
            {...aria}
            what="passphrase"
            maxLength={longestPassphrase}
            value={passphrase}
            onChange={enter}
            {...(autoFocus ? { 'data-autofocus': true } : {})}
          />
        )}
      </Field>
    </div>
  );
}
