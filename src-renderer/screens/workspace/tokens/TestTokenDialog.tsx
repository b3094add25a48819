import { isolated } from '../../../../src-preload/shared/shown-text.ts';
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { formatDateTimeWithZone, timeAgo } from '../../../../src-preload/shared/format/dates.ts';
import { useNow } from '../../../stores/clock.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../../components/overlays/DialogForm.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { Note } from '../../../components/Note.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { notTestedText, pasteValueText, storedValueHint, testText } from './text.ts';
import type { TokenDialogProps } from './token-dialog-props.ts';

interface Probe {
  at: number;
  works: boolean;
  words: string;
}

/** Tests a key against the service with its stored value; a value can be stored or replaced here. */
export function TestTokenDialog({ place, placeText, one, name, token, onClose }: TokenDialogProps) {
  const now = useNow();
  const [probe, setProbe] = useState<Probe | null>(token.probe.state === 'known' ? token.probe.value : null);
  const [error, setError] = useState<AppError | null>(null);
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  // Without an earlier test there is no stored value either, so the field asks for one first.
  const [asking, setAsking] = useState(token.probe.state !== 'known');
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  const test = async () => {
    setBusy(true);
    setError(null);
    const answer = await window.steward.tokens.probeValue({ ...place, tokenId: token.id });
    if (!isOpen.current) return;
    setBusy(false);
    if (answer.ok) {
      setProbe(answer.value);
      return;
    }
    setError(answer.error);
    setAsking(true);
  };
  const saveAndTest = async () => {
    setBusy(true);
    const kept = await window.steward.tokens.keepValue({
      ...place,
      tokenId: token.id,
      value: value.trim(),
    });
    if (!isOpen.current) return;
    if (!kept.ok) {
      setBusy(false);
      setError(kept.error);
      return;
    }
    setValue('');
    setAsking(false);
    await test();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Test ${one} “${isolated(name)}”`}
      description={`${placeText} ${testText}`}
    >
      <DialogForm
        errors={[error]}
        busy={busy}
        reason={asking && value.trim() === '' ? pasteValueText(one) : null}
        submit={asking ? 'Save and test' : probe === null ? 'Test' : 'Test again'}
        cancel="Close"
        onSubmit={() => void (asking ? saveAndTest() : test())}
        onCancel={onClose}
      >
        {error === null && probe !== null && (
          <Note
            role="status"
            tone={probe.works ? 'info' : 'bad'}
            title={probe.works ? `The ${one} works` : `The ${one} doesn’t work`}
          >
            <p>{probe.words}</p>
            <p title={formatDateTimeWithZone(probe.at)}>Tested {timeAgo(probe.at, now)}.</p>
          </Note>
        )}
        {error === null && probe === null && !asking && <p>{notTestedText}</p>}
        {asking ? (
          <Field label={`Value of the ${one}`} hint={storedValueHint}>
            {(aria) => <SecretInput {...aria} what={one} value={value} onChange={setValue} />}
          </Field>
        ) : (
          <div>
            <Button size="s" variant="quiet" onClick={() => setAsking(true)}>
              Save another value
            </Button>
          </div>
        )}
      </DialogForm>
    </Dialog>
  );
}
