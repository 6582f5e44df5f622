/** Figures of an audit file, as JSON from anywhere, handed to the checker that knows what they mean. */
import type { AuditLine } from '../../host/care/audit-file.ts';
import type { FigurePort } from '../../host/care/audit-check.ts';
import type { LogVerifier } from '../../protocol/log/log-verifier.ts';
import { type CheckedFigure, FigureChecker } from '../settling/figure-check.ts';

const MEMBERS: Readonly<Record<CheckedFigure['kind'], readonly (readonly [name: string, type: string])[]>> = {
  load: [
    ['interval', 'number'],
    ['register', 'string'],
    ['status', 'string'],
    ['sequence', 'number'],
    ['setHash', 'string'],
  ],
  bill: [
    ['from', 'number'],
    ['count', 'number'],
    ['index', 'number'],
    ['meter', 'string'],
    ['status', 'string'],
    ['sequence', 'number'],
    ['setHash', 'string'],
  ],
  window: [
    ['from', 'number'],
    ['count', 'number'],
    ['doesFoot', 'boolean'],
    ['sequence', 'number'],
  ],
};

function isFigure(line: Extract<AuditLine, { line: 'figure' }>): line is typeof line & CheckedFigure {
  const { kind, figure } = line;
  if (!Object.hasOwn(MEMBERS, kind) || typeof figure !== 'object' || figure === null) return false;
  if (kind === 'bill') {
    const lines: unknown = Reflect.get(figure, 'lines');
    if (!Array.isArray(lines) || lines.some((one) => typeof one !== 'object' || one === null)) return false;
  }
  return MEMBERS[kind].every(([name, type]) => typeof Reflect.get(figure, name) === type);
}

export function figurePort(verifier: LogVerifier): FigurePort {
  const checker = new FigureChecker(verifier);
  return {
    add: (line, at) => (isFigure(line) ? checker.add(line.area, at, line) : 'is malformed'),
    finish: () => checker.finish(),
  };
}
