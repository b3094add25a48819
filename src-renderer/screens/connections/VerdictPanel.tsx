import { useEffect, useRef, useState } from 'react';
import { IdCard, Network, Unplug } from 'lucide-react';
import type { Product, Verdict } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { openPage } from '../../stores/actions.ts';
import { Button } from '../../components/Button.tsx';
import { Checkbox } from '../../components/fields/Checkbox.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { CertificatePanel } from './CertificatePanel.tsx';
import { ClientCertificateChooser } from './ClientCertificateChooser.tsx';
import type { ProbeInput, Recognised } from './useProbe.ts';
import { clientCertificateText, insecureText, verdictTitles } from './text.ts';
import css from './connections.module.css';

type Refusal = Exclude<Verdict, Recognised>;

interface VerdictPanelProps {
  verdict: Refusal;
  input: ProbeInput;
  /** Checks again with something changed. */
  onCheck: (change: Partial<ProbeInput>) => void;
  /** Systems to offer when a different one responded. */
  products?: readonly Product[];
  /** Opens the connection that already has this address. */
  onOpen?: (connectionId: string) => void;
}

function InsecureHttp({
  verdict,
  onCheck,
}: VerdictPanelProps & { verdict: { verdict: 'insecure-http' } & Refusal }) {
  const [consent, setConsent] = useState(false);
  return (
    <>
      <Note tone="warn" title={verdict.sentence} role="alert">
        {verdict.nextStep}
      </Note>
      <Checkbox label={insecureText.consent} checked={consent} onChange={setConsent} />
      <div className={css.actions}>
        <Button
          variant="danger"
          disabledReason={consent ? null : insecureText.consentFirst}
          onClick={() => onCheck({ allowInsecure: true })}
        >
          Connect without encryption
        </Button>
      </div>
    </>
  );
}

function Failed({
  title,
  icon,
  error,
  onRetry,
}: {
  title: string;
  icon: 'unplug' | 'network';
  error: AppError;
  onRetry: () => void;
}) {
  const Icon = icon === 'unplug' ? Unplug : Network;
  return (
    <>
      <h3 className={css.verdict}>
        <Icon aria-hidden />
        {title}
      </h3>
      <ErrorNote error={error} onRetry={onRetry} />
    </>
  );
}

/** Why an address can't be signed in to as it is, with every next step there is. */
export function VerdictPanel(props: VerdictPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  // The next step is at the end, which a small window would hide.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'end' });
  }, [props.verdict]);
  return (
    <div ref={panel} className={css.panel}>
      <VerdictContent {...props} />
    </div>
  );
}

function VerdictContent(props: VerdictPanelProps) {
  const { verdict, input, onCheck, onOpen, products = [] } = props;
  const again = () => onCheck({});
  switch (verdict.verdict) {
    case 'address-invalid': {
      const { suggestion } = verdict;
      return (
        <Note
          tone="bad"
          role="alert"
          title={verdict.sentence}
          action={
            suggestion === null ? undefined : (
              <Button onClick={() => onCheck({ address: suggestion })}>Use {suggestion}</Button>
            )
          }
        >
          {verdict.nextStep}
        </Note>
      );
    }
    case 'insecure-http':
      return <InsecureHttp {...props} verdict={verdict} />;
    case 'already-added':
      return (
        <>
          <Note tone="info" role="status" title={verdict.sentence}>
            {verdict.nextStep}
          </Note>
          <div className={css.actions}>
            {onOpen === undefined ? null : (
              <Button variant="primary" onClick={() => onOpen(verdict.connectionId)}>
                Open {verdict.label}
              </Button>
            )}
            <Button onClick={() => onCheck({ connectionId: verdict.connectionId })}>
              Use a different account
            </Button>
          </div>
        </>
      );
    case 'unreachable':
      return (
        <Failed title={verdictTitles[verdict.reason]} icon="unplug" error={verdict.error} onRetry={again} />
      );
    case 'certificate':
      return <CertificatePanel certificate={verdict.certificate} error={verdict.error} onTrusted={again} />;
    case 'client-certificate':
      return (
        <>
          <h3 className={css.verdict}>
            <IdCard aria-hidden />
            {verdictTitles.clientCertificate}
          </h3>
          <Note tone="warn" role="alert" title={verdict.error.sentence}>
            {clientCertificateText.needed}
          </Note>
          <ClientCertificateChooser
            connectionId={null}
            address={verdict.address}
            chosen={null}
            onChosen={again}
          />
        </>
      );
    case 'proxy':
      return (
        <>
          <Failed title={verdictTitles.proxy} icon="network" error={verdict.error} onRetry={again} />
          <div className={css.actions}>
            <Button onClick={() => void openPage(input.address)}>Open in browser</Button>
          </div>
        </>
      );
    case 'wrong-product': {
      const other = products.find(({ name }) => name === verdict.looksLike);
      return (
        <>
          <Failed
            title={
              verdict.looksLike === null
                ? verdictTitles.otherProduct
                : verdictTitles.looksLike(verdict.looksLike)
            }
            icon="network"
            error={verdict.error}
            onRetry={again}
          />
          {other === undefined || other.provider === input.provider ? null : (
            <div className={css.actions}>
              <Button variant="primary" onClick={() => onCheck({ provider: other.provider })}>
                Use {other.name}
              </Button>
            </div>
          )}
        </>
      );
    }
    case 'too-old':
      return (
        <Note tone="bad" role="alert" title={verdict.sentence}>
          {verdict.nextStep}
        </Note>
      );
  }
}
