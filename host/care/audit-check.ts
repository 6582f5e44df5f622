/**
 * Checking an audit file with nothing but the anchors: every line's hash, every entry's chain, signature and certificate,
 * evidence, figures against the log, and the exporter's signature. Says what is wrong and where. [P-4.8]
 */
import type { Pins } from '../../protocol/grid/floor.ts';
import { type Judge, culpritOf, isProof } from '../../protocol/log/contradiction.ts';
import type { Signers } from '../../protocol/log/entries.ts';
import { LogVerifier } from '../../protocol/log/log-verifier.ts';
import { isStatementBy } from '../../protocol/keys/signing.ts';
import type { CertifiedEntry, SignedCertificate } from '../../schemas/types.ts';
import { describeProblem, isValid } from '../../schemas/validate.ts';
import { type AuditLine, chainAfter, exportStatement, splitLine } from './audit-file.ts';
import { nodeCrypto } from '../keys/crypto.ts';
import { parseProof } from '../store/proof-table.ts';
import { parseStored } from '../store/sqlite.ts';

/** Who knows what figures mean. */
export interface FigurePort {
  add(line: Extract<AuditLine, { line: 'figure' }>, at: number): string | undefined;
  finish(): readonly AuditProblem[];
}

export interface AuditProblem {
  /** Number of the line, from 1. */
  readonly at: number;
  readonly text: string;
}

export interface AuditReport {
  readonly party: string;
  readonly deployment: string;
  readonly lines: number;
  /** Certified entries found right, by area. */
  readonly entries: Readonly<Record<string, number>>;
  readonly evidence: number;
  /** They prove nothing, and are not checked. */
  readonly hints: number;
  readonly figures: number;
  /** Whether the file ends in a signature of its party that fits. */
  readonly isSigned: boolean;
  readonly problems: readonly AuditProblem[];
}

export class AuditCheck {
  readonly verifier: LogVerifier;
  /** Of the entries found right, by area, at their number. */
  readonly certificates = new Map<string, SignedCertificate[]>();
  readonly judge: Judge;
  private readonly signers: Signers;
  private readonly pins: Pins;
  private readonly figurePort: FigurePort;
  private readonly problems: AuditProblem[] = [];
  /** Areas of which an entry was wrong: what follows rests on it, so it would only repeat that. */
  private readonly broken = new Set<string>();
  private head: Extract<AuditLine, { line: 'head' }> | undefined;
  private chain = '';
  private lines = 0;
  private evidence = 0;
  private hints = 0;
  private figures = 0;
  private isSigned = false;
  private isOver = false;

  constructor(signers: Signers, pins: Pins, figurePort: (verifier: LogVerifier) => FigurePort) {
    this.signers = signers;
    this.pins = pins;
    this.verifier = new LogVerifier(nodeCrypto, signers, pins);
    this.judge = {
      crypto: nodeCrypto,
      deployment: pins.deployment,
      signers,
      quorumOf: (area) => {
        const log = this.verifier.logs.get(area);
        return log?.hasScheme === true ? log.quorum : undefined;
      },
    };
    this.figurePort = figurePort(this.verifier);
  }

  /** Takes the next line, without its line feed. */
  add(text: string): void {
    this.lines += 1;
    const parts = splitLine(text);
    if (parts === undefined) return this.complain('is not a line of an audit file');
    const { body, chain } = parts;
    const expected = chainAfter(this.chain, body);
    if (chain !== expected) this.complain(`${describe(body)} is not what was exported: its hash differs`);
    const before = this.chain;
    // Go on from what the file says, so that one changed line is one complaint.
    this.chain = chain;
    let line: AuditLine;
    try {
      line = parseStored<AuditLine>(body);
    } catch {
      return this.complain('is no JSON');
    }
    if (this.isOver) return this.complain('comes after the end');
    const problem = this.problemWith(line, before);
    if (problem !== undefined) this.complain(problem);
  }

  private complain(text: string, at = this.lines): void {
    this.problems.push({ at, text });
  }

  private problemWith(line: AuditLine, before: string): string | undefined {
    if (this.lines === 1 && line.line !== 'head') return 'the file does not begin with its head';
    switch (line.line) {
      case 'head':
        if (this.lines !== 1) return 'a second head';
        this.head = line;
        return line.deployment === this.pins.deployment
          ? undefined
          : `the file is of deployment ${line.deployment}, the anchors are of ${this.pins.deployment}`;
      case 'entry':
        return this.entry(line);
      case 'evidence':
        this.evidence += 1;
        return this.evidenceProblem(line.text);
      case 'hint':
        this.hints += 1;
        return undefined;
      case 'figure': {
        this.figures += 1;
        if (this.broken.has(line.area)) return undefined;
        const problem = this.figurePort.add(line, this.lines);
        return problem === undefined ? undefined : `${describe(JSON.stringify(line))} ${problem}`;
      }
      case 'end':
        this.isOver = true;
        return this.end(line, before);
      default:
        return 'is of no known kind';
    }
  }

  private entry({ area, certified, text }: Extract<AuditLine, { line: 'entry' }>): string | undefined {
    if (this.broken.has(area)) return undefined;
    let problem: string | undefined;
    if (text !== undefined || !isValid('certified-entry', certified))
      problem = `is not a certified entry: ${text === undefined ? describeProblem('certified-entry') : 'not JSON'}`;
    else if (certified.entry.area !== area) problem = `is of area ${certified.entry.area}`;
    else problem = this.verifier.add(certified);
    if (problem === undefined && isValid('certified-entry', certified)) {
      this.keep(certified);
      return undefined;
    }
    this.broken.add(area);
    const next = this.verifier.logs.get(area)?.length ?? 0;
    return `entry ${next} of ${area} ${problem}`;
  }

  private keep({ entry, certificate, signature }: CertifiedEntry): void {
    const { area, sequence, previous } = entry;
    const hash = this.verifier.hashes.get(area)?.[sequence] ?? '';
    const kept = this.certificates.get(area) ?? [];
    kept.push({
      area,
      certificate: { sequence, ballot: certificate.ballot, hash, previous, accepts: certificate.accepts },
      signature,
    });
    this.certificates.set(area, kept);
  }

  /** Evidence is kept as it came; what is a proof must prove what it says. The rest are hints: messages that meters sent. */
  private evidenceProblem(text: string): string | undefined {
    const proof = parseProof(text);
    if (proof === undefined) return undefined;
    return isProof(this.judge, proof) ? undefined : `evidence against ${culpritOf(proof)} proves nothing`;
  }

  private end(line: Extract<AuditLine, { line: 'end' }>, chain: string): string | undefined {
    const { head, signers } = this;
    const before = this.lines - 1;
    if (line.lines !== before) return `the end speaks of ${line.lines} lines, there are ${before}`;
    const index = /^aggregator-(\d+)$/.exec(head?.party ?? '')?.[1];
    const keys = index === undefined ? [signers.utility] : (signers.aggregators.get(Number(index)) ?? []);
    const statement = exportStatement(head?.deployment ?? '', head?.party ?? '', line.lines, chain);
    this.isSigned = isStatementBy(nodeCrypto, keys, 'export', statement, line.signature);
    return this.isSigned ? undefined : `is not signed by ${head?.party ?? 'anybody'} as the anchors know it`;
  }

  report(): AuditReport {
    if (!this.isOver) this.complain('the file ends before its end: something is missing', this.lines + 1);
    const { head, lines, evidence, hints, figures, isSigned } = this;
    return {
      party: head?.party ?? '',
      deployment: head?.deployment ?? '',
      lines,
      entries: Object.fromEntries([...this.verifier.logs].map(([area, log]) => [area, log.length])),
      evidence,
      hints,
      figures,
      isSigned,
      problems: [...this.problems, ...this.figurePort.finish()].toSorted((one, other) => one.at - other.at),
    };
  }
}

function parseLine(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parseStored<Record<string, unknown>>(text);
  } catch {
    return undefined;
  }
}

/** What a line is about, for a person: an entry by area and number, a figure by what it is of. */
function describe(body: string): string {
  const line = parseLine(body) ?? {};
  const said = (of: unknown, ...path: readonly string[]): string => {
    let value = of;
    for (const name of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '?');
  };
  const area = said(line, 'area');
  if (line['line'] === 'entry') return `entry ${said(line, 'certified', 'entry', 'sequence')} of ${area}`;
  if (line['line'] !== 'figure') return `the ${said(line, 'line')} line`;
  const about = ['interval', 'register', 'meter', 'from']
    .map((name) => [name, said(line, 'figure', name)] as const)
    .filter(([, value]) => value !== '?')
    .map(([name, value]) => `${name} ${value}`);
  return `the ${said(line, 'kind')} of ${area} (${about.join(', ')})`;
}
