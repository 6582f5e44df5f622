/** `gridshare evidence list|show|acknowledge`: signed contradictions that a party keeps, and what its operators decided. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { acknowledge } from '../host/process/acknowledged.ts';
import { besideConfig, readPartyConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { type KeptProof, keptProofs } from '../host/store/kept-proofs.ts';
import type { Proof } from '../schemas/types.ts';
import { EXIT } from './exit.ts';
import { jsonText, say } from './render/output.ts';

interface Kept {
  readonly state: string;
  readonly proofs: readonly KeptProof[];
}

interface ProofReader {
  proofs(): Proof[];
  close(): void;
}

async function readerOf(role: 'aggregator' | 'utility' | 'meter', state: string): Promise<ProofReader | undefined> {
  const open = async (): Promise<{ file: string; from: (path: string) => ProofReader }> => {
    if (role === 'aggregator') {
      const [{ LEDGER_FILE }, { LedgerReader }] = await Promise.all([
        import('../aggregator/host/ledger-tables.ts'),
        import('../aggregator/host/ledger-reader.ts'),
      ]);
      return { file: LEDGER_FILE, from: (path) => LedgerReader.open(path) };
    }
    if (role === 'utility') {
      const { ARCHIVE_FILE, ArchiveReader } = await import('../utility/host/archive-reader.ts');
      return { file: ARCHIVE_FILE, from: (path) => ArchiveReader.open(path) };
    }
    const [{ OUTBOX_FILE }, { OutboxReader }] = await Promise.all([
      import('../meter/host/outbox-tables.ts'),
      import('../meter/host/outbox-reader.ts'),
    ]);
    return { file: OUTBOX_FILE, from: (path) => OutboxReader.open(path) };
  };
  const { file, from } = await open();
  const path = join(state, file);
  return existsSync(path) ? from(path) : undefined;
}

/** What a party's store keeps, as far as its anchors bear it out. Works beside the running party. */
async function keptBy(configPath: string): Promise<Kept> {
  const config = readPartyConfig(configPath);
  if (config.role === 'broker') throw new HostError('ERR_USAGE', 'a broker keeps no evidence: name another party');
  const state = besideConfig(configPath, config.state);
  const reader = await readerOf(config.role, state);
  if (reader === undefined) return { state, proofs: [] };
  try {
    const { deployment, anchors } = config;
    return { state, proofs: keptProofs({ stateFolder: state, deployment, anchors }, reader.proofs()) };
  } finally {
    reader.close();
  }
}

function named(proofs: readonly KeptProof[], name: string): KeptProof {
  const kept = proofs.find((one) => one.name === name);
  if (kept !== undefined) return kept;
  const names = proofs.map((one) => one.name);
  const known = names.length === 0 ? 'nothing is kept here' : `kept are ${names.join(', ')}`;
  throw new HostError('ERR_USAGE', `no evidence is named ${name}: ${known}`);
}

export function addEvidence(program: Command): void {
  const evidence = program
    .command('evidence')
    .description('signed contradictions that a party keeps: who is convicted, and which areas stopped');
  evidence
    .command('list')
    .description('what is kept: exits with 1 while some of it is not acknowledged')
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .option('--json', 'print JSON', false)
    .action(async ({ config, json }) => {
      const { proofs } = await keptBy(config);
      const rows = proofs.map(({ name, text, isAcknowledged }) => ({ name, text, isAcknowledged }));
      const lines = rows.map(({ name, text, isAcknowledged }) => {
        return `${name}${isAcknowledged ? ' (acknowledged)' : ''}: ${text}`;
      });
      const said = lines.length === 0 ? 'Nobody is convicted.' : lines.join('\n');
      say(json ? jsonText(rows) : `${said}\n`);
      process.exitCode = rows.every(({ isAcknowledged }) => isAcknowledged) ? EXIT.ok : EXIT.notExact;
    });
  evidence
    .command('show')
    .description('one proof, whole, as JSON: both statements with their signatures')
    .argument('<name>', 'as the list names it')
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .action(async (name, { config }) => {
      const { proofs } = await keptBy(config);
      say(jsonText(named(proofs, name).proof, 2));
    });
  evidence
    .command('acknowledge')
    .description('say that the operators have seen it and how they go on; the running party hears of it in a second')
    .argument('<name>', 'as the list names it; fork/AREA: the log that this party has is the one that stays')
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .action(async (name, { config }) => {
      const { state, proofs } = await keptBy(config);
      const { proof, text } = named(proofs, name);
      acknowledge(state, name);
      const next =
        proof.kind === 'certificates'
          ? 'This party goes on with its own log. Parties that have the other one need an empty store: docs/operating.md.'
          : 'It stays convicted: its words count no more until the anchors name another key for it.';
      say(`Acknowledged ${name}: ${text}. ${next}\n`);
    });
}
