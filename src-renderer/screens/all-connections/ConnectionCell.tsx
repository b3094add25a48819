import { Chip } from '../../components/Chip.tsx';
import { badgeText } from '../../lib/connection-text.ts';
import type { FoundToken } from '../../stores/all-connections.ts';
import css from './AllConnectionsScreen.module.css';

/** The connection of a row: rows of two connections are never merged. */
export const ConnectionCell = ({ connection }: { connection: FoundToken['connection'] }) => (
  <span className={css.where} title={`${connection.label} · ${badgeText[connection.badge].long}`}>
    <Chip tone={connection.badge === 'production' ? 'production' : 'neutral'}>
      {badgeText[connection.badge].short}
    </Chip>
    <span>{connection.label}</span>
  </span>
);
