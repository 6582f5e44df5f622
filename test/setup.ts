/**
 * Before all tests: Mosquitto, its clients, bubblewrap, Prometheus' promtool, Chromium, RabbitMQ and what emulates arm64, which npm does not
 * bring. As root on Debian it is installed; otherwise one line says how, and the tests that need it say that they were skipped. Also a cache of compiled sources, below node_modules and so this
 * checkout's own: the tests start the command many hundred times, and compiling is over half of a start.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findMosquitto } from '../broker/mosquitto.ts';
import { hasChromium } from './chromium.ts';
import { rabbitProblem } from './cluster/rabbitmq.ts';
import { prepareEmulation } from './debian.ts';

const APT = '/usr/bin/apt-get';

export function setup(): void {
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url));
  prepareEmulation();
  const hasClients = (): boolean => spawnSync('mosquitto_sub', ['--help']).error === undefined;
  const hasBubblewrap = (): boolean => spawnSync('bwrap', ['--version']).error === undefined;
  const hasPromtool = (): boolean => spawnSync('promtool', ['--version']).error === undefined;
  const wanted = [
    ...(findMosquitto() === undefined ? ['mosquitto'] : []),
    ...(hasClients() ? [] : ['mosquitto-clients']),
    ...(hasBubblewrap() ? [] : ['bubblewrap']),
    ...(hasPromtool() ? [] : ['prometheus']),
    ...(hasChromium() ? [] : ['chromium']),
    ...(rabbitProblem() === undefined ? [] : ['rabbitmq-server']),
  ];
  if (wanted.length === 0) return;
  if (process.getuid?.() === 0 && existsSync(APT)) {
    process.stderr.write(`Installing ${wanted.join(' and ')} for the tests that need it (apt-get install) ...\n`);
    // RUNLEVEL keeps packages from starting what they bring.
    const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync(APT, ['update', '-qq'], { env, stdio: 'ignore' });
    spawnSync(APT, ['install', '-y', '-qq', '--no-install-recommends', ...wanted], { env, stdio: 'ignore' });
  }
  if (findMosquitto() === undefined) {
    process.stderr.write('Tests against Mosquitto will be skipped; to run them: apt-get install mosquitto\n');
  }
  if (!hasClients()) {
    process.stderr.write('Lines of mosquitto_sub will not be run; to run them: apt-get install mosquitto-clients\n');
  }
  if (!hasPromtool()) {
    process.stderr.write('Alerts will not be tried; to try them: apt-get install prometheus\n');
  }
  if (!hasChromium()) {
    process.stderr.write('Pages will not be looked at; to look at them: apt-get install chromium\n');
  }
  if (rabbitProblem() !== undefined) {
    process.stderr.write(`A broker of several nodes will not be tried; to try it: ${rabbitProblem()}\n`);
  }
  if (!hasBubblewrap()) {
    process.stderr.write('Containers of the gateway will not be tried; to try them: apt-get install bubblewrap\n');
  }
}
