/**
 * Renders a chart that keeps to a small part of Helm's language: fields, if ... end, and five functions. Anything else is refused, so
 * that what is rendered here is what Helm renders.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

type Value = unknown;

interface Scope {
  readonly Values: Value;
  readonly Release: { readonly Name: string };
  readonly Chart: { readonly Name: string; readonly AppVersion: string };
}

function fieldOf(scope: Scope, path: string): Value {
  let value: Value = scope;
  for (const name of path.split('.').slice(1)) {
    if (typeof value !== 'object' || value === null || !(name in value)) throw new Error(`there is no ${path}`);
    value = (value as Record<string, Value>)[name];
  }
  return value;
}

/** As Go writes it: safe within HTML, too. */
function goJson(value: Value): string {
  const sorted = (_name: string, one: Value): Value =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return JSON.stringify(value, sorted).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function piped(value: Value, step: string, scope: Scope): Value {
  const [name = '', argument, ...more] = step.split(' ');
  if (more.length > 0 || (argument !== undefined) !== (name === 'default')) throw new Error(`unknown: | ${step}`);
  switch (name) {
    case 'default':
      return value === '' ? fieldOf(scope, argument ?? '') : value;
    case 'int64':
      return String(BigInt(value as number));
    case 'sha256sum':
      return createHash('sha256').update(String(value)).digest('hex');
    case 'toJson':
      return goJson(value);
    default:
      throw new Error(`unknown: | ${step}`);
  }
}

function valueOf(expression: string, scope: Scope): Value {
  const [path = '', ...steps] = expression.split(' | ');
  if (!/^(?:\.[A-Za-z]+)+$/.test(path)) throw new Error(`unknown: ${expression}`);
  return steps.reduce((value, step) => piped(value, step, scope), fieldOf(scope, path));
}

function shown(value: Value): string {
  if (typeof value !== 'string') throw new Error(`no text: ${JSON.stringify(value)}`);
  return value;
}

export function renderTemplate(text: string, scope: Scope): string {
  // `{{-` takes away the space before it.
  const parts = text.split(/(\s*\{\{-? .*? -?\}\}|\{\{ .*? \}\})/);
  const open: boolean[] = [];
  const out = parts.map((part, at) => {
    if (at % 2 === 0) {
      if (part.includes('{{') || part.includes('}}')) throw new Error(`unknown: ${part}`);
      return open.every(Boolean) ? part : '';
    }
    const [, dash, words = ''] = /\{\{(-?) (.*) \}\}$/.exec(part) ?? [];
    if (words.startsWith('if ')) {
      if (dash !== '-') throw new Error(`{{- is for if: ${part}`);
      const value = valueOf(words.slice(3), scope);
      if (typeof value !== 'boolean' && typeof value !== 'string') throw new Error(`neither true nor false: ${part}`);
      open.push(value !== false && value !== '');
      return '';
    }
    if (words === 'end') {
      if (dash !== '-' || open.pop() === undefined) throw new Error(`no if: ${part}`);
      return '';
    }
    const space = part.slice(0, part.indexOf('{{'));
    if (dash === '-') throw new Error(`unknown: ${part}`);
    return open.every(Boolean) ? `${space}${shown(valueOf(words, scope))}` : '';
  });
  if (open.length > 0) throw new Error('an if has no end');
  return out.join('');
}

/** All of its objects, by kind. `values`: in place of the chart's own. */
export function renderChart(
  folder: string,
  release: string,
  values: Readonly<Record<string, Value>>,
): Map<string, Value> {
  const chart = parse(readFileSync(join(folder, 'Chart.yaml'), 'utf8')) as {
    readonly name: string;
    readonly appVersion: string;
  };
  const own = parse(readFileSync(join(folder, 'values.yaml'), 'utf8')) as Record<string, Value>;
  const scope: Scope = {
    Values: { ...own, ...values },
    Release: { Name: release },
    Chart: { Name: chart.name, AppVersion: chart.appVersion },
  };
  const objects = readdirSync(join(folder, 'templates')).map((name) => {
    const text = renderTemplate(readFileSync(join(folder, 'templates', name), 'utf8'), scope);
    const value = parse(text) as { readonly kind: string };
    return [value.kind, value] as const;
  });
  return new Map(objects);
}
