import { shownText } from '../../../src-preload/shared/shown-text.ts';

/** The styles that tables are written with: all that a command itself sends to control a terminal. */
// eslint-disable-next-line no-control-regex -- the escape character is what styles begin with
const ownStyles = /(\u001b\[(?:1|22)m)/;
const isolates = /[\u2068\u2069]/g;
/** It would write over its own line. */
const loneReturn = /\r(?!\n)/g;

const withoutControl = (text: string): string =>
  text
    .split(ownStyles)
    .map((part, at) => (at % 2 === 1 ? part : shownText(part).replace(loneReturn, '‹U+000D›')))
    .join('');

/**
 * What people read, as it's written: text from servers can't control a terminal or turn its lines around. A pipe gets no isolates: a
 * program that looks for a name would not find it.
 */
export const writtenText = (text: string, isTerminal: boolean): string =>
  isTerminal ? withoutControl(text) : withoutControl(text).replace(isolates, '');

/** The text of a file: unchanged in a pipe. */
export const writtenFile = (text: string, isTerminal: boolean): string =>
  isTerminal ? withoutControl(text) : text;

/** Characters that JSON may hold as they are, though they control a terminal or turn its lines around. */
const controls = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** JSON of the same value. Everything in it but its strings is ASCII, so what is escaped is in a string. */
export const writtenJson = (json: string, isTerminal: boolean): string =>
  isTerminal
    ? json.replace(controls, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;
