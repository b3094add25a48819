import { useState } from 'react';
import { longestPassphrase, shortestPassphrase } from '../../../src-preload/shared/limits.ts';
import { Field } from './Field.tsx';
import { SecretInput } from './SecretInput.tsx';

const text = {
  missing: 'Enter a passphrase.',
  tooShort: `Use at least ${shortestPassphrase} characters.`,
  mismatch: 'The passphrases don’t match.',
};

interface EnteredPassphrase {
  passphrase: string;
  repeated: string;
  enter: (passphrase: string) => void;
  repeat: (passphrase: string) => void;
  /** Shown below the fields once it was tried to go on. */
  problems: { passphrase: string | null; repeated: string | null };
  /** Whether it can be taken; from then on the fields say what is wrong. */
  check: () => boolean;
}

/** A passphrase that is chosen, entered twice. */
export function useNewPassphrase(): EnteredPassphrase {
  const [passphrase, enter] = useState('');
  const [repeated, repeat] = useState('');
  const [tried, setTried] = useState(false);
  const length =
    passphrase === '' ? text.missing : passphrase.length < shortestPassphrase ? text.tooShort : null;
  const match = passphrase === repeated ? null : text.mismatch;
  return {
    passphrase,
    repeated,
    enter,
    repeat,
    problems: { passphrase: tried ? length : null, repeated: tried ? match : null },
    check() {
      setTried(true);
      return length === null && match === null;
    },
  };
}

interface NewPassphraseProps {
  entered: EnteredPassphrase;
  /** Whether it takes the place of another one. */
  replaces?: boolean;
  hint: string;
  autoFocus?: boolean;
}

export function NewPassphraseFields({
  entered,
  replaces = false,
  hint,
  autoFocus = false,
}: NewPassphraseProps) {
  const { passphrase, repeated, enter, repeat, problems } = entered;
  return (
    <>
      <Field label={replaces ? 'New passphrase' : 'Passphrase'} hint={hint} error={problems.passphrase}>
        {(aria) => (
          <SecretInput
            {...aria}
            what={replaces ? 'new passphrase' : 'passphrase'}
            maxLength={longestPassphrase}
            value={passphrase}
            onChange={enter}
            {...(autoFocus ? { autoFocus } : {})}
          />
        )}
      </Field>
      <Field label={replaces ? 'Confirm new passphrase' : 'Confirm passphrase'} error={problems.repeated}>
        {(aria) => (
          <SecretInput
            {...aria}
            what="confirmation"
            maxLength={longestPassphrase}
            value={repeated}
            onChange={repeat}
          />
        )}
      </Field>
    </>
  );
}
