/**
 * The files that make a freshly flashed Raspberry Pi a certain meter: for trixie what cloud-init reads, for bookworm a script of
 * the first boot. Both put the same things into the same places.
 */
import { stringify } from 'yaml';
import {
  BOOT_FOLDER,
  type PackageFile,
  SETUP_FOLDER,
  SETUP_UNIT,
  SETUP_UNIT_TEXT,
  setupScript,
} from './flash-scripts.ts';
import type { Wifi } from './wifi.ts';

const ADMIN = 'admin';

export interface Flashed {
  readonly hostname: string;
  readonly wifi: Wifi | undefined;
  /** A line of OpenSSH; without one nobody can log in from outside. */
  readonly sshKey: string | undefined;
  readonly packageFile: PackageFile;
  readonly token: string;
  /** Texts of kit.json, and of a YAML file with the source. */
  readonly kit: string;
  readonly source: string;
}

interface Placed {
  readonly path: string;
  readonly permissions: string;
  readonly content: string;
}

/** A letter, digits, letters and hyphens: what a network takes for the name of a host. */
export function hostnameOf(meter: string): string {
  return `meter-${meter.toLowerCase().replaceAll('_', '-')}`.slice(0, 63).replace(/-+$/, '');
}

function placedFiles({ token, kit, source, packageFile }: Flashed): Placed[] {
  const own = (name: string, content: string): Placed => ({
    path: `${SETUP_FOLDER}/${name}`,
    permissions: '0600',
    content,
  });
  return [
    own('token', `${token}\n`),
    own('kit.json', kit),
    own('source.yaml', source),
    own('setup.sh', setupScript(packageFile)),
    { path: SETUP_UNIT, permissions: '0644', content: SETUP_UNIT_TEXT },
  ];
}

export function userData(flashed: Flashed): string {
  const { hostname, sshKey } = flashed;
  const user = { name: ADMIN, groups: 'sudo', shell: '/bin/bash', sudo: 'ALL=(ALL) NOPASSWD:ALL', lock_passwd: true };
  const data = {
    hostname,
    manage_etc_hosts: true,
    ...(sshKey === undefined ? {} : { users: [{ ...user, ssh_authorized_keys: [sshKey] }], ssh_pwauth: false }),
    // The serial port is for an electricity meter, not for a console.
    rpi: { interfaces: { serial: { console: false, hardware: true } } },
    write_files: placedFiles(flashed),
    runcmd: [
      ['systemctl', 'daemon-reload'],
      ...(sshKey === undefined ? [] : [['systemctl', 'enable', '--now', 'ssh.service']]),
      ['systemctl', 'enable', '--now', '--no-block', 'systemd-time-wait-sync.service'],
      ['systemctl', 'enable', '--now', '--no-block', 'gridshare-setup.service'],
    ],
  };
  return `#cloud-config\n${stringify(data, { lineWidth: 0 })}`;
}

/** A file of this name replaces what the image would do by itself: the cable has to stand in it, too. */
export function networkConfig(wifi: Wifi | undefined): string {
  const wifis =
    wifi === undefined
      ? {}
      : {
          wifis: {
            wlan0: {
              dhcp4: true,
              optional: true,
              'regulatory-domain': wifi.country,
              'access-points': { [wifi.ssid]: { password: wifi.psk } },
            },
          },
        };
  const network = { version: 2, ethernets: { eth0: { dhcp4: true, optional: true } }, ...wifis };
  return stringify({ network }, { lineWidth: 0 });
}

/** A word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function written({ path, permissions, content }: Placed): string {
  const body = content.endsWith('\n') ? content : `${content}\n`;
  return `cat > ${path} << 'END-OF-FILE'\n${body}END-OF-FILE\nchmod ${permissions} ${path}\n`;
}

function wifiLines({ ssid, psk, country }: Wifi): string {
  const path = '/etc/NetworkManager/system-connections/gridshare.nmconnection';
  // Bytes: a name may have any signs, and this file's form has its own use for some.
  const bytes = [...Buffer.from(ssid)].map((byte) => `${byte};`).join('');
  const content = `[connection]\nid=gridshare\ntype=wifi\n\n[wifi]\nmode=infrastructure\nssid=${bytes}\n\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=${psk}\n\n[ipv4]\nmethod=auto\n\n[ipv6]\nmethod=auto\n`;
  return `raspi-config nonint do_wifi_country ${country}\n${written({ path, permissions: '0600', content })}`;
}

/** Of bookworm: run by systemd instead of everything else, once, then the device starts again. */
export function firstRun(flashed: Flashed): string {
  const { hostname, sshKey, wifi } = flashed;
  const keys = `/home/${ADMIN}/.ssh`;
  const login =
    sshKey === undefined
      ? ''
      : `useradd --create-home --shell /bin/bash --groups sudo ${ADMIN}
install -d -m 700 -o ${ADMIN} -g ${ADMIN} ${keys}
printf '%s\\n' ${quoted(sshKey)} > ${keys}/authorized_keys
chown ${ADMIN}: ${keys}/authorized_keys
echo '${ADMIN} ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/010_${ADMIN}
systemctl enable ssh.service
`;
  return `#!/bin/sh
# Written by gridshare flash-kit. What fails is not fatal: a device that starts can be mended, one that does not can't.
umask 077
# First of all, so that it never runs twice.
sed -i 's| systemd\\.run.*||' ${BOOT_FOLDER}/cmdline.txt
raspi-config nonint do_hostname ${hostname}
raspi-config nonint do_serial_hw 0
raspi-config nonint do_serial_cons 1
${login}${wifi === undefined ? '' : wifiLines(wifi)}mkdir -p ${SETUP_FOLDER}
${placedFiles(flashed).map(written).join('')}systemctl enable systemd-time-wait-sync.service gridshare-setup.service
exit 0
`;
}

/** For the end of the one line of cmdline.txt. */
export const FIRST_RUN_WORDS = ` systemd.run=${BOOT_FOLDER}/firstrun.sh systemd.run_success_action=reboot systemd.unit=kernel-command-line.target`;
