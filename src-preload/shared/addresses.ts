import emailAddresses from 'email-addresses';
import { comparable, normalizeAddress, normalizeName, type Dropped } from './normalize.ts';

export interface ReadAddresses {
  emails: string[];
  /** How many repeats were left out. */
  repeated: number;
  /** What was taken off them, beside names and separators. */
  dropped: Dropped[];
}

/**
 * Takes addresses out of what was typed or pasted: separated by spaces, commas, semicolons or lines, also as mail clients write them
 * (`Doe, Jane <jane@x.example>; "Roe, Rick" <rick@x.example>`). What is no address comes back as it is, for the form to say so. Repeats are
 * left out; a different case is kept, because a system may treat it as another person.
 */
export function readAddresses(text: string): ReadAddresses {
  const dropped = new Set<Dropped>();
  const found = text
    .split(/\r\n|\n|\r/)
    .flatMap((line) => fromLine(line))
    .map((written) => {
      const { text: email, dropped: off } = normalizeAddress(written);
      for (const what of off) dropped.add(what);
      return email;
    });
  const all = found.filter((email) => email !== '');
  const emails = [...new Set(all)];
  return { emails, repeated: all.length - emails.length, dropped: [...dropped] };
}

const part = '[^\\s@<>(),;:".]+';
const addressShape = new RegExp(`^${part}(\\.${part})*@${part}(\\.${part})+$`);

/** Enough to catch a slip, such as a dot too many; whether an address exists only its server knows. */
export const isAddress = (text: string): boolean => addressShape.test(text);

/** One address, and the name that a mail client wrote before it (`Jane Doe <jane@x.example>`). */
export function readMailbox(text: string): { name: string; email: string } {
  const [, before, inBrackets] = /^([^<>]*)<([^<>]*)>$/.exec(comparable(text)) ?? [];
  if (before === undefined || inBrackets === undefined)
    return { name: '', email: normalizeAddress(text).text };
  const unquoted = before
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/\\(["\\])/g, '$1');
  return { name: normalizeName(unquoted).text, email: normalizeAddress(inBrackets).text };
}

function fromLine(line: string): string[] {
  const separated = line.replaceAll('；', ';').replaceAll('，', ',').replaceAll('、', ',');
  const bare = separated.replace(/([,;])(?:\s*[,;])+/g, '$1').replace(/^[\s,;]+|[\s,;]+$/g, '');
  if (bare === '') return [];
  return (
    // A group ends with a semicolon.
    mailboxes(separated.trim(), ',') ??
    mailboxes(bare, ',') ??
    mailboxes(bare, ';') ??
    pieces(bare).flatMap((piece) => mailboxes(piece, ',') ?? words(piece))
  );
}

/** The addresses of a list as RFC 5322 has it, commas in names allowed; null where any part of it is something else. */
function mailboxes(list: string, addressListSeparator: ',' | ';'): string[] | null {
  // Only lists with names need the parser; it would take an invisible character for part of a word.
  if (!list.includes('<')) return null;
  const read = emailAddresses.parseAddressList({
    input: comparable(list),
    rfc6532: true,
    commaInDisplayName: true,
    addressListSeparator,
  });
  if (read === null) return null;
  const flat = read.flatMap((one) => (one.type === 'group' ? one.addresses : [one]));
  return flat.map(({ address }) => address.trim());
}

/** Parts at commas and semicolons outside quotes and brackets; one without an address belongs to the name of the next. */
function pieces(line: string): string[] {
  const parts = line.match(/(?:"[^"]*"|<[^>]*>|[^,;"<]|["<])+/g) ?? [];
  const joined: string[] = [];
  let name = '';
  for (const part of parts) {
    const whole = name === '' ? part : `${name},${part}`;
    name = '';
    if (!part.includes('@')) name = whole;
    else if (whole !== part && !/<[^>]*@[^>]*>/.test(part))
      joined.push(whole.slice(0, -part.length - 1), part);
    else joined.push(whole);
  }
  return name === '' ? joined : [...joined, name];
}

const words = (piece: string): string[] => {
  const inBrackets = [...piece.matchAll(/<([^<>]*@[^<>]*)>/g)].map(([, address]) => address ?? '');
  return inBrackets.length > 0 ? inBrackets : piece.split(/[\s,;]+/).filter((word) => word !== '');
};
