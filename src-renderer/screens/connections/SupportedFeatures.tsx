import { Check, Minus } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { capabilityGroups, capabilityText } from '../../lib/capability-text.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { spokenAs } from '../../lib/names.ts';
import { loadCapabilities, useCapabilities } from '../../stores/connections.ts';
import css from './connections.module.css';

/** Everything that a system could be asked for: what works here, and what doesn't with the reason and who says so. */
export function SupportedFeatures({ connection }: { connection: Connection }) {
  const { rows, error } = useCapabilities(connection.id);
  if (rows === null) {
    return error === null ? (
      <SkeletonLines lines={8} label="Reading what works here" />
    ) : (
      <ErrorNote error={error} onRetry={() => void loadCapabilities(connection.id)} />
    );
  }
  const permissions = new Map(rows.map(({ capability, permission }) => [capability, permission]));
  const words = capabilityText(connection.system);
  const works = rows.filter(({ permission }) => permission.allowed).length;
  return (
    <div className={css.works} role="region" aria-label="What works here" tabIndex={0}>
      <p className={css.dim}>
        {works} of {rows.length} things that Steward can do work with{' '}
        {spokenAs(connection.productName, connection.system.apiVariantLabel)}. What your role allows is
        decided place by place.
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
                    <Check className={css.yes} aria-label="Works" role="img" />
                  ) : (
                    <Minus className={css.no} aria-label="Not here" role="img" />
                  )}
                  <div>
                    {words[capability]}
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
