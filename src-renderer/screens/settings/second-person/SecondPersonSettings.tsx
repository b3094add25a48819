import { useState } from 'react';
import { Lock } from 'lucide-react';
import { settingsTable } from '../../../../src-preload/shared/settings/table.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Switch } from '../../../components/fields/Switch.tsx';
import { UserText } from '../../../components/UserText.tsx';
import { changeSettings, useSettings } from '../../../stores/settings.ts';
import { ResetButton } from '../controls/Setting.tsx';
import controls from '../controls/Setting.module.css';
import { TypedSetting } from '../controls/TypedSetting.tsx';
import { useSecondPersons } from '../../../stores/second-persons.ts';
import { findsSetting, useSettingsQuery } from '../search.ts';
import css from '../SettingsScreen.module.css';
import { settingText } from '../text.ts';
import { SecondPersonDialog, type SecondPersonAction } from './SecondPersonDialog.tsx';
import { secondPersonText as text } from './text.ts';

const { secondPerson, secondPersonFromRemovals } = settingsTable;
const { control: fromControl } = secondPersonFromRemovals;

/** Whether a second person is asked, from when on, and who they are. */
export function SecondPersonSettings() {
  const settings = useSettings(({ state }) => state);
  const query = useSettingsQuery();
  const { value, error } = useSecondPersons();
  const [action, setAction] = useState<SecondPersonAction | null>(null);
  if (settings === null || !findsSetting(query, 'secondPerson')) return null;
  const { values, managed } = settings;
  const { people, guarded } = value ?? { people: [], guarded: false };
  const isManaged = managed.includes('secondPerson');
  const isFromManaged = managed.includes('secondPersonFromRemovals');
  const from = values.secondPersonFromRemovals;
  const turn = (on: boolean) => {
    if (on && people.length === 0) setAction({ type: 'set-up' });
    else if (on || !guarded) void changeSettings({ secondPerson: on });
    else setAction({ type: 'turn-off' });
  };
  const askFrom = (removals: number) => {
    if (guarded && removals > from) setAction({ type: 'raise', removals });
    else void changeSettings({ secondPersonFromRemovals: removals });
  };
  const isShown = values.secondPerson || people.length > 0;
  return (
    <>
      <div className={controls.setting} data-setting="secondPerson">
        <Switch
          label={secondPerson.title}
          hint={secondPerson.description}
          checked={values.secondPerson}
          onChange={turn}
          disabledReason={isManaged ? settingText.managed : value === null ? error?.sentence : null}
        />
        {isManaged ? <Managed /> : <ResetButton names={['secondPerson']} onReset={() => turn(false)} />}
      </div>
      {error === null ? null : <ErrorNote error={error} />}
      {isShown ? (
        <>
          <div className={controls.setting} data-setting="secondPersonFromRemovals">
            {fromControl.type !== 'number' ? null : (
              <TypedSetting
                name="secondPersonFromRemovals"
                value={from}
                control={fromControl}
                refusal={isFromManaged ? settingText.managed : null}
                onKeep={(next) => {
                  if (typeof next === 'number') askFrom(next);
                }}
              />
            )}
            {isFromManaged ? (
              <Managed />
            ) : (
              <ResetButton
                names={['secondPersonFromRemovals']}
                onReset={() => askFrom(secondPersonFromRemovals.default)}
              />
            )}
          </div>
          <div className={css.heading}>
            <h4>{text.people}</h4>
            <Button size="s" onClick={() => setAction({ type: 'add' })}>
              {text.add}
            </Button>
          </div>
          {people.length === 0 && value !== null ? <p className={css.dim}>{text.none}</p> : null}
          <ul className={css.rows} aria-label={text.people}>
            {people.map((person) => (
              <li key={person.id} className={css.row}>
                <div className={css.text}>
                  <UserText>{person.name}</UserText>
                </div>
                <Button
                  size="s"
                  aria-label={text.renameLabel(person.name)}
                  onClick={() => setAction({ type: 'rename', person })}
                >
                  {text.rename}
                </Button>
                <Button
                  size="s"
                  aria-label={text.removeLabel(person.name)}
                  onClick={() => setAction({ type: 'remove', person })}
                >
                  {text.remove}
                </Button>
              </li>
            ))}
          </ul>
          <p className={css.dim}>{text.about}</p>
        </>
      ) : null}
      {action === null ? null : (
        <SecondPersonDialog action={action} guarded={guarded} onClose={() => setAction(null)} />
      )}
    </>
  );
}

function Managed() {
  return (
    <p className={controls.managed}>
      <Lock aria-hidden />
      {settingText.managed}
    </p>
  );
}
