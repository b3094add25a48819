import { z } from 'zod';
import { knownValue, none, notReported, type Known } from '../../src-preload/shared/known.ts';

/*
 * The fields of a record, each read for itself: one that can't be read is not reported, and the rest of the record stays. Only a
 * record without its ID is dropped.
 */

/** Reads a value of the wire; undefined where it can't be read. */
export type FieldReader<T> = (value: unknown) => T | undefined;

/**
 * What a field is that can't be read: not reported, and recognised by its identity, so that records with such fields can be counted (see
 * `hasUnreadableField`).
 */
const unreadable: Known<never> = Object.freeze({ state: 'not-reported' });

const field =
  (onNull: Known<never>, onAbsent: Known<never>) =>
  <T>(read: FieldReader<T>) =>
    z
      .unknown()
      .optional()
      .transform((value): Known<T> => {
        if (value === undefined) return onAbsent;
        if (value === null) return onNull;
        const found = read(value);
        return found === undefined ? unreadable : knownValue(found);
      });

/** A field that every record has by the system's documents: null or missing, it is unreadable. */
export const required = field(unreadable, unreadable);
/** One whose null says that there is none. */
export const nullable = field(none, notReported);
/** One that is left out, or null, where there is none. */
export const omittable = field(none, none);
/** One that says nothing where it is null or missing. */
export const optional = field(notReported, notReported);

export const hasUnreadableField = (record: object): boolean => Object.values(record).includes(unreadable);

/** Far more than any name, address or description. */
const longestText = 10_000;
/** NUL and half surrogate pairs, which neither SQLite nor a file keeps as they are. */
const unkeepable = /[\0\p{Cs}]/u;

export const text: FieldReader<string> = (value) =>
  typeof value === 'string' && value.length <= longestText && !unkeepable.test(value) ? value : undefined;

/** Only true and false: the text "false" is true for half of the world's programs. */
export const flag: FieldReader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export const texts: FieldReader<string[]> = (value) =>
  Array.isArray(value) && value.every((one) => text(one) !== undefined)
    ? // Each of them was just found to be text.
      (value as string[])
    : undefined;

/** What a zod schema of a provider reads. */
export const parsedBy =
  <T>(schema: z.ZodType<T>): FieldReader<T> =>
  (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  };

/** A text where it is reported and not blank, else nothing: of records whose rows have '' for what isn't reported. */
export const textOrEmpty = (field: Known<string>): string => (field.state === 'known' ? field.value : '');
