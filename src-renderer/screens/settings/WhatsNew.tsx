import type { VersionChanges } from '../../../src-preload/contract/updates.ts';
import { Disclosure } from '../../components/Disclosure.tsx';
import { MarkedText } from '../../components/MarkedText.tsx';
import { updatesText } from './text.ts';
import css from './UpdatesSection.module.css';

/** What the running version brought, as its changelog says it. */
export const WhatsNew = ({ changes }: { changes: VersionChanges }) => (
  <Disclosure label={updatesText.whatsNew(changes.version)}>
    <div className={css.news}>
      {changes.groups.map(({ title, entries }) => (
        <section key={title}>
          <h4>{title}</h4>
          <ul>
            {entries.map((entry) => (
              <li key={entry}>
                <MarkedText text={entry} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  </Disclosure>
);
