#!/bin/sh
':' /*
# A shell script and a CommonJS module in one. First the script: it runs the module in the place of its own process, so that
# signals, exit code and process id are those of the command, on the Node.js that npm brought with the package, whatever the
# PATH has. Each is linked for a loader; where that is missing (another processor, or a system of musl) it would not start.
self=$(readlink -f -- "$0" 2>/dev/null) || self=$0
root=${self%/cli/*}
flags=
# Most of a meter's life is waiting: it does not need 32 MB for what is new, nor more memory ahead than it takes, and gives back what
# it has no use for (of glibc; others do not know the word).
if [ "$1" = meter ]; then
  flags='--max-semi-space-size=1 --optimize-for-size'
  export MALLOC_TRIM_THRESHOLD_=65536
fi
# npm puts it below the package or, where both are of a project, beside it.
beside=${root%/*}
[ "${beside%/node_modules}" = "$beside" ] && beside=
for folder in "$root/node_modules" ${beside:+"$beside"}; do
  for kind in x64:/lib64/ld-linux-x86-64.so.2 arm64:/lib/ld-linux-aarch64.so.1; do
    node=$folder/node-linux-${kind%%:*}/bin/node
    [ -x "$node" ] && [ -e "${kind#*:}" ] && exec "$node" $flags -- "$self" "$@"
  done
done
command -v node >/dev/null && exec node $flags -- "$self" "$@"
echo 'gridshare: there is no Node.js: install the package again with its optional dependencies, which bring it on Linux (x64, arm64), or install Node.js 24.15 or later [ERR_NODE_VERSION]' >&2
exit 3
*/
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { setFlagsFromString } = require('node:v8');

const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `gridshare: this is Node.js ${process.versions.node}, and 24.15 or later is needed. On Linux (x64, arm64) npm brings it: install the ` +
      'package again with its optional dependencies, and run gridshare itself, not node with it; elsewhere install Node.js 24.15 or ' +
      'later [ERR_NODE_VERSION]\n',
  );
  process.exit(3);
}

// npx hands a signal to a shell of its own only, which ends and leaves what it runs behind: that ends in order, too.
if (process.env.npm_command === 'exec') {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

// Loading it would be enough for V8 to compile some functions once more, and better: 12 MB that a meter has no use for.
// A fleet turns that on again: meter/host/frugality.ts.
if (process.argv[2] === 'meter') for (const flag of ['--no-opt', '--no-maglev']) setFlagsFromString(flag);

// A checkout runs its sources, whatever was packed from it before; the package has none.
const source = join(__dirname, 'main.ts');
void import(pathToFileURL(existsSync(source) ? source : join(__dirname, '../dist/gridshare.js')).href);
