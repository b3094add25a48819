import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { sampleText } from '../lib/text.ts';
import { removeSampleData } from '../stores/actions.ts';
import { Button } from './Button.tsx';
import { Chip } from './Chip.tsx';

/** Says that what is shown is made up, and removes it. */
export function SampleMark() {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    await removeSampleData();
    setBusy(false);
  };
  return (
    <>
      <span title={sampleText.about}>
        <Chip icon={FlaskConical}>{sampleText.label}</Chip>
      </span>
      <Button size="s" variant="quiet" busy={busy} onClick={() => void remove()}>
        {sampleText.remove}
      </Button>
    </>
  );
}
