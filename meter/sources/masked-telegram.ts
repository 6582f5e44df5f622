/**
 * A telegram that is text, as a person may show it to others: values and times stay, and of all that may be a name or a number of
 * an electricity meter, a home or a contract the last four characters at the most. What is not known to be harmless is masked.
 */

const SHOWN = 4;
/** Less than this says nothing of anybody: a tariff, a version, an error code. */
const SHORT = 5;
/** Of what is no telegram. */
const MOST_SHOWN = 1_000;
/** A longer run of digits in the first line is a number of the device and not of its type. */
const TYPE_DIGITS = 6;

/** A number with a unit, or with a point; a time of DSMR; nothing. */
const VALUE = /^(?:-?\d{1,10}(?:\.\d{1,7})?\*[A-Za-z0-9]{0,6}|-?\d{1,10}\.\d{1,7}|\d{12}[SW]|)$/;
/** Which groups of TIC say who and where; and what its other groups may show. */
const TIC_NAMES = /^(?:ADCO|ADSC|PRM|NGTF|LTARF|MSG\d|CONTRAT)$/;
const TIC_VALUE = /^(?:\d{1,9}|[EHeh ]\d{12}|[A-Z.]{1,6}|[0-9A-F]{1,8})$/;

function masked(text: string): string {
  return text.length > SHOWN * 2 ? `…${text.slice(-SHOWN)}` : '…';
}

/** `1-0:1.8.0(000123.456*kWh)(...)`, as P1 and D0 have it. */
function maskedValues(line: string): string {
  return line.replaceAll(/\(([^()]*)\)?/g, (whole, value: string) => {
    if (value.length <= SHORT || VALUE.test(value)) return whole;
    return whole.replace(value, () => masked(value));
  });
}

/** `ADCO 012345678901 E`: a label, perhaps a time, a value, a checksum, with blanks or tabs between them. */
function maskedGroup(line: string): string {
  const mark = line.includes('\t') ? '\t' : ' ';
  const [label = '', ...parts] = line.split(mark);
  const isName = TIC_NAMES.test(label);
  return [
    label,
    ...parts.map((part, at) => {
      const isChecksum = at === parts.length - 1 && part.length <= 1;
      const isHarmless = part.length <= SHORT || TIC_VALUE.test(part);
      return isChecksum || (isHarmless && !isName) ? part : masked(part);
    }),
  ].join(mark);
}

function maskedType(line: string): string {
  return line.replaceAll(/\d+/g, (digits) => (digits.length > TYPE_DIGITS ? masked(digits) : digits));
}

/**
 * The last whole telegram in a text, as P1, D0 and TIC have them; the end of the text where there is none. What a meter is asked, and what
 * began after it, is no part of it.
 */
export function telegramIn(text: string): string {
  const end = text.lastIndexOf('\u0003');
  const begin = text.lastIndexOf('\u0002', end);
  const whole = text.match(/\/[A-Za-z][^/]*!.*/g);
  if (whole !== null) return whole.at(-1) ?? '';
  return begin !== -1 && end > begin ? text.slice(begin, end) : text.slice(-MOST_SHOWN);
}

/** Line by line; control characters are left out. */
export function maskedTelegram(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.replaceAll(/[^\t\x20-\x7e]/g, ''))
    .filter((line) => line !== '')
    .map((line) => {
      if (line.includes('(')) return maskedValues(line);
      if (line.startsWith('/') || line.startsWith('!')) return maskedType(line);
      return maskedGroup(line);
    });
}
