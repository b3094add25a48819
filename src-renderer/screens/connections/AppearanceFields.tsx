import { useId } from 'react';
import { RadioGroup } from 'radix-ui';
import { Check } from 'lucide-react';
import type { Badge, Colour } from '../../../src-preload/contract/connections.ts';
import { badgeText } from '../../lib/connection-text.ts';
import { Field } from '../../components/fields/Field.tsx';
import { RadioCards } from '../../components/fields/RadioCards.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { appearanceText } from './text.ts';
import css from './connections.module.css';

export interface Appearance {
  label: string;
  badge: Badge;
  colour: Colour;
}

const badges: readonly Badge[] = ['production', 'staging', 'development'];
export const colours: readonly Colour[] = ['indigo', 'blue', 'green', 'amber', 'red', 'slate'];
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const longestLabel = 80;
export const labelProblem = (label: string): string | null =>
  label.trim() === ''
    ? appearanceText.labelMissing
    : label.trim().length > longestLabel
      ? appearanceText.labelTooLong(longestLabel)
      : null;

interface AppearanceFieldsProps {
  value: Appearance;
  onChange: (looks: Appearance) => void;
  showProblems: boolean;
}

/** What distinguishes a connection from the others: label, badge, colour. */
export function AppearanceFields({ value, onChange, showProblems }: AppearanceFieldsProps) {
  const colourId = useId();
  return (
    <>
      <Field
        label="Label"
        hint={appearanceText.labelHint}
        error={showProblems ? labelProblem(value.label) : null}
      >
        {(aria) => (
          <TextInput
            {...aria}
            maxLength={longestLabel}
            value={value.label}
            onChange={(event) => onChange({ ...value, label: event.currentTarget.value })}
          />
        )}
      </Field>
      <RadioCards
        label="Badge"
        value={value.badge}
        onChange={(badge) => onChange({ ...value, badge })}
        options={badges.map((badge) => ({
          value: badge,
          label: capital(badgeText[badge].long),
          description: badgeText[badge].explained,
        }))}
      />
      <div className={css.group}>
        <div id={colourId} className={css.legend}>
          Colour
        </div>
        <RadioGroup.Root
          className={css.colours}
          aria-labelledby={colourId}
          orientation="horizontal"
          value={value.colour}
          onValueChange={(next) => {
            const colour = colours.find((each) => each === next);
            if (colour !== undefined) onChange({ ...value, colour });
          }}
        >
          {colours.map((colour) => (
            <RadioGroup.Item
              key={colour}
              value={colour}
              className={`${css.colour} ${css[colour]}`}
              aria-label={capital(colour)}
              title={capital(colour)}
            >
              <RadioGroup.Indicator asChild>
                <Check aria-hidden />
              </RadioGroup.Indicator>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </div>
    </>
  );
}
