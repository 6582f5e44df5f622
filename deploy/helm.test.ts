/**
 * The chart of a gateway, without a cluster: what it renders against the types of Kubernetes, and the very commands in it, contained
 * with volumes as a kubelet lays them. What docs/gateways.md has people type before is typed; Secrets are made as it says.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { Ajv } from 'ajv';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StatefulSet } from 'kubernetes-types/apps/v1.d.ts';
import type { ConfigMap, Container, Volume } from 'kubernetes-types/core/v1.d.ts';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1.d.ts';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { until } from '../host/bus/bus.conformance.ts';
import { SOFTWARE_VERSION } from '../host/base/version.ts';
import { CONTAINED_USER, Contained, type Mount, containingProblem, makeImage } from '../test/contained.ts';
import { freePort } from '../broker/free-port.ts';
import { gridshare, temporaryFolder } from '../test/gridshare.ts';
import { renderChart, renderTemplate } from '../test/helm-template.ts';
import { ROOT, linesOf } from '../test/typing.ts';

const CHART = join(ROOT, 'deploy/helm/gridshare-aggregator');
const CONFIG = 'role: aggregator\nindex: 1\n';

interface Chart {
  readonly set: StatefulSet;
  readonly config: ConfigMap;
  readonly policy: NetworkPolicy;
}

function chartOf(values: Readonly<Record<string, unknown>>): Chart {
  const objects = renderChart(CHART, 'gridshare', values);
  expect([...objects.keys()].toSorted()).toEqual(['ConfigMap', 'NetworkPolicy', 'StatefulSet']);
  return {
    set: objects.get('StatefulSet') as StatefulSet,
    config: objects.get('ConfigMap') as ConfigMap,
    policy: objects.get('NetworkPolicy') as NetworkPolicy,
  };
}

function podOf({ set }: Chart) {
  const pod = set.spec?.template.spec;
  if (pod === undefined) throw new Error('there is no pod');
  return { pod, containers: [...(pod.initContainers ?? []), ...pod.containers] };
}

const TYPES = {
  ConfigMap: 'core/v1',
  NetworkPolicy: 'networking/v1',
  StatefulSet: 'apps/v1',
} as const;

/** What the compiler has against objects as literals of their types: unknown words, missing ones, wrong kinds. */
function complaintsOf(objects: readonly { readonly kind: keyof typeof TYPES; readonly value: unknown }[]): string[] {
  const source = objects
    .map(
      ({ kind, value }, at) =>
        `const o${at}: import('kubernetes-types/${TYPES[kind]}.d.ts').${kind} = ${JSON.stringify(value)};`,
    )
    .join('\n');
  const path = join(ROOT, 'deploy/chart.ts');
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([path], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const schemaText = readFileSync(join(CHART, 'values.schema.json'), 'utf8');
const values = parse(readFileSync(join(CHART, 'values.yaml'), 'utf8')) as Record<string, unknown>;

describe('deploy/helm/gridshare-aggregator', () => {
  test('is of the types of Kubernetes, with and without a broker of its own', () => {
    const both = [{}, { broker: { enabled: false }, storage: values['storage'] }].map((more) =>
      chartOf({ config: CONFIG, newUntil: 1_800_000_000, ...more }),
    );
    const objects = both.flatMap(({ set, config, policy }) => [
      { kind: 'StatefulSet' as const, value: set },
      { kind: 'ConfigMap' as const, value: config },
      { kind: 'NetworkPolicy' as const, value: policy },
    ]);
    expect(complaintsOf(objects)).toEqual([]);
    // Control: a misspelt word, and a number where there is a list.
    const [first] = both;
    const wrong = [
      ['readOnlyRootFilesystem', 'readOnlyRootFileSystem'],
      ['"drop":["ALL"]', '"drop":1'],
    ].flatMap(([from = '', to = '']) =>
      complaintsOf([{ kind: 'StatefulSet', value: JSON.parse(JSON.stringify(first?.set).replace(from, to)) }]),
    );
    expect(wrong).toEqual([
      expect.stringContaining('"readOnlyRootFileSystem"'),
      expect.stringContaining("Type 'number' is not assignable to type 'string[]'"),
    ]);
    expect(both.map((chart) => podOf(chart).containers.map(({ name }) => name))).toEqual([
      ['place', 'aggregator', 'broker', 'backup'],
      ['place', 'aggregator', 'backup'],
    ]);
  });

  test('one process, which nobody can call, and which can do little', () => {
    const chart = chartOf({ config: CONFIG });
    const { set, policy } = chart;
    expect(set.spec?.replicas).toBe(1);
    expect(Object.keys(values)).not.toContain('replicas');
    expect(policy.spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'], ingress: [] });
    expect(policy.spec?.podSelector.matchLabels).toEqual(set.spec?.template.metadata?.labels);
    expect(set.spec?.selector.matchLabels).toEqual(set.spec?.template.metadata?.labels);
    const { pod, containers } = podOf(chart);
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65_534,
        fsGroup: 65_534,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    for (const { name, securityContext, ports, image } of containers) {
      expect([name, securityContext]).toEqual([
        name,
        { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      ]);
      expect([name, ports, image]).toEqual([name, undefined, `gridshare-gateway:${SOFTWARE_VERSION}`]);
    }
    // Mounted is what there is, and nothing else.
    const known = [
      ...(pod.volumes ?? []),
      ...(set.spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata ?? {}),
    ];
    const used = containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
    expect(new Set(used)).toEqual(new Set(known.map(({ name }) => name)));
  });

  test('another config starts it anew', () => {
    const [one, other] = [CONFIG, `${CONFIG}# another\n`].map(
      (config) => chartOf({ config }).set.spec?.template.metadata?.annotations,
    );
    expect(one).not.toEqual(other);
  });

  test('values are what the schema says, and nothing else', () => {
    const isValid = new Ajv({ strict: false }).compile(JSON.parse(schemaText) as object);
    const good = { ...values, config: CONFIG };
    expect([isValid(good), isValid.errors]).toEqual([true, null]);
    const wrong = [
      values,
      { ...good, config: 'role: meter\n' },
      { ...good, replicas: 2 },
      { ...good, user: 0 },
      { ...good, newUntil: 'tomorrow' },
      { ...good, secrets: { aggregator: 'No_Name', broker: 'gridshare-broker' } },
      { ...good, storage: { party: { size: '8', class: 8 } } },
    ];
    expect(wrong.map((one) => isValid(one))).toEqual(wrong.map(() => false));
  });

  test('control: what our renderer does not know it refuses', () => {
    const scope = { Values: { a: 'x', b: true }, Release: { Name: 'r' }, Chart: { Name: 'c', AppVersion: '1' } };
    expect(renderTemplate('a: {{ .Values.a }}\n{{- if .Values.b }}\nb\n{{- end }}', scope)).toBe('a: x\nb');
    for (const text of [
      '{{ .Values.c }}',
      '{{ .Values.a | upper }}',
      '{{ include "x" . }}',
      '{{- range .Values.a }}x{{- end }}',
      '{{- if .Values.b }}',
      '{{- end }}',
      '{{ .Values.b }}',
      '{{.Values.a}}',
      'a {{',
    ])
      expect(() => renderTemplate(text, scope), text).toThrow();
  });

  const hasHelm = spawnSync('helm', ['version']).status === 0;
  test.skipIf(!hasHelm)(`Helm renders the same${hasHelm ? '' : ' (skipped: there is no helm here)'}`, () => {
    const folder = temporaryFolder();
    try {
      const path = join(folder, 'config.yaml');
      writeFileSync(path, CONFIG);
      const words = ['template', 'gridshare', CHART, '--set-file', `config=${path}`, '--set', 'newUntil=1800000000'];
      const objects = parseAllDocuments(execFileSync('helm', words, { encoding: 'utf8' })).map(
        (one) => one.toJS() as { kind: string },
      );
      expect(new Map(objects.map((one) => [one.kind, one]))).toEqual(
        renderChart(CHART, 'gridshare', { config: CONFIG, newUntil: 1_800_000_000 }),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const problem = containingProblem();

describe.skipIf(problem !== undefined)(`its commands${problem === undefined ? '' : ` (skipped: ${problem})`}`, () => {
  const folder = temporaryFolder();
  const image = join(folder, 'image');
  const grid = join(folder, 'grid');
  const node = join(folder, 'node');
  const running: Contained[] = [];
  let chart: Chart;
  /** By name of the Secret and of the file in it: where it is. */
  const secrets = new Map<string, Map<string, string>>();

  /** As kubectl does, of the lines that people type. */
  function createSecrets(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name, words = ''] = /^kubectl create secret generic (\S+) (.*)$/.exec(line) ?? [];
      if (name === undefined) continue;
      const files = words.split(' ').flatMap((word) => {
        const [, key, path = ''] = /^--from-file=(?:([^=]+)=)?(.+)$/.exec(word) ?? [];
        const from = join(grid, path);
        if (key !== undefined) return [[key, from] as const];
        const isFile = (file: string): boolean => spawnSync('test', ['-f', file]).status === 0;
        const paths = isFile(from)
          ? [from]
          : readdirSync(from)
              .map((entry) => join(from, entry))
              .filter(isFile);
        return paths.map((file) => [basename(file), file] as const);
      });
      secrets.set(name, new Map(files));
    }
  }

  /** A volume as a kubelet lays it: files are links into a folder that is replaced as a whole; root's, and the pod's group may read. */
  function lay({ name, secret, configMap, emptyDir }: Volume): string | undefined {
    const at = join(node, name);
    if (emptyDir !== undefined) return undefined;
    rmSync(at, { recursive: true, force: true });
    const data = join(at, '..2026_11_30');
    mkdirSync(data, { recursive: true });
    const content = secret === undefined ? new Map<string, string>() : secrets.get(secret.secretName ?? '');
    for (const { key, path } of secret?.items ?? []) {
      const from = content?.get(key);
      if (from === undefined) throw new Error(`the Secret ${secret?.secretName} has no ${key}`);
      mkdirSync(dirname(join(data, path)), { recursive: true });
      copyFileSync(from, join(data, path));
      chownSync(join(data, path), 0, CONTAINED_USER);
      chmodSync(join(data, path), secret?.defaultMode ?? 0o644);
    }
    if (configMap !== undefined) {
      expect(configMap.name).toBe(chart.config.metadata?.name);
      for (const [file, text] of Object.entries(chart.config.data ?? {})) writeFileSync(join(data, file), text);
    }
    symlinkSync('..2026_11_30', join(at, '..data'));
    for (const file of readdirSync(data)) symlinkSync(`..data/${file}`, join(at, file));
    return at;
  }

  function contain(name: string, command?: readonly string[]): Contained {
    const { pod, containers } = podOf(chart);
    const container = containers.find((one) => one.name === name);
    if (container === undefined) throw new Error(`there is no container ${name}`);
    const claims = new Map(
      (chart.set.spec?.volumeClaimTemplates ?? []).map(({ metadata }) => [metadata?.name, metadata?.name]),
    );
    const memory: string[] = [];
    const mounts = (container.volumeMounts ?? []).flatMap(
      ({ name: of, mountPath, subPath = '', readOnly }): Mount[] => {
        const volume = pod.volumes?.find((one) => one.name === of);
        const from =
          volume === undefined && claims.has(of) ? join(node, of) : volume === undefined ? undefined : lay(volume);
        if (from !== undefined) return [{ from: join(from, subPath), to: mountPath, isReadOnly: readOnly === true }];
        memory.push(mountPath);
        return [];
      },
    );
    const environment = Object.fromEntries((container.env ?? []).map((one) => [one.name, one.value ?? '']));
    const own = command ?? container.command ?? [];
    const contained = new Contained(image, { command: own, mounts, memory, folder: container.workingDir, environment });
    running.push(contained);
    return contained;
  }

  const probeOf = (name: string, kind: 'startupProbe' | 'livenessProbe' | 'readinessProbe'): readonly string[] => {
    const container: Container | undefined = podOf(chart).containers.find((one) => one.name === name);
    return container?.[kind]?.exec?.command ?? [];
  };

  async function untilOk(
    contained: Contained,
    name: string,
    kind: 'startupProbe' | 'livenessProbe' | 'readinessProbe',
  ) {
    let said = '';
    await until(`${name} passes its ${kind}`, () => {
      const { code, output } = contained.run(probeOf(name, kind));
      said = `${output}${contained.output}`;
      return code === 0;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${said}`);
    });
  }

  function newVolumes(): void {
    for (const name of ['party', 'counter', 'backups']) {
      rmSync(join(node, name), { recursive: true, force: true });
      mkdirSync(join(node, name), { recursive: true });
      chownSync(join(node, name), 0, CONTAINED_USER);
      chmodSync(join(node, name), 0o2775);
    }
  }

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    await makeImage(image);
    const size = ['--meters', '6', '--aggregators', '3', '--threshold', '2'];
    const places = ['--broker', `mqtts://127.0.0.1:${await freePort()}`, '--bridges', String(await freePort())];
    const made = await gridshare(['init', grid, '--tls', '--mosquitto', ...size, ...places]);
    expect(made.code, made.stderr).toBe(0);
    const text = readFileSync(join(ROOT, 'docs/gateways.md'), 'utf8');
    const { all: lines, local } = linesOf(text, 'Kubernetes');
    expect(lines.length - local.length).toBe(lines.filter((line) => /^(?:kubectl|helm) /.test(line)).length);
    expect(local).toHaveLength(2);
    for (const line of local) execFileSync('bash', ['-c', line], { cwd: grid });
    createSecrets(lines);
    expect([...secrets.keys()]).toEqual(['gridshare-aggregator', 'gridshare-broker']);
    const install = lines.find((line) => line.startsWith('helm install')) ?? '';
    const [, sum = ''] = /--set newUntil=(\$\(\(.*\)\))/.exec(install) ?? [];
    const newUntil = Number(execFileSync('bash', ['-c', `echo ${sum}`], { encoding: 'utf8' }));
    expect(install).toContain('--set-file config=aggregator-1/config.yaml');
    const config = readFileSync(join(grid, 'aggregator-1/config.yaml'), 'utf8');
    chart = chartOf({ config, newUntil, user: CONTAINED_USER });
    expect(new Ajv({ strict: false }).validate(JSON.parse(schemaText) as object, { ...values, config, newUntil })).toBe(
      true,
    );
  }, 60_000);

  afterAll(async () => {
    await Promise.all(running.map((contained) => contained.end('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  });

  async function placed(): Promise<void> {
    const place = contain('place');
    expect([await place.ended, place.output]).toEqual([0, '']);
  }

  test('a store is new on empty volumes only, and only until it was said; a certificate that was renewed stays', async () => {
    const party = (name: string): string => join(node, 'party', name);
    newVolumes();
    await placed();
    expect(existsSync(party('state/new-store'))).toBe(true);
    rmSync(party('state/new-store'));
    writeFileSync(party('cert.pem'), 'renewed');
    await placed();
    expect([existsSync(party('state/new-store')), readFileSync(party('cert.pem'), 'utf8')]).toEqual([false, 'renewed']);
    const issued = join(folder, 'issued.pem');
    writeFileSync(issued, 'issued anew');
    const own = secrets.get('gridshare-aggregator')!;
    const before = own.get('cert.pem')!;
    own.set('cert.pem', issued);
    await placed();
    expect(readFileSync(party('cert.pem'), 'utf8')).toBe('issued anew');
    own.set('cert.pem', before);
    // Its volume is lost, its counter is not.
    rmSync(join(node, 'party'), { recursive: true });
    mkdirSync(join(node, 'party'));
    chownSync(join(node, 'party'), 0, CONTAINED_USER);
    chmodSync(join(node, 'party'), 0o2775);
    writeFileSync(join(node, 'counter/state.counter'), '');
    await placed();
    expect(existsSync(party('state'))).toBe(false);
    // Both are lost, and the time is over.
    newVolumes();
    const config = chart.config.data?.['config.yaml'] ?? '';
    const now = chart;
    chart = chartOf({ config, newUntil: Math.floor(Date.now() / 1000) - 1, user: CONTAINED_USER });
    await placed();
    expect(existsSync(party('state'))).toBe(false);
    chart = now;
  });

  test('run as they are: ready, with keys that are not theirs, backed up; killed, the probe says so', async () => {
    newVolumes();
    await placed();
    const broker = contain('broker');
    const aggregator = contain('aggregator');
    await untilOk(broker, 'broker', 'livenessProbe');
    await untilOk(aggregator, 'aggregator', 'startupProbe');
    await untilOk(aggregator, 'aggregator', 'livenessProbe');
    await untilOk(aggregator, 'aggregator', 'readinessProbe');
    for (const line of [
      'echo x > /run/keys/keys.json',
      'rm /run/keys/key.pem',
      'echo x > /party/config.yaml',
      'echo x > /x',
    ])
      expect([line, aggregator.run(['sh', '-c', line]).code]).not.toEqual([line, 0]);
    expect(existsSync(join(node, 'counter/state.counter'))).toBe(true);
    const backup = contain('backup');
    await until('there is a backup', () => backup.output.includes('It was read back'));
    expect(await backup.end('SIGTERM')).toBe(0);
    const doctor = ['env', 'CREDENTIALS_DIRECTORY=/run/keys', 'gridshare', 'doctor', '--config', '/party/config.yaml'];
    const { output } = aggregator.run(doctor);
    expect(output).toMatch(/ok +backup +the newest backup is of .*is as it was/);
    expect(output).toMatch(/ok +keys /);
    expect(output).toMatch(/ok +tls /);
    expect(await aggregator.end('SIGKILL')).not.toBe(0);
    const killed = contain('aggregator', probeOf('aggregator', 'livenessProbe'));
    expect([await killed.ended, killed.output]).toEqual([1, expect.stringContaining('died without a word')]);
  }, 90_000);
});
