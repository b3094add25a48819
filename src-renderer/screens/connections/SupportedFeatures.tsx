import { Check, Minus } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { capabilityGroups, capabilityText } from '../../lib/capability-text.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { spokenAs } from '../../lib/names.ts';
import { loadCapabilities, useCapabilities } from '../../stores/connections.ts';
import { supportedText } from './text.ts';
import css from './connections.module.css';

/** Every feature of Steward: whether this system supports it, and if not, the reason with its source. */
export function SupportedFeatures({ connection }: { connection: Connection }) {
  const { rows, error } = useCapabilities(connection.id);
  if (rows === null) {
    return error === null ? (
      <SkeletonLines lines={8} label="Loading supported features" />
    ) : (
      <ErrorNote error={error} onRetry={() => void loadCapabilities(connection.id)} />
    );
  }
  const permissions = new Map(rows.map(({ capability, permission }) => [capability, permission]));
  const names = capabilityText(connection.system);
  const supported = rows.filter(({ permission }) => permission.allowed).length;
  return (
    <div className={css.works} role="region" aria-label="Supported features" tabIndex={0}>
      <p className={css.dim}>
        {supportedText(
          supported,
          rows.length,
          spokenAs(connection.productName, connection.system.apiVariantLabel),
        )}
      </p>
      {capabilityGroups(connection.system).map(({ title, capabilities }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {capabilities.map((capability) => {
              const permission = permissions.get(capability);
              if (permission === undefined) return null;
              return (
                <li key={capability}>
                  {permission.allowed ? (
                    <Check className={css.yes} aria-label="Supported" role="img" />
                  ) : (
                    <Minus className={css.no} aria-label="Not supported" role="img" />
                  )}
                  <div>
                    {names[capability]}
                    {permission.allowed ? null : (
                      <>
                        <p>{permission.reason}</p>
                        {permission.source === undefined ? null : (
                          <p className={css.source}>Source: {permission.source}</p>
                        )}
                      </>
                    )}
                  </div>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
