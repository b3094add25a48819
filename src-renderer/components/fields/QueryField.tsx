import type { KeyboardEvent } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { Search, X } from 'lucide-react';
import { fold } from '../../../src-preload/shared/fold.ts';
import { longestQuery } from '../../../src-preload/shared/limits.ts';
import { completeQuery, type QuerySuggestion } from '../../../src-preload/shared/query/complete.ts';
import type { QueryContext, QueryProblem } from '../../../src-preload/shared/query/parse.ts';
import type { QueryList } from '../../../src-preload/shared/query/keys.ts';
import { useStateOf } from '../../lib/useStateOf.ts';
import { useArrivalFocus } from '../../stores/arrival.ts';
import { ListBox, useListBox } from './ListBox.tsx';
import search from './SearchField.module.css';
import css from './QueryField.module.css';

interface QueryFieldProps {
  /** The accessible name. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What the keys and values of the query are. */
  list: QueryList;
  context: QueryContext;
  placeholder?: string;
  /** The id of what says the problems of the text. */
  problemsId?: string | undefined;
  /** Whether completions are offered just now: what is being written isn’t wrong yet. */
  onCompleting?: (completing: boolean) => void;
  /** ↓ where no completion is offered; Alt ↓ still asks for them. */
  onDown?: () => void;
  /** The list, where the same field goes on to search another one: what it offered in one is put away. */
  listKey?: string;
}

/** Completing this changes nothing: what stands there is it already. */
const isThere = (text: string, from: number, to: number, [only, ...others]: readonly QuerySuggestion[]) =>
  only !== undefined && others.length === 0 && fold(text.slice(from, to)) === fold(only.insert);

/**
 * A search in the query language: keys and values are offered while one types. The arrows walk through them, Tab or Enter takes one,
 * Esc puts them away, and once more clears the text.
 */
export function QueryField({
  label,
  value,
  onChange,
  list,
  context,
  placeholder,
  problemsId,
  onCompleting,
  onDown,
  listKey = '',
}: QueryFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useStateOf(listKey, 0);
  const [open, setOpen] = useStateOf(listKey, false);
  /** Where the cursor goes once the completed text is drawn. */
  const place = useRef<number | null>(null);
  useLayoutEffect(() => {
    const at = place.current;
    if (at === null) return;
    place.current = null;
    input.current?.setSelectionRange(at, at);
  });
  useArrivalFocus('search', true, () => {
    input.current?.focus();
    input.current?.select();
  });

  const { from, to, suggestions } = completeQuery(value, Math.min(cursor, value.length), list, context);
  const shown = open && !isThere(value, from, to, suggestions) ? suggestions : [];
  const { active, setActive, walk, field, controls, list: box } = useListBox(shown.length, { wraps: true });
  const completing = shown.length > 0;
  useEffect(() => onCompleting?.(completing), [completing, onCompleting]);

  const take = ({ insert }: QuerySuggestion) => {
    const rest = value.slice(to);
    const more = insert.endsWith(':');
    const gap = more || rest !== '' ? '' : ' ';
    const next = `${value.slice(0, from)}${insert}${gap}${rest}`;
    const at = from + insert.length + gap.length;
    place.current = at;
    setCursor(at);
    setActive(0);
    setOpen(more);
    onChange(next);
    input.current?.focus();
  };
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const chosen = shown[active];
    if (event.key === 'Escape') {
      handled();
      if (shown.length > 0) setOpen(false);
      else if (value !== '') onChange('');
      else event.currentTarget.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      handled();
      if (walk(event.key)) return;
      const isStarted = value.slice(from, to) !== '' || value.charAt(from - 1) === ':';
      const offers = isStarted && suggestions.length > 0 && !isThere(value, from, to, suggestions);
      if (event.key === 'ArrowDown' && !event.altKey && !offers && onDown !== undefined) onDown();
      else {
        setCursor(event.currentTarget.selectionStart ?? value.length);
        setActive(0);
        setOpen(true);
      }
    } else if (chosen !== undefined && (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey))) {
      handled();
      take(chosen);
    }
  };
  return (
    <div className={`${search.field} ${css.field}`}>
      <Search aria-hidden />
      <input
        {...field}
        {...(shown.length > 0 ? controls : {})}
        ref={input}
        type="search"
        maxLength={longestQuery}
        className={search.input}
        aria-label={label}
        aria-expanded={shown.length > 0}
        {...(problemsId === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': problemsId })}
        placeholder={placeholder}
        value={value}
        data-shortcut="/"
        onChange={(event) => {
          const { value: typed, selectionStart } = event.currentTarget;
          setCursor(selectionStart ?? typed.length);
          setActive(0);
          // An empty field offers completions only on arrow down.
          setOpen(typed.trim() !== '' && !typed.endsWith(' '));
          onChange(typed);
        }}
        onKeyDown={keyDown}
        onBlur={() => setOpen(false)}
      />
      {value !== '' ? (
        <button
          type="button"
          tabIndex={-1}
          className={search.clear}
          aria-label="Clear search"
          onClick={() => onChange('')}
        >
          <X aria-hidden />
        </button>
      ) : (
        <kbd aria-hidden>/</kbd>
      )}
      {shown.length > 0 && (
        <ListBox
          list={box}
          label="Completions"
          options={shown}
          keyOf={({ insert, hint }) => `${insert} ${hint}`}
          isSelected={(_suggestion, index) => index === active}
          onTake={take}
          className={css.list}
          optionClassName={css.option}
        >
          {(suggestion) => (
            <>
              <b>{suggestion.label}</b>
              <span>{suggestion.hint}</span>
            </>
          )}
        </ListBox>
      )}
    </div>
  );
}

/** What to say of a text: not yet of its end while that is being completed. */
export const problemsToSay = (value: string, problems: readonly QueryProblem[], completing: boolean) =>
  problems.filter(({ to }) => to < value.length || (to === value.length && !completing));

/** What isn’t understood in a query, at its words, each with what was probably meant. */
export function QueryProblems({
  id,
  value,
  problems,
  onChange,
}: {
  id: string;
  value: string;
  problems: readonly QueryProblem[];
  onChange: (value: string) => void;
}) {
  return (
    <div id={id} role="status" className={css.problems}>
      {problems.slice(0, 3).map(({ from, to, message, suggestion }) => (
        <p key={`${from} ${message}`}>
          At <mark>{value.slice(from, to)}</mark>: {message}{' '}
          {suggestion !== null && (
            <button
              type="button"
              className={css.fix}
              onClick={() => onChange(`${value.slice(0, from)}${suggestion}${value.slice(to)}`)}
            >
              Use {suggestion}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}
